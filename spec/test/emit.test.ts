import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { leanCommand } from "../../lean/runner/lean.ts";
import { findDrift } from "../emit/drift.ts";
import { install } from "../emit/emit.ts";
import { checkComplete, emitFresh, keptOrMade, rootHash } from "../emit/fresh.ts";
import { stamped } from "../emit/stamps.ts";
import { emittedFiles, MANIFEST } from "../emit/trees.ts";

const root = join(import.meta.dirname, "../..");
const stampedFiles = ["c/atomik_core.h", "ts/src/root-hash.ts", "verilog/rtl/atomik_root.vh"];

let copy: string;
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), "atomik-emit-"));
  for (const path of [...emittedFiles(root), ...stampedFiles]) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(root, path), join(copy, path));
  }
});
afterEach(() => rmSync(copy, { recursive: true }));

/** Replaces text in a file of the copy. */
function edit(path: string, from: string | RegExp, to: string): void {
  const text = readFileSync(join(copy, path), "utf8");
  const edited = text.replace(from, to);
  expect(edited).not.toBe(text);
  writeFileSync(join(copy, path), edited);
}

describe("a fresh emit", () => {
  let fresh: string;
  beforeAll(async () => {
    fresh = await emitFresh(root);
  });
  afterAll(() => rmSync(fresh, { recursive: true }));

  it("has the same bytes as the one that is committed", () => {
    expect(findDrift(fresh, root)).toEqual([]);
  });

  it("replaces whatever stands in its folders, and stamps the products", () => {
    edit("spec/ir/read.json", "state", "status");
    edit("ts/src/root-hash.ts", /"[0-9a-f]{64}"/, `"${"0".repeat(64)}"`);
    writeFileSync(join(copy, "spec/ir/extra.json"), "{}\n");
    const source = join(copy, "build");
    cpSync(fresh, source, { recursive: true });
    install(source, copy, stamped(copy, rootHash(source)));
    expect(findDrift(fresh, copy)).toEqual([]);
  });
});

describe("drift", () => {
  const drift = () => findDrift(root, copy).map(({ path, what }) => `${path}: ${what}`);

  it("none between equal trees", () => expect(drift()).toEqual([]));
  it("of one byte", () => {
    edit("conformance/vectors/w8/accum.json", '"01"', '"02"');
    expect(drift()).toEqual(["conformance/vectors/w8/accum.json: differs"]);
  });
  it("of a missing file", () => {
    rmSync(join(copy, "spec/golden/atomik_golden.v"));
    expect(drift()).toEqual(["spec/golden/atomik_golden.v: missing"]);
  });
  it("of a file that nothing emits, tracked or not", () => {
    mkdirSync(join(copy, "conformance/vectors/w128"));
    writeFileSync(join(copy, "conformance/vectors/w128/accum.json"), "{}\n");
    expect(drift()).toEqual(["conformance/vectors/w128/accum.json: not emitted"]);
  });
  it.each(stampedFiles)("of the root hash in %s", (path) => {
    edit(path, rootHash(root).slice(0, 16), "0123456789abcdef");
    expect(drift()).toEqual([`${path}: root hash differs`]);
  });
  it("cannot be judged without the markers", () => {
    edit("c/atomik_core.h", "/* END GENERATED: root hash */", "");
    expect(drift).toThrow(/^c\/atomik_core.h: cannot write the root hash: expected one line/);
  });
  it("cannot be judged without a product", () => {
    rmSync(join(copy, "verilog/rtl/atomik_root.vh"));
    expect(drift).toThrow(/^verilog\/rtl\/atomik_root.vh: cannot write the root hash/);
  });
});

describe("an emit", () => {
  let folders: string;
  let made: number;
  beforeEach(() => {
    folders = mkdtempSync(join(tmpdir(), "atomik-kept-"));
    made = 0;
  });
  afterEach(() => rmSync(folders, { recursive: true }));

  /** An emit that copies the committed files, and how often it has been made so far. */
  async function emit(key: string | undefined): Promise<number> {
    const into = mkdtempSync(join(folders, "into-"));
    await keptOrMade(join(folders, "cache"), key, into, async () => {
      made += 1;
      for (const path of emittedFiles(root)) cpSync(join(root, path), join(into, path));
    });
    expect(findDrift(into, root)).toEqual([]);
    return made;
  }

  it("is made once for the same key, and anew for another one", async () => {
    expect([await emit("a"), await emit("a"), await emit("b"), await emit("a")]).toEqual([1, 1, 2, 3]);
    expect([await emit(undefined), await emit(undefined)]).toEqual([4, 5]);
  });

  it.each([
    ["one byte differs", (at: string) => writeFileSync(join(at, "spec/ir/read.json"), "{}\n")],
    ["a file is gone", (at: string) => rmSync(join(at, "spec/golden/atomik_golden.v"))],
    ["the manifest is another one", (at: string) => writeFileSync(join(at, MANIFEST), `${manifest()} `)],
  ])("is made anew when what was kept is not whole: %s", async (_, damage) => {
    await emit("a");
    const [kept = ""] = readdirSync(join(folders, "cache"));
    damage(join(folders, "cache", kept));
    expect([await emit("a"), await emit("a")]).toEqual([2, 2]);
  });

  const manifest = (): string => readFileSync(join(root, MANIFEST), "utf8");
});

describe("an emit that did not end is refused:", () => {
  it("nothing written", () => {
    rmSync(join(copy, MANIFEST));
    expect(() => checkComplete(copy)).toThrow(`expected ${MANIFEST}`);
  });
  it("a file missing", () => {
    rmSync(join(copy, "spec/ir/read.json"));
    expect(() => checkComplete(copy)).toThrow("files of the manifest");
  });
  it("a file cut off", () => {
    writeFileSync(join(copy, "spec/ir/read.json"), "{");
    expect(() => checkComplete(copy)).toThrow("spec/ir/read.json: expected SHA-256");
  });
});

describe("SHA-256 in Lean", () => {
  it("is that of node:crypto, around the edges of blocks", async () => {
    const lengths = [0, 1, 3, 54, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129, 1000];
    const bytes = Buffer.from(Array.from({ length: 1000 }, (_, i) => (i * i * 7 + i * 31 + 255) % 256));
    const { command, args } = leanCommand("App.Digest", lengths.map(String));
    const process = promisify(execFile)(command, args);
    process.child.stdin!.end(bytes);
    const expected = lengths.map((n) => createHash("sha256").update(bytes.subarray(0, n)).digest("hex"));
    expect((await process).stdout.trim().split("\n")).toEqual(expected);
  });
});
