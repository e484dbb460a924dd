/**
 * `just accept-statements`: for somebody who has read them. Keeps the hash of every statement that a claim rests on, adds
 * theorems to the claims that their docstrings name, and lets Lean's oracle fill in what the programs observe.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Adapter } from "../adapters/adapter.ts";
import { openOne } from "../adapters/open.ts";
import { rowOf } from "../adapters/table.ts";
import { encodeFrame, opFromJson } from "../program.ts";
import { readReply } from "../protocol/reply.ts";
import { RequestWriter } from "../protocol/request.ts";
import { isHeadline, type Theorems } from "../report/artefacts.ts";
import type { VectorStep } from "../runner/vectors.ts";
import { loadSpec, opOf, ROOT, type Spec } from "../spec.ts";
import { type Claim, loadLedger } from "./ledger.ts";
import { type ProgramFile, programFolder } from "./programs.ts";
import { fullName } from "./resolve/theorem.ts";
import { references } from "./usage.ts";

const write = (file: string, json: unknown): void =>
  writeFileSync(file, `${JSON.stringify(json, null, 2)}\n`);

/** Adds to each claim the headline theorems that name it and that it does not have yet. */
function addLinks({ theorems }: Theorems): void {
  const folder = join(import.meta.dirname, "ledger");
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const source = JSON.parse(readFileSync(file, "utf8")) as { claims: (Claim & { evidence: string[] })[] };
    let added = 0;
    for (const claim of source.claims) {
      const own = new Set(references(claim).map((text) => fullName(text.replace(/^theorem:/, ""))));
      for (const theorem of theorems.filter(isHeadline))
        if (theorem.claimIds.includes(claim.id) && !own.has(theorem.name)) {
          claim.evidence.push(`theorem:${theorem.name.replace(/^Atomik\.Claims\./, "")}`);
          added += 1;
        }
    }
    if (added > 0) write(file, source);
    if (added > 0)
      console.log(`${name}: ${added} theorems added to claims that they name; read those claims`);
  }
}

/** Keeps the statements' hashes. */
function acceptStatements({ theorems }: Theorems): void {
  const wanted = loadLedger()
    .flatMap(({ claims }) => claims.flatMap(references))
    .filter((text) => text.startsWith("theorem:"))
    .map((text) => fullName(text.slice("theorem:".length)));
  const hashes = [...new Set(wanted)].sort().flatMap((name) => {
    const found = theorems.find((one) => one.name === name);
    return found === undefined ? [] : [[name, found.statementHash] as const];
  });
  write(join(import.meta.dirname, "statements.json"), Object.fromEntries(hashes));
  console.log(`accepted ${hashes.length} statements`);
}

/** Fills in what Lean's oracle observes at each step of the programs. */
function observe(spec: Spec, adapter: Adapter): void {
  for (const kind of ["counterexample", "example"] as const)
    for (const name of readdirSync(programFolder(kind))) {
      const file = join(programFolder(kind), name);
      const json = JSON.parse(readFileSync(file, "utf8")) as ProgramFile;
      const programs = Object.entries(json.programs).map(([program, { steps }]) => [
        program,
        observed(spec, adapter, json.widthBits, steps),
      ]);
      write(file, { ...json, programs: Object.fromEntries(programs) });
    }
}

function observed(spec: Spec, adapter: Adapter, width: number, steps: readonly VectorStep[]): object {
  const ops = steps.map((step) => opFromJson(spec, step));
  adapter.submit(encodeFrame(spec, width, [ops], new RequestWriter()));
  const [reply] = readReply(adapter.collect());
  const hex = (word: bigint): string => word.toString(16).padStart(width / 4, "0");
  return {
    steps: reply!.steps.map(({ reference, accumulator, result }, i) => ({
      op: steps[i]!.op,
      operands: steps[i]!.operands,
      observe: {
        reference: hex(reference),
        accumulator: hex(accumulator),
        result:
          opOf(spec, steps[i]!.op).result === null || (reply!.reject !== 0 && i === reply!.steps.length - 1)
            ? null
            : hex(result),
      },
    })),
    result: reply!.reject === 0 ? "ok" : `reject:${spec.rejects[reply!.reject]}`,
  };
}

const spec = loadSpec();
const theorems = JSON.parse(readFileSync(join(ROOT, "build/theorems.json"), "utf8")) as Theorems;
addLinks(theorems);
acceptStatements(theorems);
const { adapter } = await openOne(spec, rowOf("lean"), ROOT);
try {
  observe(spec, adapter);
} finally {
  adapter.close();
}
