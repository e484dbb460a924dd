/** One contract with the declaration below it, as text. */

/** Columns that a line of the header has at most. */
const COLUMNS = 116;

/** What a contract says of one function. */
export interface Block {
  readonly name: string;
  /** One sentence or more, the first letter small. */
  readonly english: string;
  /** What is set, and to what. */
  readonly equations: readonly (readonly [left: string, right: string])[];
  /** Facts by their keyword: `bounds`, `aliasing`, `rejects`. */
  readonly facts: readonly (readonly [keyword: string, lines: readonly string[]])[];
  /** The type that is returned. */
  readonly returns: string;
  readonly parameters: readonly string[];
}

/** The contract as a comment, then the declaration. */
export function printedBlock(block: Block): string {
  return `${comment(block)}\n${declaration(block)}\n`;
}

function comment({ name, english, equations, facts }: Block): string {
  const widest = Math.max(...equations.map(([left]) => left.length));
  const lines = [
    ...wrapped(`/* ${name}: ${english}`, " * "),
    ...equations.map(([left, right]) => ` *   ${left.padEnd(widest)} = ${right}`),
    ...facts.flatMap(([keyword, texts]) =>
      texts.map((text, i) => ` *   ${(i === 0 ? `${keyword}:` : "").padEnd(9)} ${text}`),
    ),
  ];
  return `${lines.join("\n")}\n */`;
}

function declaration({ name, returns, parameters }: Block): string {
  const head = `static inline ${returns}${returns.endsWith("*") ? "" : " "}${name}(`;
  const lines = [head];
  parameters.forEach((parameter, i) => {
    const text = parameter + (i === parameters.length - 1 ? ");" : ",");
    const last = lines.length - 1;
    const space = i === 0 ? "" : " ";
    if (i > 0 && `${lines[last]}${space}${text}`.length > COLUMNS) lines.push(" ".repeat(head.length) + text);
    else lines[last] += space + text;
  });
  return lines.join("\n");
}

/** A text in lines of at most {@link COLUMNS}, the second and later ones behind `prefix`. */
export function wrapped(text: string, prefix: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > COLUMNS) {
      lines.push(line);
      line = prefix + word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
