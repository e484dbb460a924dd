/** `just page`: writes build/report/index.html, opens it in a browser and is red when it shows other than the artefacts say. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../../spec.ts";
import { inspect } from "./inspect.ts";
import { loadPageData } from "./load.ts";
import { page } from "./page.ts";

const FILE = "build/report/index.html";

try {
  const data = loadPageData();
  const file = join(ROOT, FILE);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, page(data));
  const faults = await inspect(file, data);
  for (const fault of faults) console.error(`page: ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
  else console.log(`page: wrote ${FILE}; a browser shows what the artefacts say`);
} catch (error) {
  console.error(`page: ${(error as Error).message}`);
  process.exitCode = 1;
}
