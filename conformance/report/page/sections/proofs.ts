import type { Artefact } from "../../../records/artefact.ts";
import type { ProofRow } from "../../artefacts.ts";
import type { PageData, ProofFile } from "../data.ts";
import { type Html, html } from "../html.ts";
import { origin } from "./origin.ts";

type Proofs = Artefact<ProofFile> | undefined;

/** Proofs beyond Lean: of the RTL, of the C sources, of compiled code. Bounded ones say so. */
export function proofsSection({ formal, formalAll, objectProof, sourceProof }: PageData): Html {
  return html`<section id="proofs" aria-labelledby="proofs-title">
<h2 id="proofs-title">Proofs about implementations</h2>
<p class="lead">Each proof reaches its cover, so that it is not about nothing, and each must fail once a fault is planted.</p>
${table("RTL against the model that Lean emits", formal, "just formal")}
${table("RTL, the long proofs as well", formalAll, "just formal --all")}
${table("C sources", sourceProof, "just source-proof")}
${table("Compiled C, instruction by instruction", objectProof, "just object-proof")}
</section>`;
}

function table(title: string, proofs: Proofs, command: string): Html {
  if (proofs === undefined)
    return html`<h3>${title}</h3><p class="note-box">Not run here: <code>${command}</code>.</p>`;
  return html`<h3>${title}</h3>${origin(proofs)}
<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table><thead><tr><th scope="col">proof</th><th scope="col">by</th><th scope="col">method</th>
<th scope="col">holds</th><th scope="col" class="n">planted faults caught</th></tr></thead>
<tbody>${proofs.json.proofs.map(row)}</tbody></table></div>${leftOut(proofs.json)}`;
}

function row(proof: ProofRow): Html {
  const proved = proof.result === "proved" && proof.coverReached !== false;
  const holds = !proved
    ? proof.result
    : proof.bounded
      ? bound(proof)
      : /induction/.test(proof.method ?? "")
        ? "for all inputs and all time"
        : "for all inputs";
  const bugs = proof.plantedBugs;
  const planted = bugs ? bugs.caught + bugs.missed.length : 0;
  return html`<tr><td><code>${proof.id}</code></td><td>${proof.tool ?? proof.compiler ?? ""}</td><td class="${(proof.method ?? "").length < 20 ? "short" : ""}">${proof.method ?? ""}</td>
<td class="${proved ? "ok" : "bad"}${holds.length < 30 ? " short" : ""}">${holds}</td><td class="n ${bugs && bugs.missed.length > 0 ? "bad" : ""}">${
    planted === 0 ? "" : `${bugs?.caught} of ${planted}`
  }</td></tr>`;
}

/** What a run says that it did not prove, with why. */
function leftOut({ leftOut: left = [], skipped = [] }: ProofFile): Html | null {
  const all = [...left, ...skipped];
  if (all.length === 0) return null;
  return html`<p class="count">Not proved there:</p><ul class="count left-out">${all.map(
    ({ id, reason }) => html`<li><code>${id}</code>: ${reason}</li>`,
  )}</ul>`;
}

function bound({ depth, lengths }: ProofRow): string {
  if (lengths) return `for ${lengths}`;
  return depth === undefined ? "within its bounds only" : `to depth ${depth} only`;
}
