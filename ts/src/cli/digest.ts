/** `atomik digest`: digests of files. */
import { Digest } from "../digest.ts";
import { DigestKeys } from "../digest-keys.ts";
import { Fingerprint } from "../fingerprint.ts";
import { wordHex } from "../vectors/case.ts";
import type { WidthBits } from "../word.ts";
import { type Command, EXIT, type ExitCode, type OptionValues, usageError } from "./command.ts";
import { readBytes } from "./files.ts";
import { makeKeys, readKeys } from "./keys.ts";
import type { Terminal } from "./terminal.ts";

const HELP = `usage: atomik digest <file>... [--width 8|16|32|64] [--json]
       atomik digest --make-keys <keys> <file>...
       atomik digest --keys <keys> <file>...
       atomik digest <file> --against <file> [--keys <keys>] [--chunk <words>]

Without keys: the fold of each file, the XOR of its little-endian words of 64
bits, or of --width. A fold misses changes: words that change places, and two
equal changes of two words, leave it as it is.

With keys: the keyed digest of each file, which misses a given change once in
2^64 for keys drawn at random. --make-keys draws them, 8 bytes for each 8 bytes
of the longest file, and writes them to a new file that nobody else can read.
The keys are a secret, and a digest authenticates nothing to those who know
them.

--against compares two files by a tree of keyed digests and says which bytes
differ, in chunks of 512 words unless --chunk says otherwise; exit code 1 if
they do. Without --keys it draws keys for this once. "-" is stdin.
`;

interface FileDigest {
  readonly path: string;
  readonly bytes: number;
  readonly digest: string;
}

function folds(paths: readonly string[], width: WidthBits): FileDigest[] {
  return paths.map((path) => {
    const bytes = readBytes(path);
    const value = new Fingerprint({ width }).load(bytes);
    return { path, bytes: bytes.length, digest: wordHex(value, width) };
  });
}

function keyed(paths: readonly string[], keysPath: string, make: boolean): FileDigest[] {
  const files = paths.map((path) => ({ path, bytes: readBytes(path) }));
  const least = files.reduce((most, { bytes }) => Math.max(most, bytes.length), 0);
  const keys = make ? makeKeys(keysPath, least) : readKeys(keysPath, least);
  return files.map(({ path, bytes }) => {
    const value = new Digest(keys).load(bytes);
    return { path, bytes: bytes.length, digest: wordHex(value, 64) };
  });
}

/** Compares two files chunk by chunk. */
function compare(path: string, options: OptionValues, terminal: Terminal): ExitCode {
  const other = String(options.against);
  const [mine, theirs] = [readBytes(path), readBytes(other)];
  const longest = Math.max(mine.length, theirs.length);
  const { keys: keysPath } = options;
  const keys =
    keysPath === undefined ? DigestKeys.random(Math.ceil(longest / 8)) : readKeys(String(keysPath), longest);
  const chunkWords = Number(options.chunk ?? 512);
  if (!Number.isInteger(chunkWords) || chunkWords < 1 || chunkWords > Math.max(512, keys.count)) {
    throw usageError("--chunk", `words, 1 to ${Math.max(512, keys.count)}`, String(options.chunk));
  }
  const [one, two] = [new Digest(keys, { chunkWords }), new Digest(keys, { chunkWords })];
  one.load(mine);
  two.load(theirs);
  const chunks = one.changedChunks(two).map((chunk) => {
    const [from, to] = one.bytesOf(chunk);
    return [from, Math.min(to, longest)] as const;
  });
  for (const [from, to] of chunks) terminal.line(`bytes ${from} to ${to - 1} differ`);
  const lengths =
    mine.length === theirs.length ? "" : `; lengths differ, ${mine.length} and ${theirs.length} bytes`;
  terminal.line(`${chunks.length} of ${Math.ceil(longest / 8 / chunkWords)} chunks differ${lengths}`);
  const same = chunks.length === 0 && mine.length === theirs.length;
  terminal.answer({ command: "digest", kind: "tree", same, lengths: [mine.length, theirs.length], chunks });
  return same ? EXIT.ok : EXIT.no;
}

/** Prints digests of files, or compares two. */
export const digest: Command = {
  name: "digest",
  summary: "digests of files; which parts of two files differ",
  help: HELP,
  options: {
    width: { type: "string" },
    keys: { type: "string" },
    "make-keys": { type: "string" },
    against: { type: "string" },
    chunk: { type: "string" },
  },
  arguments: [1, Number.POSITIVE_INFINITY],
  run(paths, options, terminal) {
    const { width = "64", keys, against } = options;
    const make = options["make-keys"];
    if (!/^(8|16|32|64)$/.test(String(width))) throw usageError("--width", "8, 16, 32 or 64", String(width));
    if (make !== undefined && keys !== undefined) throw usageError("digest", "--keys or --make-keys", "both");
    if (options.width !== undefined && (make ?? keys) !== undefined) {
      throw usageError("--width", "no width with keys, whose words have 64 bits", String(width));
    }
    if (against !== undefined) {
      if (make !== undefined) throw usageError("--against", "no --make-keys", "both");
      if (paths.length !== 1) throw usageError("--against", "one file beside it", `${paths.length}`);
      return compare(paths[0]!, options, terminal);
    }
    const kind = (make ?? keys) === undefined ? "fold" : "keyed";
    const files =
      kind === "fold"
        ? folds(paths, Number(width) as WidthBits)
        : keyed(paths, String(make ?? keys), make !== undefined);
    for (const { path, digest: text } of files) terminal.line(`${text}  ${path}`);
    terminal.answer({ command: "digest", kind, width: Number(width), files });
    return EXIT.ok;
  },
};
