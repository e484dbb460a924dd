import Audit.Axioms
import Audit.Violation
/-!
# Tools

Modules that no claim rests on but that print, run or audit them. Their programs all define `main`, so they cannot be
imported together; their compiled files are read one by one. Rules: no axiom of their own, no `sorry`, no axiom outside
of the list. Since every constant of the project is looked at, what a constant uses itself is enough.
-/
namespace Audit
open Lean System

/-- A module as reported. -/
structure ModuleRow where
  name : Name
  /-- "claim" or "tool" -/
  tier : String
  constants : Nat

def ModuleRow.toJson (row : ModuleRow) : Json :=
  .mkObj [("name", row.name.toString), ("tier", row.tier), ("constants", row.constants)]

/-- What one constant breaks. Unsafe code never reaches a proof and may use the compiler's own axioms. -/
private def toolViolations (allowed : Array Allowed) (info : ConstantInfo) : Array (String × String) :=
  let used := (usedConstants info).filter coreAxioms.contains
  let used := if info.isUnsafe then used.filter (· == `sorryAx) else used
  let declared := if info matches .axiomInfo _ then #[("axiom", "is declared by the project")] else #[]
  axiomViolations allowed used ++ declared

/-- Look at all modules below `pre` that have a file. -/
def sweepTools (pre : Name) (onDisk : Array Name) (allowed : Array Allowed) :
    IO (Array ModuleRow × Array Violation) := do
  let mut rows := #[]
  let mut violations := #[]
  for module in onDisk do
    let file ← findOLean module
    unless ← file.pathExists do
      violations := violations.push {
        rule := "unimported", name := module.toString, module, detail := "was not compiled, so nothing checked it" }
      continue
    let (data, _) ← readModuleData file
    rows := rows.push { name := module, tier := "tool", constants := data.constants.size }
    for info in data.constants do
      for (rule, detail) in toolViolations allowed info do
        violations := violations.push { rule, name := (userName info.name).toString, module, detail }
  if rows.isEmpty then
    violations := violations.push {
      rule := "nothing_audited", name := pre.toString, module := pre, detail := "no compiled module" }
  return (rows, violations)

end Audit
