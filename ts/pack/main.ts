/** `just pack`: stages the package in build/package, packs it into build/, and prints what every sub-path costs. */
import { dirname } from "node:path";
import { overBudget, sizes } from "./sizes.ts";
import { pack, STAGE, stage } from "./stage.ts";

stage();
const tarball = pack(STAGE, dirname(STAGE));
const all = await sizes(STAGE);
console.log("sub-path         minified     gzip   budget  (bytes)");
for (const { path, minified, gzip, budget } of all) {
  const columns = [minified, gzip, budget ?? "none"].map((value) => String(value).padStart(8));
  console.log(`${path.padEnd(16)} ${columns.join(" ")}`);
}
console.log(
  `\n${tarball.path}: ${tarball.size} bytes, ${tarball.unpackedSize} unpacked, ${tarball.files.length} files`,
);
const over = overBudget(all);
for (const line of over) console.error(line);
process.exitCode = over.length > 0 ? 1 : 0;
