import { LANES } from "./engine.ts";
import { transpose32 } from "./transpose.ts";

/** A word-wide output port, as one 64-bit word for each lane: low halves first, then high halves. */
export class WordOutput {
  readonly #port: Int32Array;
  readonly #words = new Int32Array(2 * LANES);

  /** @param port an output of the engine, of at most 64 bits */
  constructor(port: Int32Array) {
    this.#port = port;
  }

  /** The word of each lane. The array is used again by the next call. */
  read(): Int32Array {
    const words = this.#words;
    if (this.#port.length < words.length) words.fill(0);
    words.set(this.#port);
    transpose32(words, 0);
    if (this.#port.length > LANES) transpose32(words, LANES);
    return words;
  }
}
