import Atomik.Spec.Word
/-!
# Laws of delta groups

What every abelian group of deltas satisfies, what self-inverse groups add, and the few forms about `^^^` that core
Lean does not name.
-/
namespace Atomik

universe u

local infixl:65 " ∔ " => DeltaGroup.combine

namespace DeltaGroup
variable {α : Type u} [DeltaGroup α]

/-- The zero delta changes nothing on the left either. -/
theorem zero_combine (a : α) : zero ∔ a = a := by
  rw [combine_comm, combine_zero]

/-- A delta is undone by its inverse on the left as well. -/
theorem neg_combine_self (a : α) : neg a ∔ a = zero := by
  rw [combine_comm, combine_neg]

/-- The first two of three deltas may be exchanged. -/
theorem combine_left_comm (a b c : α) : a ∔ (b ∔ c) = b ∔ (a ∔ c) := by
  rw [← combine_assoc, combine_comm a b, combine_assoc]

/-- The last two of three deltas may be exchanged. -/
theorem combine_right_comm (a b c : α) : a ∔ b ∔ c = a ∔ c ∔ b := by
  rw [combine_assoc, combine_comm b c, combine_assoc]

/-- Two pairs of deltas combine crosswise to the same delta. -/
theorem combine_combine_combine_comm (a b c d : α) : (a ∔ b) ∔ (c ∔ d) = (a ∔ c) ∔ (b ∔ d) := by
  rw [combine_assoc, combine_left_comm b c d, combine_assoc]

/-- A delta in front is taken off again by its inverse. -/
theorem neg_combine_cancel_left (a b : α) : neg a ∔ (a ∔ b) = b := by
  rw [← combine_assoc, neg_combine_self, zero_combine]

/-- An inverse in front is taken off again by its delta. -/
theorem combine_neg_cancel_left (a b : α) : a ∔ (neg a ∔ b) = b := by
  rw [← combine_assoc, combine_neg, zero_combine]

/-- A delta at the end is taken off again by its inverse. -/
theorem combine_neg_cancel_right (a b : α) : a ∔ b ∔ neg b = a := by
  rw [combine_assoc, combine_neg, combine_zero]

/-- An inverse at the end is taken off again by its delta. -/
theorem neg_combine_cancel_right (a b : α) : a ∔ neg b ∔ b = a := by
  rw [combine_assoc, neg_combine_self, combine_zero]

/-- A common delta on the left can be cancelled. -/
theorem combine_left_cancel_iff (a b c : α) : a ∔ b = a ∔ c ↔ b = c := by
  constructor
  · intro h
    rw [← neg_combine_cancel_left a b, h, neg_combine_cancel_left]
  · intro h
    rw [h]

/-- A common delta on the right can be cancelled. -/
theorem combine_right_cancel_iff (a b c : α) : b ∔ a = c ∔ a ↔ b = c := by
  rw [combine_comm b, combine_comm c, combine_left_cancel_iff]

/-- Only the zero delta changes nothing: the identity is unique. -/
theorem combine_eq_left_iff (a b : α) : a ∔ b = a ↔ b = zero := by
  rw [← combine_left_cancel_iff a b zero, combine_zero]

/-- Only the inverse undoes a delta: inverses are unique. -/
theorem combine_eq_zero_iff_eq_neg (a b : α) : a ∔ b = zero ↔ b = neg a := by
  rw [← combine_left_cancel_iff a b (neg a), combine_neg]

/-- Exactly one delta leads from `a` to `b`: the one that undoes `a` and then adds `b`. -/
theorem combine_eq_iff_eq_neg_combine (a b d : α) : a ∔ d = b ↔ d = neg a ∔ b := by
  rw [← combine_left_cancel_iff a d (neg a ∔ b), combine_neg_cancel_left]

/-- Undoing nothing is nothing. -/
theorem neg_zero : neg (zero : α) = zero :=
  ((combine_eq_zero_iff_eq_neg zero zero).mp (combine_zero zero)).symm

/-- Undoing the undoing of a delta is the delta. -/
theorem neg_neg (a : α) : neg (neg a) = a :=
  ((combine_eq_zero_iff_eq_neg (neg a) a).mp (neg_combine_self a)).symm

/-- Two deltas are undone by undoing each. -/
theorem neg_combine (a b : α) : neg (a ∔ b) = neg a ∔ neg b := by
  symm
  apply (combine_eq_zero_iff_eq_neg _ _).mp
  rw [combine_combine_combine_comm, combine_neg, combine_neg, combine_zero]

/-- Only the zero delta is its own double: a group operation that is idempotent like the join of a CRDT is trivial. -/
theorem combine_self_eq_self_iff (a : α) : a ∔ a = a ↔ a = zero :=
  combine_eq_left_iff a a

end DeltaGroup

namespace SelfInverse
open DeltaGroup
variable {α : Type u} [DeltaGroup α] [SelfInverse α]

/-- In a self-inverse group, undoing a delta is applying it again. -/
theorem neg_eq_self (a : α) : neg a = a :=
  ((combine_eq_zero_iff_eq_neg a a).mp (combine_self a)).symm

/-- In a self-inverse group, two deltas cancel exactly if they are equal. -/
theorem combine_eq_zero_iff (a b : α) : a ∔ b = zero ↔ a = b := by
  rw [combine_eq_zero_iff_eq_neg, neg_eq_self]
  exact eq_comm

/-- In a self-inverse group, a repeated delta in front disappears. -/
theorem combine_self_left (a b : α) : a ∔ (a ∔ b) = b := by
  rw [← combine_assoc, combine_self, zero_combine]

/-- In a self-inverse group, a repeated delta at the end disappears. -/
theorem combine_self_right (a b : α) : a ∔ b ∔ b = a := by
  rw [combine_assoc, combine_self, combine_zero]

end SelfInverse

namespace Word
variable {w : Nat}

/-- The first two of three words under XOR may be exchanged. -/
theorem xor_left_comm (a b c : BitVec w) : a ^^^ (b ^^^ c) = b ^^^ (a ^^^ c) :=
  DeltaGroup.combine_left_comm a b c

/-- XOR with the same word twice in front changes nothing. -/
theorem xor_xor_self_left (a b : BitVec w) : a ^^^ (a ^^^ b) = b :=
  SelfInverse.combine_self_left a b

/-- XOR with the same word twice changes nothing. Example: `0xDEADBEEF ^^^ 0xFF ^^^ 0xFF = 0xDEADBEEF`. -/
theorem xor_xor_self_right (a b : BitVec w) : a ^^^ b ^^^ b = a :=
  SelfInverse.combine_self_right a b

/-- Exactly one XOR delta leads from `a` to `b`, and it is `a ^^^ b`. -/
theorem xor_eq_iff_eq_xor (a b d : BitVec w) : a ^^^ d = b ↔ d = a ^^^ b :=
  DeltaGroup.combine_eq_iff_eq_neg_combine a b d

end Word
end Atomik
