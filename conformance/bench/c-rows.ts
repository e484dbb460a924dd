/** The rows of `just bench c`, from the figures of its programs: every target, and beside each case what limits it. */
import { type Row, rateRow } from "./harness.ts";

/** A limit of the machine, measured in the same run. */
interface Limit {
  /** Id of the row that compares the case with it. */
  readonly row: string;
  /** Why no code gets past it. */
  readonly why: string;
}

/** All rows. @throws Error when a figure is missing that needs no library */
export function rows(figures: ReadonlyMap<string, number>): readonly Row[] {
  const figure = (name: string): number => {
    const value = figures.get(name);
    if (value === undefined || !(value > 0))
      throw new Error(`bench: expected a figure ${name}, got ${value}`);
    return value;
  };
  /** A row about a figure and, unless `against` is null, the one it is compared with. */
  const row = (
    id: string,
    what: string,
    name: string,
    target: number | null,
    against: readonly [what: string, value: number] | null,
    unit = "deltas/s",
    limit?: Limit,
  ): Row => {
    if (limit !== undefined) limits.set(id, limit);
    const of = { id, what, value: figure(name), unit, target };
    return against === null ? rateRow(of) : rateRow(of, { what: against[0], value: against[1] });
  };
  const limits = new Map<string, Limit>();
  const bits = figure("vector-bits");
  const all = [...chains(row, figure), ...folds(), ...scatters(), ...threads(), ...merges(), ...changes()];
  return all.map((one) => {
    const limit = one.met ? undefined : limits.get(one.id);
    return limit === undefined ? one : { ...one, why: whyOf(limit, all) };
  });

  /** Where the words are, their bytes, and how much of the limit must be reached there. */
  function folds(): Row[] {
    const places = [
      ["L1", "16 KiB", 0.9],
      ["L2", "512 KiB", 0.95],
      ["L3", "8 MiB", 0.95],
      ["DRAM", "256 MiB", 0.95],
    ] as const;
    const all = places.flatMap(([place, size, target]) => {
      const limits = ["loads", "loads-256", "loads-512"].map(
        (name) => figures.get(`fold/${place}/${name}`) ?? 0,
      );
      const limit = [
        "loads of the same words without a fold, the fastest width",
        Math.max(...limits),
      ] as const;
      const id = `c/fold/${place}`;
      const found = [
        row(id, `atomik_fold of ${size}, vectors of ${bits} bits`, `fold/${place}/fold`, target, limit),
        row(`${id}/words`, `atomik_fold of ${size}, without vectors`, `fold/${place}/words`, null, limit),
        row(`${id}/loop`, `a plain loop over ${size}`, `fold/${place}/loop`, null, limit),
      ];
      if (figures.has(`fold/${place}/avx2`))
        found.push(row(`${id}/avx2`, `atomik_fold of ${size}, AVX2`, `fold/${place}/avx2`, null, limit));
      return found;
    });
    const published = { what: "what is published for an FPGA with 512 banks, in Gops/s", value: 69.7 };
    const bulk = {
      id: "c/bulk",
      what: "one core, bulk: atomik_fold of 16 KiB",
      value: figure("fold/L1/fold") / 1e9,
      unit: "Gdeltas/s",
      target: null,
    };
    return [...all, rateRow(bulk, published)];
  }

  function scatters(): Row[] {
    const misses = "each delta waits for a cache line, and the processor has only so many under way";
    const targets = [
      ["256", 1.6, "stores", "the processor puts one line a cycle into its first-level cache"],
      ["1M", 5, "loads", misses],
      ["16M", 2.9, "loads", misses],
    ] as const;
    const limits = [
      ["in-order", "one address after another, unchecked: a load and a store for each delta"],
      ["unchecked", "the same addresses, unchecked"],
      ["loads", "the same addresses, only loaded"],
      ["stores", "the same addresses, only stored to"],
    ] as const;
    return targets.flatMap(([contexts, target, nearest, why]) => {
      const at = `scatter/${contexts}`;
      const what = `atomik_table_accum_many, ${contexts} contexts`;
      const published = ["the published layout of 24 bytes a context", figure(`${at}/published`)] as const;
      const limit = { row: `c/${at}/${nearest}`, why };
      return [
        row(`c/${at}`, what, `${at}/table`, target, published, "deltas/s", limit),
        ...limits.map(([name, text]) =>
          row(`c/${at}/${name}`, what, `${at}/table`, null, [text, figure(`${at}/${name}`)]),
        ),
      ];
    });
  }

  function threads(): Row[] {
    const one = "two threads, atomik_bank_accum";
    const registers = ["two threads, the same deltas in registers", figure("fan-in/register")] as const;
    const shared = ["two threads, atomik_atomic_accum on one word", figure("fan-in/shared")] as const;
    const limit = {
      row: "c/fan-in/memory",
      why: "a delta that others may see at once is stored, and the next one waits until that store can be loaded",
    };
    return [
      row("c/fan-in/shared", one, "fan-in/banks", 15, shared, "deltas/s", limit),
      row("c/fan-in/limit", one, "fan-in/banks", 0.85, registers, "deltas/s", limit),
      row("c/fan-in/memory", one, "fan-in/banks", null, [
        "two threads, x ^= d on a word of their own in memory",
        figure("fan-in/memory"),
      ]),
      row(
        "c/fan-in/many",
        "two threads, atomik_bank_accum_many, 64 deltas each time",
        "fan-in/batches",
        null,
        registers,
      ),
    ];
  }

  function merges(): Row[] {
    return ["L1", "L2", "L3", "DRAM"].flatMap((place) =>
      ["2", "4", "16"].flatMap((count) => {
        const at = `merge/${place}/${count}`;
        const isal = figures.get(`${at}/xor_gen`);
        const what = `atomik_merge_words of ${count} arrays, all in ${place}`;
        const loop = ["a plain loop", figure(`${at}/loop`)] as const;
        const own = row(`c/${at}/loop`, what, `${at}/merge`, null, loop, "words/s");
        const moves = figures.get(`${at}/moves`);
        const limit = { row: `c/${at}/moves`, why: "every word is loaded once and every place stored once" };
        return [
          ...(isal === undefined
            ? []
            : [
                row(
                  `c/${at}`,
                  what,
                  `${at}/merge`,
                  place === "L1" ? 1.15 : 1,
                  ["xor_gen of ISA-L", isal],
                  "words/s",
                  ...(moves === undefined ? [] : [limit]),
                ),
              ]),
          ...(moves === undefined
            ? []
            : [
                row(
                  limit.row,
                  what,
                  `${at}/merge`,
                  null,
                  ["the same loads and stores, nothing combined", moves],
                  "words/s",
                ),
              ]),
          own,
        ];
      }),
    );
  }

  function changes(): Row[] {
    const whole = {
      memcmp: "memcmp with a copy",
      fold: "atomik_fold of the whole buffer",
      "keyed-whole": "atomik_keyed of the whole buffer",
      xxh3: "XXH3 of the whole buffer",
      sha256: "SHA-256 of the whole buffer, by OpenSSL",
    };
    return ["1K", "64K", "1M"].flatMap((size) => {
      const at = `detect/${size}`;
      const what = `a word of a buffer of ${size} is written: has it changed? The keyed digest, followed`;
      const against = (id: string, target: number | null, text: string, name: string): Row =>
        row(`c/${id}/${size}`, what, `${at}/keyed`, target, [text, figure(`${at}/${name}`)], "changes/s");
      return [
        against(
          "digest-update",
          1 / 3,
          "a plain accumulator, which misses words that change places",
          "accumulator",
        ),
        against("detect-flag", null, "a flag, which cannot see that it changed back", "flag"),
        ...Object.entries(whole)
          .filter(([name]) => figures.has(`${at}/${name}`))
          .map(([name, text]) => against(`detect-${name}`, null, text, name)),
      ];
    });
  }
}

