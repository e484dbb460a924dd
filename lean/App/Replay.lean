import Audit.Arguments
import Audit.Replay
/-!
`App.Replay`, with the arguments of `App.Audit`: send every declaration of the projects through the kernel again.
-/
open Lean Audit

private unsafe def run (o : Arguments) : IO Bool := do
  let mut all : Array (Name × Compiled) := #[]
  for project in o.projects do
    let modules ← (← modulesOnDisk o.source project).filterM (isCompiled ·)
    all := all.push (project, ← readCompiled project modules.toList)
  let core := all.foldl (fun names (_, compiled) => names ++ compiled.core.filter (!names.contains ·)) #[`Init]
  enableInitializersExecution
  let env ← importModules (core.map fun m => { module := m }) {}
  let mut clean := true
  for (project, compiled) in all do
    let report ← replayProject project compiled env
    writeReport o project "replay" report.toJson
    if report.refused.isSome || report.replayed == 0 then clean := false
    unless o.reportOnly do
      if let some { name, why } := report.refused then IO.eprintln s!"replay: {name}: {why}"
      IO.println s!"{project}: {report.replayed} of {report.constants} constants replayed, {report.skipped} unsafe or partial"
  return clean

unsafe def main (args : List String) : IO UInt32 := do
  findCore
  let o ← parseArguments args
  let clean ← run o
  return if clean || o.reportOnly then 0 else 1
