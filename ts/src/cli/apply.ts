/** `atomik apply`: a delta and the file it belongs to into the other file. */
import { type Command, CommandError, EXIT } from "./command.ts";
import { decodeDelta, sameBytes, sha256 } from "./delta-file.ts";
import { readBytes, writeBytes } from "./files.ts";

const HELP = `usage: atomik apply <delta> <file> --out <path> [--reverse] [--json]

Makes the new file out of the old one and a delta of atomik diff; with
--reverse, the old file out of the new one. Length and SHA-256 of the file must
be those that the delta was made for, and the result's those that it promises,
else nothing is written: exit code 1 for a file of another delta, 2 for a delta
that is damaged. --out may be the file itself; it is replaced as a whole. "-" is
stdin.
`;

/** Makes a file out of another one and a delta. */
export const apply: Command = {
  name: "apply",
  summary: "a delta and the file it belongs to into the other file",
  help: HELP,
  options: { out: { type: "string", short: "o" }, reverse: { type: "boolean" } },
  arguments: [2, 2],
  run([deltaPath, path], options, terminal) {
    if (options.out === undefined)
      throw new CommandError("usage", "--out: expected the path to write to, got none");
    const out = String(options.out);
    const { delta, oldHash, newHash } = decodeDelta(deltaPath!, readBytes(deltaPath!));
    const reverse = options.reverse === true;
    const [length, from, to] = reverse
      ? [delta.newLength, newHash, oldHash]
      : [delta.oldLength, oldHash, newHash];
    const bytes = readBytes(path!);
    if (bytes.length !== length) {
      throw new CommandError("bad_length", `${path}: expected ${length} bytes, got ${bytes.length}`, EXIT.no);
    }
    if (!sameBytes(sha256(bytes), from)) {
      throw new CommandError(
        "wrong_file",
        `${path}: expected the file of this delta, got other bytes`,
        EXIT.no,
      );
    }
    const changed = reverse ? delta.revert(bytes) : delta.apply(bytes);
    if (!sameBytes(sha256(changed), to)) {
      throw new CommandError(
        "bad_delta",
        `${deltaPath}: expected to give the file it was made for, got other bytes`,
      );
    }
    writeBytes(out, changed);
    terminal.line(`${delta.addresses.length} words changed, ${changed.length} bytes written to ${out}`);
    terminal.answer({
      command: "apply",
      reverse,
      changed: delta.addresses.length,
      bytes: changed.length,
      out,
    });
    return EXIT.ok;
  },
};