type MakeRow = (
  id: string,
  what: string,
  name: string,
  target: number | null,
  against: readonly [what: string, value: number] | null,
) => Row;

/** One context, one delta after another, and what makes it slower than an XOR in a register. */
function chains(row: MakeRow, figure: (name: string) => number): Row[] {
  const limit = ["the same in a register: one XOR after another", figure("accum/register")] as const;
  return [
    row("c/accum", "atomik_accum on one context in memory", "accum/context", 1 / 1.05, [
      "x ^= d on a word in memory",
      figure("accum/word"),
    ]),
    row("c/chain/memory", "each step stored and loaded again", "accum/context", null, limit),
    row("c/chain/call", "each step behind a call that is not inlined", "accum/call", null, limit),
    row("c/chain/atomic", "atomik_atomic_accum by one thread alone", "accum/atomic", null, limit),
    row("c/chain/locked", "atomik_lock, accum, unlock by one thread alone", "accum/locked", null, limit),
  ];
}

/** How much of a limit is reached, and why there is one. @throws Error when its row is not there */
function whyOf({ row, why }: Limit, rows: readonly Row[]): string {
  const found = rows.find(({ id }) => id === row);
  if (found === undefined || found.ratio === null) throw new Error(`bench: no row ${row} has a ratio`);
  return `${found.ratio.toFixed(2)} of its limit, ${found.baseline}: ${why}`;
}
