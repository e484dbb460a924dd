/** Reads JSON of the IR; every error names the file and the place in it. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { IrError, isObject } from "./expression.ts";

/** The object in a JSON file. @throws IrError when there is none */
export function readObject(directory: string, file: string): Readonly<Record<string, unknown>> {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(join(directory, file), "utf8"));
  } catch (error) {
    throw new IrError(file, "a readable JSON file", error instanceof Error ? error.message : String(error));
  }
  if (!isObject(json)) throw new IrError(file, "an object", json);
  return json;
}

/** A field of an object. @throws IrError when there is no object or no such field */
export function field(json: unknown, key: string, place: string): unknown {
  if (!isObject(json) || !Object.hasOwn(json, key)) throw new IrError(place, `a field ${key}`, json);
  return json[key];
}

/** A field that is a list. @throws IrError when it is none */
export function list(json: unknown, key: string, place: string): readonly unknown[] {
  const value = field(json, key, place);
  if (!Array.isArray(value)) throw new IrError(`${place} ${key}`, "a list", value);
  return value;
}

/** A name in lower case. @throws IrError for anything else */
export function name(value: unknown, place: string): string {
  if (typeof value === "string" && /^[a-z][a-z0-9_]*$/.test(value)) return value;
  throw new IrError(place, "a name in lower case", value);
}

/** A whole number above 0. @throws IrError for anything else */
export function count(value: unknown, place: string): number {
  if (typeof value === "number" && Number.isInteger(value) && value > 0) return value;
  throw new IrError(place, "a whole number above 0", value);
}
