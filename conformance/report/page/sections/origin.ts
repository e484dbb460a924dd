import type { Artefact } from "../../../records/artefact.ts";
import { type Html, html } from "../html.ts";

/** Whether an artefact is of this run or a record, and what speaks against it. */
export function origin({ from, note, faults }: Artefact<unknown>): Html {
  const text =
    from === "run" || note === undefined
      ? "Of this run."
      : `Record of ${note.date}, ${note.machine}: ${note.command}.`;
  return html`<p class="count">${text}</p>${faults.map((fault) => html`<p class="note-box bad">${fault}</p>`)}`;
}
