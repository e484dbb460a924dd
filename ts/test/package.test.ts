import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const { exports } = JSON.parse(readFileSync(`${ROOT}package.json`, "utf8")) as {
  exports: Record<string, string | { types: string; default: string }>;
};

it("builds a package whose every sub-path can be imported by its name", () => {
  execFileSync(`${ROOT}node_modules/.bin/tsc`, ["-p", "ts/tsconfig.json"], { cwd: ROOT });
  const paths = Object.keys(exports).filter((path) => !path.endsWith(".json"));
  expect(paths).toContain("./context");
  const script = `
    for (const path of ${JSON.stringify(paths)}) await import("atomik" + path.slice(1));
    const { AtomikContext } = await import("atomik/context");
    const context = new AtomikContext();
    context.load(1000n);
    context.accum(50n);
    console.log(String(context.read()), String(context.swap()), context.isClean);`;
  const printed = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect(printed.trim()).toBe("986 986 true");
});
