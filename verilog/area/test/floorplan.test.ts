import { expect, test } from "vitest";
import type { Cell } from "../design.ts";
import { deviceOf } from "../devices.ts";
import { besideRam } from "../floorplan.ts";
import { TOP } from "../wrapper.ts";

const HX8K = deviceOf("HX8K");

const cell = (type: string, reads: readonly number[], writes: readonly number[]): Cell => ({
  type,
  port_directions: { D: "input", RDATA: "output" },
  connections: { D: reads, RDATA: writes },
  attributes: {},
});

/** Block RAMs of 16 bits, each read by a flip-flop, but for the first bit, which has two readers. */
function netlist(rams: number): string {
  const cells: Record<string, Cell> = { spare: cell("SB_DFF", [0], []) };
  for (let ram = 0; ram < rams; ram++) {
    const nets = Array.from({ length: 16 }, (_, bit) => 16 * ram + bit);
    cells[`ram${ram}`] = cell("SB_RAM40_4K", [], nets);
    for (const net of nets) cells[`q${net}`] = cell("SB_DFF", [net], []);
  }
  return JSON.stringify({ modules: { [TOP]: { cells } } });
}

const placesOf = (json: string): Record<string, string | undefined> => {
  const { cells } = JSON.parse(json).modules[TOP] as { cells: Record<string, Cell> };
  return Object.fromEntries(Object.entries(cells).map(([name, { attributes }]) => [name, attributes.BEL]));
};

test("what is read from a RAM is taken beside it, each bit in a cell of its own", () => {
  const places = placesOf(besideRam(netlist(3), HX8K));
  expect([places.ram0, places.ram1, places.ram2]).toEqual(["X8/Y15/ram", "X8/Y17/ram", "X8/Y19/ram"]);
  expect([places.q16, places.q23, places.q24, places.q31]).toEqual([
    "X9/Y17/lc0",
    "X9/Y17/lc7",
    "X9/Y18/lc0",
    "X9/Y18/lc7",
  ]);
  const given = Object.values(places).filter((place) => place !== undefined);
  expect(given).toHaveLength(3 + 47);
  expect(new Set(given).size).toBe(given.length);
});

test("a bit that two cells read leaves both to the router", () => {
  const places = placesOf(besideRam(netlist(1), HX8K));
  expect([places.q0, places.spare]).toEqual([undefined, undefined]);
});

test("all RAMs of the column fit, and with one more the design is left as it is", () => {
  expect(placesOf(besideRam(netlist(16), HX8K))).toMatchObject({ ram0: "X8/Y1/ram", ram15: "X8/Y31/ram" });
  expect(besideRam(netlist(17), HX8K)).toBe(netlist(17));
});

test("no RAM, or a device without a column of them: nothing changes", () => {
  expect(besideRam(netlist(0), HX8K)).toBe(netlist(0));
  expect(besideRam(netlist(2), deviceOf("UP5K"))).toBe(netlist(2));
});
