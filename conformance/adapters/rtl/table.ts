/** `atomik_table` behind a driver that does what software in front of it would: lists, and batches with one master. */
import type { TableAnswer, TableOp, TableSimulator } from "../../../verilog/sim/table-simulator.ts";
import type { Width } from "../../protocol/protocol.ts";
import { opOf, type Spec } from "../../spec.ts";
import type { Offers, OpAt, Table } from "../offers.ts";

/** The simulated table for words of a width and that many contexts. */
export type TableOf = (width: Width, contexts: number) => TableSimulator;

/** Tables offered by simulated ones. */
export function tableOffer(spec: Spec, tableOf: TableOf): NonNullable<Offers["table"]> {
  return (width, contexts) => {
    const simulator = tableOf(width, contexts);
    simulator.reset(contexts);
    return new DrivenTable(spec, simulator, contexts);
  };
}

class DrivenTable implements Table {
  readonly #spec: Spec;
  readonly #simulator: TableSimulator;
  readonly #contexts: number;

  constructor(spec: Spec, simulator: TableSimulator, contexts: number) {
    this.#spec = spec;
    this.#simulator = simulator;
    this.#contexts = contexts;
  }

  run(op: OpAt): bigint | null {
    return this.#accepted(this.#simulator.run([this.#encode(op)])[0]!);
  }

  /** All ops one behind another; if one is refused, every context is written back as it was. */
  batch(ops: readonly OpAt[]): (bigint | null)[] {
    const before = this.words();
    const answers = this.#simulator.run(ops.map((op) => this.#encode(op)));
    if (answers.some(({ reject }) => reject !== 0))
      this.#simulator.run(
        before.flatMap(([reference, accumulator], index) => [
          this.#encode({ op: "load", address: BigInt(index), operands: { word: reference } }),
          this.#encode({ op: "accum", address: BigInt(index), operands: { word: accumulator } }),
        ]),
      );
    return answers.map((answer) => this.#accepted(answer));
  }

  entries(): (readonly [number, bigint])[] {
    return this.#read().map(({ result }, address) => [address, result!]);
  }

  snapshot(): (readonly [number, bigint])[] {
    return this.entries().filter(([, state]) => state !== 0n);
  }

  words(): (readonly [bigint, bigint])[] {
    return this.#read().map(({ reference, accumulator }) => [reference, accumulator]);
  }

  #read(): TableAnswer[] {
    const addresses = Array.from({ length: this.#contexts }, (_, index) => BigInt(index));
    return this.#simulator.run(
      addresses.map((address) => this.#encode({ op: "read", address, operands: {} })),
    );
  }

  #encode({ op, address, operands }: OpAt): TableOp {
    const { word, other_accumulator: accumulator, other_reference: other } = operands;
    return {
      opcode: opOf(this.#spec, op).opcode,
      address,
      word: word ?? accumulator ?? 0n,
      other: other ?? 0n,
    };
  }

  #accepted({ reject, result }: TableAnswer): bigint | null {
    if (reject !== 0) throw Object.assign(new Error("rejected"), { code: this.#spec.rejects[reject] });
    return result;
  }
}
