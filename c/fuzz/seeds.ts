/** The first inputs of the fuzzer: the bytes of messages and frames that the vectors encode or decode. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../test/compile.ts";

interface Codec {
  readonly cases: readonly {
    readonly id: string;
    readonly bytes?: string;
    readonly zeros?: number;
    readonly expect: { readonly bytes?: string };
  }[];
}

/** Bytes behind which no zeros are added, as they say nothing new. */
const MOST_BYTES = 200;

/** Inputs by a name that is fit for a file. */
export function seeds(): ReadonlyMap<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  for (const [codec, choice] of [
    ["message", 1],
    ["frame", 0],
  ] as const) {
    const path = join(ROOT, `conformance/vectors/wire/${codec}.json`);
    for (const { id, bytes, zeros = 0, expect } of (JSON.parse(readFileSync(path, "utf8")) as Codec).cases) {
      const text = bytes ?? expect.bytes;
      if (text === undefined || text.length / 2 + zeros > MOST_BYTES) continue;
      const input = Buffer.concat([Buffer.from([choice]), Buffer.from(text, "hex"), Buffer.alloc(zeros)]);
      found.set(id.replaceAll("/", "-"), input);
    }
  }
  return found;
}
