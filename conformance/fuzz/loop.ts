/** The time-boxed loop: every frame to all fast implementations, a sample of them to the slow ones. */
import type { Adapter } from "../adapters/adapter.ts";
import type { Opened } from "../adapters/open.ts";
import { HEADER_BYTES, PROGRAM_HEADER_BYTES, STEP_BYTES } from "../protocol/protocol.ts";
import { checkReply } from "../runner/compare.ts";
import type { Spec } from "../spec.ts";
import { type Answer, agree, mismatch, replySlice } from "./answers.ts";
import { type Finding, settle } from "./find.ts";
import { type Frame, FrameSource } from "./frames.ts";
import { PROGRAMS_PER_FRAME } from "./generator.ts";
import { Sampler } from "./sample.ts";

/** What a run is asked for. */
export interface FuzzOptions {
  readonly seconds: number;
  /** 32-bit seed of the run. */
  readonly seed: number;
  /** Folder where a finding is stored. */
  readonly corpus: string;
  /** Called about once a second. */
  readonly progress?: (programs: number, seconds: number) => void;
}

/** What a run did. */
export interface FuzzResult {
  readonly seed: number;
  readonly seconds: number;
  /** Programs generated; the fast implementations ran all of them. */
  readonly programs: number;
  /** Steps that each fast implementation answered. */
  readonly steps: number;
  /** Programs run, by implementation. */
  readonly byImplementation: Readonly<Record<string, number>>;
  /** How often op b was generated right after op a, at `a * 8 + b`, by opcode. */
  readonly pairs: readonly number[];
  /** The difference that ended the run, if there was one. */
  readonly finding: Finding | undefined;
}

/**
 * Runs until the time is over or two implementations differ.
 *
 * @throws RangeError when no implementation is fast, or there is none to compare it with
 */
export function fuzz(spec: Spec, opened: readonly Opened[], options: FuzzOptions): FuzzResult {
  const fast = opened.filter(({ pace }) => pace === "fast").map(({ adapter }) => adapter);
  const samplers = opened.filter(({ pace }) => pace === "slow").map((one) => new Sampler(one));
  const [pivot] = fast;
  if (!pivot || opened.length < 2)
    throw new RangeError("fuzz: expected a fast implementation and another one to compare it with");
  const source = new FrameSource(spec, options.seed);
  const byImplementation = Object.fromEntries(opened.map(({ name }) => [name, 0]));
  const found = (frame: Frame, program: number, pair: readonly [Adapter, Adapter]): Finding => {
    const note = `${source.nameOf(frame, program)}, ${pair[0].name} against ${pair[1].name}`;
    return settle(spec, pair, frame.width, source.ops(frame, program), options.corpus, note);
  };
  const started = performance.now();
  let [now, told, programs, steps] = [started, started, 0, 0];
  let finding: Finding | undefined;
  let next = source.next();
  while (!finding && now - started < options.seconds * 1000) {
    const frame = next;
    for (const adapter of fast) adapter.submit(frame.bytes);
    next = source.next(); // processes work on their frame meanwhile
    const answers = fast.map((adapter) => collect(adapter, source.nameOf(frame, 0)));
    const expected = answers[0]!;
    if (programs === 0)
      for (const [i, adapter] of fast.entries()) checkReply(spec, adapter, answers[i]!.reply);
    const wrong = answers.findIndex((answer) => answer !== expected && !agree(expected, answer));
    if (wrong > 0)
      finding = found(frame, mismatch(expected, answers[wrong]!)!.program, [pivot, fast[wrong]!]);
    programs += PROGRAMS_PER_FRAME;
    steps += stepsOf(expected.reply);
    for (const { name } of fast) byImplementation[name]! += PROGRAMS_PER_FRAME;
    now = performance.now();
    for (const sampler of samplers) {
      if (finding || !sampler.isDue(now)) continue;
      const { from, size, opened } = sampler;
      const answer = answerOf(opened.adapter, source.ask(opened.adapter, frame, from, size));
      const same = { ...expected, reply: replySlice(expected.reply, from, from + size) };
      if (!agree(answer, same))
        finding = found(frame, from + mismatch(answer, same)!.program, [opened.adapter, pivot]);
      byImplementation[opened.name]! += size;
      const before = now;
      now = performance.now();
      sampler.done(before, now);
    }
    if (now - told >= 1000) {
      told = now;
      options.progress?.(programs, (now - started) / 1000);
    }
  }
  const seconds = (now - started) / 1000;
  return { seed: options.seed, seconds, programs, steps, byImplementation, pairs: source.pairs, finding };
}

/** @throws Error that says which programs an implementation died on */
function collect(adapter: Adapter, first: string): Answer {
  try {
    return answerOf(adapter, adapter.collect());
  } catch (error) {
    throw new Error(
      `${(error as Error).message} (on one of ${PROGRAMS_PER_FRAME} programs from ${first} on)`,
    );
  }
}

function answerOf({ name, observes }: Adapter, reply: Uint8Array): Answer {
  return { name, observes, reply };
}

/** Steps in a reply to a whole frame. */
function stepsOf(reply: Uint8Array): number {
  return (reply.length - HEADER_BYTES - PROGRAMS_PER_FRAME * PROGRAM_HEADER_BYTES) / STEP_BYTES;
}
