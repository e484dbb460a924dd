/** Plants one fault in a copy of the Lean modules, elaborates all that depends on it, and sees which theorems fail. */
import {
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildModules, type Message, messageText } from "../../../lean/runner/lean.ts";
import { declarationAt, declarations } from "./declarations.ts";
import { emitted } from "./emitted.ts";
import { judges } from "./modules.ts";
import { mutated, type SpecMutant } from "./table.ts";

/** What a fault turns red. */
export interface Trial {
  /** By what it was given away. */
  readonly verdict: "theorem" | "example" | "vector" | "survived" | "broken";
  /** Full names of the theorems that fail, sorted. */
  readonly theorems: readonly string[];
  /** Full names of the theorems behind which an example fails, sorted. */
  readonly examples: readonly string[];
  /** Why the fault could not be judged, if it could not. */
  readonly why?: string;
}

/**
 * Judges one mutant.
 *
 * @param root the folder of the Lean modules, which is not touched.
 * @param pristine outputs of the judging modules without a fault.
 */
export async function tryMutant(root: string, pristine: string, mutant: SpecMutant): Promise<Trial> {
  const copy = mkdtempSync(join(tmpdir(), "atomik-spec-"));
  try {
    const lean = join(copy, "lean");
    const out = join(copy, "out");
    const text = mutated(readFileSync(join(root, mutant.file), "utf8"), mutant);
    cpSync(root, lean, { recursive: true, filter: (from) => !/\/(runner|fixtures)$/.test(from) });
    writeFileSync(join(lean, mutant.file), text);
    linkOutputs(pristine, out);
    const modules = judges(lean).map(({ name }) => name);
    const { messages } = await buildModules({ root: lean, out, modules, keepGoing: true });
    const trial = judged(messages, join(lean, mutant.file));
    if (trial.verdict !== "survived") return trial;
    const [usual, faulty] = [await emitted(root, pristine), await emitted(lean, out)];
    return usual === faulty ? trial : { ...trial, verdict: "vector" };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** The same outputs in another folder; the builder replaces files and writes into none. */
function linkOutputs(from: string, to: string): void {
  for (const file of readdirSync(from, { recursive: true, encoding: "utf8" })) {
    if (!/\.(olean|key)$/.test(file)) continue;
    mkdirSync(dirname(join(to, file)), { recursive: true });
    linkSync(join(from, file), join(to, file));
  }
}

/** What the errors of a build say about a fault in `file`. */
export function judged(messages: readonly Message[], file: string): Trial {
  const theorems = new Set<string>();
  const examples = new Set<string>();
  for (const message of messages) {
    if (message.severity !== "error") continue;
    const found = declarationAt(declarations(readFileSync(message.file, "utf8")), message.line);
    if (found?.kind === "theorem") theorems.add(found.name);
    else if (found?.kind === "example") examples.add(found.name);
    else if (!found || message.file === file)
      return { verdict: "broken", theorems: [], examples: [], why: messageText(message) };
  }
  const verdict = theorems.size ? "theorem" : examples.size ? "example" : "survived";
  return { verdict, theorems: [...theorems].sort(), examples: [...examples].sort() };
}
