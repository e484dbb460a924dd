import Audit.Allow
import Audit.Kernel
import Audit.Project
/-!
# Which axioms a constant rests on

Exact over the project's own constants, cycles included. Constants of core Lean are leaves, except the axioms named
here: the npm toolchain ships core theorems without their proofs. `deep` follows core, too, and needs a native Lean.
-/
namespace Audit
open Lean

/-- The axioms that core Lean declares, and the two constants by which the kernel runs compiled code. -/
def coreAxioms : List Name := neverAllowed ++
  [`propext, `Quot.sound, `Classical.choice, `Lean.trustCompiler, `Lean.ofReduceBool, `Lean.ofReduceNat,
    `Lean.reduceBool, `Lean.reduceNat]

/-- Does this toolchain ship the proofs of core theorems? -/
def coreHasProofs (env : Environment) : Bool :=
  env.find? `Nat.add_comm matches some (.thmInfo _)

/-- The axioms that each of `own` reaches, sorted by name. -/
def axiomsReached (env : Environment) (own : Array Declared) (deep : Bool) : Std.HashMap Name (Array Name) := Id.run do
  let ours : Std.HashSet Name := own.foldl (·.insert ·.name) {}
  let mut users : Std.HashMap Name (Array Name) := {}
  let mut axioms : Std.HashSet Name := {}
  let mut seen : Std.HashSet Name := {}
  let mut todo := own.map (·.name)
  while !todo.isEmpty do
    let name := todo.back!
    todo := todo.pop
    if seen.contains name then continue
    seen := seen.insert name
    if !ours.contains name && coreAxioms.contains name then
      axioms := axioms.insert name
      continue
    if !deep && !ours.contains name then continue
    match env.find? name with
    | none => axioms := axioms.insert name
    | some info =>
      if info matches .axiomInfo _ then axioms := axioms.insert name
      for used in usedConstants info do
        if deep || ours.contains used || coreAxioms.contains used then
          users := users.insert used ((users.getD used #[]).push name)
          todo := todo.push used
  let mut reached : Std.HashMap Name (Array Name) := {}
  for ax in axioms.toArray.qsort (·.toString < ·.toString) do
    let mut marked : Std.HashSet Name := {}
    let mut open_ := #[ax]
    while !open_.isEmpty do
      let name := open_.back!
      open_ := open_.pop
      if marked.contains name then continue
      marked := marked.insert name
      reached := reached.insert name ((reached.getD name #[]).push ax)
      open_ := open_ ++ users.getD name #[]
  return reached

/-- What of the axioms `reached` breaks a rule: rule and detail. -/
def axiomViolations (allowed : Array Allowed) (reached : Array Name) : Array (String × String) := Id.run do
  let bad := reached.filter fun ax => !allowed.any (·.name == ax)
  let mut found := #[]
  if bad.contains `sorryAx then found := found.push ("sorry", "rests on sorryAx")
  let others := bad.filter (· != `sorryAx)
  unless others.isEmpty do
    found := found.push ("forbidden_axiom", s!"rests on {", ".intercalate (others.map toString).toList}")
  return found

end Audit
