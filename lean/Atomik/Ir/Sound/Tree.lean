import Atomik.Ir.Tree
/-!
# The emitted tree is that of the Spec
-/
namespace Atomik.Ir
open Digest (Tree)

variable {w : Nat}

/-- The emitted tree holds the digests of the Spec's. -/
theorem tree_build (depth : Nat) (chunk : Nat → BitVec w) : tree.build depth chunk = Tree.build depth chunk := by
  induction depth generalizing chunk with
  | zero => rfl
  | succ depth ih =>
    rw [TreeDef.build, ih, ih]
    rfl

/-- It is filled up as the Spec's is. -/
theorem tree_ofList (depth : Nat) (digests : List (BitVec w)) : tree.ofList depth digests = Tree.ofList depth digests :=
  tree_build depth _

/-- It follows a change as the Spec's does. -/
theorem tree_change {depth : Nat} (t : Tree (BitVec w) depth) (i : Nat) (delta : BitVec w) :
    tree.change t i delta = t.update i delta := by
  induction t generalizing i with
  | leaf digest => rfl
  | node digest left right ihl ihr =>
    rw [TreeDef.change, Tree.update, ihl, ihr]
    rfl

/-- It locates what the Spec's does. -/
theorem tree_locate {depth : Nat} (t u : Tree (BitVec w) depth) : tree.locate t u = t.locate u := by
  induction t with
  | leaf digest => cases u; rfl
  | node digest left right ihl ihr =>
    cases u with
    | node digest' left' right' =>
      rw [TreeDef.locate, Tree.locate, ihl left', ihr right']
      show (if decide (left.root ≠ left'.root) = true then _ else _) = _
      by_cases same : left.root = left'.root
      · rw [if_neg (not_not_intro same), if_neg fun h => absurd same (of_decide_eq_true h)]
      · rw [if_pos same, if_pos (decide_eq_true same)]

end Atomik.Ir
