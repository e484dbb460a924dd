import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { emittedFiles, MANIFEST } from "../emit/trees.ts";
import { errorText, schemaErrors, schemaNames } from "../schema/validate.ts";

const root = join(import.meta.dirname, "../..");
const fixtures = join(import.meta.dirname, "../schema/fixtures");

const json = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

/** The schema of an emitted file; none for the golden models. */
function schemaOf(path: string): string | undefined {
  if (path === MANIFEST) return "manifest";
  if (path === "spec/ir/registry.json") return "registry";
  if (path === "spec/ir/wire/message.json") return "message";
  if (path === "spec/ir/wire/frame.json") return "frame";
  if (path === "spec/ir/table.json") return "table";
  if (path === "spec/ir/digest/tree.json") return "tree";
  if (path.startsWith("spec/ir/digest/")) return "digest";
  if (path.startsWith("spec/ir/")) return "op";
  if (path.startsWith("conformance/vectors/wire/")) return "wire-vectors";
  if (path === "conformance/vectors/digest/tree.json") return "tree-vectors";
  if (path.startsWith("conformance/vectors/digest/")) return "digest-vectors";
  if (path.startsWith("conformance/vectors/table/")) return "table-vectors";
  if (path.startsWith("conformance/vectors/")) return "vectors";
  return undefined;
}

interface Part {
  readonly whole: unknown;
  readonly object: Record<string, unknown>;
  readonly path: string;
}

/** Every object inside a value, itself included, but for those below the keys given. */
function objectsOf(whole: unknown, except: readonly string[]): Part[] {
  const visit = (value: unknown, path: string): Part[] => {
    if (typeof value !== "object" || value === null) return [];
    const inner = Object.entries(value).flatMap(([key, child]) =>
      except.includes(key) ? [] : visit(child, `${path}/${key}`),
    );
    return Array.isArray(value)
      ? inner
      : [{ whole, object: value as Record<string, unknown>, path }, ...inner];
  };
  return visit(whole, "");
}

describe("every emitted JSON file is valid", () => {
  const files = emittedFiles(root).filter((path) => path.endsWith(".json"));
  it("there are some", () => expect(files.length).toBeGreaterThan(40));
  it.each(files)("%s", (path) => {
    const schema = schemaOf(path);
    expect(schema).toBeDefined();
    expect(errorText(schemaErrors(schema!, json(join(root, path))))).toBe("");
  });
});

describe.each(schemaNames())("fixtures of %s", (schema) => {
  const folder = join(fixtures, schema);
  const names = readdirSync(folder).filter((name) => name !== "valid.json");

  it("the base is valid, so that each fixture has no other fault than its own", () => {
    expect(errorText(schemaErrors(schema, json(join(folder, "valid.json"))))).toBe("");
  });
  it("there are some", () => expect(names.length).toBeGreaterThan(4));
  // The name of a fixture is its fault in words, a dot, and the keyword that must refuse it.
  it.each(names)("%s is refused", (name) => {
    const keyword = name.split(".")[1];
    const keywords = schemaErrors(schema, json(join(folder, name))).map((error) => error.keyword);
    expect(keywords).toContain(keyword);
  });

  // Flags are names of the emitter's choice.
  const closed = objectsOf(json(join(folder, "valid.json")), ["flags"]);

  it("no object may have a field more", () => {
    for (const { whole, object, path } of closed) {
      object.further = 0;
      expect(schemaErrors(schema, whole), `a field added to ${path}`).not.toEqual([]);
      delete object.further;
    }
  });
  it("no object may have a field less", () => {
    for (const { whole, object, path } of closed) {
      for (const key of Object.keys(object)) {
        const value = object[key];
        delete object[key];
        expect(schemaErrors(schema, whole), `${path} without ${key}`).not.toEqual([]);
        object[key] = value;
      }
    }
  });
});
