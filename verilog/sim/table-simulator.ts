import type { Netlist } from "./netlist.ts";
import { OneLane } from "./one-lane.ts";

/** An op as `atomik_table` takes it; `other` is the other's reference of a merge. */
export interface TableOp {
  readonly opcode: number;
  readonly address: bigint;
  readonly word: bigint;
  readonly other: bigint;
}

/** An answer of `atomik_table`: the context is the one after the op. */
export interface TableAnswer {
  /** Reject code, 0 if accepted. */
  readonly reject: number;
  readonly result: bigint | null;
  readonly reference: bigint;
  readonly accumulator: bigint;
}

/** Cycles after which a table without an answer counts as stuck: more than a merge takes. */
const PATIENCE = 64;

/** Drives `atomik_table`, an op in every cycle in which it is ready. */
export class TableSimulator {
  readonly #table: OneLane;

  constructor(netlist: Netlist) {
    this.#table = new OneLane(netlist);
  }

  /**
   * Resets it and waits until every context is fresh.
   *
   * @param contexts how many are in use, at most as many as it was built with
   */
  reset(contexts: number): void {
    const table = this.#table;
    for (const port of ["rst_ni", "op_i", "address_i", "word_i", "other_reference_i"]) table.put(port, 0n);
    table.put("contexts_i", BigInt(contexts));
    table.step();
    table.put("rst_ni", 1n);
    let waited = 0;
    do {
      if (waited++ > PATIENCE) throw new Error("atomik_table: expected to be ready, got none");
      table.step();
    } while (table.get("ready_o") === 0n);
  }

  /** Presents the ops one behind another and returns their answers. @throws Error when one does not come */
  run(ops: readonly TableOp[]): TableAnswer[] {
    const table = this.#table;
    const answers: TableAnswer[] = [];
    let next = 0;
    for (let idle = 0; answers.length < ops.length; idle++) {
      if (idle > PATIENCE)
        throw new Error(`atomik_table: expected ${ops.length} answers, got ${answers.length}`);
      const op = ops[next];
      table.put("op_i", BigInt(op?.opcode ?? 0));
      if (op) {
        table.put("address_i", op.address);
        table.put("word_i", op.word);
        table.put("other_reference_i", op.other);
      }
      table.step();
      if (op && table.get("ready_o") === 1n) {
        next++;
        idle = 0;
      }
      if (table.get("done_o") === 1n) answers.push(this.#answer());
    }
    table.put("op_i", 0n);
    return answers;
  }

  #answer(): TableAnswer {
    const table = this.#table;
    return {
      reject: Number(table.get("reject_o")),
      result: table.get("result_valid_o") === 1n ? table.get("result_o") : null,
      reference: table.get("reference_o"),
      accumulator: table.get("accumulator_o"),
    };
  }
}
