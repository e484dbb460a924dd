import Atomik.Spec.Digest.Fold
import Atomik.Spec.Digest.Keyed
/-!
# Tree of digests

A buffer is cut into chunks, each with a digest from a delta group: a fold digest, or a keyed digest with keys of its own.
A node holds the combination of all digests below it. Trees are full: `2^depth` leaves, of which those behind the last
chunk are zero, so any number of chunks fits a tree of the least depth that has room for them.
-/
namespace Atomik.Digest

universe u

/-- A list in `count` pieces of `n` items; those at the end may have fewer or none. `chunks 2 2 [1, 2, 3] = [[1, 2], [3]]`. -/
def chunks {α : Type u} (n : Nat) : (count : Nat) → List α → List (List α)
  | 0, _ => []
  | count + 1, items => items.take n :: chunks n count (items.drop n)

/-- How many pieces of `n` items, `n` positive, hold `length` items: none of them is empty. `chunkCount 2 3 = 2`. -/
def chunkCount (n length : Nat) : Nat := (length + (n - 1)) / n

/-- The keyed digest of each chunk of `n` words, with the keys of the places that its words have in the whole buffer. -/
def keyedChunks (n : Nat) (keys buffer : List (BitVec 64)) : List (BitVec 64) :=
  let count := chunkCount n buffer.length
  List.zipWith keyed (chunks n count keys) (chunks n count buffer)

/-- The fold digest of each chunk of `n` words. -/
def foldChunks {w : Nat} (n : Nat) (buffer : List (BitVec w)) : List (BitVec w) :=
  (chunks n (chunkCount n buffer.length) buffer).map fold

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

/-- The index of a chunk whose digest has changed; none if the roots agree. -/
def changed [DecidableEq α] {depth : Nat} (before after : Tree α depth) : Option Nat :=
  if before.root = after.root then none else some (before.locate after).1

/-- The least depth of a tree with room for `n` digests. `depthFor 5 = 3`. -/
def depthFor (n : Nat) : Nat := if n ≤ 1 then 0 else (n - 1).log2 + 1

end Tree
end Atomik.Digest
