/** Programs as bytes: each op is an opcode and then 8 little-endian bytes for each of its operands. */
export interface Programs {
  readonly count: number;
  readonly bytes: Uint8Array;
  /** For each program, where its first opcode is. */
  readonly offsets: Int32Array;
  /** For each program, its number of ops. */
  readonly ops: Int32Array;
}

/** 32-bit words of one observed step: reference, accumulator, result, each low half first. */
export const STEP_WORDS = 6;

/** What the programs of one run showed. Kept and used again by the next run. */
export class Trace {
  /** Observed steps, {@link STEP_WORDS} each. */
  words: Int32Array = new Int32Array(1 << 16);
  /** For each program, the index in `words` of its first step. */
  starts: Int32Array = new Int32Array(0);
  /** For each program, the number of steps it made. */
  steps: Int32Array = new Int32Array(0);
  /** For each program, the reject code of its last step, or 0. */
  rejects: Uint8Array = new Uint8Array(0);

  /** Makes room for every op of the programs. */
  reserve(programs: Programs): void {
    const { count, ops } = programs;
    if (this.starts.length < count) {
      this.starts = new Int32Array(count);
      this.steps = new Int32Array(count);
      this.rejects = new Uint8Array(count);
    }
    this.rejects.fill(0, 0, count);
    let size = 0;
    for (let program = 0; program < count; program++) {
      this.starts[program] = size;
      this.steps[program] = ops[program]!;
      size += ops[program]! * STEP_WORDS;
    }
    if (this.words.length < size) this.words = new Int32Array(size * 2);
  }
}
