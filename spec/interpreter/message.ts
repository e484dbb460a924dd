/** The message by its layout in the IR. */
import { Refused, readFields, writeFields } from "./bytes.ts";
import type { MessageIr } from "./codec-ir.ts";

/** The fields of a message by name. */
export type MessageFields = Readonly<Record<string, bigint>>;

/** The bytes of a message. @throws RangeError for a field without value */
export function encodeMessage(ir: MessageIr, fields: MessageFields): number[] {
  return writeFields(ir.byteOrder, ir.fields, fields);
}

/** The message that bytes are. @throws Refused for any other number of bytes */
export function decodeMessage(ir: MessageIr, bytes: readonly number[]): MessageFields {
  if (bytes.length !== ir.bytes) throw new Refused("bad_length");
  return readFields(ir.byteOrder, ir.fields, bytes);
}
