import Audit.Project
/-!
# Replay

All declarations of a project, read from its compiled files, go through the kernel once more, on top of a fresh core
environment. A declaration that was smuggled past the kernel (`debug.skipKernelTC`, a forged file) is refused here. It is
the same kernel by another path, not an independent one.
-/
namespace Audit
open Lean System

/-- The constants of a project as its compiled files hold them. -/
structure Compiled where
  modules : Array Name := #[]
  /-- modules of others that it imports -/
  core : Array Name := #[]
  constants : Std.HashMap Name ConstantInfo := {}

/-- Read the compiled files of `todo` and of everything below `project` that they import. -/
partial def readCompiled (project : Name) (todo : List Name) (c : Compiled := {}) : IO Compiled := do
  match todo with
  | [] => return c
  | m :: todo =>
    if c.modules.contains m || c.core.contains m then readCompiled project todo c
    else if !project.isPrefixOf m then readCompiled project todo { c with core := c.core.push m }
    else
      let (data, _) ← readModuleData (← findOLean m)
      readCompiled project (data.imports.toList.map (·.module) ++ todo) { c with
        modules := c.modules.push m
        constants := data.constants.foldl (fun all info => all.insert info.name info) c.constants }

/-- What the replay of one project found. -/
structure ReplayReport where
  project : Name
  modules : Nat
  constants : Nat
  /-- constants that the kernel accepted; unsafe and partial ones are not sent to it -/
  replayed : Nat
  /-- what it said of the first one that it refused -/
  refused : Option String

def ReplayReport.toJson (r : ReplayReport) : Json :=
  .mkObj [("project", r.project.toString), ("modules", r.modules), ("constants", r.constants), ("replayed", r.replayed),
    ("refused", match r.refused with | some text => .str text | none => .null)]

/-- Replay the constants over `core`, a fresh environment of what the project imports. -/
def replayProject (project : Name) (compiled : Compiled) (core : Environment) : IO ReplayReport := do
  let (modules, constants) := (compiled.modules.size, compiled.constants.size)
  try
    let env ← core.replay compiled.constants
    let replayed := compiled.constants.fold (fun n name _ => if env.contains name then n + 1 else n) 0
    return { project, modules, constants, replayed, refused := none }
  catch e => return { project, modules, constants, replayed := 0, refused := some (toString e) }

end Audit
