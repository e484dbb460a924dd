/** Cases packed into request frames, with the replies that are expected. */
import type { Adapter } from "../adapters/adapter.ts";
import { opFromJson, writeProgram } from "../program.ts";
import { MAX_PAYLOAD_BYTES, MAX_PROGRAMS, type Width } from "../protocol/protocol.ts";
import { ReplyWriter } from "../protocol/reply.ts";
import { RequestWriter } from "../protocol/request.ts";
import type { Spec } from "../spec.ts";
import type { Case, Observation } from "./vectors.ts";

/** Cases of one width, the request that runs them, and the exact reply for each thing that can be observed. */
export interface Frame {
  readonly width: Width;
  readonly cases: readonly Case[];
  readonly request: Uint8Array;
  readonly expected: Readonly<Record<Adapter["observes"], Uint8Array>>;
}

/** A bound on the bytes of any program, so that a frame never grows too large. */
const LARGEST_PROGRAM_BYTES = 2 + 1024 * 17;

/** Packs cases into as few frames as hold them, in order within each width. */
export function framesOf(spec: Spec, cases: readonly Case[]): Frame[] {
  const perFrame = Math.min(MAX_PROGRAMS, Math.floor(MAX_PAYLOAD_BYTES / LARGEST_PROGRAM_BYTES));
  const frames: Frame[] = [];
  const writer = new RequestWriter();
  for (const width of spec.widths) {
    const all = cases.filter((one) => one.width === width);
    for (let at = 0; at < all.length; at += perFrame)
      frames.push(frameOf(spec, width, all.slice(at, at + perFrame), writer));
  }
  return frames;
}

function frameOf(spec: Spec, width: Width, cases: readonly Case[], writer: RequestWriter): Frame {
  writer.begin(width, spec.rootId);
  for (const { steps } of cases)
    writeProgram(
      spec,
      steps.map((step) => opFromJson(spec, step)),
      writer,
    );
  const expected = {
    context: expectedReply(spec, cases, "context"),
    state: expectedReply(spec, cases, "state"),
  };
  return { width, cases, request: writer.finish().slice(), expected };
}

/** The reject code that a case expects, 0 for `ok`. @throws RangeError when the registry does not know it */
export function rejectOf(spec: Spec, { id, result }: Case): number {
  const code = spec.rejects.indexOf(result.replace(/^reject:/, ""));
  if (code < 0) throw new RangeError(`${id}: expected a result of the registry, got ${result}`);
  return code;
}

/** An observation as numbers, in the form that an implementation of this kind shows. */
export function observed(
  { reference, accumulator, result }: Observation,
  observes: Adapter["observes"],
): [bigint, bigint, bigint] {
  const r = BigInt(`0x${reference}`);
  const a = BigInt(`0x${accumulator}`);
  const x = result === null ? 0n : BigInt(`0x${result}`);
  return observes === "context" ? [r, a, x] : [r ^ a, 0n, x];
}

function expectedReply(spec: Spec, cases: readonly Case[], observes: Adapter["observes"]): Uint8Array {
  const reply = new ReplyWriter(spec.rootId);
  reply.begin();
  for (const one of cases) {
    reply.beginProgram(one.steps.length);
    for (const step of one.steps) reply.stepWords(...observed(step.observe, observes));
    reply.endProgram(rejectOf(spec, one));
  }
  return reply.finish().slice();
}
