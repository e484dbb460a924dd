/** What one row of the matrix is: a way to build the header, and what must come of it. */

/** Programs that a row may build and run. */
export const PROGRAMS = {
  /** Every function; prints the digest that must be the same in all rows. */
  digest: ["c/test/digest.c"],
  /** Contexts against the golden model. */
  golden: ["c/test/golden.c", "c/test/second_unit.c"],
  /** Tables against golden contexts side by side. */
  table: ["c/test/table.c"],
  /** Bulk functions, every length from 0 to 600. */
  many: ["c/test/many.c"],
  /** Shared words, banks and locks. */
  threads: ["c/test/threads.c"],
} as const;

/** Name of a program. */
export type Program = keyof typeof PROGRAMS;

/** Programs are compiled without a warning and run; what they print or how they end is looked at. */
export interface RunRow {
  readonly kind: "run";
  readonly id: string;
  readonly compiler: string;
  readonly flags: readonly string[];
  readonly programs: readonly Program[];
  /** What runs the program in place of this machine; the program's path comes last. */
  readonly emulator: readonly string[];
  /** Sources that the target needs beside those of the program. */
  readonly beside?: readonly string[];
}

/** The header alone is compiled for size; bytes of each function are listed. */
export interface SizeRow {
  readonly kind: "size";
  readonly id: string;
  readonly compiler: string;
  readonly flags: readonly string[];
}

/** A tool looks at the sources and must have nothing to say. */
export interface LookRow {
  readonly kind: "look";
  readonly id: string;
  readonly compiler: string;
  readonly flags: readonly string[];
}

/** One row. */
export type Row = RunRow | SizeRow | LookRow;

/** What came of a row. */
export interface Outcome {
  readonly id: string;
  /** First line of what the compiler says of its version. */
  readonly tool: string;
  /** The command without the sources. */
  readonly command: string;
  readonly ok: boolean;
  readonly seconds: number;
  /** What {@link PROGRAMS}.digest printed. */
  readonly digest?: string;
  /** Bytes by function. */
  readonly bytes?: Readonly<Record<string, number>>;
  /** Why it is not ok. */
  readonly why?: string;
}
