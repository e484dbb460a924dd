import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { fixed, readVarint, varint } from "../bytes.ts";
import { SUITES } from "../codec-answers.ts";
import { type FrameIr, loadCodecIr, type MessageIr } from "../codec-ir.ts";
import { loadCases, runCodecVectors } from "../codec-vectors.ts";
import { checksumOf } from "../crc.ts";
import { type DigestIr, digest } from "../digest.ts";
import { decodeFrame } from "../frame.ts";
import { encodeMessage } from "../message.ts";
import { evaluatePair } from "../tree.ts";

const ROOT: string = fileURLToPath(new URL("../../..", import.meta.url));
const IR = `${ROOT}spec/ir`;
const frame = loadCodecIr<FrameIr>(IR, "wire/frame.json", "atomik.ir.frame.v1");
const bytesOf = (hex: string): number[] => [...Buffer.from(hex, "hex")];

describe.each([...SUITES.keys()])("%s", (file) => {
  it("is answered as the Spec answers it", () => {
    const { passed, failed } = runCodecVectors(ROOT, file);
    expect(failed).toEqual([]);
    expect(passed).toBe(loadCases(ROOT, file).length);
  });
});

describe("the vectors", () => {
  it("have every reason to refuse, by its name in the IR", () => {
    const given = new Set(loadCases(ROOT, "wire/frame.json").map(({ result }) => result));
    for (const { name } of frame.rejects) expect(given).toContain(`reject:${name}`);
    expect(given.size).toBe(frame.rejects.length + 1);
  });
  it("refuse every flip of one or of two bits, and every cut", () => {
    const flipped = loadCases(ROOT, "wire/frame.json").filter(({ id }) =>
      /^frame\/(flip|flip_two)\//.test(id),
    );
    expect(flipped.length).toBeGreaterThan(300);
    for (const { id, result } of flipped) expect(result, id).toMatch(/^reject:/);
    const cut = loadCases(ROOT, "wire/frame.json").filter(({ id }) => id.startsWith("frame/cut/"));
    expect(cut.map(({ result }) => result).filter((result) => result === "ok")).toHaveLength(1);
  });
  it("have collisions of the fold digest: another buffer, the same digest", () => {
    const same = loadCases(ROOT, "digest/fold.json").filter(({ id }) => id.startsWith("fold/collision/"));
    const changed = same.filter(({ change }) => change !== null);
    expect(changed.length).toBeGreaterThan(8);
    for (const { id, expect: answer } of changed) {
      const { digest: before, after } = answer as Record<string, string>;
      expect(after, id).toBe(before);
    }
  });
  it("swap two words, which changes the keyed digest", () => {
    const swapped = loadCases(ROOT, "digest/keyed.json").filter(({ id }) => id.startsWith("keyed/swapped/"));
    const digests = swapped.map(({ expect: answer }) => (answer as { digest: string }).digest);
    expect(new Set(digests).size).toBe(2);
  });
});

describe("the vectors of the tree", () => {
  const answers = loadCases(ROOT, "digest/tree.json").map(({ id, expect: answer }) => ({
    id,
    ...(answer as { root: string; after: { root: string; changed: number | null } }),
  }));
  it("find the chunk of a changed word, whichever it is", () => {
    const one = answers.filter(({ id }) => id.startsWith("tree/one/keyed/"));
    expect(one.map(({ after }) => after.changed)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5]);
  });
  it("have changes that are not found, and no root is another one then", () => {
    const missed = answers.filter(({ id }) => id.startsWith("tree/missed/"));
    expect(missed.length).toBeGreaterThan(8);
    for (const { id, root, after } of missed) {
      expect(after.changed, id).toBeNull();
      expect(after.root, id).toBe(root);
    }
  });
});

describe("faults in the IR turn the vectors red", () => {
  const wire = loadCases(ROOT, "wire/frame.json").find(({ id }) => id === "frame/encode/w8/delta/one")!;
  const bytes = bytesOf((wire.expect as { bytes: string }).bytes);

  it("the bytes of a message in the other order", () => {
    const ir = loadCodecIr<MessageIr>(IR, "wire/message.json", "atomik.ir.message.v1");
    const fields = { address: 0n, delta: 0xffn, sequence: 1n };
    expect(encodeMessage(ir, fields)).toEqual(bytesOf("0000000000000000000000ff00000001"));
    expect(encodeMessage({ ...ir, byteOrder: "little" }, fields)).not.toEqual(encodeMessage(ir, fields));
  });
  it("another first register of the checksum, or a term of its polynomial dropped", () => {
    const { check } = frame.checksum;
    expect(checksumOf(frame.checksum, bytesOf(check.bytes))).toBe(BigInt(`0x${check.checksum}`));
    expect(() => decodeFrame(frame, bytes)).not.toThrow();
    for (const fault of [{ init: "00000000" }, { polynomial: "82f63b70" }, { xorOut: "00000000" }]) {
      const ir = { ...frame, checksum: { ...frame.checksum, ...fault } };
      expect(() => decodeFrame(ir, bytes), JSON.stringify(fault)).toThrow("bad_checksum");
    }
  });
});

describe("what is malformed is refused", () => {
  it("a file that is not there, and one of another kind", () => {
    expect(() => loadCodecIr(IR, "wire/packet.json", "atomik.ir.packet.v1")).toThrow(
      "wire/packet.json: expected a readable JSON file",
    );
    expect(() => loadCodecIr(IR, "wire/frame.json", "atomik.ir.message.v1")).toThrow(
      'wire/frame.json schema: expected atomik.ir.message.v1, got "atomik.ir.frame.v1"',
    );
  });
  it("a message without one of its fields", () => {
    const ir = loadCodecIr<MessageIr>(IR, "wire/message.json", "atomik.ir.message.v1");
    expect(() => encodeMessage(ir, { address: 1n, delta: 1n })).toThrow(
      "sequence: expected a value, got none",
    );
    const apart = { ...ir, fields: ir.fields.map((field) => ({ ...field, offset: field.offset + 1 })) };
    expect(() => encodeMessage(apart, { address: 1n, delta: 1n, sequence: 1n })).toThrow(
      "address: expected offset 0, got 1",
    );
  });
  it("a tree of a digest that is not there, or with a name that is not its own", () => {
    const ask = SUITES.get("digest/tree.json")!(IR);
    expect(() => ask({ id: "tree", digest: "hash" })).toThrow("digest: expected fold, keyed, got hash");
    expect(() => evaluatePair({ xor: ["left", "up"] }, { left: 1n, right: 2n })).toThrow(
      'pair: expected left or right, got "up"',
    );
  });
  it("a digest of another width, or with too few keys", () => {
    const ir = loadCodecIr<DigestIr>(IR, "digest/keyed.json", "atomik.ir.digest.v1");
    expect(() => digest(ir, 32, [], [])).toThrow("width: expected 64 (bits), got 32");
    expect(() => digest(ir, 64, [1n, 2n], [3n])).toThrow("keys: expected 2, got 1");
  });
});

it("numbers come back from their bytes", () => {
  expect(fixed("big", 2, 0x1234n)).toEqual([0x12, 0x34]);
  expect(varint(300n)).toEqual([0xac, 0x02]);
  expect(readVarint(5, [0xac, 0x02, 7])).toEqual([300n, [7]]);
  expect(() => readVarint(1, [0xac, 0x02])).toThrow("bad_varint");
  expect(() => readVarint(5, [0xac])).toThrow("truncated");
});
