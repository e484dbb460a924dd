import { describe, expect, it } from "vitest";
import { bestRates, processorTime, type Variant } from "../turns.ts";

/** Work that takes the given time for each time it is done. */
function waiting(id: string, ms: number, log: string[] = []): Variant {
  return {
    id,
    run(times) {
      const used = (): number => processorTime() * 1000;
      const end = used() + times * ms;
      while (used() < end);
      log.push(id);
      return times;
    },
    check: (times) => {
      expect((times as number) % 2).toBe(1);
    },
  };
}

describe("processor time", () => {
  it("is counted finer than in ticks", () => {
    const seen = new Set<number>();
    const end = processorTime() + 0.02;
    for (let now = processorTime(); now < end; now = processorTime()) seen.add(now);
    expect(seen.size).toBeGreaterThan(200);
  });
});

describe("interleaved rounds", () => {
  it("give every variant its turn in each round, and a rate", () => {
    const log: string[] = [];
    const rates = bestRates([waiting("slow", 1, log), waiting("fast", 0.25, log)], {
      rounds: 3,
      turnMs: 20,
      warmUp: 1,
    });
    expect(log.slice(-6)).toEqual(["slow", "fast", "slow", "fast", "slow", "fast"]);
    // which is faster is not asked here: a busy machine would decide
    expect([...rates.keys()]).toEqual(["slow", "fast"]);
    for (const rate of rates.values()) expect(rate).toBeGreaterThan(0);
  });

  it("count by the best turn, not by one in which the work was slow", () => {
    let [turn, time] = [0, 0];
    // The first turn is the warm-up and the second finds out how often; of the five that follow, one is fast.
    const uneven: Variant = {
      id: "uneven",
      run(times) {
        time += turn++ === 4 ? 0.005 : 0.02;
        return times;
      },
      check: () => {},
    };
    const rates = bestRates([uneven], { rounds: 5, turnMs: 10, warmUp: 1 }, () => time);
    expect(turn).toBe(7);
    expect(rates.get("uneven")).toBeCloseTo(200, 6);
  });

  it("end when the work went wrong", () => {
    const wrong: Variant = {
      ...waiting("wrong", 0.1),
      check: () => {
        throw new Error("wrong result");
      },
    };
    expect(() => bestRates([wrong], { rounds: 1, turnMs: 1, warmUp: 0 })).toThrow("wrong result");
  });
});
