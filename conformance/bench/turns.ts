/** Timing of variants that take turns. */

/** A piece of work that is timed. */
export interface Variant {
  readonly id: string;
  /** Does the work `times` times. What it returns is handed to `check`, so that no compiler may leave the work out. */
  run(times: number): unknown;
  /** @throws Error when the work went wrong */
  check(result: unknown): void;
}

/** How long to measure. */
export interface Rounds {
  /** Rounds; in each, every variant has one turn. */
  readonly rounds: number;
  /** Milliseconds of processor time that one turn takes, about. */
  readonly turnMs: number;
  /** How often each variant does its work once, before anything is timed. */
  readonly warmUp: number;
}

/**
 * The best rate of each variant, in times a second of processor time, as in `c/bench/bench.h`. Turns alternate, so that a
 * slow moment of the machine meets all variants. The number of times in a turn is odd.
 *
 * Processor time leaves out the moments in which another process had the core. It does not leave out those in which one
 * ran on the other hardware thread of the core, and these strike unequally: with such a neighbour, loops that keep the
 * core's units busy were measured to run at 0.55 to 0.6 of their rate (`accum`, a bigint field), and those that wait for
 * one load after another (a C call, a word in memory) at 0.95 or more. So the median of all turns told how busy the machine was, and
 * the best turn counts: many short ones find a moment without a neighbour, if there is one.
 *
 * The warm-up calls `run` often for little work. Without it, 7 of 28 processes settled at 840 in place of 1,450 million
 * `accum2` a second and stayed there, which no number of turns in one process shows; with it, none of 26. The reason is
 * not known; it is in the compiled code, as the operands and the address of the context made no difference.
 *
 * Variants must not share the source text of what they time: a function that has seen two kinds of callee stays slow
 * for both. Nor may their loops use a constant that is imported or exported: V8 loads it again each time, and a number
 * that is no Smi it converts, too, which took a tenth of the time of `accum2`.
 *
 * @param now the time, in seconds
 */
export function bestRates(
  variants: readonly Variant[],
  { rounds, turnMs, warmUp }: Rounds,
  now: () => number = processorTime,
): Map<string, number> {
  const times = variants.map((variant) => {
    for (let i = 0; i < warmUp; i++) variant.check(variant.run(1));
    let count = 1;
    while (seconds(variant, count, now) < turnMs / 1000) count = 2 * count + 1;
    return count;
  });
  const best = variants.map(() => 0);
  for (let round = 0; round < rounds; round++) {
    for (const [i, variant] of variants.entries()) {
      best[i] = Math.max(best[i]!, times[i]! / seconds(variant, times[i]!, now));
    }
  }
  return new Map(variants.map(({ id }, i) => [id, best[i]!]));
}

/** How long `times` times the work take. */
function seconds(variant: Variant, times: number, now: () => number): number {
  const start = now();
  const result = variant.run(times);
  const end = now();
  variant.check(result);
  return end - start;
}

/** Processor time of this thread so far, in seconds. */
export function processorTime(): number {
  // Linux counts a running thread's time at its ticks, milliseconds apart; to be asked for the process's makes it count now.
  process.cpuUsage();
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
}
