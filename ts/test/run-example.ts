/** Runs the code of examples: every `expression; // => value` in it must hold, and be reached. */
import { globSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";

/** The folder of the sources, and the modules right in it. */
export const SOURCES: string = fileURLToPath(new URL("../src/", import.meta.url));
export const files: readonly string[] = globSync("*.ts", { cwd: SOURCES }).sort();

const CLAIM = /^(\s*)(.+); \/\/ => (.+)$/gm;

/** Everything that the sources export, by name. */
export async function exported(): Promise<Record<string, unknown>> {
  const modules = await Promise.all(files.map((file) => import(`../src/${basename(file, ".ts")}.ts`)));
  return Object.assign({}, ...modules);
}

/** Runs code with these names in scope. */
export function runExample(code: string, scope: Readonly<Record<string, unknown>>): void {
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
}
