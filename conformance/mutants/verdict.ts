/** What becomes of a mutant. */

/** Printed by a trial once the implementation runs: from there on, silence is the mutant's doing. */
export const OPENED = "opened";

/** A mutant's end. `broken` ones could not be built or started: they prove nothing and are an error. */
export interface Trial {
  readonly verdict: "killed" | "survived" | "broken";
  /** What gave it away, or why it could not run. */
  readonly how: string;
}

/** Reads what a trial printed before it ended or was ended. */
export function readTrial(output: string, timedOut: boolean): Trial {
  const lines = output.trim().split("\n");
  const last = lines.at(-1) ?? "";
  if (last.startsWith("{")) return JSON.parse(last) as Trial;
  if (!lines.includes(OPENED)) return { verdict: "broken", how: timedOut ? "never opened" : `died: ${last}` };
  return { verdict: "killed", how: timedOut ? "it hangs" : "it ends the process" };
}
