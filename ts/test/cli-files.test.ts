import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli, runCliJson } from "./run-cli.ts";

let folder: string;
const at = (name: string): string => join(folder, name);
const before = new Uint8Array(1003).map((_, i) => i * 7);
const after = new Uint8Array(1010);
after.set(before);
after[100] = 1;
after.fill(9, 1003);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "atomik-cli-"));
  writeFileSync(at("old"), before);
  writeFileSync(at("new"), after);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("atomik diff and apply", () => {
  it("make the new file out of the old one, and the old out of the new", () => {
    const made = runCliJson(["diff", at("old"), at("new"), "--out", at("delta")]);
    // Word 12 holds byte 100, words 125 and 126 the end.
    expect(made).toMatchObject({
      exit: 0,
      err: "",
      json: { oldLength: 1003, newLength: 1010, words: 127, changed: 3, fullCopyIsSmaller: false },
    });
    expect(statSync(at("delta")).size).toBe((made.json as { deltaBytes: number }).deltaBytes);
    expect(runCli(["apply", at("delta"), at("old"), "--out", at("made")])).toMatchObject({
      exit: 0,
      err: "",
    });
    expect(readFileSync(at("made")).equals(after)).toBe(true);
    expect(runCli(["apply", at("delta"), at("new"), "--reverse", "-o", at("back")]).exit).toBe(0);
    expect(readFileSync(at("back")).equals(before)).toBe(true);
  });

  it("replace a file by itself, and keep its permissions", () => {
    writeFileSync(at("self"), before);
    chmodSync(at("self"), 0o640);
    expect(runCli(["apply", at("delta"), at("self"), "--out", at("self")]).exit).toBe(0);
    expect(readFileSync(at("self")).equals(after)).toBe(true);
    expect(statSync(at("self")).mode & 0o777).toBe(0o640);
  });

  it("say when a full copy is smaller", () => {
    writeFileSync(at("shifted"), Uint8Array.of(0, ...before));
    const { out } = runCli(["diff", at("old"), at("shifted")]);
    expect(out).toContain("words  126 of 126 differ");
    expect(out).toContain("a full copy of the new file is smaller");
  });

  it("refuse a file of another length or with other bytes, a damaged delta, and write nothing", () => {
    const other = Uint8Array.from(before);
    other[0]! ^= 1;
    writeFileSync(at("other"), other);
    const delta = readFileSync(at("delta"));
    writeFileSync(
      at("flipped"),
      delta.map((byte, i) => (i === 110 ? byte ^ 1 : byte)),
    );
    writeFileSync(at("cut"), delta.subarray(0, -1));
    writeFileSync(at("empty"), "");
    const names = readdirSync(folder);
    for (const [deltaName, name, exit, text] of [
      ["delta", "new", 1, `${at("new")}: expected 1003 bytes, got 1010`],
      ["delta", "other", 1, `${at("other")}: expected the file of this delta, got other bytes`],
      ["flipped", "old", 2, `${at("flipped")}: expected its own SHA-256 at its end, got another one`],
      ["cut", "old", 2, `${at("cut")}: expected ${delta.length} bytes, got ${delta.length - 1}`],
      ["old", "old", 2, `${at("old")}: expected a delta of version 1, got other first bytes`],
      ["empty", "old", 2, `${at("empty")}: expected a delta, which has 128 bytes or more, got 0`],
    ] as const) {
      const run = runCli(["apply", at(deltaName), at(name), "--out", at("never")]);
      expect(run).toEqual({ exit, out: "", err: `atomik: ${text}\n` });
    }
    expect(readdirSync(folder)).toEqual(names);
  });

  it("leave what is there when writing fails", () => {
    const run = runCli(["apply", at("delta"), at("old"), "--out", at("no-folder/made")]);
    expect(run).toMatchObject({ exit: 2, out: "" });
    expect(run.err).toContain("expected to write a file here");
    expect(runCli(["apply", at("delta"), at("old"), "--out", folder])).toMatchObject({ exit: 2, out: "" });
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
    expect(runCli(["apply", at("delta"), at("old")]).err).toContain("--out: expected the path to write to");
  });
});

describe("atomik digest", () => {
  it("prints the fold of files and of stdin", () => {
    writeFileSync(at("words"), Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0x80, 0xf0));
    expect(runCli(["digest", at("words")]).out).toBe(`80000000000000f2  ${at("words")}\n`);
    expect(runCliJson(["digest", "-", "--width", "16"], "abc").json).toEqual({
      command: "digest",
      kind: "fold",
      width: 16,
      files: [{ path: "-", bytes: 3, digest: "6202" }],
    });
  });

  it("sees with keys what the fold misses, and says where", () => {
    const swapped = Uint8Array.from(before);
    swapped.set(before.subarray(0, 8), 8);
    swapped.set(before.subarray(8, 16), 0);
    writeFileSync(at("swapped"), swapped);
    const digests = (args: readonly string[]) =>
      (
        runCliJson(["digest", ...args, at("old"), at("swapped")]).json as { files: { digest: string }[] }
      ).files.map((file) => file.digest);
    const [fold, sameFold] = digests([]);
    expect(fold).toBe(sameFold);
    const [mine, theirs] = digests(["--make-keys", at("keys")]);
    expect(mine).not.toBe(theirs);
    expect(digests(["--keys", at("keys")])).toEqual([mine, theirs]);
    expect(statSync(at("keys"))).toMatchObject({ size: 1008, mode: 0o100600 });
    const against = ["digest", "--keys", at("keys"), at("old"), "--against", at("swapped"), "--chunk", "1"];
    expect(runCliJson(against)).toMatchObject({
      exit: 1,
      json: {
        same: false,
        chunks: [
          [0, 8],
          [8, 16],
        ],
      },
    });
    expect(runCli(["digest", at("old"), "--against", at("swapped")])).toMatchObject({
      exit: 1,
      out: "bytes 0 to 1002 differ\n1 of 1 chunks differ\n",
    });
    const itself = ["digest", "--keys", at("keys"), at("old"), "--against", at("old")];
    expect(runCliJson(itself)).toMatchObject({ exit: 0, json: { same: true, chunks: [] } });
  });

  it("refuses keys that are too few, and never replaces keys", () => {
    writeFileSync(at("few"), new Uint8Array(8));
    for (const [args, text] of [
      [["--keys", at("few")], `${at("few")}: expected a multiple of 8 bytes, 1008 or more, got 8`],
      [
        ["--make-keys", at("few")],
        `${at("few")}: expected the path of a new file, got: one that is there; keys are never replaced`,
      ],
      [["--against", at("new"), "--chunk", "0"], "--chunk: expected words, 1 to 512, got 0"],
      [["--against", at("new"), "--make-keys", at("x")], "--against: expected no --make-keys, got both"],
      [
        ["--keys", at("few"), "--width", "8"],
        "--width: expected no width with keys, whose words have 64 bits, got 8",
      ],
    ] as const) {
      expect(runCli(["digest", at("old"), ...args])).toEqual({ exit: 2, out: "", err: `atomik: ${text}\n` });
    }
  });
});
