/** What is written into a copy of the header for Frama-C. */

/** Annotations of one function. */
export interface Annotation {
  readonly function: string;
  /** Clauses of its contract. */
  readonly contract: readonly string[];
  /** Clauses of its loops, in the order of the loops in the text. */
  readonly loops?: readonly (readonly string[])[];
  readonly assertions?: readonly Assertion[];
}

/** What holds behind every place where a text stands in the function. */
export interface Assertion {
  readonly behind: string;
  readonly clauses: readonly string[];
  /** How often the text stands there, 1 unless given. */
  readonly places?: number;
}

/** The text with a function's annotations. @throws Error unless it is defined exactly once, with as many loops */
export function annotated(text: string, annotation: Annotation): string {
  const { function: name, contract, loops = [], assertions = [] } = annotation;
  const found = [...text.matchAll(new RegExp(`static inline [\\w ]+?\\**${name}\\([^)]*\\)\\s*\\{`, "g"))];
  if (found.length !== 1) throw new Error(`${name}: expected one definition, got ${found.length}`);
  const start = found[0]!.index;
  const open = start + found[0]![0].length;
  const end = endOfBody(text, open);
  let body = text.slice(open, end);
  for (const { behind, clauses, places = 1 } of assertions) {
    const parts = body.split(behind);
    if (parts.length - 1 !== places)
      throw new Error(`${name}: expected ${places} times, got ${parts.length - 1}: ${behind}`);
    body = parts.join(`${behind} ${clauses.map((clause) => `/*@ ${clause} */`).join(" ")}`);
  }
  const parts = body.split(/(?=\b(?:for|while) \()/);
  if (parts.length - 1 !== loops.length)
    throw new Error(`${name}: expected ${loops.length} loops, got ${parts.length - 1}`);
  const whole = parts.map((part, i) => (i === 0 ? part : `${block(loops[i - 1]!)}${part}`)).join("");
  return `${text.slice(0, start)}\n${block(contract)}${text.slice(start, open)}${whole}${text.slice(end)}`;
}

function block(clauses: readonly string[]): string {
  return `/*@ ${clauses.join("\n    ")} */\n`;
}

function endOfBody(text: string, open: number): number {
  let depth = 1;
  for (let at = open; at < text.length; at++) {
    if (text[at] === "{") depth++;
    if (text[at] === "}" && --depth === 0) return at;
  }
  throw new Error("expected the end of a body");
}
