/** Unpacks the `.tar.gz` of core `.olean` files: ustar with GNU and pax long names; AppleDouble files are left out. */
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

const block = 512;

/**
 * Unpack regular files and folders below `destination`.
 * @throws RangeError if an entry would leave `destination`.
 */
export function untar(archive: string, destination: string): void {
  const tar = zlib.gunzipSync(fs.readFileSync(archive));
  const text = (from: number, length: number): string => {
    const end = tar.subarray(from, from + length).indexOf(0);
    return tar.toString("utf8", from, from + (end < 0 ? length : end));
  };
  let longName: string | undefined;
  for (let at = 0; at + block <= tar.length; ) {
    if (!tar[at]) {
      at += block;
      continue;
    }
    const size = Number.parseInt(text(at + 124, 12).trim() || "0", 8);
    const type = String.fromCharCode(tar[at + 156]!);
    const prefix = text(at + 257, 5) === "ustar" ? text(at + 345, 155) : "";
    const name = longName ?? (prefix ? `${prefix}/` : "") + text(at, 100);
    const data = tar.subarray(at + block, at + block + size);
    at += block + Math.ceil(size / block) * block;
    longName = undefined;
    if (type === "L") longName = data.toString("utf8").replace(/\0+$/, "");
    else if (type === "x") longName = /\d+ path=([^\n]*)\n/.exec(data.toString("utf8"))?.[1];
    else extract(destination, name, type, data);
  }
}

function extract(destination: string, name: string, type: string, data: Buffer): void {
  const parts = path.posix
    .normalize(name)
    .split("/")
    .filter((part) => part && part !== ".");
  if (parts.includes(".."))
    throw new RangeError(`archive entry: expected a path inside the archive, got ${name}`);
  if (parts.some((part) => part.startsWith("._"))) return;
  const file = path.join(destination, ...parts);
  if (type === "5") fs.mkdirSync(file, { recursive: true });
  if (type !== "0" && type !== "\0") return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, data);
}
