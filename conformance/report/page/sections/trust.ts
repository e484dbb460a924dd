import type { PageData } from "../data.ts";
import { type Html, html } from "../html.ts";

/** What a reader must believe, what no proof covers, and the chain of hashes from the sources to this page. */
export function trustSection({ results, provenance, versions }: PageData): Html {
  return html`<section id="trust" aria-labelledby="trust-title">
<h2 id="trust-title">Trust and its limits</h2>
<p class="lead">What must be believed is listed in TRUST.md: the kernel, the compilers, the solvers, the simulators, the printers.</p>
<ul>
<li>No proof covers the printers that turn Lean expressions into JSON, C and Verilog; vectors check what they print.</li>
<li>The TypeScript library is tested against the specification, not verified.</li>
<li>No board was measured. Fmax is the router's own timing.</li>
<li>XOR deltas are not idempotent: a delta that arrives twice is undone. Delivery has to count.</li>
</ul>
<h3>From the sources to this page</h3>
<p>Root hash <code id="root-hash">${results.rootHash}</code></p>
${
  provenance === undefined
    ? html`<p class="note-box">No chain of hashes was made in this run.</p>`
    : html`<ol class="chain">${provenance.links.map(
        ({ what, sha256, by, ok, faults }) =>
          html`<li><span>${what} <span class="${ok ? "ok" : "bad"}">${ok ? "holds" : "broken"}</span></span><span><code>${sha256}</code><br><span class="count">${by}</span>${faults.map((fault) => html`<br><span class="bad">${fault}</span>`)}</span></li>`,
      )}</ol>`
}
<h3>Tools of this run</h3>
<div class="scroll" tabindex="0" role="region" aria-label="Versions of tools"><table id="versions"><tbody>${versions.map(
    ({ name, version }) => html`<tr><th scope="row">${name}</th><td>${version}</td></tr>`,
  )}</tbody></table></div>
</section>`;
}
