/** The built package in a browser: bundled by Vite, it runs all vectors in Chromium. */
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stage } from "../pack/stage.ts";
import { MODES, serialFold } from "./shared-deltas.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Browsers trust this name without a certificate, and isolate no page that they do not trust. */
const ORIGIN = "http://localhost/";
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
};

/** What isolates a page from others, so that it may share memory with its threads. */
const ISOLATED = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/** The user's page: runs the vector files that it is told, and a bulk call that takes the WebAssembly kernel. */
const PAGE_MODULE = `
import { createWords, foldWords } from "atomik/bulk";
import { SharedTable } from "atomik/shared-table";
import { runVectors } from "atomik/vectors";
import { ROOT_HASH } from "atomik/root-hash";
window.run = async (paths) => {
  const reports = [];
  for (const path of paths) reports.push(runVectors(await (await fetch(path)).json()));
  return reports;
};
window.foldOfMany = () => {
  const words = createWords(100_000).fill(5n);
  words[99_999] = 6n;
  return foldWords(words).toString();
};
window.rootHash = ROOT_HASH;
window.fanIn = async (mode, contexts, workers, deltas) => {
  const table = SharedTable.create(contexts, { banks: workers });
  const meeting = new Int32Array(new SharedArrayBuffer(8));
  const ends = Array.from({ length: workers }, (_, worker) => {
    const thread = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    thread.postMessage({ handle: table.handle, mode, worker, workers, deltas, meeting });
    return new Promise((resolve, reject) => {
      thread.onmessage = resolve;
      thread.onerror = ({ message }) => reject(new Error(message));
    });
  });
  const timer = setInterval(() => table.mergeBanks(), 1);
  await Promise.all(ends);
  clearInterval(timer);
  table.mergeBanks();
  return Array.from({ length: contexts }, (_, address) => table.read(address).toString());
};
`;

/** A thread of that page: the same deltas as in Node, by the built package. */
const WORKER_MODULE = `
import { SharedTable } from "atomik/shared-table";
import { run } from ${JSON.stringify(join(ROOT, "ts/test/shared-deltas.ts"))};
onmessage = ({ data }) => {
  run(SharedTable.attach(data.handle), data);
  postMessage("done");
};
`;

interface Report {
  readonly passed: number;
  readonly failures: readonly { id: string }[];
  readonly skipped: readonly unknown[];
}

let folder: string;
let staged: string;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "atomik-browser-"));
  staged = join(folder, "node_modules/atomik");
  stage(join(folder, "staged"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(folder, "staged"), staged);
  writeFileSync(join(folder, "main.js"), PAGE_MODULE);
  writeFileSync(join(folder, "worker.js"), WORKER_MODULE);
  writeFileSync(join(folder, "index.html"), '<!doctype html><script type="module" src="/main.js"></script>');
  await build({ root: folder, configFile: false, logLevel: "silent", worker: { format: "es" } });
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens the page, its vectors changed by `change`, and asks it something. */
async function ask<T>(
  expression: string,
  change: (path: string, text: string) => string = (_, text) => text,
  headers: Readonly<Record<string, string>> = ISOLATED,
): Promise<T> {
  const page = await browser.newPage();
  try {
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    await page.route("**/*", (route) => {
      const path = new URL(route.request().url()).pathname.slice(1) || "index.html";
      const file = path.startsWith("conformance/") ? join(staged, path) : join(folder, "dist", path);
      const contentType = TYPES[extname(path)] ?? "application/octet-stream";
      return route.fulfill({ contentType, headers, body: change(path, readFileSync(file, "utf8")) });
    });
    await page.goto(ORIGIN);
    await page.waitForFunction("window.run !== undefined");
    const answer = await page.evaluate<T>(expression);
    expect(faults).toEqual([]);
    return answer;
  } finally {
    await page.close();
  }
}

describe("the package in Chromium", () => {
  const { cases, files } = JSON.parse(readFileSync(`${ROOT}spec/MANIFEST.json`, "utf8")) as {
    cases: number;
    files: readonly { path: string; cases?: number }[];
  };
  const paths = files.filter((file) => file.cases !== undefined).map(({ path }) => path);

  it("runs all vectors as Lean says", async () => {
    const reports = await ask<Report[]>(`run(${JSON.stringify(paths)})`);
    expect(reports.flatMap(({ failures }) => failures)).toEqual([]);
    expect(reports.flatMap(({ skipped }) => skipped)).toEqual([]);
    expect(reports.reduce((sum, { passed }) => sum + passed, 0)).toBe(cases);
  });

  it("says so when a vector fails", async () => {
    const file = "conformance/vectors/w8/swap.json";
    const wrong = (path: string, text: string): string =>
      path === file ? text.replace(/"reference": "ff"/, '"reference": "fe"') : text;
    const [report] = await ask<Report[]>(`run(${JSON.stringify([file])})`, wrong);
    expect(report?.failures).toHaveLength(1);
  });

  it("has the root hash of this specification, and a kernel for many words", async () => {
    const manifest = readFileSync(`${ROOT}ts/src/root-hash.ts`, "utf8");
    expect(manifest).toContain(`"${await ask<string>("rootHash")}"`);
    // 99,999 fives and a six
    expect(await ask<string>("foldOfMany()")).toBe("3");
  });

  it.each(MODES)("has threads that leave the serial fold: %s", async (mode) => {
    const [contexts, workers, deltas] = [64, 3, 5000];
    const states = await ask<string[]>(`fanIn("${mode}", ${contexts}, ${workers}, ${deltas})`);
    expect(states.map(BigInt)).toEqual(serialFold(contexts, workers, deltas));
  });

  it("has threads that lose deltas when they read and write apart (control)", async () => {
    const states = await ask<string[]>(`fanIn("racy", 64, 3, 5000)`);
    expect(states.map(BigInt)).not.toEqual(serialFold(64, 3, 5000));
  });

  it("says that a page which is not isolated has no shared memory", async () => {
    const call = 'fanIn("live", 1, 1, 1).catch((error) => error.message)';
    const message = await ask<string>(call, undefined, {});
    expect(message).toContain("expected a host with SharedArrayBuffer");
  });

  it("imports nothing but itself and knows nothing of Node, its program apart", () => {
    const all = globSync("dist/**/*.js", { cwd: staged });
    const core = all.filter((path) => !path.startsWith("dist/cli/"));
    expect(core.length).toBeGreaterThan(20);
    expect(core.flatMap(ofNode)).toEqual([]);
    const program = all.filter((path) => path.startsWith("dist/cli/"));
    expect(program.flatMap(ofNode)).toContain("dist/cli/files.js imports node:fs");
  });
});

/** What a module imports from elsewhere, and whether it uses what only Node has. */
function ofNode(path: string): string[] {
  const text = readFileSync(join(staged, path), "utf8");
  const imports = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']/g)]
    .map(([, name]) => name!)
    .filter((name) => !name.startsWith("."))
    .map((name) => `${path} imports ${name}`);
  const uses = /\b(?:process|Buffer|require)\b[.(]/.exec(text);
  return uses === null ? imports : [...imports, `${path} uses ${uses[0]}`];
}
