import { buildEngine, type Engine, LANES } from "./engine.ts";
import type { Netlist } from "./netlist.ts";
import { type Programs, STEP_WORDS, type Trace } from "./trace.ts";
import { transpose32 } from "./transpose.ts";
import { WordOutput } from "./word-output.ts";

/**
 * Drives `atomik_core` (BUS_WIDTH 64) through programs, 32 at a time. A lane whose program has ended takes the next one
 * after one cycle of its own reset, whatever the other lanes do. One cycle presents an op and shows its verdict and
 * result; the context that it leaves is observed in the next.
 */
export class CoreSimulator {
  /** The core's ID word: first 8 bytes of the root hash, most significant first. */
  readonly rootId: Uint8Array;
  readonly #engine: Engine;
  readonly #operands: Uint8Array;
  readonly #reset: Int32Array;
  readonly #op: Int32Array;
  readonly #word: Int32Array;
  readonly #otherReference: Int32Array;
  readonly #valid: Int32Array;
  readonly #reject: Int32Array;
  readonly #state: WordOutput;
  readonly #reference: WordOutput;
  readonly #accumulator: WordOutput;

  // For each lane: where it is in the programs and in the trace.
  readonly #program = new Int32Array(LANES);
  readonly #cursor = new Int32Array(LANES);
  readonly #left = new Int32Array(LANES);
  readonly #next = new Int32Array(LANES);
  readonly #observed = new Int32Array(LANES);

  /** @param operands for each opcode, how many operands follow it; the last one is presented on `word_i` */
  constructor(netlist: Netlist, operands: Uint8Array) {
    const engine = buildEngine(netlist);
    this.#engine = engine;
    this.#operands = operands;
    this.#reset = engine.port("rst_ni");
    this.#op = engine.port("op_i");
    this.#word = engine.port("word_i");
    this.#otherReference = engine.port("other_reference_i");
    this.#valid = engine.port("result_valid_o");
    this.#reject = engine.port("reject_o");
    this.#state = new WordOutput(engine.port("state_o"));
    this.#reference = new WordOutput(engine.port("reference_o"));
    this.#accumulator = new WordOutput(engine.port("accumulator_o"));
    engine.step();
    const id = engine.port("id_o");
    this.rootId = Uint8Array.from({ length: 8 }, (_, byte) =>
      Array.from({ length: 8 }, (_, bit) => (id[(7 - byte) * 8 + bit]! & 1) << bit).reduce((a, b) => a | b),
    );
  }

  /** Runs the programs, each from reset to its end or its first rejected op. */
  run(programs: Programs, trace: Trace): void {
    trace.reserve(programs);
    this.#left.fill(0);
    const view = new DataView(programs.bytes.buffer, programs.bytes.byteOffset, programs.bytes.byteLength);
    let waiting = 0; // Next program that no lane has taken.
    let awaited = 0; // Lanes whose last op left a context that is not yet observed.
    while (true) {
      waiting = this.#assign(programs, trace, waiting);
      const presented = this.#present(view);
      const inReset = ~this.#reset[0]!;
      if ((presented | awaited | inReset) === 0) return;
      this.#engine.step();
      if (awaited !== 0) this.#observeContexts(trace.words, awaited);
      if (presented !== 0) this.#observeVerdicts(programs, trace, presented);
      awaited = presented;
    }
  }

  /** Gives the next programs to the idle lanes and resets these. Returns the next program that is left. */
  #assign(programs: Programs, trace: Trace, from: number): number {
    let next = from;
    let reset = 0;
    for (let lane = 0; lane < LANES && next < programs.count; lane++) {
      if (this.#left[lane] !== 0) continue;
      while (next < programs.count && programs.ops[next] === 0) next++;
      if (next === programs.count) break;
      this.#program[lane] = next;
      this.#cursor[lane] = programs.offsets[next]!;
      this.#left[lane] = programs.ops[next]!;
      this.#next[lane] = trace.starts[next]!;
      reset |= 1 << lane;
      next++;
    }
    this.#reset[0] = ~reset;
    return next;
  }

  /** Presents the next op of each lane that has one and is not in reset. Returns these lanes. */
  #present(view: DataView): number {
    const word = this.#word;
    const other = this.#otherReference;
    const running = this.#reset[0]!;
    const [left, cursor, operandsOf] = [this.#left, this.#cursor, this.#operands];
    let presented = 0;
    let op0 = 0;
    let op1 = 0;
    let op2 = 0;
    let others = false;
    for (let lane = 0; lane < LANES; lane++) {
      if (left[lane] === 0 || ((running >>> lane) & 1) === 0) continue;
      presented |= 1 << lane;
      let at = cursor[lane]!;
      const opcode = view.getUint8(at++);
      op0 |= (opcode & 1) << lane;
      op1 |= ((opcode >>> 1) & 1) << lane;
      op2 |= ((opcode >>> 2) & 1) << lane;
      const operands = operandsOf[opcode]!;
      if (operands === 2) {
        other[lane] = view.getInt32(at, true);
        other[lane + 32] = view.getInt32(at + 4, true);
        others = true;
        at += 8;
      }
      if (operands !== 0) {
        word[lane] = view.getInt32(at, true);
        word[lane + 32] = view.getInt32(at + 4, true);
        at += 8;
      }
      cursor[lane] = at;
    }
    this.#op[0] = op0;
    this.#op[1] = op1;
    this.#op[2] = op2;
    if (presented === 0) return 0;
    transpose32(word, 0);
    transpose32(word, 32);
    if (others) {
      transpose32(other, 0);
      transpose32(other, 32);
    }
    return presented;
  }

  /** Notes the contexts that the ops of the cycle before have left. */
  #observeContexts(words: Int32Array, lanes: number): void {
    const reference = this.#reference.read();
    const accumulator = this.#accumulator.read();
    const observed = this.#observed;
    for (let lane = 0; lane < LANES; lane++) {
      if (((lanes >>> lane) & 1) === 0) continue;
      const at = observed[lane]!;
      words[at] = reference[lane]!;
      words[at + 1] = reference[lane + 32]!;
      words[at + 2] = accumulator[lane]!;
      words[at + 3] = accumulator[lane + 32]!;
    }
  }

  /** Notes result and verdict of the ops of this cycle; a rejected one ends its program. */
  #observeVerdicts(programs: Programs, trace: Trace, lanes: number): void {
    const words = trace.words;
    const valid = this.#valid[0]!;
    const state = this.#state.read();
    const reject = this.#reject;
    const rejected = reject[0]! | reject[1]! | reject[2]! | reject[3]!;
    const [next, observed, left] = [this.#next, this.#observed, this.#left];
    for (let lane = 0; lane < LANES; lane++) {
      if (((lanes >>> lane) & 1) === 0) continue;
      const at = next[lane]!;
      const mask = -((valid >>> lane) & 1);
      words[at + 4] = state[lane]! & mask;
      words[at + 5] = state[lane + 32]! & mask;
      observed[lane] = at;
      next[lane] = at + STEP_WORDS;
      left[lane]!--;
      if ((rejected >>> lane) & 1) {
        const program = this.#program[lane]!;
        trace.rejects[program] = reject.reduce(
          (code, bits, index) => code | (((bits >>> lane) & 1) << index),
          0,
        );
        trace.steps[program] = programs.ops[program]! - this.#left[lane]!;
        this.#left[lane] = 0;
      }
    }
  }
}
