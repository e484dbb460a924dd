/** Answers cases of codecs and digests from the IR. */
import { Refused } from "./bytes.ts";
import { type FrameIr, loadCodecIr, type MessageIr } from "./codec-ir.ts";
import { type DigestIr, digest, wordsOf } from "./digest.ts";
import { decodeFrame, encodeFrame, type FrameFields } from "./frame.ts";
import { decodeMessage, encodeMessage, type MessageFields } from "./message.ts";
import { type Answer, type Answered, hex, ok, word } from "./texts.ts";
import { tree } from "./tree-answers.ts";

type Texts = Readonly<Record<string, string>>;

const bytesOf = (text: unknown): number[] => [...Buffer.from(text as string, "hex")];
const hexOf = (bytes: readonly number[]): string => Buffer.from(bytes).toString("hex");
const words = (fields: Texts): Record<string, bigint> =>
  Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, word(text)]));

/** `ok` with fields, or the reason with none. */
function decoded(fields: () => unknown): Answered {
  try {
    return { expect: { fields: fields() }, result: "ok" };
  } catch (error) {
    if (error instanceof Refused) return { expect: { fields: null }, result: `reject:${error.code}` };
    throw error;
  }
}

function message(directory: string): Answer {
  const ir = loadCodecIr<MessageIr>(directory, "wire/message.json", "atomik.ir.message.v1");
  const texts = (fields: MessageFields): Texts =>
    Object.fromEntries(ir.fields.map(({ name, bytes }) => [name, hex(fields[name]!, bytes)]));
  return ({ do: what, bytes, fields }) =>
    what === "encode"
      ? ok({ bytes: hexOf(encodeMessage(ir, words(fields as Texts))) })
      : decoded(() => texts(decodeMessage(ir, bytesOf(bytes))));
}

interface FrameTexts {
  readonly width: number;
  readonly origin: string;
  readonly first: string;
  readonly epoch: string;
  readonly entries: readonly (readonly string[])[];
}

function frame(directory: string): Answer {
  const ir = loadCodecIr<FrameIr>(directory, "wire/frame.json", "atomik.ir.frame.v1");
  const parse = ({ width, entries, ...header }: FrameTexts): FrameFields => ({
    width,
    header: words(header),
    entries: entries.map((entry) => entry.map(word)),
  });
  const texts = ({ width, header, entries }: FrameFields): unknown => ({
    width,
    ...Object.fromEntries(
      ir.header.flatMap(({ name, bytes }) => (name in header ? [[name, hex(header[name]!, bytes)]] : [])),
    ),
    entries: entries.map((entry) =>
      entry.map((value, i) => {
        const { bits } = ir.entry[i]!;
        return hex(value, (bits === "width" ? width : bits) / 8);
      }),
    ),
  });
  return ({ do: what, bytes, zeros, fields }) =>
    what === "encode"
      ? ok({ bytes: hexOf(encodeFrame(ir, parse(fields as FrameTexts))) })
      : decoded(() => texts(decodeFrame(ir, [...bytesOf(bytes), ...new Array(zeros as number).fill(0)])));
}

interface ByteChange {
  readonly offset: number;
  readonly xor: string;
}

/** A change is followed: its own digest, at its place in the buffer, is XORed to the digest of before. */
function fold(directory: string): Answer {
  const ir = loadCodecIr<DigestIr>(directory, "digest/fold.json", "atomik.ir.digest.v1");
  return ({ widthBits, bytes, change }) => {
    const bits = widthBits as number;
    const foldOf = (buffer: readonly number[]): bigint => digest(ir, bits, wordsOf(ir, bits, buffer));
    const before = foldOf(bytesOf(bytes));
    const answer = { digest: hex(before, bits / 8), after: null };
    if (change === null) return ok(answer);
    const { offset, xor } = change as ByteChange;
    const delta = foldOf([...new Array<number>(offset).fill(0), ...bytesOf(xor)]);
    return ok({ ...answer, after: hex(before ^ delta, bits / 8) });
  };
}

interface WordChange {
  readonly index: number;
  readonly xor: string;
}

/** A change is followed with the key of its place alone. */
function keyed(directory: string): Answer {
  const ir = loadCodecIr<DigestIr>(directory, "digest/keyed.json", "atomik.ir.digest.v1");
  const bits = ir.widths[0]!;
  return (one) => {
    const [keys, values] = [one.keys, one.words].map((texts) => (texts as readonly string[]).map(word));
    const before = digest(ir, bits, values!, keys);
    const answer = { digest: hex(before, bits / 8), after: null };
    if (one.change === null) return ok(answer);
    const { index, xor } = one.change as WordChange;
    return ok({ ...answer, after: hex(before ^ digest(ir, bits, [word(xor)], [keys![index]!]), bits / 8) });
  };
}

/** Every suite by its file below `conformance/vectors`, with who answers it from the IR in a folder. */
export const SUITES: ReadonlyMap<string, (directory: string) => Answer> = new Map([
  ["wire/message.json", message],
  ["wire/frame.json", frame],
  ["digest/fold.json", fold],
  ["digest/keyed.json", keyed],
  ["digest/tree.json", tree],
]);
