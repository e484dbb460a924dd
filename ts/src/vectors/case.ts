/** Cases as they stand in the vector files, and what comes out of one; all words are hex, as `spec/README.md` says. */

/** Operands of an op by name, 16 hex digits each. */
export type Operands = Readonly<Record<string, string>>;

/** A case: what to do, and what must be seen. Which other members there are depends on the file's schema. */
export interface VectorCase {
  /** Made of labels; never renumbered. */
  readonly id: string;
  /** `ok` or `reject:<code>`. */
  readonly result: string;
}

/** One file of vectors. */
export interface VectorFile<Case extends VectorCase = VectorCase> {
  /** Such as `atomik.vectors.v1`. */
  readonly schema: string;
  /** Whose cases they are, such as `context`. */
  readonly machine: string;
  /** Bits of a word, in the files that have one width. */
  readonly widthBits?: number;
  /** In the file's order. */
  readonly cases: readonly Case[];
}

/** What a case expects and what the library did, in the same form, or why it was not asked. */
export type Outcome = { readonly expected: unknown; readonly got: unknown } | { readonly skipped: string };

/** The hex of a word, as long as the width asks for. */
export function wordHex(word: bigint, width: number): string {
  return word.toString(16).padStart(width / 4, "0");
}

/** The result that an error means. @throws the error when it has no code */
export function resultOf(error: unknown): string {
  if (!(error instanceof Error) || !("code" in error)) throw error;
  return `reject:${error.code}`;
}

/** Whether two documents of JSON are the same, members in any order. */
export function sameJson(one: unknown, two: unknown): boolean {
  if (one === two) return true;
  if (typeof one !== "object" || typeof two !== "object" || one === null || two === null) return false;
  if (Array.isArray(one) !== Array.isArray(two)) return false;
  const [mine, theirs] = [Object.entries(one), new Map(Object.entries(two))];
  return (
    mine.length === theirs.size &&
    mine.every(([key, value]) => theirs.has(key) && sameJson(value, theirs.get(key)))
  );
}

/** Bytes out of hex, with as many zeros behind them. */
export function bytesOf(hex: string, zeros: number = 0): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2 + zeros);
  for (let i = 0; i < hex.length / 2; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** The hex of bytes. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
