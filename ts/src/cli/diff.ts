/** `atomik diff`: two files into a delta. */
import { Delta } from "../delta.ts";
import { hexOf } from "../vectors/case.ts";
import { type Command, EXIT } from "./command.ts";
import { deltaFileLength, encodeDelta, sha256 } from "./delta-file.ts";
import { readBytes, writeBytes } from "./files.ts";

const HELP = `usage: atomik diff <old> <new> [--out <delta>] [--json]

Compares two files word by word, as little-endian words of 8 bytes, and says how
many differ. With --out it writes them as a delta file, from which atomik apply
makes the new file out of the old one. "-" is stdin.

A delta is small only where bytes stay at their place: one byte put in at the
front changes every word. The command says when a full copy is smaller.
`;

const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? "" : "s"}`;

/** Makes a delta out of two files. */
export const diff: Command = {
  name: "diff",
  summary: "two files into a delta",
  help: HELP,
  options: { out: { type: "string", short: "o" } },
  arguments: [2, 2],
  run([oldPath, newPath], options, terminal) {
    const before = readBytes(oldPath!);
    const after = readBytes(newPath!);
    const delta = Delta.between(before, after);
    const file = { delta, oldHash: sha256(before), newHash: sha256(after) };
    const out = options.out === undefined ? null : String(options.out);
    if (out !== null) writeBytes(out, encodeDelta(file));

    const all = Math.ceil(Math.max(delta.oldLength, delta.newLength) / 8);
    const changed = delta.addresses.length;
    const deltaBytes = deltaFileLength(changed);
    terminal.line(`old    ${plural(delta.oldLength, "byte")}  ${oldPath}`);
    terminal.line(`new    ${plural(delta.newLength, "byte")}  ${newPath}`);
    terminal.line(`words  ${changed} of ${all} differ`);
    const written = out === null ? "as a file; --out writes it" : out;
    terminal.line(`delta  ${plural(deltaBytes, "byte")}  ${written}`);
    const smaller = delta.newLength < deltaBytes;
    if (smaller && !delta.isEmpty) terminal.line("a full copy of the new file is smaller");
    terminal.answer({
      command: "diff",
      oldLength: delta.oldLength,
      newLength: delta.newLength,
      oldSha256: hexOf(file.oldHash),
      newSha256: hexOf(file.newHash),
      words: all,
      changed,
      deltaBytes,
      fullCopyIsSmaller: smaller,
      out,
    });
    return EXIT.ok;
  },
};
