/** Runs the `@example` blocks of the sources and the TypeScript in the pages about them. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { exported, files, runExample, SOURCES } from "./run-example.ts";

const ROOT: string = fileURLToPath(new URL("../../", import.meta.url));
const text = (path: string): string => readFileSync(ROOT + path, "utf8");
const { exports } = JSON.parse(text("package.json")) as {
  exports: Record<string, string | { default: string }>;
};

/** The code of the blocks in a source, with the comment's margin taken away. */
function examples(source: string): readonly string[] {
  const blocks = source.matchAll(/@example[^\n]*\n \* ```ts\n(.*?)\n \* ```/gs);
  return [...blocks].map(([, code]) => code!.replace(/^ \* ?/gm, ""));
}

describe.each(files)("%s", (file) => {
  const source = readFileSync(SOURCES + file, "utf8");

  for (const code of examples(source)) it(code, async () => runExample(code, await exported()));

  for (const [, name] of source.matchAll(/^export (?:async )?(?:class|function\*?) (\w+)/gm)) {
    it(`${name} has an example`, () => {
      const comment = source
        .split(new RegExp(`^export (?:async )?(?:class|function\\*?) ${name}\\b`, "m"))[0]!
        .split("/**")
        .at(-1)!;
      expect(comment).toContain("@example");
    });
  }

  it("has no example that is not run", () => {
    expect(examples(source)).toHaveLength(source.split("@example").length - 1);
  });
});

it("the page of the package names every sub-path", () => {
  const page = text("ts/README.md");
  const paths = Object.keys(exports).filter((path) => !path.endsWith(".json"));
  expect(paths.filter((path) => !page.includes(`\`atomik${path.slice(1)}\``))).toEqual([]);
});

it("the sub-paths are among these files", () => {
  const built = Object.values(exports).flatMap((target) =>
    typeof target === "string" ? [] : [target.default],
  );
  expect(built.length).toBeGreaterThan(10);
  for (const path of built) expect(files).toContain(path.replace(/^\.\/dist\/(.*)\.js$/, "$1.ts"));
});

describe.each(["README.md", "ts/README.md"])("%s", (path) => {
  const snippets = [...text(path).matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code!);

  it.each(snippets)("%s", async (code) => {
    const imports = [...code.matchAll(/^import \{ (.+) \} from "atomik\/(.+)";$/gm)];
    expect(imports.length, "a snippet says where its names come from").toBeGreaterThan(0);
    const scope: Record<string, unknown> = {};
    for (const [, names, subPath] of imports) {
      expect(exports).toHaveProperty([`./${subPath}`]);
      const module = (await import(`../src/${subPath}.ts`)) as Record<string, unknown>;
      for (const name of names!.split(", ")) {
        expect(module).toHaveProperty(name);
        scope[name] = module[name];
      }
    }
    runExample(code.replace(/^import .*$/gm, ""), scope);
  });

  it("has snippets", () => {
    expect(snippets.length).toBeGreaterThan(0);
  });
});
