import Atomik.Spec.Digest.Keyed
/-!
# Tree of digests

A buffer is cut into chunks, each with a digest from a delta group: a fold digest, or a keyed digest with keys of its own.
A node holds the combination of all digests below it. Trees are full: `2^depth` leaves, of which those behind the last
chunk are zero, so any number of chunks fits a tree of the least depth that has room for them.
-/
namespace Atomik.Digest

universe u

/-- A full binary tree of digests with `2^depth` leaves. -/
inductive Tree (α : Type u) : (depth : Nat) → Type u where
  /-- the digest of one chunk -/
  | leaf (digest : α) : Tree α 0
  /-- the digest of all chunks below, and the two halves -/
  | node {depth : Nat} (digest : α) (left right : Tree α depth) : Tree α (depth + 1)

namespace Tree
variable {α : Type u}

/-- The digest of all chunks of a tree. -/
def root : {depth : Nat} → Tree α depth → α
  | _, .leaf digest => digest
  | _, .node digest _ _ => digest

section
variable [DeltaGroup α]

/-- The tree of the digests `chunk 0`, `chunk 1` up to `chunk (2^depth - 1)`. -/
def build : (depth : Nat) → (chunk : Nat → α) → Tree α depth
  | 0, chunk => .leaf (chunk 0)
  | depth + 1, chunk =>
    let left := build depth chunk
    let right := build depth fun i => chunk (2 ^ depth + i)
    .node (DeltaGroup.combine left.root right.root) left right

/-- The tree of a list of digests, filled up with zero; of longer lists, the first `2^depth` count. -/
def ofList (depth : Nat) (digests : List α) : Tree α depth := build depth fun i => digests.getD i DeltaGroup.zero

/-- The tree after the digest of chunk `i < 2^depth` (zero-based) has changed by `delta`, and how many digests were
written. -/
def update : {depth : Nat} → Tree α depth → (i : Nat) → (delta : α) → Tree α depth × Nat
  | _, .leaf digest, _, delta => (.leaf (DeltaGroup.combine digest delta), 1)
  | depth + 1, .node digest left right, i, delta =>
    if i < 2 ^ depth then
      let (left, written) := left.update i delta
      (.node (DeltaGroup.combine digest delta) left right, written + 1)
    else
      let (right, written) := right.update (i - 2 ^ depth) delta
      (.node (DeltaGroup.combine digest delta) left right, written + 1)

end

/-- Descends from two roots that differ: to the left if the digests on the left differ, else to the right. The index of
the chunk it ends at, and how many pairs of digests were compared. -/
def locate [DecidableEq α] : {depth : Nat} → Tree α depth → Tree α depth → Nat × Nat
  | _, .leaf _, .leaf _ => (0, 0)
  | depth + 1, .node _ left right, .node _ left' right' =>
    if left.root ≠ left'.root then
      let (i, compared) := left.locate left'
      (i, compared + 1)
    else
      let (i, compared) := right.locate right'
      (2 ^ depth + i, compared + 1)

end Tree
end Atomik.Digest
