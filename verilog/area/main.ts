/**
 * `just area [FILTER]`: places and routes the modules on real devices, beside a baseline, and writes build/area.json.
 *
 * FILTER is a part of a row's name, e.g. `HX8K` or `HX8K/atomik_ports`; a filtered run prints its rows and writes nothing.
 * A seed that takes longer than `--minutes` (default 60) is given up. What was already measured is taken from .cache/area.
 * Exit code 1 when a row cannot be measured honestly, or a row that had a router has no result.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { machine } from "../../conformance/bench/harness.ts";
import { findYosys } from "../tools/yosys.ts";
import { PLAN, type Plan } from "./plan.ts";
import { type AreaRow, filesOf, measure } from "./row.ts";
import { allSources, hashesOf } from "./sources.ts";
import { targetsOf } from "./targets.ts";

const nameOf = ({ device, module, parameters, options }: Plan): string =>
  [device, module, ...Object.entries(parameters).map(([key, value]) => `${key}=${value}`), ...options].join(
    "/",
  );

const { values, positionals } = parseArgs({
  options: { minutes: { type: "string", default: "60" } },
  allowPositionals: true,
});
const chosen = PLAN.filter((plan) => positionals.every((part) => nameOf(plan).includes(part)));
if (chosen.length === 0) throw new RangeError(`area: no row matches ${positionals.join(" ")}`);

const yosys = await findYosys();
const rows: AreaRow[] = [];
const failures: string[] = [];
for (const plan of chosen) {
  const started = performance.now();
  try {
    const row = await measure(yosys, plan, Number(values.minutes));
    rows.push(row);
    const { min, median, best } = row.fmaxMHz ?? { min: "-", median: "-", best: "-" };
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    console.log(`${nameOf(plan)}: ${row.lut} LUT, ${row.ff} FF, ${min}/${median}/${best} MHz (${seconds} s)`);
    if (row.seeds.length > 0 && row.fmaxMHz === null) failures.push(`${nameOf(plan)}: no seed was routed`);
  } catch (error) {
    failures.push(`${nameOf(plan)}: ${(error as Error).message}`);
  }
}
for (const failure of failures) console.error(failure);

if (positionals.length === 0) {
  const sources = allSources();
  const names = [...new Set(chosen.flatMap(({ module }) => Object.keys(filesOf(module, sources))))];
  const artefact = {
    machine: machine(),
    rows,
    targets: targetsOf(rows),
    files: hashesOf(names, sources),
    failures,
  };
  const build = join(import.meta.dirname, "../../build");
  mkdirSync(build, { recursive: true });
  writeFileSync(join(build, "area.json"), `${JSON.stringify(artefact, null, 2)}\n`);
}
if (failures.length > 0) process.exitCode = 1;
