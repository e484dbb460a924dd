import Lean
/-!
# Statements that say nothing

`x = x`, `p ↔ p`, `True`, a hypothesis again, and `∃ c, c = e`: alone or as a part of a conjunction. Both sides are
compared as they are written, up to names; `f x = body of f` is no such statement.
-/
namespace Audit
open Lean

/-- The parts of a conjunction. -/
private partial def conjuncts (e : Expr) : List Expr :=
  match e.and? with
  | some (a, b) => conjuncts a ++ conjuncts b
  | none => [e]

/-- Both sides of an equation or equivalence. -/
private def sides? (e : Expr) : Option (Expr × Expr) :=
  match e.eq? with
  | some (_, a, b) => some (a, b)
  | none => match e.heq? with
    | some (_, a, _, b) => some (a, b)
    | none => e.iff?

/-- Is this `∃ c, c = e`, with as many variables and equations as may be, and `e` free of them? -/
private partial def isTrivialExists (e : Expr) (variables : Nat := 0) : Bool :=
  match e.getAppFnArgs with
  | (``Exists, #[_, .lam _ _ body _]) => isTrivialExists body (variables + 1)
  | _ => variables > 0 && (conjuncts e).all fun part =>
    match part.eq? with
    | some (_, .bvar i, b) => i < variables && free b
    | some (_, a, .bvar i) => i < variables && free a
    | _ => part.isConstOf ``True
where
  free (side : Expr) : Bool := (List.range variables).all fun i => !side.hasLooseBVar i

/-- Rule and detail, if one part of the conclusion says nothing. -/
def trivialStatement (hypotheses : Array Expr) (conclusion : Expr) : Option (String × String) :=
  (conjuncts conclusion).findSome? fun part =>
    if part.isConstOf ``True then some ("trivial", "concludes True")
    else if hypotheses.contains part then some ("trivial", "concludes one of its hypotheses")
    else if isTrivialExists part then some ("trivial_exists", "states that something equals a given value")
    else match sides? part with
      | some (a, b) => if a == b then some ("trivial", "states that something equals itself") else none
      | none => none

end Audit
