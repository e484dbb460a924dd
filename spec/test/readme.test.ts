import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
// biome-ignore lint/suspicious/noExplicitAny: emitted files, whose schemas are tested beside this
const json = (path: string): any => JSON.parse(read(path));
const text = read("spec/README.md");
const registry = json("spec/ir/registry.json");

/** Rows of the table whose head starts with these words, as cells without spaces around them. */
function rows(head: string): string[][] {
  const [, behind] = text.split(`| ${head} |`);
  if (behind === undefined) throw new Error(`spec/README.md: expected a table that starts with ${head}`);
  const [, ...lines] = behind.slice(behind.indexOf("\n") + 1).split("\n");
  return lines.slice(0, lines.indexOf("")).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** Names in code marks. */
const names = (cell: string): string[] => [...cell.matchAll(/`([^`]*)`/g)].map(([, name]) => name!);

/** An expression of the IR as the page writes it. */
// biome-ignore lint/suspicious/noExplicitAny: one node of the IR
function written(node: any): string {
  if (node === null) return "";
  if (node.zero) return "0";
  if (node.xor) return node.xor.map(written).join(" ⊕ ");
  if (node.operand) return node.operand;
  if (node.var === "reference") return "r";
  if (node.var === "accumulator") return "a";
  throw new Error(`expected zero, xor, operand or var, got ${JSON.stringify(node)}`);
}

it("the table of ops says what the IR says", () => {
  const [idle, ...ops] = rows("opcode | op");
  expect(idle?.[0]).toBe(String(registry.idleOpcode));
  const expected = registry.ops.map(({ name, opcode, file }: Record<string, string>) => {
    const { operands, next, result, rejects } = json(`spec/ir/${file}`);
    const others = rejects.map(({ code }: { code: string }) => code);
    return {
      ...{ opcode: String(opcode), name, operands, result: written(result) },
      next: `(${written(next.reference)}, ${written(next.accumulator)})`,
      rejects: [...new Set(others)].filter((code) => code !== "word_out_of_range"),
    };
  });
  const told = ops.map(([opcode, op, operands, next, result, rejected]) => ({
    ...{ opcode, name: names(op!)[0], operands: names(operands!), result, next, rejects: names(rejected!) },
  }));
  expect(told).toEqual(expected);
});

it("codes of rejects and statuses of errors are those of the registry", () => {
  const [, ...codes] = rows("code | reject").map(([code, reject]) => [Number(code), names(reject!)[0]]);
  const all = registry.rejects.map(({ code, name }: Record<string, string>) => [code, name]);
  expect(codes).toEqual(all.slice(0, codes.length));
  expect(registry.machines[0].rejects).toEqual(codes.map(([, name]) => name));
  for (const [code, name] of all.slice(codes.length)) expect(text).toContain(`\`${name}\` (${code})`);
  const errors = rows("status | error").map(([status, error]) => [Number(status), names(error!)[0]]);
  expect(errors).toEqual(
    registry.protocol.errors.map(({ status, name }: Record<string, string>) => [status, name]),
  );
});

it("limits of the protocol and widths are those of the registry", () => {
  const { maxOps, maxPrograms, maxPayload, version } = registry.protocol;
  const frame = new Map(rows("offset | bytes").map(([, , field]) => [field!.split(/[ ,]/)[0], field]));
  expect(frame.get("version")).toBe(`version, ${version}`);
  expect(frame.get("number")).toBe(`number of programs, 1 to ${maxPrograms}`);
  expect(frame.get("payload")).toBe(`payload bytes, at most ${maxPayload.toLocaleString("en")}`);
  expect(text).toContain(`number of ops (0 to ${maxOps})`);
  expect(text).toContain(`\`w\` one of ${registry.widths.join(", ")};`);
});

it("requests of tables are those of the IR", () => {
  const told = rows("request").flatMap(([request]) => names(request!));
  expect(told).toEqual(json("spec/ir/table.json").requests.map(({ name }: { name: string }) => name));
});

/** Whether everything in an example stands in the file: members by name, some elements of lists, `…` for any text. */
function says(example: unknown, file: unknown): boolean {
  if (example === "…") return typeof file === "string";
  if (Array.isArray(example))
    return Array.isArray(file) && example.every((one) => file.some((other) => says(one, other)));
  if (typeof example !== "object" || example === null) return example === file;
  const other = file as Record<string, unknown>;
  return Object.entries(example).every(([key, value]) => key in other && says(value, other[key]));
}

it.each([
  ["ir/<op>.json", "spec/ir/merge.json"],
  ["ir/registry.json", "spec/ir/registry.json"],
  ["ir/table.json", "spec/ir/table.json"],
])("the example of %s is part of the file", (title, path) => {
  const block = text.split(`### \`${title}\``)[1]?.match(/```json\n([\s\S]*?)```/)?.[1] ?? "";
  const example = JSON.parse(block);
  expect(Object.keys(example)).toEqual(Object.keys(json(path)));
  expect(says(example, json(path))).toBe(true);
  expect(says({ ...example, machine: "other", widths: [7] }, json(path))).toBe(false);
});

it("cases in examples are there", () => {
  const ids = [...text.matchAll(/"id": "([^"]+)"/g)].map(([, id]) => id!);
  const files = globSync("conformance/vectors/**/*.json", { cwd: root }).map(read).join("\n");
  expect(ids.length).toBeGreaterThan(4);
  expect(ids.filter((id) => !files.includes(`"id": "${id}"`))).toEqual([]);
});
