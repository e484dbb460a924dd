/** Answers cases of messages and frames. */
import { bytesOf, digits, number, numbers, type Texts, tried, word } from "./answers-text.ts";
import type { Codec, FrameFields, MessageFields } from "./offers.ts";

/** A case of a codec without what is expected. */
export interface GivenCodec {
  readonly do: "encode" | "decode";
  readonly fields: unknown;
  readonly bytes: string;
  readonly zeros?: number;
}

/** How the fields of a codec are written in JSON. */
interface Form<T> {
  parse(json: never): T;
  print(fields: T): object;
}

/** The fields of messages. */
export const MESSAGE: Form<MessageFields> = {
  parse: (json: Texts) => numbers(json) as unknown as MessageFields,
  print: ({ address, delta, sequence }) => ({
    address: digits(address, 8),
    delta: digits(delta, 16),
    sequence: digits(sequence, 8),
  }),
};

/** The fields of frames. */
export const FRAME: Form<FrameFields> = {
  parse: ({ width, entries, ...header }: Texts & { width: never; entries: readonly [string, string][] }) => {
    const pairs = entries.map(([address, delta]) => [number(address), number(delta)] as const);
    return { width, ...numbers(header), entries: pairs } as unknown as FrameFields;
  },
  print: ({ width, origin, first, epoch, entries }) => ({
    width,
    origin: digits(origin, 16),
    first: digits(first, 16),
    epoch: digits(epoch, 8),
    entries: entries.map(([address, delta]) => [digits(address, 8), word(delta, width)]),
  }),
};

/** Answers a case of a codec. */
export function codecAnswer<T>(given: GivenCodec, { encode, decode }: Codec<T>, form: Form<T>): object {
  if (given.do === "encode") {
    const { value, code } = tried(
      () => Buffer.from(encode(form.parse(given.fields as never))).toString("hex"),
      null,
    );
    return { ...given, expect: { bytes: value }, result: code };
  }
  const bytes = Buffer.concat([bytesOf(given.bytes), Buffer.alloc(given.zeros ?? 0)]);
  const { value, code } = tried(() => form.print(decode(new Uint8Array(bytes))), null);
  return { ...given, expect: { fields: value }, result: code };
}
