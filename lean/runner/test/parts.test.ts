import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { expect, test } from "vitest";
import { slimJs } from "../slim-js.ts";
import { buildSymbolTable, lookUp, tableFacts } from "../symbol-table.ts";
import { trampolineModule } from "../trampolines.ts";
import { untar } from "../untar.ts";
import { temporaryFolder } from "./tree.ts";

test("the symbol table finds what was put in, and nothing else", () => {
  const symbols = Array.from({ length: 1000 }, (_, i) => ({ name: `l_Nat_add_${i}`, value: i + 1 }));
  const table = buildSymbolTable(symbols, { tableSize: 7, stackPointer: 65536 });
  for (const { name, value } of symbols) expect(lookUp(table, name)).toBe(value);
  expect(lookUp(table, "l_Nat_add_1000")).toBe(0);
  expect(tableFacts(table)).toEqual({ tableSize: 7, stackPointer: 65536 });
  expect(() => buildSymbolTable([...symbols, symbols[3]!], { tableSize: 7, stackPointer: 0 })).toThrow(
    "l_Nat_add_3",
  );
});

test("the trampolines call, catch what C++ threw, and pass on the rest", () => {
  const stack = new WebAssembly.Global({ value: "i32", mutable: true }, 100);
  const instance = (names: string[], slots: number[], e: object, original: (...args: number[]) => number) => {
    const bytes = trampolineModule(names, Buffer.from(slots));
    const links = { e: { sp: stack, ...e }, j: Object.fromEntries(names.map((name) => [name, original])) };
    return new WebAssembly.Instance(new WebAssembly.Module(bytes), links).exports;
  };
  // the callee: a trampoline that knows no slot and so calls JavaScript, which moves the stack and throws on demand
  const empty = new WebAssembly.Table({ initial: 1, element: "anyfunc" });
  const callee = instance(["invoke_iii"], [0], { caught: () => 0, t: empty }, (a, b, c) => {
    stack.value = 50;
    if (!a) throw new RangeError("thrown");
    return a! * b! * c!;
  });
  const table = new WebAssembly.Table({ initial: 2, element: "anyfunc" });
  table.set(0, callee.invoke_iii);
  let cpp = 0;
  const made = instance(["invoke_iiii"], [1, 0], { caught: () => cpp, t: table }, (...args) => -args.length);
  const invoke = made.invoke_iiii as (...args: number[]) => number;
  expect(invoke(0, 2, 3, 7)).toBe(42);
  expect(stack.value).toBe(50); // a normal return leaves the stack to the callee
  expect(invoke(1, 2, 3, 7)).toBe(-4); // a slot with another signature: the original is called
  stack.value = 100;
  expect(() => invoke(0, 0, 3, 7)).toThrow("thrown");
  cpp = 1;
  stack.value = 100;
  expect(invoke(0, 0, 3, 7)).toBe(0);
  expect(stack.value).toBe(100);
});

test("a lean.js of another make is refused", () => {
  expect(() => slimJs("var a,b;function f(){}")).toThrow("lean.js: expected ;function assignWasmExports");
});

/** A ustar archive with one file. */
function archive(name: string, content: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(content.length.toString(8).padStart(11, "0"), 124);
  header.write("0", 156);
  header.write("ustar", 257);
  const data = Buffer.alloc(512);
  data.write(content);
  return zlib.gzipSync(Buffer.concat([header, data, Buffer.alloc(1024)]));
}

test("an archive is unpacked inside its folder or not at all", () => {
  const folder = temporaryFolder();
  const file = path.join(folder, "a.tgz");
  fs.writeFileSync(file, archive("./x/y", "content"));
  untar(file, path.join(folder, "to"));
  expect(fs.readFileSync(path.join(folder, "to", "x", "y"), "utf8")).toBe("content");
  fs.writeFileSync(file, archive("../escaped", "content"));
  expect(() => untar(file, path.join(folder, "to"))).toThrow("archive entry: expected a path inside");
  expect(fs.existsSync(path.join(folder, "escaped"))).toBe(false);
});
