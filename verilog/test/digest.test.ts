import { join } from "node:path";
import { expect, test } from "vitest";
import { loadMachines } from "../../spec/interpreter/machines.ts";
import { DigestSimulator } from "../sim/digest-simulator.ts";
import { readSources, synthesise } from "../sim/synth.ts";
import { randomFrom } from "./cycles.ts";
import { runBench } from "./icarus.ts";

const SEED = 20261125;
const CYCLES = 1200;
const ROOT = join(import.meta.dirname, "../..");

const fold = loadMachines(join(ROOT, "spec/ir")).get("fold")!;

/** The interpreter's digest of bytes, and after a change. */
function folded(width: number, bytes: Uint8Array, change: { offset: number; xor: string } | null): bigint {
  const given = { widthBits: width, bytes: Buffer.from(bytes).toString("hex"), change };
  const { expect: found } = fold(0, given) as { expect: { digest: string; after: string | null } };
  return BigInt(`0x${found.after ?? found.digest}`);
}

test("buffers and changes at any place have the digest of the interpreter", async () => {
  const random = randomFrom(SEED);
  const [netlist] = await synthesise(readSources(join(ROOT, "verilog/rtl")), "atomik_digest", [
    { WIDTH: 64, WORDS: 2 },
  ]);
  const unit = new DigestSimulator(netlist!, 16);
  for (let round = 0; round < 40; round++) {
    const bytes = Uint8Array.from({ length: random() % 70 }, () => random() & 255);
    expect(unit.fold(bytes, true, 0)).toBe(folded(64, bytes, null));
    const offset = random() % 9;
    const xor = Uint8Array.from(
      { length: Math.min(random() % 20, Math.max(0, bytes.length - offset)) },
      () => random() & 255,
    );
    if (offset > bytes.length) continue;
    const change = { offset, xor: Buffer.from(xor).toString("hex") };
    expect(unit.fold(xor, false, offset % 8)).toBe(folded(64, bytes, change));
  }
});

test(`${CYCLES} random cycles in Icarus: starts, ends, pauses and resets anywhere, seed ${SEED}`, () => {
  const random = randomFrom(SEED);
  const LATE = 2 + 1 + 2; // Words of 16 bits, two in a beat.
  const run = Array.from({ length: CYCLES }, (_, at) => ({
    resetN: at < 12 || random() % 60 === 0 ? 0 : 1,
    start: random() % 9 === 0 ? 1 : 0,
    last: random() % 7 === 0 ? 1 : 0,
    offset: random() % 8,
    keep: at < 12 ? 0 : random() % 16,
    beat: Uint8Array.from({ length: 4 }, () => random() & 255),
  }));
  const lines = run.map(
    ({ resetN, start, last, offset, keep, beat }) =>
      `${resetN} ${start} ${last} ${offset} ${keep.toString(16)} ${Buffer.from(beat).reverse().toString("hex")}`,
  );
  const shown = runBench("tb_digest", { WIDTH: 16, WORDS: 2 }, lines);
  const expected = new Map<number, bigint>();
  let digest = 0n;
  run.forEach(({ resetN, start, last, offset, keep, beat }, at) => {
    if (start || !resetN) digest = 0n;
    beat.forEach((byte, lane) => {
      if (((keep >> lane) & 1) === 0) return;
      const place = (offset + lane) % 2;
      const buffer = new Uint8Array(place + 1);
      buffer[place] = byte;
      digest ^= folded(16, buffer, null);
    });
    if (resetN && last && run[at + 1]?.resetN) expected.set(at + LATE, digest);
  });
  const got = new Map<number, bigint>();
  shown.forEach((line, at) => {
    if (at <= LATE + 1) return;
    expect(line, `cycle ${at}`).not.toMatch(/[xz]/i);
    const [valid, word] = line.split(" ");
    if (valid === "1") got.set(at, BigInt(`0x${word}`));
  });
  expect([...got]).toEqual([...expected].filter(([at]) => at < CYCLES));
  expect(got.size).toBeGreaterThan(100);
});
