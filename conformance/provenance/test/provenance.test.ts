import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { leanSourcesHash } from "../../../lean/runner/sources.ts";
import { rootHash } from "../../../spec/emit/fresh.ts";
import { buildProgram } from "../../adapters/c.ts";
import { ROOT } from "../../spec.ts";
import { binariesLink } from "../binaries.ts";
import { constantsLink, irLink, leanLink, reportLink, resultsLink, vectorsLink } from "../chain.ts";
import { provenance } from "../provenance.ts";

const COPIED = [
  "package.json",
  "lean/Atomik",
  "spec/ir",
  "spec/golden",
  "spec/MANIFEST.json",
  "conformance/vectors",
  "conformance/adapters/c",
  "c/atomik_core.h",
  "ts/src/root-hash.ts",
  "verilog/rtl/atomik_root.vh",
];

let root = "";
const edit = (path: string, text: (old: string) => string): void =>
  writeFileSync(join(root, path), text(readFileSync(join(root, path), "utf8")));
const json = (path: string, value: unknown): void => writeFileSync(join(root, path), JSON.stringify(value));

/** A copy of what the chain reads, and the artefacts of a run over it. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "atomik-chain-"));
  for (const path of COPIED) cpSync(join(ROOT, path), join(root, path), { recursive: true });
  mkdirSync(join(root, "build"));
  const sources = leanSourcesHash(join(root, "lean"));
  json("build/theorems.json", { sources });
  json("build/drift.json", { sources, rootHash: rootHash(root), drift: [] });
  json("build/results.json", { rootHash: rootHash(root) });
  for (const page of ["README.md", "CLAIMS.md"])
    writeFileSync(join(root, page), `Root hash ${rootHash(root)}.\n`);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Without the program, which takes a compiler. */
const broken = (): string[] =>
  [leanLink, irLink, vectorsLink, constantsLink, resultsLink, reportLink]
    .map((of) => of(root))
    .filter(({ ok }) => !ok)
    .map(({ id }) => id);

describe("a link that was tampered with is named", () => {
  it("none in an untouched tree, and every link has a hash", async () => {
    const { links } = await provenance(root);
    expect(links.filter(({ faults }) => faults.length > 0)).toEqual([]);
    expect(links.map(({ id }) => id)).toEqual([
      "lean",
      "ir",
      "vectors",
      "constants",
      "binaries",
      "results",
      "report",
    ]);
    expect(links.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true);
  });

  it.each<[string, string, () => void]>([
    ["lean", "a Lean source", () => appendFileSync(join(root, "lean/Atomik/Spec/Op.lean"), "-- other\n")],
    [
      "ir",
      "what was found different from a fresh emit",
      () =>
        edit("build/drift.json", (text) =>
          text.replace('"drift":[]', '"drift":[{"path":"spec/ir/x.json","what":"differs"}]'),
        ),
    ],
    [
      "vectors",
      "a vector",
      () => edit("conformance/vectors/w8/accum.json", (text) => text.replace("ok", "ko")),
    ],
    ["vectors", "an emitted file", () => appendFileSync(join(root, "spec/ir/registry.json"), "\n")],
    [
      "constants",
      "the root hash in TypeScript",
      () => edit("ts/src/root-hash.ts", (text) => text.replace(/0x./, "0x0f")),
    ],
    ["results", "results of another specification", () => json("build/results.json", { rootHash: "0" })],
    [
      "report",
      "a page of another specification",
      () => writeFileSync(join(root, "CLAIMS.md"), "Root hash 0.\n"),
    ],
  ])("%s: %s", (id, _, plant) => {
    plant();
    expect(broken()).toContain(id);
  });

  it("binaries: one byte of the program", async () => {
    const program = await buildProgram(root, undefined, join(root, "cache"));
    const bytes = readFileSync(program);
    bytes[bytes.length - 1]! ^= 1;
    writeFileSync(program, bytes);
    expect((await binariesLink(root, program)).faults).toEqual([
      "the program is not what its sources compile to",
    ]);
  });

  it("a run that is not there is no link", () => {
    rmSync(join(root, "build"), { recursive: true });
    expect(broken()).toEqual(["lean", "ir", "results"]);
  });
});
