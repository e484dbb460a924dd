/** What a command is, and how it says no. */
import type { ParseArgsConfig } from "node:util";
import type { Terminal } from "./terminal.ts";

/** Exit codes of every command. */
export const EXIT = {
  /** Done, and the answer is yes. */
  ok: 0,
  /** Done, and the answer is no: an op was rejected, a vector failed, a delta does not belong to the file. */
  no: 1,
  /** Not done: wrong usage, or a file that cannot be read or written. */
  trouble: 2,
} as const;

/** One of the exit codes. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Values of options by name, as `parseArgs` gives them. */
export type OptionValues = Readonly<Record<string, string | boolean | undefined>>;

/** A command of the program. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly help: string;
  /** Options beside `--json` and `--help`, which every command has. */
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  /** The fewest and the most arguments. */
  readonly arguments: readonly [least: number, most: number];
  /** Does the work, writes to the terminal. @throws CommandError */
  run(args: readonly string[], options: OptionValues, terminal: Terminal): Promise<ExitCode> | ExitCode;
}

/** Ends the program with one line on stderr. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  /** Stable, for `--json`. */
  readonly code: string;
  readonly exit: ExitCode;

  constructor(code: string, message: string, exit: ExitCode = EXIT.trouble) {
    super(message);
    this.code = code;
    this.exit = exit;
  }
}

/** A refusal of what the user wrote. */
export function usageError(label: string, expected: string, got: string): CommandError {
  return new CommandError("usage", `${label}: expected ${expected}, got ${got}`);
}
