import { beforeAll, describe, expect, test } from "vitest";
import { findYosys, type Yosys } from "../../tools/yosys.ts";
import { netlistVerilog, simulate } from "../compare.ts";
import { type Build, type Design, moduleOf, synthesise } from "../design.ts";
import { deviceOf } from "../devices.ts";
import { assertHonest, count } from "../honest.ts";
import { filesOf } from "../row.ts";
import { allSources } from "../sources.ts";
import { TOP } from "../wrapper.ts";

const SOURCES = allSources();
let yosys: Yosys;
beforeAll(async () => {
  yosys = await findYosys();
});

const build = (module: string, parameters: Record<string, number>): Build => ({
  module,
  parameters,
  options: [],
});
const PORTS = build("atomik_ports", { WIDTH: 8, PORTS: 5, VALID_PER_PORT: 1 });

describe.each([
  ["HX8K", PORTS],
  ["GW1NR-9", PORTS],
  ["ECP5-25", PORTS],
  ["HX8K", build("atomik_core", { WIDTH: 8 })],
  ["HX8K", build("baseline_banks", { WIDTH: 8, BANKS: 3, PARALLEL: 1 })],
] as const)("%s %o", (id, what) => {
  const device = deviceOf(id);
  const files = filesOf(what.module, SOURCES);
  let design: Design;
  beforeAll(async () => {
    design = await synthesise(yosys, what, device, files);
  });

  test("each input bit and each output bit has a flip-flop of its own", () => {
    const { wrapperFf } = assertHonest(design);
    expect(wrapperFf).toBe(design.wrapper.inputBits + design.wrapper.parityFf);
    expect(count(design).ff).toBeGreaterThan(wrapperFf);
  });

  test("the cells do what the source says", async () => {
    const made = await netlistVerilog(yosys, design, device);
    const { compared, differ } = simulate({ ...files, [`${TOP}.v`]: design.wrapper.text }, made, 5000, 7);
    expect(compared).toBeGreaterThan(4000);
    expect(differ).toBe(0);
  });
});

test("a wrapper without a flip-flop is noticed, and so is another function", async () => {
  const device = deviceOf("HX8K");
  const files = filesOf("atomik_ports", SOURCES);
  const design = await synthesise(yosys, PORTS, device, files);
  const whole = JSON.parse(design.json) as { modules: Record<string, ReturnType<typeof moduleOf>> };
  const bits = whole.modules[TOP]!.netnames.driven!.bits as (number | string)[];
  bits[3] = bits[4]!;
  expect(() => assertHonest({ ...design, json: JSON.stringify(whole) })).toThrow("flip-flops");

  const lut = Object.values(moduleOf(design).cells).find(({ type }) => type === "SB_LUT4")!;
  const init = (lut as unknown as { parameters: { LUT_INIT: string } }).parameters.LUT_INIT;
  const other = init.replace(/[01]/g, (bit) => (bit === "0" ? "1" : "0"));
  const wrong = { ...design, json: design.json.replace(`"LUT_INIT": "${init}"`, `"LUT_INIT": "${other}"`) };
  const made = await netlistVerilog(yosys, wrong, device);
  const source = { ...files, [`${TOP}.v`]: design.wrapper.text };
  expect(simulate(source, made, 2000, 7).differ).toBeGreaterThan(0);
});

test("an input that a module reads without depending on it is noticed", async () => {
  const text =
    "module spare (input wire clk_i, input wire [3:0] a_i, output reg [3:0] b_o);\n" +
    "  always @(posedge clk_i) b_o <= {(a_i[3] & a_i[0]) ^ (a_i[0] & a_i[3]) ^ a_i[1], a_i[2:0]};\nendmodule\n";
  const files = { ...filesOf("atomik_ports", SOURCES), "spare.v": text };
  const design = await synthesise(yosys, build("spare", {}), deviceOf("HX8K"), files);
  expect(() => assertHonest(design)).toThrow(/input bit/);
});
