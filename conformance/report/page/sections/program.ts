import type { ProgramOutcome } from "../../../claims/programs.ts";
import { type Html, html } from "../html.ts";

/** A program of a claim: what every implementation observed after each step. */
export function program({ title, programs, shows, implementations }: ProgramOutcome): Html {
  return html`<p>${title}. Here: ${shows.join(", ")}. Run by ${implementations.join(", ")}.</p>
${Object.entries(programs).map(
  ([name, { steps }]) =>
    html`<div class="scroll" tabindex="0" role="region" aria-label="Steps of ${name}"><table><thead><tr><th scope="col">${name}</th><th scope="col">reference</th>
<th scope="col">accumulator</th><th scope="col">state</th></tr></thead><tbody>${steps.map(
      ({ op, operands, observe: { reference, accumulator } }) =>
        html`<tr><td>${op} ${Object.values(operands).map((word) => html`<code>${short(word)}</code> `)}</td>
<td><code>${short(reference)}</code></td><td><code>${short(accumulator)}</code></td><td><code>${state(reference, accumulator)}</code></td></tr>`,
    )}</tbody></table></div>`,
)}`;
}

/** A word without its leading zeros. */
function short(word: string): string {
  return `0x${BigInt(`0x${word}`).toString(16)}`;
}

function state(reference: string, accumulator: string): string {
  return `0x${(BigInt(`0x${reference}`) ^ BigInt(`0x${accumulator}`)).toString(16)}`;
}
