import type { Row } from "../../../bench/harness.ts";
import type { Area, PageData } from "../data.ts";
import { type Html, html } from "../html.ts";
import { figure } from "./figure.ts";

/** Something that was to be reached, and what became of it. */
export interface Target {
  readonly id: string;
  readonly what: string;
  readonly reached: string;
  readonly asked: string;
  readonly met: boolean;
  /** The limit of a missed one, as far as that was measured or is known. */
  readonly stoppedBy: string | null;
}

/** All targets of benchmarks and of place and route, the missed ones first. */
export function targetsOf({ benches, area }: Pick<PageData, "benches" | "area">): readonly Target[] {
  const all = [
    ...benches.flatMap(({ json: { rows } }) =>
      rows.filter(({ target }) => target !== null).map((row) => ofBench(row, rows)),
    ),
    ...(area?.json.targets ?? []).map(ofArea),
  ];
  return [...all.filter(({ met }) => !met), ...all.filter(({ met }) => met)];
}

const UNKNOWN = "no limit was measured";

function ofBench(row: Row, rows: readonly Row[]): Target {
  const { id, what, value, unit, baseline, ratio, target, met, why } = row;
  const limit = rows.find((one) => one.id === `${id}/limit`);
  const beside = limit?.ratio ? `measured: ${figure(limit.ratio)}× of ${limit.baseline}` : UNKNOWN;
  return {
    ...{ id, what: baseline === null ? what : `${what}, beside ${baseline}`, met },
    reached: ratio === null ? `${figure(value)} ${unit}` : `${figure(ratio)}×`,
    asked: ratio === null ? `${figure(target ?? 0)} ${unit}` : `${figure(target ?? 0)}×`,
    stoppedBy: met ? null : (why ?? beside),
  };
}

function ofArea({ id, what, value, unit = "", target, met, why, limitedBy }: Targets[number]): Target {
  return {
    ...{ id, what: what ?? id, met },
    reached: value === null ? "no figure" : `${figure(value)} ${unit}`,
    asked: target === undefined ? "" : `${figure(target)} ${unit}`,
    stoppedBy: met ? null : (why ?? limitedBy?.join("; ") ?? UNKNOWN),
  };
}

type Targets = NonNullable<Area["targets"]>;

/** The table of all targets. */
export function targetsTable(targets: readonly Target[]): Html {
  if (targets.length === 0) return html`<p class="note-box">No measurement here has a target.</p>`;
  const missed = targets.filter(({ met }) => !met).length;
  return html`<p><b>${targets.length - missed} of ${targets.length} targets are reached, ${missed} are missed.</b> Beside each missed one
stands the limit that was measured or is known.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Targets"><table id="targets"><thead><tr><th scope="col">what</th><th scope="col" class="n">asked</th>
<th scope="col" class="n">reached</th><th scope="col"></th><th scope="col">limit</th></tr></thead><tbody>${targets.map(
    ({ id, what, reached, asked, met, stoppedBy }) =>
      html`<tr><td class="wide">${what}<br><code class="count">${id}</code></td><td class="n" data-label="asked">${asked}</td><td class="n" data-label="reached">${reached}</td><td class="${
        met ? "ok" : "bad"
      }">${met ? "reached" : "missed"}</td><td class="wide">${stoppedBy}</td></tr>`,
  )}</tbody></table></div>`;
}
