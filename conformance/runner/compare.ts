/** Runs vectors on one implementation and compares every observation. */
import type { Adapter } from "../adapters/adapter.ts";
import { statusName } from "../protocol/protocol.ts";
import { type ProgramReply, readReply, readReplyHeader } from "../protocol/reply.ts";
import type { Spec } from "../spec.ts";
import { describe, diverge } from "./divergence.ts";
import { type Frame, observed, rejectOf } from "./frames.ts";
import type { Case } from "./vectors.ts";

/** One case that went wrong. */
export interface Failure {
  readonly id: string;
  /** The first difference, in words. */
  readonly difference: string;
}

/** What an implementation made of the vectors. */
export interface VectorResult {
  readonly passed: number;
  readonly failures: readonly Failure[];
  /** How many programs the implementation rejected, by code. */
  readonly rejects: Readonly<Record<string, number>>;
}

/**
 * Runs all frames.
 *
 * @param stopAtFirst whether one failing frame is enough to know
 * @throws Error when the implementation was built from another specification, refuses a frame or dies
 */
export function runVectors(
  spec: Spec,
  adapter: Adapter,
  frames: readonly Frame[],
  stopAtFirst = false,
): VectorResult {
  let passed = 0;
  const failures: Failure[] = [];
  const rejects: Record<string, number> = {};
  for (const frame of frames) {
    adapter.submit(frame.request);
    const reply = adapter.collect();
    checkReply(spec, adapter, reply);
    const equal = Buffer.compare(reply, frame.expected[adapter.observes]) === 0;
    const programs = readReply(reply);
    for (const { reject } of programs) {
      const name = spec.rejects[reject] ?? `code ${reject}`;
      if (reject !== 0) rejects[name] = (rejects[name] ?? 0) + 1;
    }
    if (equal) {
      passed += frame.cases.length;
      continue;
    }
    const found = failuresOf(spec, adapter, frame, programs);
    failures.push(...found);
    passed += frame.cases.length - found.length;
    if (stopAtFirst) break;
  }
  return { passed, failures, rejects };
}

/** @throws Error when a reply comes from another specification or refuses the frame */
export function checkReply(spec: Spec, { name }: Adapter, reply: Uint8Array): void {
  const { status, rootId } = readReplyHeader(reply);
  const expected = spec.rootHash.slice(0, 16);
  if (rootId !== expected)
    throw new Error(`${name}: built from the specification ${rootId}…, the judge has ${expected}…`);
  if (status !== 0) throw new Error(`${name}: refuses a well-formed frame: ${statusName(status)}`);
}

function failuresOf(spec: Spec, adapter: Adapter, frame: Frame, got: readonly ProgramReply[]): Failure[] {
  const failures: Failure[] = [];
  frame.cases.forEach((one, index) => {
    const answer = got[index];
    if (!answer) {
      failures.push({ id: one.id, difference: "no answer" });
      return;
    }
    const difference = diverge(expectedOf(spec, one, adapter), answer);
    if (!difference) return;
    const step = one.steps[difference.step];
    const op = step && [step.op, ...Object.entries(step.operands).map(([k, v]) => `${k}=${v}`)].join(" ");
    failures.push({ id: one.id, difference: describe(difference, op, spec.rejects) });
  });
  if (failures.length === 0)
    failures.push({ id: frame.cases[0]!.id, difference: `the frame's reply has ${got.length} programs` });
  return failures;
}

function expectedOf(spec: Spec, one: Case, { observes }: Adapter): ProgramReply {
  const steps = one.steps.map(({ observe }) => {
    const [reference, accumulator, result] = observed(observe, observes);
    return { reference, accumulator, result };
  });
  return { steps, reject: rejectOf(spec, one) };
}
