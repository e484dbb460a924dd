/** A progress bar on stderr: only where stderr is a terminal, and only for work that takes a while. */
import process from "node:process";

const CELLS = 30;
/** Work that ends sooner shows no bar. */
const DELAY_MS = 300;
const REDRAW_MS = 100;

/** How far a piece of work is. */
export interface Progress {
  /** @param done - 0 ≤ done ≤ total */
  update(done: number): void;
  /** Takes the bar away. */
  end(): void;
}

/**
 * A bar for `total` units of work. With `--json` too: it goes to stderr.
 *
 * @param unit - one word behind the numbers, such as `MiB`
 */
export function progressBar(label: string, total: number, unit: string): Progress {
  if (!process.stderr.isTTY || total <= 0) return { update: () => {}, end: () => {} };
  const started = performance.now();
  let drawn = Number.NEGATIVE_INFINITY;
  let shown = false;
  return {
    update(done) {
      const now = performance.now();
      if (now - started < DELAY_MS || now - drawn < REDRAW_MS) return;
      drawn = now;
      shown = true;
      const part = Math.min(1, done / total);
      const full = Math.round(part * CELLS);
      const bar = `${"#".repeat(full)}${".".repeat(CELLS - full)}`;
      const percent = Math.floor(100 * part);
      process.stderr.write(`\r${label} [${bar}] ${percent}% of ${Math.round(total)} ${unit}\x1b[K`);
    },
    end() {
      if (shown) process.stderr.write("\r\x1b[K");
    },
  };
}
