import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { handWritten } from "../claims/pages.ts";
import { ROOT } from "../spec.ts";

const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");
const pages = handWritten(ROOT);

const just = (...args: readonly string[]): string =>
  spawnSync("npm", ["run", "--silent", "just", "--", ...args], { cwd: ROOT, encoding: "utf8" }).stdout;
const recipes = just("--summary").trim().split(" ");

/** Names of recipes that a text tells to run, each once. */
const named = (text: string): string[] => [
  ...new Set([...text.matchAll(/`(?:npm run )?just (?:-- )?([a-z][a-z-]*)/g)].map(([, name]) => name!)),
];

/** Targets of links within the project, without the place in the page. */
const links = (text: string): string[] =>
  [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, target]) => target!).filter((to) => !to.includes("://"));

describe("commands of the pages", () => {
  it("`just` lists every recipe with what it is for", () => {
    const list = just();
    expect(recipes.length).toBeGreaterThan(30);
    for (const name of recipes) expect(list).toMatch(new RegExp(`^ +${name}\\b.*#`, "m"));
  });

  it.each(pages)("%s names recipes that are there", (file) => {
    expect(named(read(file)).filter((name) => !recipes.includes(name))).toEqual([]);
  });

  it("an option that npm keeps for itself is an error, and where it goes is told", () => {
    const args = ["run", "--silent", "just", "formal", "--all"];
    const { status, stderr } = spawnSync("npm", args, { cwd: ROOT, encoding: "utf8" });
    expect(stderr).toContain("npm run just -- RECIPE --OPTION");
    expect(status).not.toBe(0);
  });

  it("one that is not there is seen", () => {
    expect(named("`just formal --all`, `just drifts` and `npm run just check`, just so")).toEqual([
      ...["formal", "drifts", "check"],
    ]);
  });
});

it.each(pages)("%s links to what is there", (file) => {
  const folder = dirname(join(ROOT, file));
  expect(links(read(file)).filter((to) => !existsSync(join(folder, to)))).toEqual([]);
});

describe("the licence", () => {
  const flat = (text: string): string => text.replaceAll(/\s+/g, " ").trim();
  const terms = (text: string): string => {
    const all = flat(text);
    return all.slice(all.indexOf("TERMS AND CONDITIONS"), all.indexOf("END OF TERMS AND CONDITIONS"));
  };

  it("has the terms of Apache-2.0, as another package has them, and the package says so", () => {
    expect(terms(read("LICENSE")).length).toBeGreaterThan(9_000);
    expect(terms(read("LICENSE"))).toBe(terms(read("node_modules/playwright-core/LICENSE")));
    expect(JSON.parse(read("package.json"))).toMatchObject({ license: "Apache-2.0" });
  });
});
