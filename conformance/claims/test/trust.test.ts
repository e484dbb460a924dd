import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { SEMANTICS } from "../../../c/proof/object/execute.ts";
import { ROOT } from "../../spec.ts";

it("TRUST.md says how many instructions the proof of compiled C gives a meaning", () => {
  const trust = readFileSync(join(ROOT, "TRUST.md"), "utf8");
  const said = Number(/says that about (\d+) mnemonics of x86-64 do/.exec(trust)?.[1]);
  expect(said).toBe(Math.round(Object.keys(SEMANTICS).length / 10) * 10);
});
