/** Each planted fault is caught, by name and by the rule it breaks, and nothing else is; the clean project passes. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allModules, buildModules, messageText } from "../../runner/lean.ts";
import { leanRoot } from "../../runner/paths.ts";
import { merge, type TheoremsFile } from "../driver/reports.ts";
import { runAudit } from "../driver/run.ts";

const source = path.join(leanRoot, "fixtures", "audit");
const allow = path.join(leanRoot, "axioms.allow");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "atomik-audit-"));
const olean = path.join(folder, "olean");

/** What each project must break: rule and name. */
const planted: Record<string, string[]> = {
  Clean: [],
  Sorry: ["sorry Sorry.unfinished", "sorry Sorry.rests_on_it"],
  Axiom: ["axiom Axiom.declared", "forbidden_axiom Axiom.rests_on_it", "forbidden_axiom Axiom.mentions"],
  Compiler: [
    "forbidden_axiom Compiler.by_native",
    "forbidden_axiom Compiler.by_reduction",
    "replay Compiler.by_native", // compiled code is not there any more
  ],
  Bypass: ["replay Bypass.smuggled"],
  Unimported: ["unimported Unimported.Thm.Forgotten"],
  Escape: [
    "implemented_by Escape.replaced",
    "extern Escape.foreign",
    "unsafe Escape.unchecked",
    "partial Escape.endless",
    "opaque Escape.hidden",
  ],
  Vacuous: [
    "trivial Vacuous.self_equal",
    "trivial Vacuous.self_iff",
    "trivial Vacuous.padded",
    "trivial Vacuous.nothing",
    "trivial Vacuous.again",
    "trivial_exists Vacuous.some_value",
    "trivial_exists Vacuous.two_values",
    "unused_hypothesis Vacuous.unneeded",
    "restatement Vacuous.renamed",
    "no_witness Vacuous.impossible",
    "no_witness Vacuous.assumed",
    "no_witness Vacuous.commented",
    "no_witness Vacuous.short",
    "no_docstring Vacuous.undocumented",
  ],
  Claimless: [
    "claim_format Claimless.without_ids",
    "claim_format Claimless.without_limits",
    "claim_format Claimless.with_words",
    "claim_format Claimless.with_none_and_one",
    "claim_format Claimless.with_misspelt_none",
    "claim_format Claimless.with_empty_list",
    "restatement Claimless.twice_again",
  ],
  Empty: ["nothing_audited Empty"],
  Missing: ["nothing_audited Missing"],
};

async function audit(projects: string[], allowFile: string): Promise<Map<string, TheoremsFile>> {
  const reports = path.join(folder, "reports");
  const found = await runAudit({ projects, source, olean, allow: allowFile, reports });
  return new Map([...found].map(([name, { sweep, replay }]) => [name, merge("test", sweep, replay)]));
}

/** A project that cannot be imported, not even beside others. */
const apart = "Clash";

/** `axioms.allow`, changed. */
function changedAllow(change: (text: string) => string): string {
  const file = path.join(folder, "axioms.allow");
  fs.writeFileSync(file, change(fs.readFileSync(allow, "utf8")));
  return file;
}

function broken(file: TheoremsFile): string[] {
  return file.violations.map(({ rule, name }) => `${rule} ${name}`).sort();
}

let files: Map<string, TheoremsFile>;

beforeAll(async () => {
  const modules = allModules(source).filter((name) => name !== "Unimported.Thm.Forgotten");
  const build = await buildModules({ root: source, out: olean, modules });
  expect(build.messages.map(messageText)).toEqual([]);
  files = await audit(Object.keys(planted), allow);
});

afterAll(() => fs.rmSync(folder, { recursive: true }));

test("every fixture has its row", () => {
  const folders = fs.readdirSync(source).sort();
  expect([...folders, "Missing"].sort()).toEqual([...Object.keys(planted), apart].sort());
});

test.each(Object.entries(planted))("%s", (project, expected) => {
  expect(broken(files.get(project)!)).toEqual([...expected].sort());
});

test("two modules with the same name", async () => {
  const file = (await audit([apart], allow)).get(apart)!;
  expect(broken(file)).toEqual(["not_importable Clash"]);
  expect(file.violations[0]!.detail).toContain("environment already contains 'Clash.value'");
});

test("what is reported of a theorem", () => {
  const { theorems, modules, replay } = files.get("Clean")!;
  expect(theorems.find((t) => t.name === "Clean.Claims.claim_double_pos")).toMatchObject({
    module: "Clean.Claims",
    line: 5,
    statement: "{m : Nat} (h : 0 < m) : 0 < Clean.double m",
    english: "Twice a positive number is positive.",
    claimIds: ["C1", "C22"],
    doesNotSay: "that it fits into a word.",
    axioms: [],
    hypotheses: 1,
    private: false,
  });
  expect(theorems.find((t) => t.name === "Clean.Claims.claim_fst_mk")).toMatchObject({
    statement: "{α : Type u} {β : Type v} (a : α) (b : β) : (a, b).fst = a",
    claimIds: [],
  });
  expect(theorems.find((t) => t.name === "Clean.double_zero")?.statement).toBe("Clean.double 0 = 0");
  expect(theorems.find((t) => t.name === "Clean.eq_of_iff")?.axioms).toEqual(["propext"]);
  expect(theorems.map((t) => t.definitional)).toEqual([true, false, false, false, false, false, false, true]);
  expect(modules.map((m) => m.tier)).toEqual(["claim", "claim", "claim", "tool"]);
  expect(replay.replayed + replay.skipped).toBe(replay.constants);
});

test("in parts, the same is found", async () => {
  const projects = ["Clean", "Vacuous", "Escape", "Claimless"];
  const reports = path.join(folder, "parts");
  const found = await runAudit({ projects, source, olean, allow, reports, parts: 3 });
  for (const [name, { sweep, replay }] of found) {
    const whole = files.get(name)!;
    const divided = merge("test", sweep, replay);
    expect(divided.theorems).toEqual(whole.theorems);
    expect(broken(divided)).toEqual(broken(whole));
  }
});

test("trust is as wide as axioms.allow says, and no line makes it wider than the compiler", async () => {
  const wider = changedAllow(
    (text) => `${text}Lean.ofReduceBool a test\nLean.reduceBool a test\nAxiom.declared a test\n`,
  );
  const more = await audit(["Compiler", "Axiom"], wider);
  expect(broken(more.get("Compiler")!)).toEqual(["replay Compiler.by_native"]);
  expect(broken(more.get("Axiom")!)).toEqual(["axiom Axiom.declared"]);

  const narrower = changedAllow((text) => text.replace(/^propext.*\n/m, ""));
  const less = await audit(["Clean"], narrower);
  expect(broken(less.get("Clean")!)).toEqual(["forbidden_axiom Clean.eq_of_iff"]);
});

test("no list makes an unfinished proof a proof", async () => {
  const file = changedAllow((text) => `${text}sorryAx a test\n`);
  await expect(audit(["Sorry"], file)).rejects.toThrow("expected the Lean programs to end with 0, got 1");
});
