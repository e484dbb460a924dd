import Atomik.Spec.Group
/-!
# Banks and merge trees

`n` accumulators that share the deltas of one stream, and the trees that combine many words into one.
-/
namespace Atomik

universe u v

/-- A binary tree with one word at each leaf: in which order and grouping words are combined. -/
inductive MergeTree (ι : Type v) where
  | leaf (word : ι)
  | node (left right : MergeTree ι)
deriving DecidableEq, Repr

namespace MergeTree
variable {ι : Type v} {α : Type u}

/-- The words at the leaves, left to right. -/
def leaves : MergeTree ι → List ι
  | leaf word => [word]
  | node left right => left.leaves ++ right.leaves

/-- Every node combines what its two branches give; leaf `i` gives `value i`. -/
def merge [DeltaGroup α] (value : ι → α) : MergeTree ι → α
  | leaf word => value word
  | node left right => DeltaGroup.combine (left.merge value) (right.merge value)

/-- Whether each of the numbers below `n` is at exactly one leaf. Any shape, any order; `n` need not be a power of
two. -/
def IsOver {n : Nat} (tree : MergeTree (Fin n)) : Prop := tree.leaves.Perm (List.finRange n)

instance {n : Nat} (tree : MergeTree (Fin n)) : Decidable tree.IsOver :=
  inferInstanceAs (Decidable (tree.leaves.Perm (List.finRange n)))

end MergeTree

/-- The accumulators of `n` banks. -/
abbrev Banks (α : Type u) (n : Nat) := Fin n → α

namespace Banks
variable {α : Type u} [DeltaGroup α] {n : Nat}

/-- Every bank zero. -/
def fresh : Banks α n := fun _ => DeltaGroup.zero

/-- Combine `d` into one bank, and leave the others alone. -/
def accum (banks : Banks α n) (bank : Fin n) (d : α) : Banks α n :=
  fun i => if i = bank then DeltaGroup.combine (banks i) d else banks i

/-- Accumulate deltas first to last; the delta at position `i`, from 0, goes to bank `assign i`. -/
def accumAll (banks : Banks α n) (assign : Nat → Fin n) (ds : List α) : Banks α n :=
  ds.zipIdx.foldl (fun banks d => banks.accum (assign d.2) d.1) banks

/-- The deltas that one bank gets, in their order. -/
def share (assign : Nat → Fin n) (ds : List α) (bank : Fin n) : List α :=
  (ds.zipIdx.filter fun d => assign d.2 = bank).map (·.1)

/-- Each bank in turn: position `i` goes to bank `i` modulo `n`. -/
def roundRobin (n : Nat) (h : 0 < n) (i : Nat) : Fin n := ⟨i % n, Nat.mod_lt i h⟩

/-- One delta into every bank at once. -/
def accumEach (banks : Banks α n) (ds : Fin n → α) : Banks α n := fun i => DeltaGroup.combine (banks i) (ds i)

end Banks
end Atomik
