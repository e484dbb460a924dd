import { describe, expect, it } from "vitest";
import { durationRow, machine, medianRates, rateRow, type Variant } from "../harness.ts";

/** Work that takes the given time for each time it is done. */
function waiting(id: string, ms: number, log: string[] = []): Variant {
  return {
    id,
    run(times) {
      const used = (): number => process.threadCpuUsage().user / 1000;
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

describe("a row", () => {
  const row = { id: "x/y", what: "work", unit: "ops/s" };

  it("meets its target exactly at it", () => {
    const baseline = { what: "the same by hand", value: 10 };
    expect(rateRow({ ...row, value: 30, target: 3 }, baseline)).toMatchObject({ ratio: 3, met: true });
    expect(rateRow({ ...row, value: 29, target: 3 }, baseline)).toMatchObject({ ratio: 2.9, met: false });
    expect(rateRow({ ...row, value: 29, target: 30 })).toMatchObject({ ratio: null, met: false });
    expect(rateRow({ ...row, value: 30, target: 30 })).toMatchObject({ baseline: null, met: true });
    expect(rateRow({ ...row, value: 1, target: null })).toMatchObject({ met: true });
    expect(durationRow({ ...row, value: 2, target: 2 })).toMatchObject({ met: true });
    expect(durationRow({ ...row, value: 2.1, target: 2 })).toMatchObject({ met: false });
  });
});

describe("interleaved rounds", () => {
  it("give every variant its turn in each round, and a rate", () => {
    const log: string[] = [];
    const rates = medianRates([waiting("slow", 1, log), waiting("fast", 0.25, log)], {
      rounds: 3,
      turnMs: 20,
      warmUp: 1,
    });
    expect(log.slice(-6)).toEqual(["slow", "fast", "slow", "fast", "slow", "fast"]);
    // which is faster is not asked here: a busy machine would decide
    expect([...rates.keys()]).toEqual(["slow", "fast"]);
    for (const rate of rates.values()) expect(rate).toBeGreaterThan(0);
  });

  it("end when the work went wrong", () => {
    const wrong: Variant = {
      ...waiting("wrong", 0.1),
      check: () => {
        throw new Error("wrong result");
      },
    };
    expect(() => medianRates([wrong], { rounds: 1, turnMs: 1, warmUp: 0 })).toThrow("wrong result");
  });
});

describe("the machine", () => {
  it("is described", () => {
    expect(machine()).toMatchObject({
      node: process.version,
      date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
  });
});
