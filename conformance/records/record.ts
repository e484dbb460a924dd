/** `just record NAME... [--command "just …"]`: commits what the last run left in build/NAME.json to memory. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { machine } from "../bench/harness.ts";
import { filesHash } from "../hash.ts";
import { ROOT } from "../spec.ts";
import { checkedRecord, namedSources, type RecordNote, recordPath } from "./artefact.ts";

/** The recipe that makes an artefact: `just bench c` for `bench/c`. @throws RangeError when the Justfile has none */
export function commandOf(name: string, justfile: string): string {
  const [recipe = "", ...rest] = name.split("/");
  if (!new RegExp(`^${recipe}[ :]`, "m").test(justfile))
    throw new RangeError(`record: expected --command, as the Justfile has no recipe "${recipe}"`);
  return ["just", recipe, ...rest].join(" ");
}

/** The artefact as a record: what it was, with a note on where and how. @throws Error when the result is no valid record */
export function asRecord(root: string, name: string, artefact: object, note: RecordNote): object {
  const paths = namedSources(artefact);
  const record = paths.length === 0 ? note : { ...note, sources: filesHash(root, paths) };
  const whole = { record, ...artefact };
  checkedRecord(name, whole);
  return whole;
}

function main(): void {
  const { values, positionals } = parseArgs({
    options: { command: { type: "string" } },
    allowPositionals: true,
  });
  if (positionals.length === 0) throw new RangeError("record: expected names of artefacts, got none");
  const here = machine();
  const justfile = readFileSync(join(ROOT, "Justfile"), "utf8");
  for (const name of positionals) {
    const file = join(ROOT, "build", `${name}.json`);
    if (!existsSync(file)) throw new Error(`record: expected build/${name}.json, got no such file`);
    const artefact = JSON.parse(readFileSync(file, "utf8")) as {
      machine?: { date?: string; commit?: string };
    };
    const note: RecordNote = {
      machine: `${here.cpu}, ${here.cores} cores, ${here.memoryGiB} GiB, ${here.system}, Node ${here.node}`,
      date: artefact.machine?.date ?? here.date,
      command: values.command ?? commandOf(name, justfile),
      commit: artefact.machine?.commit ?? here.commit,
    };
    const whole = asRecord(ROOT, name, artefact, note);
    mkdirSync(dirname(recordPath(ROOT, name)), { recursive: true });
    writeFileSync(recordPath(ROOT, name), `${JSON.stringify(whole, null, 2)}\n`);
    console.log(`record: conformance/records/${name}.json (${note.command}, ${note.date})`);
  }
}

if (import.meta.main)
  try {
    main();
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
