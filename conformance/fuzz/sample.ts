/** When a slow implementation gets programs of a frame, and which. */
import type { Opened } from "../adapters/open.ts";
import { PROGRAMS_PER_FRAME } from "./generator.ts";

/** Most of the time that one slow implementation may take. */
const SHARE = 0.05;
const FIRST_SIZE = 4;
const SHORT_MS = 25;
const LONG_MS = 100;

/** The sample that one slow implementation judges next: programs `from` to `from + size` of the frame at hand. */
export class Sampler {
  readonly opened: Opened;
  size: number = FIRST_SIZE;
  from = 0;
  #due = 0;

  constructor(opened: Opened) {
    this.opened = opened;
  }

  /** Whether the time has come, in milliseconds. */
  isDue(now: number): boolean {
    return now >= this.#due;
  }

  /** Plans the next sample after one that took from `before` until `now`. */
  done(before: number, now: number): void {
    const took = now - before;
    this.#due = now + took / SHARE;
    if (took < SHORT_MS) this.size = Math.min(PROGRAMS_PER_FRAME, this.size * 2);
    if (took > LONG_MS) this.size = Math.max(1, this.size >> 1);
    this.from = (this.from + 61) % (PROGRAMS_PER_FRAME - this.size + 1);
  }
}
