/** Holds a bill of materials against the schema of CycloneDX itself, as the package of its makers brings it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { default as formats } from "ajv-formats";
import { ROOT } from "../spec.ts";

const SCHEMAS = join(ROOT, "node_modules/@cyclonedx/cyclonedx-library/res/schema");

let known: ValidateFunction | undefined;

/** The schema of version 1.5, which is what npm writes, with the two that it refers to. */
function compiled(): ValidateFunction {
  const read = (name: string): object =>
    JSON.parse(readFileSync(join(SCHEMAS, `${name}.SNAPSHOT.schema.json`), "utf8")) as object;
  const ajv = formats.default(new Ajv({ allErrors: true, strict: false }));
  // Ours are ASCII: a URI where an IRI may stand, an address where an international one may.
  for (const [name, like] of [
    ["iri-reference", "uri-reference"],
    ["idn-email", "email"],
  ] as const)
    ajv.addFormat(name, formats.default.get(like));
  for (const name of ["spdx", "jsf-0.82"])
    ajv.addSchema(read(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  return ajv.compile(read("bom-1.5"));
}

/** What is wrong with a bill by the schema of CycloneDX 1.5; nothing when it is valid. */
export function cyclonedxErrors(bill: unknown): ErrorObject[] {
  known ??= compiled();
  return known(bill) ? [] : [...(known.errors ?? [])];
}
