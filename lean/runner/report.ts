/** What a build says of itself. */
import path from "node:path";

/** A message of Lean about a place in a file. */
export interface Message {
  /** "error", "warning" or "information". */
  severity: string;
  /** Absolute path. */
  file: string;
  /** From 1. */
  line: number;
  /** From 0, in code points. */
  column: number;
  text: string;
}

/** The outcome of `buildModules`. */
export interface BuildReport {
  /** Which tool did it: native Lake, or this runner. */
  mode: "lake" | "runner";
  /** The tool and its version. */
  tool: string;
  /** All modules that were asked for and all that they import, each after its imports. */
  modules: string[];
  /** Those that were elaborated now and have no error. */
  rebuilt: string[];
  /** Those that have errors or warnings, or import such. */
  failed: string[];
  messages: Message[];
  /** Seconds that elaborating took, by module; the runner only. */
  times: Record<string, number>;
  /** Wall-clock seconds of the whole build. */
  seconds: number;
}

/** `file:line:column: severity: text`, the file relative to the working folder. */
export function messageText({ file, line, column, severity, text }: Message): string {
  return `${path.relative("", file)}:${line}:${column}: ${severity}: ${text}`;
}
