import Atomik.Spec.Digest.Tree
/-!
# The tree of digests as data

Two expressions and an order: what a node holds, how a change is carried into the digests above it, and which half is
compared first. `Atomik.Ir.Sound.Tree` proves that they denote the tree of the Spec.
-/
namespace Atomik.Ir

/-- A digest made of two others. -/
inductive Pair where
  | first
  | second
  | xor (a b : Pair)
deriving DecidableEq, Repr

/-- A half of a tree. -/
inductive Half where
  | left
  | right
deriving DecidableEq, Repr

/-- A tree of digests. -/
structure TreeDef where
  /-- the digest of a node; first: that of its left half, second: that of its right half -/
  node : Pair
  /-- a digest on the way down to a changed chunk; first: what it was, second: the change of the chunk's digest -/
  update : Pair
  /-- the digest of a leaf behind the last chunk -/
  padding : Nat
  /-- the half whose digests are compared; the other one is entered if they agree -/
  compared : Half
deriving DecidableEq, Repr

/-- The tree over words with XOR. -/
def tree : TreeDef where
  node := .xor .first .second
  update := .xor .first .second
  padding := 0
  compared := .left

variable {w : Nat}

/-- The digest meant. -/
def Pair.eval (a b : BitVec w) : Pair → BitVec w
  | .first => a
  | .second => b
  | .xor p q => p.eval a b ^^^ q.eval a b

namespace TreeDef
open Digest (Tree)
variable (d : TreeDef)

/-- The tree of the digests `chunk 0` up to `chunk (2^depth - 1)`. -/
def build : (depth : Nat) → (chunk : Nat → BitVec w) → Tree (BitVec w) depth
  | 0, chunk => .leaf (chunk 0)
  | depth + 1, chunk =>
    let left := build depth chunk
    let right := build depth fun i => chunk (2 ^ depth + i)
    .node (d.node.eval left.root right.root) left right

/-- The tree of a list of digests, filled up. -/
def ofList (depth : Nat) (digests : List (BitVec w)) : Tree (BitVec w) depth :=
  d.build depth fun i => digests.getD i (BitVec.ofNat w d.padding)

/-- The tree after the digest of chunk `i` has changed by `delta`, and how many digests were written. -/
def change : {depth : Nat} → Tree (BitVec w) depth → (i : Nat) → (delta : BitVec w) → Tree (BitVec w) depth × Nat
  | _, .leaf digest, _, delta => (.leaf (d.update.eval digest delta), 1)
  | depth + 1, .node digest left right, i, delta =>
    if i < 2 ^ depth then
      let (left, written) := change left i delta
      (.node (d.update.eval digest delta) left right, written + 1)
    else
      let (right, written) := change right (i - 2 ^ depth) delta
      (.node (d.update.eval digest delta) left right, written + 1)

/-- The index of the chunk that descending ends at, and how many pairs of digests were compared. -/
def locate : {depth : Nat} → Tree (BitVec w) depth → Tree (BitVec w) depth → Nat × Nat
  | _, .leaf _, .leaf _ => (0, 0)
  | depth + 1, .node _ left right, .node _ left' right' =>
    let enterLeft : Bool := match d.compared with
      | .left => left.root ≠ left'.root
      | .right => right.root = right'.root
    if enterLeft then
      let (i, compared) := locate left left'
      (i, compared + 1)
    else
      let (i, compared) := locate right right'
      (2 ^ depth + i, compared + 1)

end TreeDef
end Atomik.Ir
