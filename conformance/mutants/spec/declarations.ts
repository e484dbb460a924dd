/** Which declaration of a Lean file a line belongs to. */

/** A declaration, from its keyword to the next one. */
export interface Declaration {
  /** Full name; examples and instances without a name have that of the declaration before them, see `kind`. */
  readonly name: string;
  readonly kind: "theorem" | "example" | "other";
  /** The line of its keyword, from 1. */
  readonly line: number;
}

const KEYWORD =
  /^(?:@\[[^\]]*\]\s*)?(?:(?:private|protected|noncomputable|local|scoped)\s+)*(theorem|example|def|abbrev|instance|structure|class|inductive)\b\s*(\S*)/;
const SCOPE = /^(namespace|section|end)\b\s*(\S*)/;

/** The declarations of a file that keeps them at the start of lines, as ours do; first to last. */
export function declarations(source: string): Declaration[] {
  const found: Declaration[] = [];
  const scopes: { kind: string; name: string }[] = [];
  for (const [i, line] of withoutComments(source).split("\n").entries()) {
    const scope = SCOPE.exec(line);
    if (scope?.[1] === "end") scopes.pop();
    else if (scope) scopes.push({ kind: scope[1]!, name: scope[2]! });
    const match = KEYWORD.exec(line);
    if (!match) continue;
    const [, keyword, word] = match as unknown as [string, string, string];
    const name = /^[^({[:\s]+/.exec(word)?.[0];
    const named = keyword !== "example" && name !== undefined;
    const spaces = scopes.filter(({ kind }) => kind === "namespace").map((space) => space.name);
    found.push({
      name: named ? [...spaces, name].join(".") : (found.at(-1)?.name ?? spaces.join(".")),
      kind: keyword === "theorem" || keyword === "example" ? keyword : "other",
      line: i + 1,
    });
  }
  return found;
}

/** The declaration that a line belongs to, if it is not before the first one. */
export function declarationAt(all: readonly Declaration[], line: number): Declaration | undefined {
  return all.findLast((declaration) => declaration.line <= line);
}

/** The source with blanks for comments, every line in its place. */
function withoutComments(source: string): string {
  let text = "";
  for (let depth = 0, i = 0; i < source.length; i++) {
    const two = source.slice(i, i + 2);
    if (two === "/-" || (depth && two === "-/")) {
      depth += two === "/-" ? 1 : -1;
      i++;
    } else if (!depth || source[i] === "\n") text += source[i];
  }
  return text;
}
