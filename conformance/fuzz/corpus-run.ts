/** Runs the corpus on implementations; any two that differ on an entry are red. */
import type { Opened } from "../adapters/open.ts";
import { encodeFrame } from "../program.ts";
import { RequestWriter } from "../protocol/request.ts";
import type { Spec } from "../spec.ts";
import { agree } from "./answers.ts";
import type { CorpusEntry } from "./corpus.ts";
import { ask } from "./find.ts";

/** One line for each entry on which an implementation differs from the first one, with the command that shows it. */
export function checkCorpus(spec: Spec, opened: readonly Opened[], corpus: readonly CorpusEntry[]): string[] {
  const writer = new RequestWriter();
  const lines: string[] = [];
  for (const { hash, width, ops } of corpus) {
    const frame = encodeFrame(spec, width, [ops], writer);
    const answers = opened.map(({ adapter }) => ask(adapter, frame));
    const different = answers.filter((answer) => !agree(answers[0]!, answer)).map(({ name }) => name);
    if (different.length > 0)
      lines.push(`corpus ${hash}: ${different.join(", ")} against ${answers[0]!.name}: just replay ${hash}`);
  }
  return lines;
}
