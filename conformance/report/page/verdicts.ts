/** The verdicts of claims, strongest first, as `conformance/claims` defines them. */
export const VERDICTS: readonly string[] = [
  "proved",
  "tested",
  "measured",
  "conditional",
  "false",
  "not checkable here",
];

/** The class that gives a verdict its colour. */
export function verdictClass(verdict: string): string {
  return `v-${verdict.replaceAll(" ", "-")}`;
}
