import Audit.Project
/-!
# Restatements

Two theorems with the same statement, up to the names of variables and universes. The one use of a restatement is a
claim: one theorem in `Claims` may restate one theorem from elsewhere.
-/
namespace Audit
open Lean

private partial def withoutAnnotations (e : Expr) : Expr :=
  e.replace fun
    | .mdata _ inner => some (withoutAnnotations inner)
    | _ => none

/-- The statement with universe parameters numbered and annotations removed; `==` ignores the names of variables. -/
def plainStatement (info : ConstantInfo) : Expr :=
  let levels := (List.range info.levelParams.length).map fun i => Level.param (.num `u i)
  withoutAnnotations (info.type.instantiateLevelParams info.levelParams levels)

/-- A theorem that states what an earlier one states. -/
structure Restatement where
  earlier : Declared
  /-- a claim, and the first one of its original -/
  allowed : Bool

/-- The restatements among theorems in import order, by name. -/
def restatements (theorems : Array Declared) (isClaim : Name → Bool) : Std.HashMap Name Restatement := Id.run do
  let mut first : Std.HashMap Expr Declared := {}
  let mut claimed : Std.HashSet Name := {}
  let mut found := {}
  for t in theorems do
    let key := plainStatement t.info
    match first[key]? with
    | none => first := first.insert key t
    | some earlier =>
      let allowed := isClaim t.module && !isClaim earlier.module && !claimed.contains earlier.name
      if isClaim t.module then claimed := claimed.insert earlier.name
      found := found.insert t.name { earlier, allowed }
  return found

end Audit
