import type { Theorem } from "../../artefacts.ts";
import type { PageData } from "../data.ts";
import { type Html, html, prose, raw } from "../html.ts";

/** The id of a theorem's place on the page. */
export function theoremAnchor(name: string): string {
  return `thm-${name}`;
}

/** The area that is shown first. */
const HEADLINES = "headlines";

/** Area of a theorem: `Delivery` of `Atomik.Thm.Delivery.Mark`. */
function area({ module }: Theorem): string {
  const [, tier = "", topic = ""] = module.split(".");
  return tier === "Claims" ? HEADLINES : topic === "" ? tier : topic;
}

/** A browser of all theorems: statement, axioms, limits, and the planted faults that turn each red. */
export function theoremsSection({ theorems, specMutants }: PageData): Html {
  const all = theorems.theorems.filter((theorem) => !theorem.private);
  const areas = [...new Set(all.map(area))].sort();
  const reddenedBy = new Map<string, string[]>();
  for (const [mutant, { theorems: red }] of Object.entries(specMutants.mutants))
    for (const name of red) reddenedBy.set(name, [...(reddenedBy.get(name) ?? []), mutant]);
  return html`<section id="theorems" aria-labelledby="theorems-title" data-list>
<h2 id="theorems-title">Theorems</h2>
<p class="lead">${theorems.toolchain}; ${theorems.mode}. ${String(theorems.replay.replayed)} of ${String(
    theorems.replay.constants,
  )} declarations went through the kernel once more; the others are unsafe or partial code that no proof can use.
Private lemmas are checked alike and not listed. Allowed axioms: ${theorems.allowed
    .map(({ name }) => name)
    .join(", ")}.</p>
<div class="filters" role="group" aria-label="Filter the theorems">
<input type="search" placeholder="Search names, sentences, statements" aria-label="Search theorems">
<select data-key="area" aria-label="Area"><option value="">all areas</option>${areas.map(
    (name) => html`<option${name === HEADLINES ? raw(" selected") : null}>${name}</option>`,
  )}</select>
<span class="count" role="status"></span></div>
${all.map((theorem) => item(theorem, reddenedBy.get(theorem.name) ?? []))}
</section>`;
}

function item(theorem: Theorem, mutants: readonly string[]): Html {
  const { name, module, statement, english, doesNotSay, axioms, claimIds, statementHash } = theorem;
  return html`<details class="item theorem" id="${theoremAnchor(name)}" data-area="${area(theorem)}">
<summary><span>${prose(english)}<br><span class="name count">${name.replace(/^Atomik\./, "")}</span></span>${
    claimIds.length > 0
      ? html`<span class="count">${claimIds.length} ${claimIds.length === 1 ? "claim" : "claims"}</span>`
      : null
  }</summary>
<div class="body"><pre tabindex="0">${statement.replace(/^:\s*/, "")}</pre><dl>
${doesNotSay ? html`<dt>Does not say</dt><dd>${prose(doesNotSay)}</dd>` : null}
<dt>Axioms</dt><dd>${axioms.length === 0 ? "none of its own" : axioms.join(", ")}</dd>
${theorem.definitional ? html`<dt>Proof</dt><dd>by unfolding definitions</dd>` : null}
<dt>Reddened by</dt><dd>${mutants.length === 0 ? "no planted fault by itself" : mutants.join(", ")}</dd>
${claimIds.length > 0 ? html`<dt>Claims</dt><dd>${claimIds.map((id) => html`<a href="#${id}">${id}</a> `)}</dd>` : null}
<dt>Module</dt><dd><code>${module}</code></dd>
<dt>Hash</dt><dd><code>${statementHash}</code></dd>
</dl></div></details>
`;
}
