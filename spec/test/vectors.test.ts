import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkComplete } from "../emit/fresh.ts";
import { emittedFiles, MANIFEST } from "../emit/trees.ts";

const root = join(import.meta.dirname, "../..");

interface Step {
  op: string;
  operands: Record<string, string>;
  observe: { reference: string; accumulator: string; result: string | null };
}
interface Case {
  id: string;
  flags: string[];
  steps: Step[];
  result: string;
  rejectedAt?: number;
}
interface Family {
  machine: string;
  family: string;
  widthBits: number;
  count: number;
  flags: Record<string, string>;
  cases: Case[];
}
interface Op {
  name: string;
  rejects: { code: string; when: { outOfRange?: string } }[];
}
interface Registry {
  widths: number[];
  machines: { name: string; path: string }[];
  ops: { name: string; file: string }[];
  boundaries: { name: string; words: Record<string, string> | null }[];
}

const json = <T>(path: string): T => JSON.parse(readFileSync(join(root, path), "utf8")) as T;
const registry = json<Registry>("spec/ir/registry.json");
const machines = ["context", "counter"] as const;
const paths = emittedFiles(root).filter((path) => /^conformance\/vectors\/(counter\/)?w\d+\//.test(path));
const families = paths.map((path) => [path, json<Family>(path)] as const);
const all = families.flatMap(([, { machine, widthBits, cases }]) =>
  cases.map((one) => ({ ...one, machine, width: widthBits })),
);

/** The ops of a machine. */
function opsOf(machine: string): Op[] {
  const { path } = registry.machines.find(({ name }) => name === machine)!;
  return registry.ops.map(({ file }) => json<Op>(`spec/ir/${path}${file}`));
}

describe("each family", () => {
  it.each(families)("%s says what it holds", (path, { machine, family, widthBits, count, flags, cases }) => {
    const folder = machine === "context" ? "" : `${machine}/`;
    expect(path).toBe(`conformance/vectors/${folder}w${widthBits}/${family}.json`);
    expect(cases.length).toBe(count);
    for (const { id } of cases) expect(id.startsWith(`${folder}${family}/w${widthBits}/`), id).toBe(true);
    const used = new Set(cases.flatMap((one) => one.flags));
    expect(new Set(Object.keys(flags))).toEqual(used);
  });
});

describe("each case", () => {
  it("has an id of its own", () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });
  it("is rejected at its last step or not at all, and then nothing changes", () => {
    for (const { id, steps, result, rejectedAt, width } of all) {
      if (result === "ok") expect(rejectedAt, id).toBeUndefined();
      else {
        expect(rejectedAt, id).toBe(steps.length - 1);
        const zero = "0".repeat(width / 4);
        const before = steps.at(-2)?.observe ?? { reference: zero, accumulator: zero };
        const { reference, accumulator } = before;
        expect(steps.at(-1)!.observe, id).toEqual({ reference, accumulator, result: null });
      }
    }
  });
});

const kinds = machines.flatMap((machine) => registry.widths.map((width) => ({ machine, width })));

describe.each(kinds)("for a $machine of $width bits there is", ({ machine, width }) => {
  const cases = all.filter((one) => one.machine === machine && one.width === width);
  const ops = opsOf(machine);
  const accepted = cases.flatMap(({ steps, rejectedAt }) =>
    steps.slice(0, rejectedAt).map((step, i) => ({ step, before: i > 0 ? steps[i - 1] : undefined })),
  );

  it("every op behind every op", () => {
    const pairs = new Set(accepted.map(({ step, before }) => `${before?.op} ${step.op}`));
    for (const first of ops) {
      for (const second of ops) expect(pairs).toContain(`${first.name} ${second.name}`);
    }
  });

  it("every boundary word as every operand, and as the result of every op that has none", () => {
    const seen = new Set(
      accepted.flatMap(({ step }) => {
        const operands = Object.entries(step.operands).map(([name, word]) => `${step.op} ${name} ${word}`);
        return [...operands, `${step.op} result ${step.observe.result}`];
      }),
    );
    for (const { words } of registry.boundaries) {
      if (words === null) continue;
      const wide = words[width]!.padStart(16, "0");
      for (const op of ["load", "accum", "rollback", "exchange"])
        expect(seen).toContain(`${op} word ${wide}`);
      for (const name of ["other_reference", "other_accumulator"])
        expect(seen).toContain(`merge ${name} ${wide}`);
      for (const op of ["read", "swap"]) expect(seen).toContain(`${op} result ${words[width]}`);
    }
  });

  it("every reject of every op: as first step, and after a change", () => {
    const seen = new Set(
      cases.flatMap(({ result, steps }) => {
        if (result === "ok") return [];
        const last = steps.at(-1)!;
        const wide = Object.keys(last.operands).filter(
          (name) => BigInt(`0x${last.operands[name]}`) >> BigInt(width),
        );
        const place = steps.length === 1 ? "first" : "late";
        const causes = wide.length > 0 ? wide : ["none"];
        return causes.map((name) => `${last.op} ${result} ${name} ${place}`);
      }),
    );
    for (const { name, rejects } of ops) {
      for (const { code, when } of rejects) {
        if (when.outOfRange !== undefined && width === 64) continue; // an operand has 64 bits
        for (const place of ["first", "late"])
          expect(seen).toContain(`${name} reject:${code} ${when.outOfRange ?? "none"} ${place}`);
      }
    }
  });
});

