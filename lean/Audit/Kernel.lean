import Lean
/-!
# Declarations through the kernel

Sends constants, as compiled files hold them, through the kernel in the order of their uses. What the kernel derives
itself (constructors, recursors) must come out as it was compiled.
-/
namespace Audit
open Lean

/-- What a constant uses; its declaration must come later. -/
def usedConstants (info : ConstantInfo) : Array Name :=
  let value := match info with
    | .defnInfo v => some v.value
    | .thmInfo v => some v.value
    | .opaqueInfo v => some v.value
    | _ => none
  let more := match info with
    | .inductInfo v => v.ctors.toArray ++ v.all.toArray
    | .ctorInfo v => #[v.induct]
    | .recInfo v => v.all.toArray
    | _ => #[]
  info.type.getUsedConstants ++ (value.map (·.getUsedConstants)).getD #[] ++ more

/-- A refused declaration and what the kernel said. -/
structure Refusal where
  name : Name
  why : String

structure KernelState where
  env : Kernel.Environment
  constants : Std.HashMap Name ConstantInfo
  seen : Std.HashSet Name := {}
  accepted : Nat := 0
  skipped : Nat := 0

abbrev KernelM := StateT KernelState (ExceptT Refusal IO)

private def send (name : Name) (declaration : Declaration) : KernelM Unit := do
  match (← get).env.addDecl {} declaration with
  | .ok env => modify fun s => { s with env }
  | .error e => throw { name, why := ← (e.toMessageData {}).toString }

private def constructorOf (name : Name) : KernelM Constructor := do
  match (← get).constants.get? name with
  | some (.ctorInfo c) => return { name, type := c.type }
  | _ => throw { name, why := "expected a constructor in the compiled file" }

private def inductiveTypeOf (name : Name) : KernelM InductiveType := do
  match (← get).constants.get? name with
  | some (.inductInfo t) => return { name, type := t.type, ctors := ← t.ctors.mapM constructorOf }
  | _ => throw { name, why := "expected an inductive type in the compiled file" }

private def inductiveDeclaration (v : InductiveVal) : KernelM Declaration := do
  return .inductDecl v.levelParams v.numParams (← v.all.mapM inductiveTypeOf) v.isUnsafe

/-- Send what a constant uses, then the constant. -/
private partial def replayConstant (name : Name) : KernelM Unit := do
  let s ← get
  let some info := s.constants[name]? | return
  if s.seen.contains name then return
  set { s with seen := s.seen.insert name }
  if info.isUnsafe || info.isPartial then
    modify fun s => { s with skipped := s.skipped + 1 }
    return
  (usedConstants info).forM replayConstant
  match info with
  | .defnInfo v => send name (.defnDecl v)
  | .thmInfo v => send name (.thmDecl v)
  | .opaqueInfo v => send name (.opaqueDecl v)
  | .axiomInfo v => send name (.axiomDecl v)
  | .inductInfo v => unless ((← get).env.find? name).isSome do send name (← inductiveDeclaration v)
  | .ctorInfo _ | .recInfo _ | .quotInfo _ => pure ()
  modify fun s => { s with accepted := s.accepted + 1 }

/-- Is what the kernel derived what was compiled? -/
private def checkDerived (name : Name) (info : ConstantInfo) : KernelM Unit := do
  let derived := (← get).env.find? name
  let same := match info, derived with
    | .inductInfo a, some (.inductInfo b) => a.toConstantVal == b.toConstantVal && a.numParams == b.numParams &&
        a.numIndices == b.numIndices && a.ctors == b.ctors && a.numNested == b.numNested
    | .ctorInfo a, some (.ctorInfo b) => a == b
    | .recInfo a, some (.recInfo b) => a == b
    | .quotInfo _, _ => false
    | _, found => found.isSome
  unless same do throw { name, why := "the kernel derives another constant than the compiled file holds" }

/-- Send all constants through the kernel, over `env`; how many it accepted, and how many were unsafe or partial. -/
def replayAll (env : Kernel.Environment) (constants : Std.HashMap Name ConstantInfo) :
    ExceptT Refusal IO (Nat × Nat) := do
  let (_, s) ← (do
    for (name, _) in constants.toList do replayConstant name
    for (name, info) in constants.toList do
      unless info.isUnsafe || info.isPartial do checkDerived name info : KernelM Unit).run { env, constants }
  return (s.accepted, s.skipped)

end Audit
