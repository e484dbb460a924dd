import Audit.Axioms
import Audit.Escape
import Audit.Theorem
import Audit.Tools
/-!
# The sweep

Every constant of every module of a project: axioms and ways around the logic; every theorem: the lints.
-/
namespace Audit
open Lean System

/-- What the sweep of one project found. -/
structure Report where
  project : Name
  deep : Bool
  allowed : Array Allowed
  modules : Array ModuleRow
  /-- theorems that Lean generated -/
  generated : Nat
  theorems : Array TheoremRow
  violations : Array Violation

/-- How many constants were looked at. -/
def Report.constants (r : Report) : Nat := r.modules.foldl (· + ·.constants) 0

def Report.toJson (r : Report) : Json :=
  .mkObj [("project", r.project.toString), ("lean", Lean.versionString),
    ("mode", if r.deep then "deep: axioms of core theorems are followed" else "core constants are leaves"),
    ("allowed", .arr (r.allowed.map fun a => .mkObj [("name", a.name.toString), ("reason", a.reason)])),
    ("modules", .arr (r.modules.map (·.toJson))), ("generated", r.generated),
    ("theorems", .arr (r.theorems.map (·.toJson))), ("violations", .arr (r.violations.map (·.toJson)))]

/-- The report if the compiled modules do not go together, such as two that define the same name. -/
def unimportable (project : Name) (deep : Bool) (allowed : Array Allowed) (why : String) : Report := {
  project, deep, allowed, modules := #[], generated := 0, theorems := #[]
  violations := #[{ rule := "not_importable", name := project.toString, module := project, detail := why }] }

/-- Files without compiled modules and the other way round. -/
private def fileViolations (onDisk imported : Array Name) : Array Violation :=
  let about (rule detail : String) (m : Name) : Violation := { rule, name := m.toString, module := m, detail }
  (onDisk.filter (!imported.contains ·)).map (about "unimported" "was not compiled, so nothing checked it") ++
    (imported.filter (!onDisk.contains ·)).map (about "no_source" "was compiled from a file that is gone")

/-- The declaration that a person wrote for this constant: itself, or the nearest name before generated parts. -/
private partial def writtenFor (name : Name) : CoreM (Name × Option Nat) := do
  match ← writtenAt? name, name with
  | some line, _ => return (name, some line)
  | none, .str pre _ | none, .num pre _ =>
    if (← getEnv).contains pre then writtenFor pre else return (name, none)
  | none, .anonymous => return (name, none)

/-- What the declarations break, theorems by themselves apart. -/
private def declarationViolations (project : Name) (constants : Array Declared)
    (reached : Std.HashMap Name (Array Name)) (allowed : Array Allowed) : CoreM (Array Violation) := do
  let env ← getEnv
  let mut violations := #[]
  for d in constants do
    let mut broken := axiomViolations allowed ((reached.getD d.name #[]).filter (· != d.name))
    if d.info matches .axiomInfo _ then broken := broken.push ("axiom", "is declared by the project")
    if isClaimModule project d.module then broken := broken ++ escapes env d.info
    unless broken.isEmpty do
      let (name, line) ← writtenFor d.name
      for (rule, detail) in broken do
        let name := (userName name).toString
        unless violations.any fun (v : Violation) => v.rule == rule && v.name == name && v.module == d.module do
          violations := violations.push { rule, name, module := d.module, line, detail }
  return violations

/-- Sweep one project; all its compiled modules are imported. Of several parts, this is the one from 1 to their number: the
first has the declarations, each has its share of the theorems. -/
def sweep (project : Name) (source : FilePath) (allowed : Array Allowed) (deep : Bool) (part : Nat × Nat := (1, 1)) :
    CoreM Report := do
  let env ← getEnv
  let onDisk ← modulesOnDisk source project
  let (modules, constants) := declared env project
  let reached := axiomsReached env constants deep
  let mut violations := #[]
  if part.1 == 1 then
    violations := fileViolations onDisk modules ++ (← declarationViolations project constants reached allowed)
  -- theorems
  let theorems := constants.filter (·.info matches .thmInfo _)
  let written ← theorems.filterMapM fun d => return (← writtenAt? d.name).map (d, ·)
  let position : Std.HashMap Name Nat := modules.foldl (fun at_ m => at_.insert m at_.size) {}
  let key (d : Declared) (line : Nat) : Nat × Nat := (position.getD d.module 0, line)
  let written := written.qsort fun (d, i) (e, j) => Prod.lexLt (key d i) (key e j)
  let isClaim (module : Name) : Bool := (project ++ `Claims).isPrefixOf module
  let restated := restatements (written.map (·.1)) isClaim
  let mut examples : Std.HashMap Name (Array String) := {}
  let mut rows := #[]
  for (d, line) in written.extract (written.size * (part.1 - 1) / part.2) (written.size * part.1 / part.2) do
    unless examples.contains d.module do
      examples := examples.insert d.module (examplesIn (withoutComments (← IO.FS.readFile (sourceFile source d.module))))
    let (row, broken) ← (examine d line {
      axioms := reached.getD d.name #[], examples := examples.getD d.module #[], isClaim := isClaim d.module,
      restates := restated[d.name]? }).run'
    modifyThe Core.State fun s => { s with cache := {} }
    rows := rows.push row
    if isClaimModule project d.module then
      violations := violations ++ broken.map fun (rule, detail) =>
        { rule, name := (userName d.name).toString, module := d.module, line := some line, detail }
  let sizes : Std.HashMap Name Nat := constants.foldl (fun n d => n.insert d.module (n.getD d.module 0 + 1)) {}
  if modules.isEmpty || written.isEmpty then
    violations := violations.push {
      rule := "nothing_audited", name := project.toString, module := project,
      detail := s!"{modules.size} modules and {written.size} theorems" }
  return {
    project, deep, allowed, modules := modules.map fun name => {
      name, tier := if isClaimModule project name then "claim" else "tool", constants := sizes.getD name 0 },
    generated := theorems.size - written.size, theorems := rows, violations }

end Audit
