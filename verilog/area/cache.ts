import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Results are kept here under the hash of all that they depend on, so that an interrupted run goes on where it was. */
export const CACHE: string = join(import.meta.dirname, "../../.cache/area");

/** The text kept under a name, or what `make` returns, kept from now on unless it is undefined. */
export async function cached<T extends string | undefined>(
  name: string,
  make: () => Promise<T>,
  folder: string = CACHE,
): Promise<string | T> {
  const path = join(folder, name);
  if (existsSync(path)) return readFileSync(path, "utf8");
  const text = await make();
  if (text === undefined) return text;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${path}.${process.pid}`, text);
  renameSync(`${path}.${process.pid}`, path);
  return text;
}
