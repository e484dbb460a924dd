/** The constants of messages and frames are those that Lean emitted. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { crc32c } from "../src/wire/crc.ts";
import { ADDRESS_BYTES, CHECKSUM, DELTA_BYTES, FRAME, MESSAGE } from "../src/wire/layout.ts";

const read = (name: string) => {
  const path = fileURLToPath(new URL(`../../spec/ir/wire/${name}.json`, import.meta.url));
  return JSON.parse(readFileSync(path, "utf8"));
};
const offsets = (fields: readonly { name: string; offset: number }[]) =>
  Object.fromEntries(fields.map(({ name, offset }) => [name, offset]));
const hex = (word: number): string => word.toString(16).padStart(8, "0");

it("messages", () => {
  const ir = read("message");
  expect(ir.byteOrder).toBe("big");
  expect(MESSAGE).toEqual({ bytes: ir.bytes, ...offsets(ir.fields) });
  expect(ir.fields.map((field: { bytes: number }) => field.bytes)).toEqual([4, 8, 4]);
});

it("frames", () => {
  const ir = read("frame");
  expect(ir.byteOrder).toBe("little");
  expect(FRAME).toEqual({
    magicWord: Buffer.from(ir.magic, "hex").readUInt32LE(),
    versionNumber: ir.version,
    minBytes: ir.minBytes,
    maxBytes: ir.maxBytes,
    minEntries: ir.minEntries,
    maxEntries: ir.maxEntries,
    headerBytes: ir.headerBytes,
    checksumBytes: ir.checksum.bytes,
    ...offsets(ir.header),
  });
  expect(ir.header.map((field: { bytes: number }) => field.bytes)).toEqual([4, 1, 1, 2, 8, 8, 4]);
  const [address, delta] = ir.entry;
  expect([address.bits, address.maxBytes]).toEqual([32, ADDRESS_BYTES]);
  expect([delta.bits, delta.maxBytes]).toEqual(["width", DELTA_BYTES]);
  expect(Object.keys(DELTA_BYTES).map(Number)).toEqual(ir.widths);
});

it("the checksum", () => {
  const { reflected, polynomial, init, xorOut, check } = read("frame").checksum;
  expect(reflected).toBe(true);
  expect({ polynomial, init, xorOut }).toEqual({
    polynomial: hex(CHECKSUM.polynomial),
    init: hex(CHECKSUM.init),
    xorOut: hex(CHECKSUM.xorOut),
  });
  const bytes = Buffer.from(check.bytes, "hex");
  expect(hex(crc32c(bytes, bytes.length))).toBe(check.checksum);
});
