/** An export holds every declaration of the project, and planted faults in it are refused. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allModules, buildModules, messageText } from "../../runner/lean.ts";
import { leanRoot } from "../../runner/paths.ts";
import { checkExport, type ExportReport, exportFile, runExport } from "../driver/export.ts";
import { checkWith, findChecker, NoCheckerError } from "../driver/external.ts";
import { readStructure } from "../driver/structure.ts";

const source = path.join(leanRoot, "fixtures", "audit");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "atomik-export-"));
const file = exportFile(folder, "Clean");
const checker = findChecker();
let report: ExportReport;

beforeAll(async () => {
  const out = path.join(folder, "..", `${path.basename(folder)}-olean`);
  const modules = allModules(source).filter((name) => name.startsWith("Clean."));
  const build = await buildModules({ root: source, out, modules });
  expect(build.messages.map(messageText)).toEqual([]);
  report = await runExport({ project: "Clean", source, olean: out, folder });
  fs.rmSync(out, { recursive: true });
});

afterAll(() => fs.rmSync(folder, { recursive: true }));

type Line = Record<string, unknown>;

/** The export with some lines changed, in a file of its own. */
function changed(change: (line: Line, all: readonly Line[]) => Line | undefined): string {
  const lines = fs
    .readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((text) => JSON.parse(text) as Line);
  const other = path.join(folder, "changed.ndjson");
  const kept = lines.map((line) => change(line, lines)).filter((line) => line !== undefined);
  fs.writeFileSync(other, `${kept.map((line) => JSON.stringify(line)).join("\n")}\n`);
  return other;
}

/** The number of a theorem of `Clean` by its last name. */
function nameOf(lines: readonly Line[], last: string): number {
  return lines.find(({ str }) => (str as { str?: string } | undefined)?.str === last)!.in as number;
}

const isTheorem = (line: Line, lines: readonly Line[], last: string): boolean =>
  (line.thm as { name?: number } | undefined)?.name === nameOf(lines, last);

test("every declaration of the project is there, and what has no proof is listed", async () => {
  const { constants } = await readStructure(file);
  for (const name of [
    "Clean.double",
    "Clean.double_pos",
    "Clean.Claims.claim_fst_mk",
    "Nat",
    "Nat.rec",
    "Eq",
  ])
    expect(constants).toContain(name);
  expect([...constants].filter((name) => name.endsWith(".helper"))).toHaveLength(1);
  expect(constants).toContain("Clean.forever"); // as the kernel sees it: opaque
  expect([...constants].filter((name) => name.includes("_unsafe_rec"))).toEqual([]);
  expect(report.axioms).toEqual(["propext"]);
  expect(report.hidden).toContain("Nat.lt_of_lt_of_le");
  expect(report.sha256).toMatch(/^[0-9a-f]{64}$/);
});

test.each<[string, (line: Line, all: readonly Line[]) => Line | undefined, string]>([
  ["an expression left out", (line) => (line.ie === 7 ? undefined : line), "expected expression 7, got 8"],
  ["a name left out", (line) => (line.in === 3 ? undefined : line), "expected name 3, got 4"],
  [
    "an expression made of itself",
    (line) => (line.app && line.ie ? { ...line, app: { fn: line.ie, arg: line.ie } } : line),
    "expected an expression below",
  ],
  [
    "a definition left out",
    (line, all) => ((line.def as { name?: number })?.name === nameOf(all, "double") ? undefined : line),
    'expected a constant that is declared before its use, got "Clean.double"',
  ],
  [
    "a proof left out",
    (line, all) => {
      if (!isTheorem(line, all, "double_zero")) return line;
      const { value, all: _, ...axiom } = line.thm as Line;
      return { axiom: { ...axiom, isUnsafe: false } };
    },
    "of which it does not list Clean.double_zero",
  ],
])("%s is seen without a kernel", async (_, change, message) => {
  await expect(checkExport(changed(change), report)).rejects.toThrow(message);
});

test.skipIf(checker === undefined)("another kernel accepts the export", () => {
  const { accepted, said } = checkWith(checker, file, report);
  expect(said).not.toBe("");
  expect(accepted).toBe(true);
});

test.skipIf(checker === undefined)("another kernel refuses the proof of another statement", () => {
  const other = changed((line, all) => {
    if (!isTheorem(line, all, "double_zero")) return line;
    const from = all.find((one) => isTheorem(one, all, "double_eq"))!.thm as Line;
    return { thm: { ...(line.thm as Line), value: from.value } };
  });
  expect(checkWith(checker, other, report).accepted).toBe(false);
});

test("without another kernel it is said so", () => {
  expect(() => checkWith(undefined, file, report)).toThrow(NoCheckerError);
});
