import type { AreaRow, PageData } from "../data.ts";
import { type Html, html } from "../html.ts";
import { origin } from "./origin.ts";

/** Place and route: size, clock and deltas accepted a second, module by module and device by device. */
export function areaSection({ area }: PageData): Html {
  return html`<section id="area" aria-labelledby="area-title">
<h2 id="area-title">Area and clock</h2>
<p class="lead">Static timing after place and route; no board was measured. What a fabric accepts a second is not what pins, memory
or a UART can bring to it. What was to be reached stands with the <a href="#targets">other targets</a>.</p>
${area === undefined ? html`<p class="note-box">Not placed and routed here: <code>just area</code>.</p>` : [origin(area), table(area.json.rows)]}
</section>`;
}

function table(rows: readonly AreaRow[]): Html {
  const most = Math.max(...rows.map(({ acceptedPerSecond }) => acceptedPerSecond ?? 0));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Rows of place and route"><table><thead><tr><th scope="col">module</th><th scope="col">device</th><th scope="col" class="n">LUT</th>
<th scope="col" class="n">FF</th><th scope="col" class="n">BRAM</th><th scope="col" class="n">MHz, median (lowest)</th><th scope="col" class="n">ports</th>
<th scope="col">Gdeltas/s accepted</th></tr></thead><tbody>${rows.map((row) => line(row, most))}</tbody></table></div>`;
}

function line(
  { module, params, device, lut, ff, bram, fmaxMHz, ports, acceptedPerSecond }: AreaRow,
  most: number,
): Html {
  const clock = fmaxMHz === null ? "" : `${fmaxMHz.median.toFixed(0)} (${fmaxMHz.min.toFixed(0)})`;
  return html`<tr><td>${module}${parameters(params)}</td><td>${device}</td><td class="n">${lut}</td><td class="n">${ff}</td><td class="n">${bram}</td>
<td class="n">${clock}</td><td class="n">${ports}</td><td>${
    acceptedPerSecond === null
      ? null
      : html`${(acceptedPerSecond / 1e9).toPrecision(3)}<div class="track" aria-hidden="true"><i style="width:${((100 * acceptedPerSecond) / most).toFixed(1)}%"></i></div>`
  }</td></tr>`;
}

function parameters(params: unknown): Html | null {
  if (typeof params !== "object" || params === null) return null;
  const text = Object.entries(params)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(", ");
  return html`<br><span class="count">${text}</span>`;
}
