/**
 * `just bench ts-digest`: what it costs to keep the digest of 1 MiB. Who is *told* a change follows it in a few steps; who
 * has to *find* one reads the whole buffer, and then comparing it with a copy is the fastest. The two kinds of row have
 * baselines of their own kind beside them, so that neither is taken for the other.
 */

import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import xxhash from "xxhash-wasm";
import { Products } from "../../ts/src/digest/field.ts";
import { Digest } from "../../ts/src/digest.ts";
import { DigestKeys } from "../../ts/src/digest-keys.ts";
import { Fingerprint } from "../../ts/src/fingerprint.ts";
import { durationRow, type Row, rateRow, report } from "./harness.ts";
import { bestRates, type Variant } from "./turns.ts";

const MIB = 1 << 20;
const WORDS = MIB / 8;
const LO = 0x9e3779b1;
const HI = 0x85ebca6b;
/** Changes in one pass of those who are told. */
const CHANGES = 1024;
/** Prime to the number of words, so that changes go all over the buffer. */
const STEP = 4099;

const buffer = new Uint8Array(MIB);
new Uint32Array(buffer.buffer).forEach((_, i, all) => {
  all[i] = Math.imul(i + 1, LO);
});
const copy = buffer.slice();
const halves = new Int32Array(buffer.buffer);
const products = new Products();
const keys = DigestKeys.random(WORDS);
const [digest, other] = [new Digest(keys), new Digest(keys)];
digest.load(buffer);
other.load(buffer);
other.accum(WORDS - 1, 1n);
const last = WORDS / digest.chunkWords - 1;
const loaded = digest.value;
const print = new Fingerprint();
print.load(buffer);
const told = new Fingerprint();
told.load(buffer);
const { h64Raw } = await xxhash();

const [oldBytes, newBytes] = [new Uint8Array(8), Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)];

function expecting<T>(expected: T): (result: unknown) => void {
  return (result) => {
    if (result !== expected) throw new Error(`digest: expected ${expected}, got ${result}`);
  };
}

/** Reads the buffer once a time. */
function whole(id: string, run: () => unknown): Variant {
  const expected = run();
  return {
    id,
    run(times) {
      let result: unknown;
      for (let i = 0; i < times; i++) result = run();
      return result;
    },
    check: expecting(expected),
  };
}

const sha256 = (): string => createHash("sha256").update(buffer).digest("hex");

// A pass that is told changes twice undoes them, so any number of passes leaves the digest of the buffer. Each loop is
// written out: through one function with a callback, all would be as slow as the slowest.
const variants: readonly Variant[] = [
  {
    id: "told/halves",
    run(times) {
      for (let pass = 0; pass < 2 * times; pass++) {
        for (let i = 0; i < CHANGES; i++)
          digest.accum2((i * STEP) % WORDS, Math.imul(i, LO), Math.imul(i, HI));
      }
      return digest.value;
    },
    check: expecting(loaded),
  },
  {
    id: "told/bytes",
    run(times) {
      for (let pass = 0; pass < 2 * times; pass++) {
        for (let i = 0; i < CHANGES; i++)
          digest.accumulateDelta(8 * ((i * STEP) % WORDS), oldBytes, newBytes);
      }
      return digest.value;
    },
    check: expecting(loaded),
  },
  {
    id: "told/fingerprint",
    run(times) {
      for (let pass = 0; pass < 2 * times; pass++) {
        for (let i = 0; i < CHANGES; i++) told.accumulateDelta((i * STEP) % (MIB - 8), oldBytes, newBytes);
      }
      return told.value;
    },
    check: expecting(told.value),
  },
  whole("found/sha256", sha256),
  whole("found/memcmp", () => Buffer.compare(buffer, copy)),
  whole("found/fingerprint", () => print.update(buffer)),
  whole("found/crc32", () => crc32(buffer)),
  whole("found/xxhash", () => h64Raw(buffer)),
  whole("found/keyed", () => digest.load(buffer)),
  whole("plain/keyed", () => {
    products.sum(keys.halves, 0, halves, WORDS);
    return products.hi;
  }),
  whole("located", () => digest.locate(other)?.chunk),
];
expecting(last)(digest.locate(other)?.chunk);

const rates = bestRates(variants, { rounds: 7, turnMs: 60, warmUp: 3 });
const once = (id: string): number => rates.get(id)!;
const change = (id: string): number => once(id) * 2 * CHANGES;
const recomputed = { what: "SHA-256 of 1 MiB, computed again", value: once("found/sha256") };
const compared = {
  what: "Buffer.compare of 1 MiB with a copy of the last state",
  value: once("found/memcmp"),
};

const rows: Row[] = [
  ["update", "Digest.accum2: one word of 1 MiB has changed, told which and by what", "told/halves", 1000],
  ["update/bytes", "Digest.accumulateDelta: 8 bytes of 1 MiB have changed, told", "told/bytes", 1000],
  ["update/fingerprint", "Fingerprint.accumulateDelta, told", "told/fingerprint", null],
].map(([id, what, name, target]) =>
  rateRow(
    {
      id: `ts/digest/${id}`,
      what: String(what),
      value: change(String(name)),
      unit: "changes/s",
      target: target as number | null,
    },
    recomputed,
  ),
);
rows.push(
  ...[
    ["sha256", "SHA-256 of 1 MiB"],
    ["fingerprint", "Fingerprint.update: XOR of all words, misses what XOR misses"],
    ["xxhash", "xxHash 64 by xxhash-wasm"],
    ["crc32", "CRC-32 by node:zlib"],
    ["keyed", "Digest.load: the keyed digest of all words"],
  ].map(([id, what]) =>
    rateRow(
      {
        id: `ts/digest/found/${id}`,
        what: `finding whether 1 MiB has changed, not told: ${what}`,
        value: once(`found/${id}`),
        unit: "times/s",
        target: null,
      },
      compared,
    ),
  ),
  rateRow(
    {
      id: "ts/digest/load",
      what: "Digest.load of 1 MiB, its sums by the WebAssembly kernel",
      value: once("found/keyed"),
      unit: "times/s",
      target: null,
    },
    { what: "the same sum in plain JavaScript", value: once("plain/keyed") },
  ),
  rateRow(
    {
      id: "ts/digest/told-and-found",
      what: "Digest.accum2, told",
      value: change("told/halves"),
      unit: "changes/s",
      target: null,
    },
    compared,
  ),
  durationRow({
    id: "ts/digest/locate",
    what: `Digest.locate: which of ${digest.chunks} chunks has changed, by two trees that are there`,
    value: 1e9 / once("located"),
    unit: "ns",
    target: null,
  }),
);

if (!report("ts-digest", rows)) process.exitCode = 1;
