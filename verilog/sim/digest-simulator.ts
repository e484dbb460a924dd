import type { Netlist } from "./netlist.ts";
import { OneLane } from "./one-lane.ts";

/** Cycles after which a digest that is not announced counts as lost. */
const PATIENCE = 64;
/** What is on byte lanes that do not count. */
const NOT_KEPT = 0xa5;

/** Drives `atomik_digest`, a beat in every cycle. */
export class DigestSimulator {
  readonly #unit: OneLane;
  readonly #beatBytes: number;

  /** @param beatBytes bytes of a beat: WORDS * WIDTH / 8 */
  constructor(netlist: Netlist, beatBytes: number) {
    this.#unit = new OneLane(netlist);
    this.#beatBytes = beatBytes;
    for (const port of ["start_i", "last_i", "offset_i", "keep_i", "beat_i"]) this.#unit.put(port, 0n);
    this.#unit.put("rst_ni", 0n);
    for (let cycle = 0; cycle < PATIENCE; cycle++) this.#unit.step();
    this.#unit.put("rst_ni", 1n);
  }

  /**
   * Folds bytes in and returns the digest.
   *
   * @param start whether what came before is forgotten
   * @param place of the first byte inside its word, 0 to 7
   * @throws Error when no digest is announced
   */
  fold(bytes: Uint8Array, start: boolean, place: number): bigint {
    const unit = this.#unit;
    const beats = Math.max(1, Math.ceil(bytes.length / this.#beatBytes));
    const lanes = new Uint8Array(this.#beatBytes);
    let found: bigint | undefined;
    for (let cycle = 0; cycle < beats + PATIENCE; cycle++) {
      const beat = bytes.subarray(cycle * this.#beatBytes, (cycle + 1) * this.#beatBytes);
      unit.put("start_i", start && cycle === 0 ? 1n : 0n);
      unit.put("last_i", cycle === beats - 1 ? 1n : 0n);
      unit.put("offset_i", BigInt(place));
      unit.put("keep_i", (1n << BigInt(beat.length)) - 1n);
      lanes.fill(NOT_KEPT).set(beat);
      unit.put(
        "beat_i",
        lanes.reduceRight((word, byte) => (word << 8n) | BigInt(byte), 0n),
      );
      unit.step();
      if (unit.get("digest_valid_o") === 1n) found = unit.get("digest_o");
    }
    if (found === undefined) throw new Error("atomik_digest: expected a digest, got none");
    return found;
  }
}
