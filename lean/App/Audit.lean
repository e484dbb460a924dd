import Audit.Arguments
import Audit.Sweep
/-!
`App.Audit [--source DIR] [--olean DIR] [--allow FILE] [--reports DIR] [--tools Name,…] [--part K/N] [--deep]
[--report-only] [Project…]`: sweep every declaration of the projects (`Atomik` by default). Exit 0: clean; 1: a rule is broken; an error
in the arguments throws. Of several parts each looks at its share of the theorems, and the first one at all else: one process
has less memory than a large project needs.
-/
open Lean Audit

private unsafe def run (o : Arguments) : IO Bool := do
  let kind := if o.part.2 == 1 then "sweep" else s!"sweep.{o.part.1}"
  let allowed ← IO.ofExcept (parseAllowed (← IO.FS.readFile o.allow))
  let compiled ← (← o.projects.flatMapM (modulesOnDisk o.source ·)).filterM (isCompiled ·)
  let imports := #[{ module := `Init : Import }] ++ compiled.map fun m => { module := m }
  enableInitializersExecution
  let env ← try importModules imports {} (loadExts := true) catch e =>
    for project in o.projects do
      writeReport o project kind (unimportable project o.deep allowed (toString e)).toJson
    IO.eprintln s!"not_importable: {e}"
    return false
  if o.deep && !coreHasProofs env then
    throw <| IO.userError "--deep: expected a Lean with proofs of core theorems, got one without"
  let context : Core.Context := { fileName := "<audit>", fileMap := default }
  let mut clean := true
  for project in o.projects do
    let (swept, _) ← (sweep project o.source allowed o.deep o.part).toIO context { env }
    let mut report := swept
    if project == o.projects[0]! && o.part.1 == 1 then
      for tools in o.tools do
        let (modules, violations) ← sweepTools tools (← modulesOnDisk o.source tools) allowed
        report := { report with modules := report.modules ++ modules, violations := report.violations ++ violations }
    writeReport o project kind report.toJson
    unless report.violations.isEmpty do clean := false
    unless o.reportOnly do
      for v in report.violations do IO.eprintln v.text
      IO.println s!"{project}: {report.modules.size} modules, {report.constants} constants, {
        report.theorems.size} theorems, {report.violations.size} violations"
  return clean

unsafe def main (args : List String) : IO UInt32 := do
  findCore
  let o ← parseArguments args
  let clean ← run o
  return if clean || o.reportOnly then 0 else 1
