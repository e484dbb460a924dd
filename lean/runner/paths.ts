/** Where the runner finds its inputs and keeps its outputs. All paths are absolute. */
import path from "node:path";

/** The folder of this runner. */
export const runnerDirectory: string = import.meta.dirname;

/** The repository. */
export const repository: string = path.resolve(runnerDirectory, "../..");

/** The folder whose `.lean` files are the project's modules. */
export const leanRoot: string = path.join(repository, "lean");

/** Everything the runner keeps between runs; `ATOMIK_LEAN_CACHE` overrides it. */
export function cacheDirectory(): string {
  return path.resolve(process.env.ATOMIK_LEAN_CACHE ?? path.join(repository, ".cache", "lean"));
}

/** Where `.olean` files of the project go unless a caller says otherwise. */
export function defaultOutput(): string {
  return path.join(cacheDirectory(), "olean");
}
