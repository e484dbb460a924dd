import Lean
/-!
# What is audited

A project is everything below one module name. Its claim modules hold what the public claims rest on; other modules
(emitters, tools) may use what never reaches a proof, such as `partial`.
-/
namespace Audit
open Lean System

/-- Is this a claim module of the project `pre`? -/
def isClaimModule (pre module : Name) : Bool :=
  [`Spec, `Thm, `Ir, `Claims].any fun part => (pre ++ part).isPrefixOf module

/-- Folders without modules. -/
private def skipped : List String := ["fixtures", "test"]

private partial def modulesIn (folder : FilePath) (pre : Name) : IO (Array Name) := do
  let mut found := #[]
  for entry in ← folder.readDir do
    if ← entry.path.isDir then
      unless skipped.contains entry.fileName do
        found := found ++ (← modulesIn entry.path (.str pre entry.fileName))
    else if entry.path.extension == some "lean" then
      if let some stem := entry.path.fileStem then found := found.push (.str pre stem)
  return found

/-- The modules that have a file below the folder `source`: `pre` itself and all below it, sorted. -/
def modulesOnDisk (source : FilePath) (pre : Name) : IO (Array Name) := do
  let folder := source / pre.toString
  let below ← if ← folder.isDir then modulesIn folder pre else pure #[]
  let own := if ← (source / s!"{pre}.lean").pathExists then #[pre] else #[]
  return (own ++ below).qsort fun a b => a.toString < b.toString

/-- The file of a module. -/
def sourceFile (source : FilePath) (module : Name) : FilePath :=
  module.components.foldl (fun path part => path / part.toString) source |>.addExtension "lean"

/-- Is there a compiled file on the search path? -/
def isCompiled (module : Name) : IO Bool := do
  (← findOLean module).pathExists

/-- A constant with its module. -/
structure Declared where
  module : Name
  info : ConstantInfo

def Declared.name (d : Declared) : Name := d.info.name

/-- All constants of the imported modules below `pre`, in import order, with the modules. -/
def declared (env : Environment) (pre : Name) : Array Name × Array Declared := Id.run do
  let mut modules := #[]
  let mut constants := #[]
  for module in env.header.moduleNames, data in env.header.moduleData do
    if pre.isPrefixOf module then
      modules := modules.push module
      for info in data.constants do constants := constants.push ⟨module, info⟩
  return (modules, constants)

/-- The name as written in the source, also of a private declaration. -/
def userName (name : Name) : Name := privateToUserName? name |>.getD name

/-- The declaration that a person wrote, judged by the name alone: `foo` for `foo._proof_1`. -/
partial def writtenName (name : Name) : Name :=
  let name := userName name
  if name.isInternalDetail && !name.getPrefix.isAnonymous then writtenName name.getPrefix else name

end Audit
