/** What is to be shown of one function in one situation. */
import type { Memory, Region } from "./memory.ts";
import type { Path } from "./path.ts";
import type { Term } from "./term.ts";

/** What the model says about a call, beside what it did to the model's own memory. */
export interface Outcome {
  /** `ok` or the reason to refuse. */
  readonly label: string;
  /** What is returned; as many low bits of rax as the term has. */
  readonly result?: Term;
  /** Bytes whose contents the contract leaves open. */
  readonly open?: readonly { readonly region: string; readonly offset: number; readonly bytes: number }[];
}

/** One function in one situation: which pointers are the same object, and lengths that have a number. */
export interface Goal {
  readonly id: string;
  /** The C function. */
  readonly function: string;
  /** What the first six integer registers for arguments hold, 64 bits each. */
  readonly arguments: readonly Term[];
  /** Memory before the call; a new one on each call. */
  readonly regions: () => readonly Region[];
  /** Does to the memory what the spec says. */
  readonly model: (path: Path, memory: Memory) => Outcome;
  /** Labels that must be possible, so that the proof is about something. */
  readonly reaches: readonly string[];
}
