import { describe, expect, it } from "vitest";
import { durationRow, machine, rateRow } from "../harness.ts";

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

describe("the machine", () => {
  it("is described", () => {
    expect(machine()).toMatchObject({
      node: process.version,
      date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
  });
});
