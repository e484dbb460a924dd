import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { schemaFileErrors } from "../../../spec/schema/validate.ts";
import { writeArchive } from "../archive.ts";
import { cyclonedxErrors } from "../cyclonedx.ts";
import { sbom } from "../sbom.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "atomik-archive-"));
  mkdirSync(join(root, "b"));
  for (const path of ["a.txt", "b/c.txt"]) writeFileSync(join(root, path), path);
  writeFileSync(join(root, "package.json"), '{"name":"atomik","version":"0.0.1"}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const archive = (name: string, paths: readonly string[]): string =>
  writeArchive(root, join(root, name), paths);

it("the same files give the same bytes, whatever their order, time and mode", () => {
  const first = archive("1.tar.gz", ["a.txt", "b/c.txt"]);
  utimesSync(join(root, "a.txt"), 1, 1);
  chmodSync(join(root, "a.txt"), 0o600);
  expect(archive("2.tar.gz", ["b/c.txt", "a.txt"])).toBe(first);
  expect(readFileSync(join(root, "2.tar.gz")).equals(readFileSync(join(root, "1.tar.gz")))).toBe(true);
});

it("other bytes give another archive, and a missing file none", () => {
  const first = archive("1.tar.gz", ["a.txt"]);
  writeFileSync(join(root, "a.txt"), "other");
  expect(archive("2.tar.gz", ["a.txt"])).not.toBe(first);
  expect(() => archive("3.tar.gz", ["missing"])).toThrow("tar");
});

it("entries stand below the name of the release", () => {
  archive("1.tar.gz", ["b/c.txt"]);
  const list = execFileSync("tar", ["-tzf", join(root, "1.tar.gz")], { encoding: "utf8" });
  expect(list).toBe("atomik-0.0.1/b/c.txt\n");
});

it("the bill of materials is the same twice, and faults in it are found", () => {
  const bill = sbom();
  expect(sbom()).toEqual(bill);
  const schema = join(import.meta.dirname, "../sbom.schema.json");
  const faulty = [
    { ...bill, serialNumber: "urn:uuid:1" },
    { ...bill, components: [] },
    { ...bill, components: bill.components.map(({ purl: _, ...rest }) => rest) },
    { ...bill, metadata: { ...bill.metadata, timestamp: "now" } },
  ];
  for (const one of faulty) expect(schemaFileErrors(schema, one)).not.toEqual([]);
});

it("the bill of materials is what CycloneDX itself says, and faults in it are found", () => {
  const bill = sbom();
  expect(cyclonedxErrors(bill)).toEqual([]);
  const [first, ...rest] = bill.components;
  const faulty = [
    { ...bill, bomFormat: "SPDX" },
    { ...bill, further: 1 },
    { ...bill, components: [{ ...first, type: "thing" }, ...rest] },
    { ...bill, components: [{ ...first, licenses: [{ license: { id: "Apache" } }] }, ...rest] },
    { ...bill, components: [{ ...first, externalReferences: [{ type: "website", url: "a b" }] }, ...rest] },
  ];
  for (const one of faulty) expect(cyclonedxErrors(one), JSON.stringify(one).slice(0, 80)).not.toEqual([]);
});
