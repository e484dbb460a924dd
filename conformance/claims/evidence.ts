/** What a claim rests on, by kind; each reference is looked up in what this run found. */
import type { World } from "./world.ts";

/** A reference and what became of it. */
export interface Evidence {
  readonly kind: string;
  readonly ref: string;
  readonly ok: boolean;
  /** What was found, or why it does not hold. */
  readonly detail: string;
  /** This run's artefacts, a committed record, or nothing but text. */
  readonly from: "run" | "record" | "text";
  /** Of a solver's proof that holds for some number of steps only. */
  readonly bounded?: true;
}

/** What a resolver says of a reference. */
export type Found = Omit<Evidence, "kind" | "ref">;

/** Looks up a reference of one kind. */
export type Resolver = (ref: string, world: World) => Found;

export const holds = (detail: string, from: Found["from"] = "run"): Found => ({ ok: true, detail, from });
export const fails = (detail: string, from: Found["from"] = "run"): Found => ({ ok: false, detail, from });

/** `kind:reference` in its parts. */
export function partsOf(text: string): { readonly kind: string; readonly ref: string } {
  const at = text.indexOf(":");
  return { kind: text.slice(0, at), ref: text.slice(at + 1) };
}

/** Looks up one piece of evidence; one of a kind that nobody resolves does not hold. */
export function resolve(text: string, resolvers: Readonly<Record<string, Resolver>>, world: World): Evidence {
  const { kind, ref } = partsOf(text);
  const resolver = resolvers[kind];
  if (resolver === undefined) return { kind, ref, ...fails(`no such kind of evidence: ${kind}`, "text") };
  return { kind, ref, ...resolver(ref, world) };
}
