import type { Evidence } from "../../../claims/evidence.ts";
import type { JudgedClaim } from "../../../claims/judge.ts";
import { VERDICTS } from "../../../claims/ledger.ts";
import { fullName } from "../../../claims/resolve/theorem.ts";
import type { PageData } from "../data.ts";
import { type Content, type Html, html, prose } from "../html.ts";
import { program } from "./program.ts";
import { theoremAnchor } from "./theorems.ts";
import { verdictClass } from "./verdict.ts";

type Programs = PageData["claims"]["programs"];

/** Every claim with its verdict, its evidence in this run, and what is true instead. */
export function claimsSection({ claims: { claims, sources, programs, faults, unused } }: PageData): Html {
  return html`<section id="claims" aria-labelledby="claims-title" data-list>
<h2 id="claims-title">Claims</h2>
<p class="lead">Ids that start with C are sentences published elsewhere about this algebra, in our words; all others are our
own. A verdict stands only while its evidence holds in this run.</p>
${[...faults, ...unused.map((ref) => `no claim uses ${ref}`)].map((fault) => html`<p class="note-box bad">${fault}</p>`)}
<div class="filters" role="group" aria-label="Filter the claims">
<input type="search" placeholder="Search claims" aria-label="Search claims">
<select data-key="source" aria-label="Source of the claim"><option value="">all sources</option>${sources.map(
    ({ id, title }) => html`<option value="${id}">${title}</option>`,
  )}</select>
${VERDICTS.map(
  (verdict) =>
    html`<button type="button" class="chip ${verdictClass(verdict)}" aria-pressed="false" data-value="${verdict}"><span class="dot"></span>${verdict}</button>`,
)}
<span class="count" role="status"></span></div>
${claims.map((claim) => item(claim, sources.find(({ id }) => id === claim.source)?.title ?? claim.source, programs))}
</section>`;
}

function item(claim: JudgedClaim, source: string, programs: Programs): Html {
  const { id, verdict, evidence, smallest, ok, faults } = claim;
  const parts: readonly (readonly [string, Content | undefined])[] = [
    ["Why", prose(claim.because)],
    ["Condition", claim.condition && prose(claim.condition)],
    ["Counterexample", smallest && [html`<ul>${line(smallest)}</ul>`, shown(smallest, programs)]],
    ["True instead", claim.instead && prose(claim.instead)],
    ["What helps", claim.offer && prose(claim.offer)],
    ["Does not say", claim.doesNotSay && prose(claim.doesNotSay)],
    ["Source", claim.where ? html`<code>${claim.where}</code>` : source],
    ["Evidence", evidence.length > 0 && html`<ul>${evidence.map(line)}</ul>`],
    ["Check it", html`<code>${claim.command}</code>`],
  ];
  return html`<details class="item" id="${id}" data-verdict="${verdict}" data-source="${claim.source}">
<summary><span class="id">${id}</span><span>${prose(claim.claim)}</span><span class="verdict ${verdictClass(verdict)}">${verdict}${
    ok ? null : html` <b class="bad">does not stand</b>`
  }</span></summary>
<div class="body">${faults.map((fault) => html`<p class="note-box bad">${fault}</p>`)}<dl>
${parts.map(([label, part]) => (part ? html`<dt>${label}</dt><dd>${part}</dd>` : null))}
</dl></div></details>
`;
}

/** The program of a counterexample, step by step. */
function shown({ kind, ref }: Evidence, programs: Programs): Content {
  const found = programs.find((one) => one.kind === kind && one.id === ref);
  return found === undefined ? null : program(found);
}

function line({ kind, ref, ok, detail, from }: Evidence): Html {
  const name =
    kind === "theorem"
      ? html`<a href="#${theoremAnchor(fullName(ref))}"><code>${ref}</code></a>`
      : html`<code>${ref}</code>`;
  const mark = from === "text" ? "named" : ok ? "holds" : "fails";
  return html`<li><span class="${ok ? "ok" : "bad"}">${mark}</span> · ${kind} ${name}${
    detail ? html`: ${prose(detail)}` : null
  }${from === "record" ? " (record)" : null}</li>`;
}
