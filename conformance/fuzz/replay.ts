/** `replay <corpus hash | file | seed:index:width>`: one program on all implementations, step by step. */
import { closeAll, openAll } from "../adapters/open.ts";
import { ROWS } from "../adapters/table.ts";
import { loadSpec, ROOT } from "../spec.ts";
import { corpusFolder } from "./corpus.ts";
import { locate } from "./locate.ts";
import { replay } from "./replay-table.ts";

async function main(text: string): Promise<boolean> {
  const spec = loadSpec();
  const program = locate(spec, corpusFolder(ROOT), text);
  const all = await openAll(ROWS);
  try {
    for (const { name, reason } of all.failed) console.log(`${name}: not opened: ${reason}`);
    if (all.opened.length === 0) return false;
    const { lines, differing } = replay(spec, all.opened, program);
    console.log(`width ${program.width}, ${program.ops.length} ops`);
    for (const line of lines) console.log(line);
    const first = all.opened[0]!.name;
    console.log(differing.length === 0 ? "all agree" : `${differing.join(", ")} differ from ${first}`);
    return differing.length === 0 && all.failed.length === 0;
  } finally {
    closeAll(all);
  }
}

try {
  if (!(await main(process.argv[2] ?? ""))) process.exitCode = 1;
} catch (error) {
  console.error(`replay: ${(error as Error).message}`);
  process.exitCode = 1;
}
