/**
 * Assembles `src/kernel/*.wat` into modules that export the bytes as base64: `node ts/assemble.ts`. A test compares what
 * is committed with a fresh assembly.
 */
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import wabt from "wabt";

const KERNELS: string = fileURLToPath(new URL("src/kernel/", import.meta.url));

/** The text of each module to be, by path. @throws Error with line and column when a source is no valid WAT */
export async function assembleKernels(): Promise<Map<string, string>> {
  const { parseWat } = await wabt();
  const modules = new Map<string, string>();
  for (const file of globSync("*.wat", { cwd: KERNELS }).sort()) {
    const name = basename(file, ".wat");
    const parsed = parseWat(file, readFileSync(KERNELS + file, "utf8"), { simd: true });
    parsed.validate();
    const { buffer } = parsed.toBinary({});
    parsed.destroy();
    const base64 = Buffer.from(buffer).toString("base64");
    modules.set(`${KERNELS}${name}.ts`, moduleText(file, name, base64, buffer.length));
  }
  return modules;
}

function moduleText(file: string, name: string, base64: string, bytes: number): string {
  const lines = base64.match(/.{1,100}/g)!.map((line) => `  "${line}"`);
  return `// Assembled from \`${file}\` by \`node ts/assemble.ts\`. Do not edit.

/** The WebAssembly module of \`${file}\`, ${bytes} bytes, as base64. */
export const ${name.toUpperCase()}_KERNEL: string =
${lines.join(" +\n")};
`;
}

if (import.meta.main) {
  for (const [path, text] of await assembleKernels()) writeFileSync(path, text);
}
