import Audit.Kernel
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

/-- One more constant. Lean derives some lemmas, such as `f.eq_def`, where they are first needed, and that may be in two
modules with two proofs: import keeps one of them, so here the other gets a name of its own and is replayed, too. -/
private def addConstant (all : Std.HashMap Name ConstantInfo) (info : ConstantInfo) : Std.HashMap Name ConstantInfo :=
  match info with
  | .thmInfo v =>
    let name := if all.contains v.name then .num (v.name ++ `copy) all.size else v.name
    all.insert name (.thmInfo { v with name })
  | _ => all.insert info.name info

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
        constants := data.constants.foldl addConstant c.constants }

/-- What the replay of one project found. -/
structure ReplayReport where
  project : Name
  modules : Nat
  constants : Nat
  /-- how many the kernel accepted -/
  replayed : Nat := 0
  /-- unsafe and partial ones, which it never sees -/
  skipped : Nat := 0
  /-- the first one that it refused -/
  refused : Option Refusal := none

def ReplayReport.toJson (r : ReplayReport) : Json :=
  let refused := match r.refused with
    | some { name, why } => Json.mkObj [("name", (writtenName name).toString), ("why", why)]
    | none => .null
  .mkObj [("project", r.project.toString), ("modules", r.modules), ("constants", r.constants), ("replayed", r.replayed),
    ("skipped", r.skipped), ("refused", refused)]

/-- Replay the constants over `core`, a fresh environment of what the project imports. -/
def replayProject (project : Name) (compiled : Compiled) (core : Environment) : IO ReplayReport := do
  let report : ReplayReport := { project, modules := compiled.modules.size, constants := compiled.constants.size }
  match ← (replayAll core.toKernelEnv compiled.constants).run with
  | .ok (replayed, skipped) => return { report with replayed, skipped }
  | .error refusal => return { report with refused := some refusal }

end Audit
