import { expect, test } from "vitest";
import { buildEngine, LANES } from "../sim/engine.ts";
import { type Gate, type Netlist, parseNetlist } from "../sim/netlist.ts";
import { synthesise } from "../sim/synth.ts";
import { transpose32 } from "../sim/transpose.ts";
import { randomFrom } from "./cycles.ts";

test("transposing puts bit c of row r where bit r of row c was, and leaves the rest alone", () => {
  const random = randomFrom(7);
  const rows = Int32Array.from({ length: 34 }, random);
  const before = rows.slice();
  transpose32(rows, 1);
  for (let r = 0; r < 32; r++)
    for (let c = 0; c < 32; c++) expect((rows[1 + r]! >>> c) & 1).toBe((before[1 + c]! >>> r) & 1);
  expect([rows[0], rows[33]]).toEqual([before[0], before[33]]);
});

test("every gate and a register, in every lane", () => {
  const gates: Gate[] = [
    { type: "MUX", inputs: [2, 3, 4], output: 10 },
    { type: "NOT", inputs: [2], output: 11 },
    { type: "AND", inputs: [2, 3], output: 12 },
    { type: "OR", inputs: [2, "0"], output: 13 },
    { type: "XOR", inputs: [3, "1"], output: 14 },
  ];
  const inputs = new Map([["in", [2, 3, 4]]]);
  const outputs = new Map([["out", [10, 11, 12, 13, 14, 5]]]);
  const engine = buildEngine({ inputs, outputs, gates, registers: [{ d: 10, q: 5 }] });
  const [a, b, s] = [0x0f0f1234, 0x3355aaaa, -0x5678];
  engine.port("in").set([a, b, s]);
  engine.step();
  const mux = (a & ~s) | (b & s);
  expect([...engine.port("out").subarray(0, 5)]).toEqual([mux, ~a, a & b, a, ~b]);
  engine.step();
  expect(engine.port("out")[5]).toBe(mux);
  expect(LANES).toBe(32);
});

const none = new Map<string, readonly number[]>();
const empty: Netlist = { inputs: none, outputs: none, gates: [], registers: [] };
const out = (net: number): Netlist["outputs"] => new Map([["out", [net]]]);

test.each([
  ["one driver, got two", { ...empty, inputs: new Map([["a", [2]]]), registers: [{ d: 2, q: 2 }] }],
  ["one driver, got none", { ...empty, outputs: out(9) }],
  ["no combinational loop", { ...empty, outputs: out(2), gates: [{ type: "NOT", inputs: [2], output: 2 }] }],
] as [string, Netlist][])("a netlist is refused: expected %s", (message, netlist) => {
  expect(() => buildEngine(netlist)).toThrow(RangeError);
  expect(() => buildEngine(netlist)).toThrow(message);
});

test("a port that is not there is named", () => {
  expect(() => buildEngine({ ...empty, inputs: new Map([["a", [2]]]) }).port("b")).toThrow(
    "port: expected one of a, got b",
  );
});

const module = (cell: object): string =>
  JSON.stringify({ modules: { m: { ports: {}, cells: { c: cell } } } });

test.each([
  ["module: expected top, got none", "top", module({ type: "$_NOT_", connections: { A: [2], Y: [3] } })],
  ["cell type: expected a gate", "m", module({ type: "$_DLATCH_P_", connections: {} })],
  [
    "net: expected a number, 0 or 1, got x",
    "m",
    module({ type: "$_NOT_", connections: { A: ["x"], Y: [3] } }),
  ],
])("a netlist file is refused: %s", (message, name, json) => {
  expect(() => parseNetlist(json, name)).toThrow(message);
});

test("what Yosys says of a faulty source is passed on", async () => {
  await expect(synthesise({ "m.v": "module m(output o; endmodule" }, "m", [{}])).rejects.toThrow(
    /syntax error/,
  );
});
