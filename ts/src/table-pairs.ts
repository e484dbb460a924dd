/** Pairs of addresses and deltas, as a caller may have them and as arrays. */

import { checkAddress, isAddress } from "./address.ts";
import { WrongTypeError } from "./reject.ts";
import { checkWord, isWord, type Width } from "./word.ts";

/** Deltas and where they go, as `accumMany` takes them. */
export interface Pairs {
  /** 0 ≤ address < contexts */
  readonly addresses: Uint32Array;
  /** As many deltas, 0 ≤ delta < 2^width */
  readonly words: BigUint64Array;
}

/**
 * The pairs that `AtomikTable.batchAccum` takes, as arrays.
 *
 * @throws as `batchAccum`, for the first pair that is refused
 * @example
 * ```ts
 * pairsOf([[3, 5n]], 4, widthOf(8)); // => { addresses: Uint32Array.of(3), words: BigUint64Array.of(5n) }
 * ```
 */
export function pairsOf(
  deltas: Iterable<readonly [address: number, delta: bigint]>,
  contexts: number,
  width: Width,
): Pairs {
  if (typeof (deltas as Partial<typeof deltas> | null | undefined)?.[Symbol.iterator] !== "function") {
    throw new WrongTypeError("batchAccum(deltas)", "an iterable of [address, delta]", deltas);
  }
  const pairs = Array.from(deltas);
  const addresses = new Uint32Array(pairs.length);
  const words = new BigUint64Array(pairs.length);
  for (let i = 0; i < pairs.length; i++) {
    const pair = pairs[i];
    if (!Array.isArray(pair)) {
      throw new WrongTypeError(`batchAccum(deltas)[${i}]`, "an array [address, delta]", pair);
    }
    const [address, delta] = pair as unknown as [number, bigint];
    // Asked before checked, because making the labels takes longer than the check.
    if (!isAddress(address, contexts) || !isWord(delta, width)) {
      checkAddress(`batchAccum(deltas)[${i}] address`, address, contexts);
      checkWord(`batchAccum(deltas)[${i}] delta`, delta, width);
    }
    addresses[i] = address;
    words[i] = delta;
  }
  return { addresses, words };
}
