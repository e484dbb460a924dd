/** The programs in ts/examples print what stands beside them, run from the built package by its sub-paths. */
import { execFileSync } from "node:child_process";
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { stage } from "../pack/stage.ts";

const EXAMPLES: string = fileURLToPath(new URL("../examples/", import.meta.url));
const names = globSync("*.ts", { cwd: EXAMPLES })
  .map((file) => basename(file, ".ts"))
  .sort();

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "atomik-examples-"));
  stage(join(folder, "staged"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(folder, "staged"), join(folder, "node_modules/atomik"));
  cpSync(EXAMPLES, join(folder, "examples"), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(names)("%s", (name) => {
  const expected = readFileSync(`${EXAMPLES}${name}.txt`, "utf8");
  const printed = execFileSync(process.execPath, [join(folder, "examples", `${name}.ts`)], {
    encoding: "utf8",
  });
  expect(printed).toBe(expected);
});

it("are eight, and the page about them names each", () => {
  expect(names).toHaveLength(8);
  const page = readFileSync(`${EXAMPLES}README.md`, "utf8");
  for (const name of names) expect(page).toContain(`[${name}](${name}.ts)`);
});
