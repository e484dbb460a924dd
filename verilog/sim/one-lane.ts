import { buildEngine, type Engine } from "./engine.ts";
import type { Netlist } from "./netlist.ts";

/** A simulated module seen as one copy, port by port, as numbers. Slow and plain; the other lanes do the same. */
export class OneLane {
  readonly #engine: Engine;

  constructor(netlist: Netlist) {
    this.#engine = buildEngine(netlist);
  }

  /** Drives an input. @throws RangeError when there is none of that name, or the value has more bits than it */
  put(port: string, value: bigint): void {
    const bits = this.#engine.port(port);
    if (BigInt.asUintN(bits.length, value) !== value)
      throw new RangeError(`${port}: expected at most ${bits.length} bits, got 0x${value.toString(16)}`);
    bits.forEach((_, index) => {
      bits[index] = -Number((value >> BigInt(index)) & 1n);
    });
  }

  /** What an output showed just before the last rising edge. @throws RangeError when there is none of that name */
  get(port: string): bigint {
    return this.#engine
      .port(port)
      .reduce((value, bits, index) => value | (BigInt(bits & 1) << BigInt(index)), 0n);
  }

  /** One clock cycle. */
  step(): void {
    this.#engine.step();
  }
}