/** Widths at which an operand, which has 64 bits, can be out of range. */
const narrow = kinds.filter(({ width }) => width < 64);

it.each(narrow)(
  "2^w and all 64 bits are out of range for a $machine of $width bits",
  ({ machine, width }) => {
    const rejected = all.filter(
      (one) => one.machine === machine && one.width === width && one.result === "reject:word_out_of_range",
    );
    const words = new Set(
      rejected.flatMap(({ steps }) =>
        Object.entries(steps.at(-1)!.operands).map(([k, v]) => `${steps.at(-1)!.op} ${k} ${v}`),
      ),
    );
    for (const { name, rejects } of opsOf(machine)) {
      for (const { when } of rejects) {
        if (when.outOfRange === undefined) continue;
        for (const word of [(1n << BigInt(width)).toString(16).padStart(16, "0"), "f".repeat(16)])
          expect(words).toContain(`${name} ${when.outOfRange} ${word}`);
      }
    }
  },
);

/** Where random words come from, written a second time: a hash of seed and label, and of nothing else. */
describe("random words", () => {
  const u64 = (x: bigint): bigint => BigInt.asUintN(64, x);
  const mix = (x: bigint): bigint => {
    const y = u64((x ^ (x >> 30n)) * 0xbf58476d1ce4e5b9n);
    const z = u64((y ^ (y >> 27n)) * 0x94d049bb133111ebn);
    return z ^ (z >> 31n);
  };
  const fnv = (label: string): bigint =>
    [...Buffer.from(label)].reduce(
      (h, byte) => u64((h ^ BigInt(byte)) * 0x100000001b3n),
      0xcbf29ce484222325n,
    );
  const { seed } = json<{ generator: { seed: number } }>(MANIFEST).generator;
  const word = (label: string, width: number): string => {
    const fixed = registry.boundaries.flatMap(({ words }) => (words ? [words[width]!] : []));
    let hash = mix(u64(fnv(label) + mix(u64(BigInt(seed) + 0x9e3779b97f4a7c15n))));
    const digits = (): string =>
      BigInt.asUintN(width, hash)
        .toString(16)
        .padStart(width / 4, "0");
    while (fixed.includes(digits())) hash = mix(hash);
    return digits();
  };

  it("depend on the label of their case alone, so that adding a case shifts no other", () => {
    const used = all.filter(({ id }) => /^(counter\/)?[a-z]+\/w\d+\/(used|after)\//.test(id));
    expect(used.length).toBeGreaterThan(200);
    for (const { id, width, steps } of used) {
      expect(steps[0]!.observe.reference, id).toBe(word(`${id}/r`, width));
      expect(steps[1]!.observe.accumulator, id).toBe(word(`${id}/a`, width));
    }
  });
});

describe("the manifest", () => {
  const manifest = json<{
    cases: number;
    generator: { toolchain: string };
    files: { path: string; bytes: number }[];
  }>(MANIFEST);
  it("names every emitted file with its hash", () => checkComplete(root));
  it("is in path order", () => {
    const listed = manifest.files.map(({ path }) => path);
    expect(listed).toEqual([...listed].sort());
  });
  it("counts cases and bytes", () => {
    const counts = emittedFiles(root).filter((path) => path.startsWith("conformance/vectors/"));
    const cases = counts.map((path) => json<{ cases: object[] }>(path).cases.length);
    expect(manifest.cases).toBe(cases.reduce((a, b) => a + b));
    for (const { path, bytes } of manifest.files)
      expect(readFileSync(join(root, path)).length, path).toBe(bytes);
  });
  it("names the toolchain of the project", () => {
    expect(manifest.generator.toolchain).toBe(readFileSync(join(root, "lean-toolchain"), "utf8").trim());
  });
  // Two thirds are contexts and counters at four widths, a tenth tables at four widths, the rest bytes.
  it("stays small: vectors below 3.5 MB", () => {
    const bytes = manifest.files
      .filter(({ path }) => path.startsWith("conformance/"))
      .map((file) => file.bytes);
    expect(bytes.reduce((a, b) => a + b)).toBeLessThan(3_500_000);
  });
});
