/** Files of keys: words of 8 bytes, little-endian, one for each word of a file. */
import { writeFileSync } from "node:fs";
import { DigestKeys } from "../digest-keys.ts";
import { CommandError } from "./command.ts";
import { readBytes } from "./files.ts";

const KEY_BYTES = 8;

/** Keys for files of up to `longest` bytes, out of a file. @throws CommandError `bad_keys` */
export function readKeys(path: string, longest: number): DigestKeys {
  const bytes = readBytes(path);
  const least = Math.ceil(longest / KEY_BYTES) * KEY_BYTES;
  if (bytes.length % KEY_BYTES !== 0 || bytes.length < least) {
    const expected = `a multiple of ${KEY_BYTES} bytes, ${least} or more`;
    throw new CommandError("bad_keys", `${path}: expected ${expected}, got ${bytes.length}`);
  }
  return new DigestKeys(new BigUint64Array(bytes.buffer));
}

/** Draws keys for files of up to `longest` bytes and writes them to a new file. @throws CommandError `unwritable` */
export function makeKeys(path: string, longest: number): DigestKeys {
  const keys = DigestKeys.random(Math.ceil(longest / KEY_BYTES));
  try {
    writeFileSync(path, new Uint8Array(keys.toWords().buffer), { flag: "wx", mode: 0o600 });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const got = code === "EEXIST" ? "one that is there; keys are never replaced" : message;
    throw new CommandError("unwritable", `${path}: expected the path of a new file, got: ${got}`);
  }
  return keys;
}
