/** The streams of the program, as commands use them. */
import process from "node:process";

/** Where a command writes. */
export interface Terminal {
  /** Whether the answer is to be one JSON document on stdout. */
  readonly json: boolean;
  /** Writes a line for people to stdout; nothing with `--json`. */
  line(text?: string): void;
  /** Writes the answer for programs to stdout; nothing without `--json`. */
  answer(document: object): void;
  /** Makes a text stand out where stdout is a terminal that shows colours. */
  mark(text: string, style: "changed" | "bad" | "good" | "faint"): string;
}

const STYLES = { changed: [7, 27], bad: [31, 39], good: [32, 39], faint: [2, 22] } as const;

/** The terminal of this process. A reader that goes away, as `head` does, ends the program quietly. */
export function openTerminal(json: boolean): Terminal {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
  const colours = process.stdout.isTTY && !process.env.NO_COLOR && process.env.TERM !== "dumb";
  return {
    json,
    line(text = "") {
      if (!json) process.stdout.write(`${text}\n`);
    },
    answer(document) {
      if (json) process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    },
    mark(text, style) {
      const [on, off] = STYLES[style];
      return colours ? `\x1b[${on}m${text}\x1b[${off}m` : text;
    },
  };
}
