/**
 * `just area-bitstream`: places and routes small designs for the HX8K, packs the bitstream, reads it back as Verilog
 * with IceStorm, and clocks that beside the RTL in Icarus Verilog with random bits. Writes build/bitstream.json.
 * Exit code 1 when the two differ in any clock, when too few clocks could be compared, or when faults
 * planted into what was read back go unseen.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machine } from "../../conformance/bench/harness.ts";
import { findYosys } from "../tools/yosys.ts";
import { simulate } from "./compare.ts";
import { type Build, type Design, synthesise } from "./design.ts";
import { deviceOf } from "./devices.ts";
import { filesOf } from "./row.ts";
import { allSources } from "./sources.ts";
import { TOP } from "./wrapper.ts";

const CLOCKS = 10_000;
/**
 * Faults planted into what was read back; each one is clocked until the shift register is full, and 1000 clocks more.
 * Half of them must show: one in a comparator of whole words, which random words never make equal, does not.
 */
const FAULTS = 4;
const DEVICE = deviceOf("HX8K");
/** Pins of the CT256 package; the first is one of its clock inputs. */
const PINS = "set_io clk_i J3\nset_io serial_i B1\nset_io serial_o C1\n";

const BUILDS: readonly Build[] = [
  { module: "atomik_core", parameters: { WIDTH: 64 }, options: [] },
  { module: "atomik_ports", parameters: { WIDTH: 64, PORTS: 16, VALID_PER_PORT: 0 }, options: [] },
];

/** The routed design as IceStorm's text form, from the bitstream that nextpnr's result was packed into. */
function routedBitstream(design: Design, dir: string): string {
  writeFileSync(join(dir, "design.json"), design.json);
  writeFileSync(join(dir, "pins.pcf"), PINS);
  const run = (program: string, ...args: string[]): string =>
    execFileSync(program, args, {
      cwd: dir,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      stdio: ["ignore", "pipe", "pipe"],
    });
  run(
    "nextpnr-ice40",
    ...[...DEVICE.options, "--json", "design.json", "--pcf", "pins.pcf", "--asc", "routed.asc", "-q"],
  );
  run("icepack", "routed.asc", "routed.bin");
  run("iceunpack", "routed.bin", "unpacked.asc");
  return readFileSync(join(dir, "unpacked.asc"), "utf8");
}

/** A bitstream's text form as Verilog: module `area_made`. */
function backToVerilog(asc: string, dir: string): string {
  writeFileSync(join(dir, "back.asc"), asc);
  const text = execFileSync("icebox_vlog", ["-n", "area_made", "-s", "-p", "pins.pcf", "back.asc"], {
    cwd: dir,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return text;
}

/** The Verilog with one lookup table inverted, for some tables spread over the design. */
function withFaults(verilog: string): string[] {
  const tables = [...verilog.matchAll(/(assign n\d+ += \/\* LUT[^*]*\*\/ )(\(.*\));/g)];
  return Array.from({ length: FAULTS }, (_, index) => {
    const [whole, start, table] = tables[Math.floor(((index + 0.5) * tables.length) / FAULTS)]!;
    return verilog.replace(whole, `${start}!${table};`);
  });
}

const yosys = await findYosys();
const sources = allSources();
const rows = [];
for (const build of BUILDS) {
  const started = performance.now();
  const files = filesOf(build.module, sources);
  const design = await synthesise(yosys, build, DEVICE, files);
  const dir = mkdtempSync(join(tmpdir(), "atomik-bitstream-"));
  try {
    const made = backToVerilog(routedBitstream(design, dir), dir);
    const source = { ...files, [`${TOP}.v`]: design.wrapper.text };
    const { compared, differ } = simulate(source, made, CLOCKS, 1);
    const clocks = design.wrapper.inputBits + 1000;
    const seen = withFaults(made).filter((faulty) => simulate(source, faulty, clocks, 1).differ > 0).length;
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    // What comes out is unknown until the shift register is full.
    const known = CLOCKS - design.wrapper.inputBits;
    const held = differ === 0 && compared > 0.9 * known && seen >= FAULTS / 2;
    rows.push({
      id: `bitstream/${build.module}`,
      params: build.parameters,
      clocks: CLOCKS,
      compared,
      differ,
      faults: { planted: FAULTS, seen },
      result: held ? "equal" : "different",
      seconds,
    });
    console.log(
      `${build.module}: ${compared} clocks compared, ${differ} differ; ${seen} of ${FAULTS} planted faults seen`,
    );
    if (!held) process.exitCode = 1;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
const build = join(import.meta.dirname, "../../build");
mkdirSync(build, { recursive: true });
writeFileSync(join(build, "bitstream.json"), `${JSON.stringify({ machine: machine(), rows }, null, 2)}\n`);
