/** The class that gives a verdict its colour. */
export function verdictClass(verdict: string): string {
  return `v-${verdict.replaceAll(" ", "-")}`;
}
