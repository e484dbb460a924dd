/** The package as a user gets it: packed, installed into an empty project without a network, typechecked and run. */
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { overBudget, type Size, sizes } from "../pack/sizes.ts";
import { pack, stage, type Tarball } from "../pack/stage.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const BIN = join(ROOT, "node_modules/.bin");
const whole = JSON.parse(readFileSync(`${ROOT}package.json`, "utf8")) as {
  private: boolean;
  exports: Record<string, string | { types: string; default: string }>;
};
const subPaths = Object.keys(whole.exports).filter((path) => !path.endsWith(".json"));

let folder: string;
let staged: string;
let project: string;
let tarball: Tarball;

beforeAll(() => {
  execFileSync(process.execPath, [join(ROOT, "ts/docs/main.ts"), "--install"]);
  folder = mkdtempSync(join(tmpdir(), "atomik-package-"));
  staged = join(folder, "staged");
  project = join(folder, "project");
  stage(staged);
  tarball = pack(staged, folder);
  mkdirSync(project);
  writeFileSync(
    join(project, "package.json"),
    JSON.stringify({ name: "user", private: true, type: "module" }),
  );
  const install = ["install", "--offline", "--no-audit", "--no-fund", tarball.path];
  execFileSync("npm", install, { cwd: project, stdio: ["ignore", "pipe", "pipe"] });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a module in the user's project and returns what it prints. */
function runInProject(name: string, code: string): string {
  writeFileSync(join(project, name), code);
  return execFileSync(process.execPath, [name], { cwd: project, encoding: "utf8" });
}

/** The compiler of this repository, and the oldest one that the package is for. */
const COMPILERS = [join(BIN, "tsc"), join(ROOT, "ts/docs/node_modules/typescript-oldest/bin/tsc")];

/** Typechecks a text in the user's project and returns the errors. */
function typecheck(compiler: string, code: string, module: string, moduleResolution: string): string {
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    target: "es2022",
    lib: ["es2022"],
    types: [],
    module,
    moduleResolution,
  };
  writeFileSync(join(project, "used.ts"), code);
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["used.ts"] }));
  return spawnSync(process.execPath, [compiler], { cwd: project, encoding: "utf8" }).stdout;
}

describe("the tarball", () => {
  it("holds what is listed, and of package.json what concerns users", () => {
    const unlisted = tarball.files.filter(
      (path) =>
        !/^(package\.json|README\.md|LICENSE)$/.test(path) &&
        !/^dist\/[a-z/-]+\.(js|js\.map|d\.ts)$/.test(path) &&
        !/^(c\/atomik_\w+\.h|verilog\/rtl\/\w+\.vh?)$/.test(path) &&
        !/^(spec\/(MANIFEST\.json|README\.md|ir\/[a-z/]+\.json)|conformance\/vectors\/[a-z0-9/]+\.json)$/.test(
          path,
        ),
    );
    expect(unlisted).toEqual([]);
    for (const path of [
      "dist/cli/main.js",
      "c/atomik_core.h",
      "verilog/rtl/atomik_core.v",
      "spec/MANIFEST.json",
    ]) {
      expect(tarball.files).toContain(path);
    }
    const own = JSON.parse(readFileSync(join(staged, "package.json"), "utf8")) as object;
    for (const name of ["dependencies", "devDependencies", "optionalDependencies", "scripts", "private"]) {
      expect(own).not.toHaveProperty(name);
    }
    expect(own).toMatchObject({ name: "atomik", type: "module", exports: whole.exports });
  });

  it("is published from its folder alone", () => {
    expect(whole.private).toBe(true);
  });
});

