/**
 * The `invoke_*` functions, through which every C++ call that may throw goes, as a WebAssembly module instead
 * of JavaScript (a fifth to a quarter of the run time).
 *
 * Each does what its JavaScript original does: call through the table; on an exception restore the stack pointer
 * and ask whether C++ threw it (`caught`), else throw it again. The module's memory holds, for each table slot,
 * the number of the slot's signature. Where that is not the expected one the original is called: the package calls
 * some functions with a wrong argument count, which only JavaScript tolerates.
 */
import {
  type Bytes,
  leb,
  nameBytes,
  section,
  sectionId,
  signedLeb,
  valueType,
  vector,
} from "./wasm-writer.ts";

const op = {
  rethrow: 0x09, try: 0x06, catchAll: 0x19, if: 0x04, end: 0x0b, return: 0x0f, call: 0x10, callIndirect: 0x11,
  localGet: 0x20, localSet: 0x21, globalGet: 0x23, globalSet: 0x24, load8u: 0x2d, i32const: 0x41, eqz: 0x45, ne: 0x47,
}; // biome-ignore format: opcodes read better in rows
const zero: Record<string, Bytes> = {
  i: [0x41, 0], j: [0x42, 0], f: [0x43, 0, 0, 0, 0], d: [0x44, 0, 0, 0, 0, 0, 0, 0, 0],
}; // biome-ignore format: opcodes read better in rows
const functionForm = 0x60;
const emptyBlock = 0x40;

/** The signature in an `invoke_*` name: the result's letter (`v` for none), then one letter an argument. */
export function signatureOf(invoke: string): string {
  return invoke.slice("invoke_".length);
}

interface Trampoline {
  types: Bytes[];
  code: Bytes;
}

/** Function `number` (from 0) of the module. Type indices: 0 is `caught`, then a callee and an invoke type each. */
function trampoline(signature: string, number: number): Trampoline {
  const result = signature[0] === "v" ? [] : [valueType[signature[0]!]!];
  const parameters = [...signature.slice(1)].map((letter) => valueType[letter]!);
  const saved = parameters.length + 1; // local: the stack pointer before the call
  const pass = parameters.flatMap((_, i) => [op.localGet, ...leb(i + 1)]);
  const body = [
    1, 1, 0x7f, // one local of type i32
    op.localGet, 0, op.load8u, 0, 0, op.i32const, ...signedLeb(number + 1), op.ne,
    op.if, emptyBlock, op.localGet, 0, ...pass, op.call, ...leb(number + 1), op.return, op.end,
    op.globalGet, 0, op.localSet, ...leb(saved),
    op.try, result[0] ?? emptyBlock, ...pass, op.localGet, 0, op.callIndirect, ...leb(2 * number + 1), 0,
    op.catchAll, op.localGet, ...leb(saved), op.globalSet, 0,
    op.call, 0, op.eqz, op.if, emptyBlock, op.rethrow, 1, op.end,
    ...(result.length ? zero[signature[0]!]! : []), op.end, op.end,
  ]; // biome-ignore format: one line a step
  return {
    types: [
      [functionForm, ...leb(parameters.length), ...parameters, result.length, ...result],
      [functionForm, ...leb(parameters.length + 1), 0x7f, ...parameters, result.length, ...result],
    ],
    code: [...leb(body.length), ...body],
  };
}

/**
 * The module. Imports: `e.caught`, the originals as `j.<name>`, the table `e.t`, the stack pointer `e.sp`.
 * @param names the `invoke_*` functions, at most 250.
 * @param slotSignature for each table slot 1 + the index in `names` of its signature, or 0.
 */
export function trampolineModule(names: readonly string[], slotSignature: Buffer): Buffer {
  if (names.length > 250)
    throw new RangeError(`trampolines: expected at most 250 signatures, got ${names.length}`);
  const made = names.map((name, i) => trampoline(signatureOf(name), i));
  const invokeType = (i: number): number[] => leb(2 * i + 2);
  const pages = Math.ceil((slotSignature.length + 4096) / 65536);
  return Buffer.concat([
    Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]),
    section(sectionId.type, vector([[functionForm, 0, 1, 0x7f], ...made.flatMap((t) => t.types)])),
    section(
      sectionId.import,
      vector([
        [...nameBytes("e"), ...nameBytes("caught"), 0, 0],
        ...names.map((name, i) => [...nameBytes("j"), ...nameBytes(name), 0, ...invokeType(i)]),
        [...nameBytes("e"), ...nameBytes("t"), 1, 0x70, 0, 0],
        [...nameBytes("e"), ...nameBytes("sp"), 3, 0x7f, 1],
      ]),
    ),
    section(sectionId.function, vector(names.map((_, i) => invokeType(i)))),
    section(sectionId.memory, [1, 0, ...leb(pages)]),
    section(
      sectionId.export,
      vector(names.map((name, i) => [...nameBytes(name), 0, ...leb(names.length + 1 + i)])),
    ),
    section(sectionId.code, vector(made.map((t) => t.code))),
    section(sectionId.data, [1, 0, 0x41, 0, 0x0b, ...leb(slotSignature.length)], slotSignature),
  ]);
}
