/** All kinds of evidence. */
import { holds, type Resolver } from "../evidence.ts";
import { area } from "./area.ts";
import { arithmetic } from "./arithmetic.ts";
import { audit } from "./audit.ts";
import { bench } from "./bench.ts";
import { formal } from "./formal.ts";
import { fuzz, mutants, vectors } from "./judged.ts";
import { matrix } from "./matrix.ts";
import { counterexample, example } from "./program.ts";
import { provenance } from "./provenance.ts";
import { test } from "./test.ts";
import { theorem } from "./theorem.ts";

/** Names where one would have to look; nothing here checks it, so it supports no verdict but that. */
const document: Resolver = (ref) => holds(ref, "text");

export const RESOLVERS: Readonly<Record<string, Resolver>> = {
  theorem,
  counterexample,
  example,
  vectors,
  fuzz,
  mutants,
  formal,
  bench,
  area,
  matrix,
  test,
  arithmetic,
  audit,
  provenance,
  document,
};
