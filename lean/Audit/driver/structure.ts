/**
 * Reads an export and checks its structure: numbers without gaps, nothing used before it is there, each constant declared
 * once. No proof is checked; that is for another kernel.
 */
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

type Json = Readonly<Record<string, unknown>>;

/** What an export holds. */
export interface Structure {
  readonly lines: number;
  /** Declared constants, in the order of the file. */
  readonly constants: ReadonlySet<string>;
  /** Those without proof or value. */
  readonly axioms: readonly string[];
}

/** An export that does not hang together; the text says where. */
export class ExportError extends Error {}

/** Which fields of an expression are names, levels and expressions. */
const PARTS: Readonly<Record<string, { name?: string; levels?: string; expressions?: readonly string[] }>> = {
  const: { name: "name", levels: "us" },
  app: { expressions: ["fn", "arg"] },
  lam: { name: "name", expressions: ["type", "body"] },
  forallE: { name: "name", expressions: ["type", "body"] },
  letE: { name: "name", expressions: ["type", "value", "body"] },
  proj: { name: "typeName", expressions: ["struct"] },
};

/**
 * Checks the export in a file.
 *
 * @throws ExportError with line, expected and got
 */
export async function readStructure(file: string): Promise<Structure> {
  const names: string[] = [""];
  let levels = 1;
  /** For each expression the constants that it names itself, and the expressions below it. */
  let expressions = 0;
  const uses: number[] = [];
  const constants = new Set<string>();
  const axioms: string[] = [];
  let lines = 0;

  const fail = (expected: string, got: unknown): never => {
    throw new ExportError(`${file}:${lines}: expected ${expected}, got ${JSON.stringify(got) ?? "nothing"}`);
  };
  const below = (what: string, limit: number, value: unknown): number => {
    if (!Number.isInteger(value) || (value as number) < 0 || (value as number) >= limit)
      fail(`${what} below ${limit}`, value);
    return value as number;
  };
  const nameOf = (value: unknown): string => names[below("a name", names.length, value)]!;
  const next = (what: string, expected: number, value: unknown): void => {
    if (value !== expected) fail(`${what} ${expected}`, value);
  };

  const onName = (json: Json): void => {
    next("name", names.length, json.in);
    const { pre, str, i } = (json.str ?? json.num ?? fail("a part of a name", json)) as Json;
    const front = nameOf(pre);
    names.push(`${front}${front && "."}${str ?? i}`);
  };
  const onLevel = (json: Json): void => {
    next("level", levels, json.il);
    const { succ, max, imax, param } = json;
    if (param !== undefined) nameOf(param);
    else for (const one of [max ?? imax ?? succ].flat()) below("a level", levels, one);
    levels++;
  };
  const onExpression = (json: Json): void => {
    next("expression", expressions, json.ie);
    const [kind, value] = Object.entries(json).find(([key]) => key !== "ie") ?? fail("an expression", json);
    if (kind === "sort") below("a level", levels, value);
    const { name, levels: us, expressions: inner } = PARTS[kind] ?? {};
    const fields = value as Json;
    if (name !== undefined) nameOf(fields[name]);
    if (us !== undefined) for (const one of fields[us] as unknown[]) below("a level", levels, one);
    for (const field of inner ?? []) below("an expression", expressions, fields[field]);
    if (kind === "const") uses.push(fields.name as number);
    expressions++;
  };
  const declare = (value: unknown): string => {
    const name = nameOf(value);
    if (constants.has(name)) fail("a constant that is not there yet", name);
    constants.add(name);
    return name;
  };
  const usesAreThere = (): void => {
    // what has been named since the last declaration is what this one uses, itself included
    for (const used of uses.splice(0))
      if (!constants.has(names[used]!)) fail("a constant that is declared before its use", names[used]);
  };
  const onDeclaration = (kind: string, value: Json): void => {
    const rows =
      kind === "inductive" ? ["types", "ctors", "recs"].flatMap((part) => value[part] as Json[]) : [value];
    for (const row of rows) {
      const name = declare(row.name);
      if (kind === "axiom") axioms.push(name);
      for (const field of ["type", "value"])
        if (row[field] !== undefined) below("an expression", expressions, row[field]);
    }
    usesAreThere();
  };

  for await (const text of createInterface({ input: createReadStream(file) })) {
    lines++;
    const json = JSON.parse(text) as Json;
    if (lines === 1) {
      if (json.meta === undefined) fail("who wrote the file", json);
    } else if (json.in !== undefined) onName(json);
    else if (json.il !== undefined) onLevel(json);
    else if (json.ie !== undefined) onExpression(json);
    else for (const [kind, value] of Object.entries(json)) onDeclaration(kind, value as Json);
  }
  if (constants.size === 0) fail("declarations", undefined);
  return { lines, constants, axioms };
}
