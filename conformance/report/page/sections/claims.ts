import type { Claim, Evidence, PageData } from "../data.ts";
import { type Html, html, prose } from "../html.ts";
import { VERDICTS, verdictClass } from "../verdicts.ts";
import { theoremAnchor } from "./theorems.ts";

/** Every claim with its verdict, its evidence in this run, and what is true instead. */
export function claimsSection({ claims: { claims } }: PageData): Html {
  const sources = [...new Set(claims.map(({ source }) => source))];
  return html`<section id="claims" aria-labelledby="claims-title" data-list>
<h2 id="claims-title">Claims</h2>
<p class="lead">Ids that start with C are sentences published elsewhere about this algebra, in our words; all others are our
own. A verdict stands only while its evidence holds in this run.</p>
<div class="filters" role="group" aria-label="Filter the claims">
<input type="search" placeholder="Search claims" aria-label="Search claims">
<select data-key="source" aria-label="Source of the claim"><option value="">all sources</option>${sources.map(
    (source) => html`<option>${source}</option>`,
  )}</select>
${VERDICTS.map(
  (verdict) =>
    html`<button type="button" class="chip ${verdictClass(verdict)}" aria-pressed="false" data-value="${verdict}"><span class="dot"></span>${verdict}</button>`,
)}
<span class="count" role="status"></span></div>
${claims.map(item)}
</section>`;
}

function item(claim: Claim): Html {
  const { id, source, verdict, claim: text, evidence, ok } = claim;
  const parts: readonly (readonly [string, string | undefined])[] = [
    ["Condition", claim.condition],
    ["Counterexample", claim.counterexample],
    ["True instead", claim.truth],
    ["What helps", claim.instead],
    ["Does not say", claim.doesNotSay],
  ];
  return html`<details class="item" id="${id}" data-verdict="${verdict}" data-source="${source}">
<summary><span class="id">${id}</span><span>${prose(text)}</span><span class="verdict ${verdictClass(verdict)}">${verdict}${
    ok ? null : html` <b class="bad">unsupported</b>`
  }</span></summary>
<div class="body"><dl>
<dt>Source</dt><dd>${source}</dd>
${parts.map(([label, part]) => (part ? html`<dt>${label}</dt><dd>${prose(part)}</dd>` : null))}
<dt>Evidence</dt><dd><ul>${evidence.map(line)}</ul></dd>
${claim.command ? html`<dt>Check it</dt><dd><code>${claim.command}</code></dd>` : null}
</dl></div></details>
`;
}

function line({ kind, ref, ok, detail, why }: Evidence): Html {
  const name =
    kind === "theorem"
      ? html`<a href="#${theoremAnchor(ref)}"><code>${ref}</code></a>`
      : html`<code>${ref}</code>`;
  const more = detail ?? why;
  return html`<li><span class="${ok ? "ok" : "bad"}">${ok ? "holds" : "fails"}</span> · ${kind} ${name}${
    more ? html`: ${prose(more)}` : null
  }</li>`;
}
