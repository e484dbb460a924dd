/** From two replies that differ to a small program in the corpus. */
import type { Adapter } from "../adapters/adapter.ts";
import { encodeFrame, type Op } from "../program.ts";
import { MAX_PROGRAMS, type Width } from "../protocol/protocol.ts";
import { readReply } from "../protocol/reply.ts";
import { RequestWriter } from "../protocol/request.ts";
import { type Divergence, describe, diverge } from "../runner/divergence.ts";
import type { Spec } from "../spec.ts";
import { type Answer, toState } from "./answers.ts";
import { type CorpusEntry, storeEntry } from "./corpus.ts";
import { type FirstFailing, shrink } from "./shrink.ts";

/** A program on which two implementations differ. */
export interface Finding {
  readonly pair: readonly [string, string];
  readonly entry: CorpusEntry;
  /** The difference of the shrunk program, the first of the pair taken as expected. */
  readonly difference: string;
}

/** Runs one frame on an adapter. */
export function ask(adapter: Adapter, frame: Uint8Array): Answer {
  adapter.submit(frame);
  return { name: adapter.name, observes: adapter.observes, reply: adapter.collect().slice() };
}

/** What a difference is called: the same field, at the same op. */
interface Category {
  readonly field: Divergence["field"];
  readonly op: string | undefined;
}

/** For each program, where the pair differs. */
function divergences(
  spec: Spec,
  pair: readonly [Adapter, Adapter],
  width: Width,
  programs: readonly (readonly Op[])[],
  writer: RequestWriter,
): (Divergence | undefined)[] {
  const frame = encodeFrame(spec, width, programs, writer);
  const stateOnly = pair[0].observes !== pair[1].observes;
  const [expected, got] = pair.map((adapter) => {
    const { observes, reply } = ask(adapter, frame);
    return readReply(stateOnly && observes === "context" ? toState(reply) : reply);
  });
  return programs.map((_, index) => diverge(expected![index]!, got![index]!));
}

/**
 * Shrinks a program on which the pair differs, keeping what differs, and stores it.
 *
 * @param found how it was found, for the corpus entry
 * @throws Error when the pair does not differ on it
 */
export function settle(
  spec: Spec,
  pair: readonly [Adapter, Adapter],
  width: Width,
  program: readonly Op[],
  folder: string,
  found: string,
): Finding {
  const writer = new RequestWriter();
  const at = (programs: readonly (readonly Op[])[]): (Divergence | undefined)[] =>
    divergences(spec, pair, width, programs, writer);
  const categoryOf = (ops: readonly Op[], { field, step }: Divergence): Category => ({
    field,
    op: ops[step]?.name,
  });
  const [first] = at([program]);
  if (!first) throw new Error(`${pair[0].name} and ${pair[1].name} do not differ when asked again: ${found}`);
  const wanted = categoryOf(program, first);
  const firstFailing: FirstFailing = (all) => {
    const candidates = all.slice(0, MAX_PROGRAMS);
    return at(candidates).findIndex((divergence, index) => {
      const category = divergence && categoryOf(candidates[index]!, divergence);
      return category?.field === wanted.field && category.op === wanted.op;
    });
  };
  const small = shrink(program, firstFailing);
  const [last] = at([small]);
  return {
    pair: [pair[0].name, pair[1].name],
    entry: storeEntry(spec, folder, width, small, found),
    difference: describe(last!, small[last!.step]?.name, spec.rejects),
  };
}
