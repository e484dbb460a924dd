import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { currentTests } from "../../claims/tests.ts";
import { probe } from "../../doctor/probe.ts";
import { TOOLS } from "../../doctor/tools.ts";
import type { SpecRecord } from "../../mutants/spec/record.ts";
import { staleness } from "../../mutants/spec/stale.ts";
import { loadTable } from "../../mutants/spec/table.ts";
import { type Artefact, readArtefact } from "../../records/artefact.ts";
import { ROOT } from "../../spec.ts";
import type { Theorems } from "../artefacts.ts";
import type { Area, Bench, PageData, ProofFile, SpecMutants } from "./data.ts";

/** As vitest.config.ts has it. */
const TESTS = "{spec,ts,c,verilog,conformance,lean}/**/*.test.ts";

/**
 * Everything that the page shows.
 *
 * @throws Error naming the recipe when what every run makes is not there
 */
export function loadPageData(root: string = ROOT): PageData {
  const needed = <T>(name: string, recipe: string): T => {
    const artefact = readArtefact<T>(name, root);
    if (artefact === undefined)
      throw new Error(`build/${name}.json: expected JSON made by \`just ${recipe}\`, got no file`);
    return artefact.json;
  };
  const record = JSON.parse(
    readFileSync(join(root, "conformance/mutants/spec/record.json"), "utf8"),
  ) as SpecMutants & SpecRecord;
  const table = loadTable();
  return {
    theorems: needed<Theorems>("theorems", "audit"),
    results: needed<PageData["results"]>("results", "check"),
    claims: needed<PageData["claims"]>("claims", "claims"),
    formal: readArtefact<ProofFile>("formal", root),
    formalAll: readArtefact<ProofFile>("formal-all", root),
    objectProof: readArtefact<ProofFile>("object-proof", root),
    sourceProof: readArtefact<ProofFile>("source-proof", root),
    benches: benchNames(root).map((name) => readArtefact<Bench>(name, root) as Artefact<Bench>),
    area: readArtefact<Area>("area", root),
    specMutants: record,
    specFaults: Object.fromEntries(table.map(({ id, why }) => [id, why])),
    specMutantsStale: staleness(join(root, "lean"), table, record),
    tests: { ran: currentTests(root), files: globSync(TESTS, { cwd: root }).length },
    provenance: readArtefact<NonNullable<PageData["provenance"]>>("provenance", root)?.json,
    versions: TOOLS.map((tool) => ({ name: tool.command, version: probe(tool) ?? "not here" })),
  };
}

/** Names of all benchmarks that this run or a record has: `bench/c`. */
function benchNames(root: string): readonly string[] {
  const folders = ["build/bench", "conformance/records/bench"].map((folder) => join(root, folder));
  const names = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder))
    .filter((file) => file.endsWith(".json"))
    .map((file) => `bench/${file.slice(0, -".json".length)}`);
  return [...new Set(names)].sort();
}
