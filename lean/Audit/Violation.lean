import Lean.Data.Json
/-!
# Violations

What the audit reports: which rule, where, and why. `Audit.rules` lists every rule.
-/
namespace Audit
open Lean

/-- One broken rule. -/
structure Violation where
  /-- a name of `rules` -/
  rule : String
  /-- the declaration, or the module if it is about a whole file -/
  name : String
  module : Name
  /-- line of the declaration, from 1; none if it was not written by hand -/
  line : Option Nat := none
  detail : String

/-- A value, or null. -/
def orNull {α : Type} [ToJson α] : Option α → Json
  | some a => toJson a
  | none => .null

def Violation.toJson (v : Violation) : Json :=
  .mkObj [("rule", v.rule), ("name", v.name), ("module", v.module.toString), ("line", orNull v.line),
    ("detail", v.detail)]

/-- `rule: name (module:line): detail` -/
def Violation.text (v : Violation) : String :=
  let line := match v.line with | some l => s!":{l}" | none => ""
  s!"{v.rule}: {v.name} ({v.module}{line}): {v.detail}"

/-- Every rule and what breaks it. -/
def rules : List (String × String) := [
  ("nothing_audited", "the project has no module or no theorem"),
  ("unimported", "a file of the project has no compiled module, so nothing checked it"),
  ("not_importable", "the modules cannot be imported together, so nothing was swept"),
  ("no_source", "a compiled module of the project has no file"),
  ("sorry", "an unfinished proof, directly or through what it uses"),
  ("axiom", "an axiom declared by the project"),
  ("forbidden_axiom", "an axiom that axioms.allow does not list (native_decide, bv_decide: the compiler)"),
  ("unsafe", "unsafe in a claim module"),
  ("partial", "partial in a claim module"),
  ("opaque", "opaque in a claim module"),
  ("implemented_by", "another implementation at run time in a claim module"),
  ("extern", "a foreign implementation in a claim module"),
  ("trivial", "the conclusion is x = x, p ↔ p, True or one of the hypotheses"),
  ("trivial_exists", "the conclusion is ∃ c, c = e"),
  ("unused_hypothesis", "neither the statement nor the proof uses a hypothesis"),
  ("restatement", "the same statement as another theorem, up to names"),
  ("no_witness", "hypotheses, and no example that fulfils them"),
  ("no_docstring", "a theorem without a docstring"),
  ("claim_format", "a docstring in Claims without claim ids (or none) or without what it does not say"),
  ("replay", "the kernel refuses a compiled declaration"),
  ("replay_incomplete", "replay did not see what the sweep saw")]

end Audit