describe("an empty project that installs it", () => {
  it("gets it alone", () => {
    expect(readdirSync(join(project, "node_modules")).filter((name) => !name.startsWith("."))).toEqual([
      "atomik",
    ]);
    expect(readdirSync(join(project, "node_modules/.bin"))).toEqual(["atomik"]);
  });

  it("typechecks every sub-path under strict options, and a wrong use does not", () => {
    const imports = subPaths.map((path, i) => `import * as m${i} from "atomik${path.slice(1)}";`);
    const used = `console.log(${subPaths.map((_, i) => `m${i}`).join(", ")});`;
    const right = `${imports.join("\n")}
import { AtomikContext } from "atomik/context";
declare const console: { log(...values: unknown[]): void };
const state: bigint = new AtomikContext({ width: 8 }).read();
console.log(state);
${used}\n`;
    const wrong = 'import { AtomikContext } from "atomik/context";\nnew AtomikContext().load(5);\n';
    for (const compiler of COMPILERS) {
      expect(typecheck(compiler, right, "nodenext", "nodenext")).toBe("");
      expect(typecheck(compiler, right, "esnext", "bundler")).toBe("");
      expect(typecheck(compiler, wrong, "nodenext", "nodenext")).toContain("error TS2345");
    }
  });

  it("runs every sub-path, and cannot reach past them", () => {
    const printed = runInProject(
      "run.js",
      `for (const path of ${JSON.stringify(subPaths)}) await import("atomik" + path.slice(1));
      const { AtomikContext } = await import("atomik/context");
      const context = new AtomikContext();
      context.load(1000n);
      context.accum(50n);
      console.log(String(context.read()), String(context.swap()), context.isClean);
      for (const path of ["atomik", "atomik/dist/context.js"]) {
        await import(path).catch((error) => console.log(error.code));
      }`,
    );
    const refused = "ERR_PACKAGE_PATH_NOT_EXPORTED";
    expect(printed.trim().split("\n")).toEqual(["986 986 true", refused, refused]);
  });

  it("runs the program, which runs all vectors of the specification", () => {
    const program = join(project, "node_modules/.bin/atomik");
    const run = (...args: string[]): string =>
      execFileSync(program, args, { cwd: project, encoding: "utf8" });
    expect(run("explain", "load 1000; accum 50; read", "--width", "16")).toContain("0x03da");
    const { machines, failures } = JSON.parse(run("vectors", "--json")) as {
      machines: readonly { passed: number; skipped: readonly unknown[] }[];
      failures: readonly unknown[];
    };
    const { cases } = JSON.parse(readFileSync(`${ROOT}spec/MANIFEST.json`, "utf8")) as { cases: number };
    expect(failures).toEqual([]);
    expect(machines.flatMap(({ skipped }) => skipped)).toEqual([]);
    expect(machines.reduce((sum, one) => sum + one.passed, 0)).toBe(cases);
  });

  it("runs the program on the oldest Node it says it runs on, where that is here", () => {
    const old = spawnSync("/usr/bin/node", ["--version"], { encoding: "utf8" });
    if (old.status !== 0 || !old.stdout.startsWith("v20.")) return;
    const main = join(project, "node_modules/atomik/dist/cli/main.js");
    const printed = execFileSync("/usr/bin/node", [main, "vectors", "w64/", "--json"], { encoding: "utf8" });
    expect(JSON.parse(printed)).toMatchObject({ failures: [] });
  });
});

describe("what others say of it", () => {
  it("publint finds nothing, and something when a file is missing", async () => {
    expect((await publint({ pkgDir: staged, strict: true })).messages).toEqual([]);
    const broken = join(folder, "broken");
    cpSync(staged, broken, { recursive: true });
    rmSync(join(broken, "dist/context.js"));
    expect((await publint({ pkgDir: broken, strict: true })).messages).not.toEqual([]);
  });

  it("are the types wrong: no", () => {
    const run = spawnSync(join(BIN, "attw"), [tarball.path, "--profile", "esm-only", "--format", "json"], {
      encoding: "utf8",
      maxBuffer: 1 << 26,
    });
    const { problems, analysis } = JSON.parse(run.stdout) as {
      problems?: Record<string, readonly { resolutionKind?: string }[]>;
      analysis: { entrypoints: Record<string, { resolutions: Record<string, { resolution?: object }> }> };
    };
    // The profile leaves out what is not for packages of ES modules alone, its report does not.
    const left = ["node10", "node16-cjs"];
    const found = Object.values(problems ?? {})
      .flat()
      .filter(({ resolutionKind }) => !left.includes(resolutionKind ?? ""));
    expect({ status: run.status, found }).toEqual({ status: 0, found: [] });
    for (const path of subPaths) {
      expect(analysis.entrypoints[path]?.resolutions.bundler?.resolution, path).toBeDefined();
    }
  });

  it("every sub-path keeps its budget, minified and compressed", async () => {
    const all = await sizes(staged);
    expect(all.map(({ path }) => path)).toEqual(subPaths);
    expect(overBudget(all)).toEqual([]);
    const one: Size = { path: "./word", minified: 9, gzip: 9, budget: 8 };
    expect(overBudget([one, { ...one, budget: undefined }, { ...one, budget: 9 }])).toHaveLength(2);
    expect(existsSync(join(staged, "bundle.js"))).toBe(false);
  });
});
