import Lean
/-!
# Hypotheses

A hypothesis is a binder whose type is a proposition, in the statement's prefix of quantifiers and arrows.
-/
namespace Audit
open Lean Meta

/-- A hypothesis: the type of a binder, and whether something uses it. -/
structure Hypothesis where
  name : Name
  type : Expr
  /-- found by type class resolution, so its instances are its witnesses -/
  isInstance : Bool
  used : Bool

private def mentions (e : Expr) (x : Expr) : Bool := e.containsFVar x.fvarId!

/-- The hypotheses of a theorem, and its conclusion, both over the same free variables. A proof that is not written
as a function of the hypothesis counts as using it. -/
def withHypotheses {α : Type} (type value : Expr) (k : Array Hypothesis → Expr → MetaM α) : MetaM α :=
  forallTelescope type fun xs conclusion => do
    let proofUses : Array Bool ← lambdaTelescope value fun ys proof => do
      let types ← ys.mapM inferType
      return ys.mapIdx fun i y => mentions proof y || (types.extract (i + 1) types.size).any (mentions · y)
    let types ← xs.mapM inferType
    let mut found := #[]
    for h : i in [0:xs.size] do
      let x := xs[i]
      unless ← isProp types[i]! do continue
      let stated := mentions conclusion x || (types.extract (i + 1) types.size).any (mentions · x)
      let decl ← x.fvarId!.getDecl
      found := found.push {
        name := decl.userName, type := types[i]!, isInstance := decl.binderInfo.isInstImplicit,
        used := stated || proofUses.getD i true }
    k found conclusion

end Audit
