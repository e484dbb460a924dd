/** What the project is built and checked with, as a software bill of materials (CycloneDX): `just sbom`. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { errorText, schemaFileErrors } from "../../spec/schema/validate.ts";
import { ROOT } from "../spec.ts";
import { cyclonedxErrors } from "./cyclonedx.ts";

/** The parts of CycloneDX that are read here. */
export interface Sbom {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly metadata: { readonly component: { readonly name: string; readonly version: string } };
  readonly components: readonly { readonly name: string; readonly version: string; readonly purl: string }[];
}

/**
 * The bill of the lock file below `root`, by npm itself, without what differs from run to run or machine to machine: serial
 * number, time, npm's own version and the folder's name.
 *
 * @throws Error when npm fails, or its answer is not what CycloneDX says, and what is asked of this project beyond it
 */
export function sbom(root: string = ROOT): Sbom {
  const args = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"];
  const text = execFileSync("npm", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 });
  const { serialNumber: _serial, ...bill } = JSON.parse(text) as Sbom & { serialNumber?: string };
  const { name } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { readonly name: string };
  const { component } = bill.metadata;
  const stable = {
    ...bill,
    metadata: { tools: [{ vendor: "npm", name: "cli" }], component: { ...component, name } },
  };
  const errors = [
    ...cyclonedxErrors(stable),
    ...schemaFileErrors(join(import.meta.dirname, "sbom.schema.json"), stable),
  ];
  if (errors.length > 0) throw new Error(`sbom: ${errorText(errors)}`);
  return stable;
}

/** Writes `build/sbom.json`. @returns its path */
export function writeSbom(root: string = ROOT): string {
  const file = join(root, "build/sbom.json");
  mkdirSync(join(root, "build"), { recursive: true });
  writeFileSync(file, `${JSON.stringify(sbom(root), null, 2)}\n`);
  return file;
}

if (import.meta.main) {
  const { components } = JSON.parse(readFileSync(writeSbom(), "utf8")) as Sbom;
  console.log(`sbom: build/sbom.json, CycloneDX, ${components.length} components`);
}
