/** Keys of digests: one secret word for each word of a buffer. */

import "./endian.ts";
import { checkInteger } from "./arguments.ts";
import { checkWords } from "./kernel/check.ts";

/** The most keys, 2^27; that many take 1 GiB. */
const MAX_KEYS = 2 ** 27;
/** The most bytes that a host gives at a time. */
const MOST_RANDOM = 65_536;

interface RandomHost {
  readonly crypto?: { getRandomValues(bytes: Uint8Array): unknown };
}

/**
 * As many keys as a buffer may have words. That a digest misses a change once in 2^64 holds for keys that were drawn at
 * random, each by itself and not knowing the buffers: `random` draws them. Both ends of a comparison need the same keys,
 * which are as long as the buffer; whoever knows them can make two buffers with one digest, and whoever sees digests of
 * buffers that he chose knows them.
 *
 * @example
 * ```ts
 * const keys = DigestKeys.random(1000);
 * keys.count; // => 1000
 * const same = new DigestKeys(keys.toWords());
 * [keys.equals(same), keys.equals(DigestKeys.random(1000))]; // => [true, false]
 * ```
 */
export class DigestKeys {
  /** The keys as low and high halves in turn. Not to be written to. */
  readonly halves: Int32Array<ArrayBuffer>;

  /**
   * Copies the keys.
   *
   * @param keys - at most 2^27 words
   * @throws WrongTypeError when it is no BigUint64Array
   * @throws RejectError `bad_length` for another number of them
   */
  constructor(keys: BigUint64Array) {
    checkWords("DigestKeys(keys)", keys);
    checkInteger("DigestKeys(keys)", "keys", keys.length, 0, MAX_KEYS);
    this.halves = new Int32Array(new BigUint64Array(keys).buffer);
  }

  /**
   * Keys from the host's source of randomness.
   *
   * @param count - 0 to 2^27
   * @throws WrongTypeError when it is no number
   * @throws RejectError `bad_length` when it is another number
   * @throws Error when the host has no such source
   */
  static random(count: number): DigestKeys {
    checkInteger("random(count)", "keys", count, 0, MAX_KEYS);
    const { crypto } = globalThis as unknown as RandomHost;
    if (crypto === undefined) throw new Error("random(count): expected a host with crypto, got none");
    const keys = new BigUint64Array(count);
    const bytes = new Uint8Array(keys.buffer);
    for (let at = 0; at < bytes.length; at += MOST_RANDOM) {
      crypto.getRandomValues(bytes.subarray(at, at + MOST_RANDOM));
    }
    return new DigestKeys(keys);
  }

  /** How many keys there are. */
  get count(): number {
    return this.halves.length / 2;
  }

  /** A copy of the keys, to be kept or to be sent to the other end in secret. */
  toWords(): BigUint64Array<ArrayBuffer> {
    return new BigUint64Array(this.halves.slice().buffer);
  }

  /** Whether these are the same keys. Looks at each, unless it is the same object. */
  equals(other: DigestKeys): boolean {
    if (this === other) return true;
    const [mine, theirs] = [this.halves, other.halves];
    let at = mine.length === theirs.length ? 0 : -1;
    while (at >= 0 && at < mine.length && mine[at] === theirs[at]) at++;
    return at === mine.length;
  }
}
