/** `atomik digest`: digests of files. */
import { foldWords } from "../bulk.ts";
import { wordHex } from "../vectors/case.ts";
import { type Command, EXIT } from "./command.ts";
import { readBytes } from "./files.ts";

const HELP = `usage: atomik digest <file>... [--json]

Prints the fold of each file: the XOR of its little-endian words of 8 bytes, the last one filled up with zeros. "-" is
stdin.

A fold misses changes: words that change places, and two equal changes of two words, give the same fold. Two files with
different folds differ; two files with the same fold may differ.
`;

/** The fold digest of bytes. */
function fold(bytes: Uint8Array): bigint {
  const words = new BigUint64Array(Math.ceil(bytes.length / 8));
  new Uint8Array(words.buffer).set(bytes);
  return foldWords(words);
}

/** Prints digests of files. */
export const digest: Command = {
  name: "digest",
  summary: "digests of files",
  help: HELP,
  options: {},
  arguments: [1, Number.POSITIVE_INFINITY],
  run(paths, _options, terminal) {
    const files: { path: string; bytes: number; digest: string }[] = [];
    for (const path of paths) {
      const bytes = readBytes(path);
      const text = wordHex(fold(bytes), 64);
      terminal.line(`${text}  ${path}`);
      files.push({ path, bytes: bytes.length, digest: text });
    }
    terminal.answer({ command: "digest", kind: "fold", width: 64, files });
    return EXIT.ok;
  },
};
