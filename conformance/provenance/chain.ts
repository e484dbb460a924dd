/**
 * The chain from the Lean sources to the report: the hash of each link, and whether it was made from the link before. What is
 * emitted is compared with a fresh emit by `just drift`, whose finding is believed only for the sources that are here now.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { leanSourcesHash } from "../../lean/runner/sources.ts";
import { checkComplete, rootHash } from "../../spec/emit/fresh.ts";
import { stamped } from "../../spec/emit/stamps.ts";
import { emittedFiles, MANIFEST } from "../../spec/emit/trees.ts";
import { filesHash } from "../hash.ts";

/** One link of the chain. */
export interface Link {
  readonly id: "lean" | "ir" | "vectors" | "constants" | "binaries" | "results" | "report";
  readonly what: string;
  /** Of its files, or of the one file that stands for them. */
  readonly sha256: string;
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  /** How it is known to be made from the link before. */
  readonly by: string;
  readonly ok: boolean;
  readonly faults: readonly string[];
}

type Part = Pick<Link, "id" | "what" | "by">;

/** SHA-256 of a file below `root`, in hex. */
export function fileHash(root: string, path: string): string {
  return createHash("sha256")
    .update(readFileSync(join(root, path)))
    .digest("hex");
}

/** A link of these files; `check` returns what is wrong, or throws it. */
export function link(
  root: string,
  part: Part,
  paths: readonly string[],
  check: () => readonly string[],
): Link {
  const faults: string[] = [];
  const files = paths.flatMap((path) => {
    if (existsSync(join(root, path))) return [{ path, sha256: fileHash(root, path) }];
    faults.push(`${path} is not there`);
    return [];
  });
  try {
    faults.push(...check());
  } catch (error) {
    faults.push((error as Error).message);
  }
  const present = files.map(({ path }) => path);
  const sha256 = present.length === 1 ? files[0]!.sha256 : filesHash(root, present);
  return { ...part, sha256, files, ok: faults.length === 0, faults };
}

function readJson<T>(root: string, path: string, recipe: string): T {
  if (!existsSync(join(root, path))) throw new Error(`${path} is not there; run: just ${recipe}`);
  return JSON.parse(readFileSync(join(root, path), "utf8")) as T;
}

interface DriftFile {
  readonly sources: string;
  readonly rootHash: string;
  readonly drift: readonly { readonly path: string; readonly what: string }[];
}

/** Lean sources: the audit and the comparison with a fresh emit were about those that are here. */
export function leanLink(root: string): Link {
  const now = leanSourcesHash(join(root, "lean"));
  const part: Part = { id: "lean", what: "Lean sources", by: "just audit and just drift read these sources" };
  const found = link(root, part, [], () =>
    [
      ["build/theorems.json", "audit"],
      ["build/drift.json", "drift"],
    ].flatMap(([path, recipe]) => {
      const { sources } = readJson<{ readonly sources?: string }>(root, path!, recipe!);
      return sources === now ? [] : [`${path} is about other Lean sources; run: just ${recipe}`];
    }),
  );
  return { ...found, sha256: now };
}

/** IR, golden models and manifest: a fresh emit of those sources gives these bytes. */
export function irLink(root: string): Link {
  const paths = emittedFiles(root).filter((path) => !path.startsWith("conformance/vectors/"));
  const part: Part = {
    id: "ir",
    what: "IR, golden models, manifest",
    by: "just drift: equal to a fresh emit",
  };
  return link(root, part, paths, () => {
    const { drift, rootHash: emitted } = readJson<DriftFile>(root, "build/drift.json", "drift");
    const faults = drift.map(({ path, what }) => `${path}: ${what}`);
    if (emitted !== rootHash(root)) faults.push(`${MANIFEST} is not the one that just drift compared`);
    return faults;
  });
}

/** Vectors: each emitted file has the hash that the manifest gives. */
export function vectorsLink(root: string): Link {
  const paths = emittedFiles(root).filter((path) => path.startsWith("conformance/vectors/"));
  const part: Part = { id: "vectors", what: "vectors", by: "hashes of every emitted file in the manifest" };
  return link(root, part, paths, () => {
    checkComplete(root);
    return paths.length === 0 ? ["there are no vectors"] : [];
  });
}

/** Constants: the products carry the hash of the manifest. */
export function constantsLink(root: string): Link {
  const hash = rootHash(root);
  const stamps = stamped(root, hash);
  const part: Part = {
    id: "constants",
    what: `root hash ${hash} in the products`,
    by: "the hash of the manifest",
  };
  return link(
    root,
    part,
    stamps.map(({ path }) => path),
    () =>
      stamps
        .filter(({ path, text }) => readFileSync(join(root, path), "utf8") !== text)
        .map(({ path }) => `${path} carries another root hash; run: just emit`),
  );
}

/** Results: the judge judged implementations of this specification. */
export function resultsLink(root: string): Link {
  const part: Part = {
    id: "results",
    what: "results of the judge",
    by: "the root hash that the judge wrote",
  };
  return link(root, part, ["build/results.json"], () => {
    const { rootHash: judged } = readJson<{ readonly rootHash: string }>(root, "build/results.json", "check");
    return judged === rootHash(root) ? [] : [`build/results.json is about the specification ${judged}`];
  });
}

/** Report: what was generated for people names the same specification. */
export function reportLink(root: string): Link {
  const pages = ["README.md", "CLAIMS.md", "report/index.html"].filter(
    (path) => path !== "report/index.html" || existsSync(join(root, path)),
  );
  const part: Part = {
    id: "report",
    what: "generated pages",
    by: "the root hash that they show; just report --check",
  };
  return link(root, part, pages, () => {
    const hash = rootHash(root);
    return pages
      .filter((path) => !readFileSync(join(root, path), "utf8").includes(hash))
      .map((path) => `${path} does not show the root hash; run: just report`);
  });
}
