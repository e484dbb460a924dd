/** The registry: what all machines share, and where the IR of each one is. */

import { IrError, isObject } from "./expression.ts";
import { count, field, list, name, readObject } from "./json.ts";

const FILE = "registry.json";

/** The registry of an IR. */
export interface Registry {
  readonly json: Readonly<Record<string, unknown>>;
  /** Widths of a word, in bits. */
  readonly widths: readonly number[];
  /** Number of each reject code by name. */
  readonly codes: ReadonlyMap<string, number>;
}

/** A machine or a codec as the registry lists it. */
export interface Machine {
  /** Its IR, a folder or a file, from the registry's folder. */
  readonly path: string;
  /** Number of each of its reject codes by name, the first in priority first. */
  readonly rejectCodes: ReadonlyMap<string, number>;
}

/**
 * Reads the registry of an IR directory.
 *
 * @throws IrError for a missing or malformed file
 */
export function readRegistry(directory: string): Registry {
  const json = readObject(directory, FILE);
  const widths = list(json, "widths", FILE).map((bits, i) => count(bits, `${FILE} widths[${i}]`));
  const codes = new Map(
    list(json, "rejects", FILE).map((entry, i): [string, number] => {
      const place = `${FILE} rejects[${i}]`;
      return [name(field(entry, "name", place), place), count(field(entry, "code", place), place)];
    }),
  );
  return { json, widths, codes };
}

/**
 * Where the IR of a machine is, and its reject codes.
 *
 * @throws IrError when the registry does not list the machine, or a code of it
 */
export function findMachine({ json, codes }: Registry, machine: string): Machine {
  const machines = list(json, "machines", FILE);
  const index = machines.findIndex((entry) => isObject(entry) && entry.name === machine);
  const place = `${FILE} machines[${index}]`;
  if (index < 0) throw new IrError(`${FILE} machines`, `the machine ${machine}`, undefined);
  const path = field(machines[index], "path", place);
  if (typeof path !== "string" || !/^\.\/([a-z]+\/)?([a-z]+\.json)?$/.test(path)) {
    throw new IrError(`${place}.path`, "a path below the registry's folder", path);
  }
  const rejectCodes = new Map(
    list(machines[index], "rejects", place).map((code, i): [string, number] => {
      const number = typeof code === "string" ? codes.get(code) : undefined;
      if (number === undefined)
        throw new IrError(`${place}.rejects[${i}]`, [...codes.keys()].join(" or "), code);
      return [code as string, number];
    }),
  );
  return { path, rejectCodes };
}
