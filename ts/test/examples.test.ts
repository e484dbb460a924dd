/** Runs the `@example` blocks of the sources: every `expression; // => value` in them must hold, and be reached. */
import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const SOURCES: string = fileURLToPath(new URL("../src/", import.meta.url));
const files = globSync("*.ts", { cwd: SOURCES }).sort();

const CLAIM = /^(\s*)(.+); \/\/ => (.+)$/gm;

/** The code of the blocks in a source, with the comment's margin taken away. */
function examples(source: string): readonly string[] {
  const blocks = source.matchAll(/@example[^\n]*\n \* ```ts\n(.*?)\n \* ```/gs);
  return [...blocks].map(([, code]) => code!.replace(/^ \* ?/gm, ""));
}

/** Everything that the sources export, by name. */
async function exported(): Promise<Record<string, unknown>> {
  const modules = await Promise.all(files.map((file) => import(`../src/${basename(file, ".ts")}.ts`)));
  return Object.assign({}, ...modules);
}

for (const file of files) {
  const source = readFileSync(SOURCES + file, "utf8");

  it.each(examples(source))(`${file}: %s`, async (code) => {
    const scope = await exported();
    const claims = [...code.matchAll(CLAIM)].length;
    expect(claims, "an example claims something").toBeGreaterThan(0);
    let reached = 0;
    const claim = (got: unknown, expected: unknown, text: string): void => {
      reached++;
      expect({ [text]: got }).toEqual({ [text]: expected });
    };
    const body = code.replace(CLAIM, (_, margin, expression, value) => {
      return `${margin}claim(${expression}, ${value}, ${JSON.stringify(expression)});`;
    });
    new Function("claim", ...Object.keys(scope), body)(claim, ...Object.values(scope));
    expect(reached, "claims that were reached").toBe(claims);
  });

  for (const [, name] of source.matchAll(/^export (?:class|function) (\w+)/gm)) {
    it(`${file}: ${name} has an example`, () => {
      const comment = source
        .split(new RegExp(`^export (?:class|function) ${name}\\b`, "m"))[0]!
        .split("/**")
        .at(-1)!;
      expect(comment).toContain("@example");
    });
  }
}

it("there are examples", () => {
  const all = files.flatMap((file) => examples(readFileSync(SOURCES + file, "utf8")));
  expect(all).not.toHaveLength(0);
});
