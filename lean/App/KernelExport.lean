import Audit.Arguments
import Audit.Axioms
import Audit.Export.Declarations
/-!
`App.KernelExport`, with the arguments of `App.Audit`: write every declaration of the projects and all that they use into
`<reports>/<project>.ndjson`, for a kernel that is not Lean's, and into `<reports>/<project>.export.json` what that kernel has
to believe without proof.
-/
open Lean Audit

/-- The counts, the axioms proper, and theorems of core Lean whose proofs this toolchain does not have. -/
private def report (project : Name) (constants : Array Declared) (s : Export.State) : Json :=
  let (axioms, hidden) := s.axioms.partition coreAxioms.contains
  let sorted (names : Array Name) : Json := toJson ((names.map toString).qsort (· < ·))
  .mkObj [("project", project.toString), ("lean", Lean.versionString), ("constants", constants.size),
    ("declarations", s.declarations), ("expressions", s.exprs.size), ("axioms", sorted axioms), ("hidden", sorted hidden)]

private unsafe def run (o : Arguments) : IO Unit := do
  let some folder := o.reports | throw <| IO.userError "--reports: expected a folder, got none"
  IO.FS.createDirAll folder
  let compiled ← (← o.projects.flatMapM (modulesOnDisk o.source ·)).filterM (isCompiled ·)
  let env ← importModules (#[{ module := `Init : Import }] ++ compiled.map fun m => { module := m }) {}
  for project in o.projects do
    let (_, constants) := declared env project
    let constants := constants.filter fun d => !(d.info.isUnsafe || d.info.isPartial)
    let file ← IO.FS.Handle.mk (folder / s!"{project}.ndjson") .write
    let (_, s) ← ((Export.everything constants).run { env, file }).run {}
    writeReport o project "export" (report project constants s)
    IO.println s!"{project}: {s.declarations} declarations, {s.exprs.size} expressions, {s.axioms.size} without proof"

unsafe def main (args : List String) : IO UInt32 := do
  findCore
  run (← parseArguments args)
  return 0
