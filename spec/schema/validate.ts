/** Validates values by the JSON Schemas of this folder. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";

const SUFFIX = ".schema.json";

// Conditions repeat property names without their types, which strict mode would have again at each place.
const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
const compiled = new Map<string, ValidateFunction>();

/** Names of the schemas, sorted: `op` stands for `op.schema.json`. */
export function schemaNames(): string[] {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith(SUFFIX));
  return files.map((file) => file.slice(0, -SUFFIX.length)).sort();
}

/** What is wrong with `value` by the schema of this name; nothing when it is valid. */
export function schemaErrors(schema: string, value: unknown): ErrorObject[] {
  return schemaFileErrors(join(import.meta.dirname, schema + SUFFIX), value);
}

/** What is wrong with `value` by the schema in this file; nothing when it is valid. */
export function schemaFileErrors(file: string, value: unknown): ErrorObject[] {
  let validate = compiled.get(file);
  if (!validate) {
    validate = ajv.compile(JSON.parse(readFileSync(file, "utf8")) as object);
    compiled.set(file, validate);
  }
  return validate(value) ? [] : [...(validate.errors ?? [])];
}

/** One line for each error. */
export function errorText(errors: readonly ErrorObject[]): string {
  return errors
    .map(({ instancePath, message, keyword }) => `${instancePath || "/"} ${message} (${keyword})`)
    .join("\n");
}
