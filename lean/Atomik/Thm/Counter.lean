import Atomik.Spec.Counter
import Atomik.Thm.Fold
/-!
# Counting needs addition

What counters sum to, and that XOR deltas of any width cannot stand in for them.
-/
namespace Atomik
open DeltaGroup (zero neg combineAll times)

local infixl:65 " ∔ " => DeltaGroup.combine

namespace Counter
variable {w : Nat}

/-- Deltas on a counter add up modulo 2^w. Example: at 8 bits, 200 and 100 give 44. -/
theorem toNat_combineAll (ds : List (Counter w)) :
    (combineAll ds).value.toNat = (ds.map (·.value.toNat)).sum % 2 ^ w := by
  induction ds with
  | nil => exact BitVec.toNat_zero.trans (Nat.zero_mod _).symm
  | cons d ds ih =>
    rw [DeltaGroup.combineAll_cons, List.map_cons, List.sum_cons, Nat.add_mod, ← ih,
      Nat.mod_eq_of_lt d.value.isLt]
    exact BitVec.toNat_add d.value (combineAll ds).value

/-- A delta taken `n` times is `n` times the delta, modulo 2^w: `n` increments of 1 count to `n`. -/
theorem toNat_times (n : Nat) (d : Counter w) : (times n d).value.toNat = n * d.value.toNat % 2 ^ w := by
  rw [times, toNat_combineAll, List.map_replicate, List.sum_replicate_nat]

/-- Counters are self-inverse only at widths 0 and 1: from 2 bits on, a repeated increment is not undone. -/
theorem selfInverse_iff : SelfInverse (Counter w) ↔ w ≤ 1 := by
  constructor
  · intro h
    have one := congrArg (·.value.toNat) (h.combine_self ⟨1#w⟩)
    have double : (1 % 2 ^ w + 1 % 2 ^ w) % 2 ^ w = 0 := by
      have := one
      simp only [DeltaGroup.combine, DeltaGroup.zero, BitVec.toNat_add, BitVec.toNat_ofNat, Nat.zero_mod] at this
      exact this
    refine Nat.not_lt.mp fun big => ?_
    have : 2 ^ 2 ≤ 2 ^ w := Nat.pow_le_pow_right (by omega) big
    rw [Nat.mod_eq_of_lt (by omega : 1 < 2 ^ w), Nat.mod_eq_of_lt (by omega)] at double
    omega
  · intro h
    refine ⟨fun ⟨a⟩ => ?_⟩
    rcases (show w = 0 ∨ w = 1 by omega) with e | e <;> subst e <;> revert a <;> decide

/-- No encoding of counters as XOR words keeps the sums: whatever the width of the words, adding one twice would be
encoded like not counting at all. -/
theorem encode_two_eq_encode_zero {v : Nat} (encode : Counter w → BitVec v)
    (hom : ∀ a b, encode (a ∔ b) = encode a ^^^ encode b) : encode ⟨2#w⟩ = encode ⟨0#w⟩ := by
  have two : (⟨2#w⟩ : Counter w) = ⟨1#w⟩ ∔ ⟨1#w⟩ :=
    congrArg Counter.mk (BitVec.eq_of_toNat_eq (by
      rw [BitVec.toNat_add, BitVec.toNat_ofNat, BitVec.toNat_ofNat, ← Nat.add_mod]))
  have none : (⟨0#w⟩ : Counter w) = ⟨0#w⟩ ∔ ⟨0#w⟩ := congrArg Counter.mk (BitVec.add_zero 0#w).symm
  rw [two, hom, BitVec.xor_self, none, hom, BitVec.xor_self]

example : (fun c : Counter 2 => c.value.setWidth 1) ⟨2#2⟩ = (fun c : Counter 2 => c.value.setWidth 1) ⟨0#2⟩ := by
  refine encode_two_eq_encode_zero (fun c : Counter 2 => c.value.setWidth 1) (fun ⟨a⟩ ⟨b⟩ => ?_)
  revert a b
  decide

end Counter

/-- XOR deltas count only at widths 0 and 1: from 2 bits on, increments of 1 give the parity of how many there were,
not their number. Example: two increments give 0. -/
theorem Word.times_one_eq_ofNat_iff (w : Nat) : (∀ n, times n (1#w) = BitVec.ofNat w n) ↔ w ≤ 1 := by
  constructor
  · intro h
    have two := congrArg BitVec.toNat (h 2)
    rw [SelfInverse.times_eq_ite, if_neg (by omega)] at two
    have zero : 0 = 2 % 2 ^ w := by
      rw [← BitVec.toNat_ofNat, ← two]
      exact BitVec.toNat_zero.symm
    refine Nat.not_lt.mp fun big => ?_
    have : 2 ^ 2 ≤ 2 ^ w := Nat.pow_le_pow_right (by omega) big
    rw [Nat.mod_eq_of_lt (by omega)] at zero
    omega
  · intro h n
    rw [SelfInverse.times_eq_ite]
    refine BitVec.eq_of_toNat_eq ?_
    rcases (show w = 0 ∨ w = 1 by omega) with e | e <;> subst e
    · rw [BitVec.toNat_of_zero_length rfl, BitVec.toNat_of_zero_length rfl]
    · rw [BitVec.toNat_ofNat, Nat.pow_one]
      rcases Nat.mod_two_eq_zero_or_one n with p | p <;> rw [p]
      · rfl
      · rfl

end Atomik
