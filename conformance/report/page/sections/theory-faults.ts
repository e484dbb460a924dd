import type { PageData } from "../data.ts";
import { grouped, type Html, html } from "../html.ts";

/** Faults planted in definitions of the theory: which theorems each turns red, and whether that is about these sources. */
export function theoryFaults({ specMutants, specFaults, specMutantsStale }: PageData): Html {
  const all = Object.entries(specMutants.mutants);
  const red = new Set(all.flatMap(([, { theorems }]) => theorems)).size;
  const never = Object.values(specMutants.never).flat().length;
  return html`<h3>Faults planted in the theory</h3>
<p>${all.length} wrong operators, operands, bounds and rejects in definitions of the specification; ${grouped(red)} theorems are turned red by
at least one, ${grouped(never)} by none by themselves. The record is <code>conformance/mutants/spec</code>.</p>
${
  specMutantsStale === undefined
    ? html`<p class="count">The record is about these Lean sources.</p>`
    : html`<p class="note-box">${specMutantsStale}.</p>`
}
<details class="item theorem"><summary><span>theory</span><span class="count">${all.length} planted</span></summary>
<div class="body scroll" tabindex="0" role="region" aria-label="Faults planted in the theory"><table><thead><tr><th scope="col">fault</th><th scope="col">what is wrong</th><th scope="col" class="n">theorems red</th><th scope="col">given away by</th></tr></thead>
<tbody>${all.map(
    ([id, { verdict, theorems }]) =>
      html`<tr><td><code>${id}</code></td><td>${specFaults[id] ?? ""}</td><td class="n">${theorems.length}</td><td class="${verdict === "survived" ? "bad" : "ok"}">${verdict}</td></tr>`,
  )}</tbody></table></div></details>`;
}
