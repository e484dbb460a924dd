/** The project's modules: which files they are, what they import, and in which order they can be built. */
import fs from "node:fs";
import path from "node:path";

/** A module of the project. */
export interface Module {
  /** Its name, such as `Atomik.Spec.Op`. */
  name: string;
  file: string;
  source: string;
  /** What its header imports, in order, core modules too; `Init` first, as Lean adds it. */
  imports: string[];
}

/** Folders without modules of the project: fixtures of tests, and this runner. */
const skipped = new Set(["fixtures", "runner", "node_modules"]);

/** The file of module `name` below `root`. */
export function moduleFile(root: string, name: string): string {
  return `${path.join(root, ...name.split("."))}.lean`;
}

/**
 * Names of all modules below `root`, sorted.
 * @throws RangeError if a file or folder name is not a Lean identifier.
 */
export function moduleNames(root: string): string[] {
  const names: string[] = [];
  const visit = (folder: string, prefix: string): void => {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory() && !skipped.has(entry.name) && !entry.name.startsWith(".")) {
        visit(path.join(folder, entry.name), `${prefix}${entry.name}.`);
      } else if (entry.isFile() && entry.name.endsWith(".lean")) {
        names.push(prefix + entry.name.slice(0, -".lean".length));
      }
    }
  };
  visit(root, "");
  for (const name of names) {
    if (!name.split(".").every((part) => /^[A-Za-z_][\w']*$/.test(part))) {
      throw new RangeError(`module name: expected identifiers, got ${name} in ${root}`);
    }
  }
  return names.sort();
}

/** The imports in a module's header. Lean compares them with its own reading before it builds. */
export function readImports(source: string): string[] {
  const imports = ["Init"];
  for (let at = skipSpace(source, 0); ; ) {
    const found = /(?:(?:public|meta)\s+)*import\s+(?:all\s+)?([^\s(]+)/y;
    found.lastIndex = at;
    const match = found.exec(source);
    if (!match) return imports;
    imports.push(match[1]!);
    at = skipSpace(source, found.lastIndex);
  }
}

/** The next place after `at` that is neither white space nor comment. */
function skipSpace(source: string, at: number): number {
  for (let depth = 0; at < source.length; ) {
    if (source.startsWith("/-", at)) {
      depth++;
      at += 2;
    } else if (depth && source.startsWith("-/", at)) {
      depth--;
      at += 2;
    } else if (depth || /\s/.test(source[at]!)) at++;
    else if (source.startsWith("--", at)) {
      const end = source.indexOf("\n", at);
      at = end < 0 ? source.length : end;
    } else break;
  }
  return at;
}

/**
 * The modules `wanted` and everything below `root` that they import, each after its imports.
 * @throws RangeError if a wanted module has no file, or modules import one another.
 */
export function inOrder(root: string, wanted: readonly string[]): Module[] {
  const done = new Map<string, Module>();
  const open: string[] = [];
  const visit = (name: string): void => {
    if (done.has(name)) return;
    if (open.includes(name)) {
      throw new RangeError(
        `imports: expected no cycle, got ${[...open.slice(open.indexOf(name)), name].join(" → ")}`,
      );
    }
    const file = moduleFile(root, name);
    const source = fs.readFileSync(file, "utf8");
    const imports = readImports(source);
    open.push(name);
    for (const needed of imports) if (fs.existsSync(moduleFile(root, needed))) visit(needed);
    open.pop();
    done.set(name, { name, file, source, imports });
  };
  for (const name of wanted) {
    if (!fs.existsSync(moduleFile(root, name))) {
      throw new RangeError(`module ${name}: expected ${moduleFile(root, name)}, got no such file`);
    }
    visit(name);
  }
  return [...done.values()];
}
