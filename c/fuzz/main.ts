/** `just fuzz-c [SECONDS]`: the header's parsers under libFuzzer, AddressSanitizer and UndefinedBehaviorSanitizer. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, withFolder } from "../test/compile.ts";
import { buildFuzzer, CORPUS, coverage, crashes, fuzz, statistics } from "./fuzzer.ts";

/** What the run is about: once it has changed, its record counts no more. */
const SOURCES = ["c/atomik_core.h", "c/fuzz"];

const seconds = Number(process.argv[2] ?? "60");
if (!Number.isInteger(seconds) || seconds < 1) {
  console.error(`fuzz-c: expected seconds, got ${process.argv[2]}`);
  process.exit(2);
}
const seed = Math.floor(Math.random() * 2 ** 31) + 1;

withFolder((folder) => {
  const program = join(folder, "parsers");
  buildFuzzer(program);
  const ran = fuzz(program, folder, seconds, seed);
  const failed = crashes(folder);
  for (const [name, input] of failed) {
    mkdirSync(CORPUS, { recursive: true });
    writeFileSync(join(CORPUS, name), input);
    console.log(`fuzz-c: kept c/fuzz/corpus/${name}; run it with: npx vitest run c/fuzz`);
  }
  const { number_of_executed_units: inputs = 0, new_units_added: kept = 0 } = statistics(ran);
  const reached = coverage(ran);
  const ok = ran.status === 0 && failed.size === 0 && inputs > 0;
  if (!ok) console.error(ran.stderr.slice(-4000));
  console.log(
    `fuzz-c: ${inputs} inputs in ${seconds} s, ${kept} of them new, ${reached} places reached, seed ${seed}, ${failed.size} failed`,
  );
  mkdirSync(join(ROOT, "build"), { recursive: true });
  const artefact = {
    sources: SOURCES,
    parsers: ["message", "frame"],
    drawn: { inputs, new: kept, coverage: reached },
    failed: failed.size,
    seconds,
    seed,
  };
  writeFileSync(join(ROOT, "build/fuzz-c.json"), `${JSON.stringify(artefact, null, 2)}\n`);
  process.exitCode = ok ? 0 : 1;
});
