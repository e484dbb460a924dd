/** Contracts of the message and the frame: layouts, limits and reasons to refuse. */
import { type Block, wrapped } from "./block.ts";
import type { Field, Ir, Reason } from "./ir.ts";

/** The constants of both codecs, as enumerators. */
export function wireConstants({ message, frame }: Ir): string {
  const constants: [string, number][] = [
    ["MESSAGE_BYTES", message.bytes],
    ["FRAME_VERSION", frame.version],
    ["FRAME_HEADER_BYTES", frame.headerBytes],
    ["FRAME_CHECKSUM_BYTES", frame.checksum.bytes],
    ["FRAME_MIN_BYTES", frame.minBytes],
    ["FRAME_MAX_BYTES", frame.maxBytes],
    ["FRAME_MAX_ENTRIES", frame.maxEntries],
  ];
  return enumerators(constants.map(([name, value]) => [`ATOMIK_${name} = ${value}`, undefined]));
}

/** The reasons to refuse bytes, as enumerators; a number behind them belongs to C alone. */
export function wireReasons({ frame }: Ir): string {
  return enumerators(
    frame.rejects.map(({ name, status, english }) => [`${status_(name)} = ${status}`, english]),
    true,
  );
}

/** Enumerators on lines of their own, the comments behind them in one column; a comma behind the last one if more follow. */
export function enumerators(all: readonly (readonly [string, string | undefined])[], more = false): string {
  const texts = all.map(([text], i) => (i < all.length - 1 || more ? `${text},` : text));
  const widest = Math.max(...texts.map((text) => text.length));
  return all
    .map(([, english], i) =>
      english === undefined ? `    ${texts[i]}\n` : `    ${texts[i]!.padEnd(widest)} /* ${english} */\n`,
    )
    .join("");
}

/** Encoder and decoder of the message. */
export function messageBlocks({ message, frame }: Ir): readonly Block[] {
  const places = message.fields.map(({ name, ...place }) => [bytesAt(place), name] as const);
  const order = `each number ${firstByte(message.byteOrder)}`;
  const reject = frame.rejects.find(({ name }) => name === "bad_length")!;
  return [
    {
      name: "atomik_message_encode",
      english: `the bytes of a message, ${order}.`,
      equations: places.map(([place, name]) => [`${place}'`, name]),
      facts: [
        ["bounds", ["bytes has room for ATOMIK_MESSAGE_BYTES"]],
        ["aliasing", ["bytes are outside of *message"]],
        ["rejects", ["never"]],
      ],
      returns: "void",
      parameters: ["const atomik_message_t *message", "uint8_t *bytes"],
    },
    {
      name: "atomik_message_decode",
      english: `the message that n bytes are, ${order}.`,
      equations: places.map(([place, name]) => [`${name}'`, place]),
      facts: [
        ["bounds", ["bytes has n elements"]],
        ["aliasing", ["*message is outside of bytes"]],
        ["rejects", [`${status_(reject.name)} unless n = ATOMIK_MESSAGE_BYTES`]],
      ],
      returns: "atomik_wire_status_t",
      parameters: ["const uint8_t *bytes", "size_t n", "atomik_message_t *message"],
    },
  ];
}

/** What an encoder can be given and must refuse, in the order in which it looks. */
const UNFIT = ["bad_width", "bad_count", "sequence_out_of_range", "word_out_of_range"];

/** Encoder and decoder of the frame. */
export function frameBlocks({ frame }: Ir): readonly Block[] {
  const why = (wanted: (name: string) => boolean): string[] =>
    frame.rejects.filter(({ name }) => wanted(name)).flatMap(reason);
  const order = `each number ${firstByte(frame.byteOrder)}`;
  const entry = frame.entry.map(({ name, maxBytes }) =>
    typeof maxBytes === "number"
      ? `${name} (1 to ${maxBytes} bytes)`
      : `${name} (at widths ${Object.keys(maxBytes).join(", ")} at most ${Object.values(maxBytes).join(", ")} bytes)`,
  );
  const fixed = frame.header.map((field) => [bytesAt(field), contentOf(field, frame)] as const);
  const checksum = `bytes[length - ${frame.checksum.bytes}..length - 1]`;
  const sum = `${frame.checksum.name} of the bytes before it`;
  return [
    {
      name: "atomik_frame_encode",
      english: `the bytes of a frame, ${order}. Behind the header stands for each entry its ${entry.join(", then its ")}, both in unsigned LEB128.`,
      equations: [
        ...fixed.map(([place, value]) => [`${place}'`, value] as const),
        [`${checksum}'`, sum],
        ["*length'", "length"],
      ],
      facts: [
        [
          "bounds",
          [
            "entries has frame.count elements; bytes has room for capacity, of which ATOMIK_FRAME_MAX_BYTES are",
            "always enough",
          ],
        ],
        ["aliasing", ["bytes and *length are outside of the frame, of its entries and of each other"]],
        ["rejects", [...why((name) => UNFIT.includes(name)), "ATOMIK_WIRE_NO_ROOM: length > capacity"]],
      ],
      returns: "atomik_wire_status_t",
      parameters: [
        "const atomik_frame_t *frame",
        "const atomik_frame_entry_t *entries",
        "uint8_t *bytes",
        "size_t capacity",
        "size_t *length",
      ],
    },
    {
      name: "atomik_frame_decode",
      english: `the frame that n bytes are, and its entries; the opposite of atomik_frame_encode. All bytes are looked at before anything is written.`,
      equations: [
        ...fixed
          .filter(([, value]) => value.startsWith("frame."))
          .map(([place, value]) => [`${value}'`, place] as const),
        ["entries[i]'", "entry i of the frame, 0 <= i < frame.count'"],
      ],
      facts: [
        [
          "bounds",
          [
            "bytes has n elements; entries has room for capacity, of which ATOMIK_FRAME_MAX_ENTRIES are always",
            "enough",
          ],
        ],
        ["aliasing", ["*frame, the entries and the bytes are outside of each other"]],
        ["rejects", [...why(() => true), "ATOMIK_WIRE_NO_ROOM: more entries than capacity"]],
      ],
      returns: "atomik_wire_status_t",
      parameters: [
        "const uint8_t *bytes",
        "size_t n",
        "atomik_frame_t *frame",
        "atomik_frame_entry_t *entries",
        "size_t capacity",
      ],
    },
  ];
}

function reason({ name, english }: Reason): string[] {
  return wrapped(`${status_(name)}: ${english}`, "  ");
}

const status_ = (name: string): string => `ATOMIK_WIRE_${name.toUpperCase()}`;

function bytesAt({ offset, bytes }: Omit<Field, "name">): string {
  return bytes === 1 ? `bytes[${offset}]` : `bytes[${offset}..${offset + bytes - 1}]`;
}

/** The byte order of a number, in words. */
export function firstByte(order: string): string {
  return `${order === "big" ? "most" : "least"} significant byte first`;
}

function contentOf({ name }: Field, { magic, version }: Ir["frame"]): string {
  if (name === "magic") return magic.match(/../g)!.join(" ");
  return name === "version" ? String(version) : `frame.${name}`;
}
