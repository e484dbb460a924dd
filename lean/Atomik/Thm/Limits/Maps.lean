import Atomik.Spec.Delta
import Atomik.Thm.Fold
/-!
# What deltas can compute

A sequence of deltas, whatever its length, acts on the state as `s ↦ s ∔ c` for one fixed `c`. These maps are closed
under composition and are all there is: no increment on XOR words, no AND, no OR, no maximum, no assignment.
-/
namespace Atomik

universe u

local infixl:65 " ∔ " => DeltaGroup.combine

section Group
open DeltaGroup (zero combineAll)
variable {α : Type u} [DeltaGroup α]

/-- A sequence of deltas is one delta. -/
theorem isDeltaMap_iff (f : α → α) : IsDeltaMap f ↔ ∃ c, ∀ s, f s = s ∔ c := by
  constructor
  · intro ⟨ds, h⟩
    exact ⟨combineAll ds, fun s => (h s).trans (DeltaGroup.foldl_combine s ds)⟩
  · intro ⟨c, h⟩
    exact ⟨[c], h⟩

/-- A delta map is known from what it does to zero: over words of `w` bits there is one for each of the 2^w words, of
(2^w)^(2^w) functions. -/
theorem isDeltaMap_iff_zero (f : α → α) : IsDeltaMap f ↔ ∀ s, f s = s ∔ f zero := by
  rw [isDeltaMap_iff]
  constructor
  · intro ⟨c, h⟩ s
    rw [h s, h zero, DeltaGroup.zero_combine]
  · intro h
    exact ⟨f zero, h⟩

/-- One delta map after another is a delta map. -/
theorem IsDeltaMap.comp {f g : α → α} (hf : IsDeltaMap f) (hg : IsDeltaMap g) : IsDeltaMap (f ∘ g) := by
  obtain ⟨ds, hf⟩ := hf
  obtain ⟨es, hg⟩ := hg
  refine ⟨es ++ ds, fun s => ?_⟩
  rw [List.foldl_append, ← hg, ← hf]
  rfl

example : IsDeltaMap ((fun s : BitVec 8 => s ^^^ 1#8) ∘ (fun s => s ^^^ 2#8)) :=
  IsDeltaMap.comp ⟨[1#8], fun _ => rfl⟩ ⟨[2#8], fun _ => rfl⟩

/-- A delta map that leaves one state alone leaves every state alone. -/
theorem IsDeltaMap.eq_self_of_fixed {f : α → α} (hf : IsDeltaMap f) {s : α} (fixed : f s = s) (t : α) : f t = t := by
  obtain ⟨c, h⟩ := (isDeltaMap_iff f).mp hf
  rw [h s, DeltaGroup.combine_eq_left_iff] at fixed
  rw [h t, fixed, DeltaGroup.combine_zero]

example (s : BitVec 8) : s ^^^ 0#8 = s :=
  IsDeltaMap.eq_self_of_fixed (f := fun s => s ^^^ 0#8) ⟨[0#8], fun _ => rfl⟩ (s := 5#8) rfl s

/-- A function that leaves one state alone and is a delta map is the identity: no test, no clamp, no assignment. -/
theorem isDeltaMap_iff_eq_self_of_fixed {f : α → α} {s : α} (fixed : f s = s) : IsDeltaMap f ↔ ∀ t, f t = t :=
  ⟨fun h => h.eq_self_of_fixed fixed, fun h => ⟨[], h⟩⟩

example : ¬IsDeltaMap (fun s : BitVec 8 => s &&& 1#8) :=
  fun h => absurd ((isDeltaMap_iff_eq_self_of_fixed (s := 0#8) rfl).mp h 2#8) (by decide)

/-- Assigning `v` whatever the state was is a delta map only if there is one state at all. -/
theorem isDeltaMap_const_iff (v : α) : IsDeltaMap (fun _ => v) ↔ ∀ t : α, t = v := by
  rw [isDeltaMap_iff_eq_self_of_fixed (f := fun _ => v) (s := v) rfl]
  exact ⟨fun h t => (h t).symm, fun h t => (h t).symm⟩

end Group

section Words
variable {w : Nat}

/-- Adding one to an XOR word is a delta map only at widths 0 and 1: from 2 bits on, 0 to 1 needs the delta 1, and 1
to 2 needs the delta 3. -/
theorem isDeltaMap_increment_iff : IsDeltaMap (fun s : BitVec w => s + 1#w) ↔ w ≤ 1 := by
  rw [isDeltaMap_iff_zero]
  constructor
  · intro h
    have two : (1#w + 1#w).toNat = (0#w).toNat := by
      have one : (DeltaGroup.zero : BitVec w) + 1#w = 1#w := BitVec.zero_add 1#w
      rw [h 1#w, one]
      exact congrArg BitVec.toNat BitVec.xor_self
    rw [BitVec.toNat_add, BitVec.toNat_ofNat, BitVec.toNat_ofNat, Nat.zero_mod] at two
    refine Nat.not_lt.mp fun big => ?_
    have : 2 ^ 2 ≤ 2 ^ w := Nat.pow_le_pow_right (by omega) big
    rw [Nat.mod_eq_of_lt (by omega : 1 < 2 ^ w), Nat.mod_eq_of_lt (by omega)] at two
    omega
  · intro h s
    rcases (show w = 0 ∨ w = 1 by omega) with e | e <;> subst e <;> revert s <;> decide

/-- Masking with `m` is a delta map only if the mask keeps every bit. -/
theorem isDeltaMap_and_iff (m : BitVec w) : IsDeltaMap (fun s => s &&& m) ↔ m = BitVec.allOnes w := by
  rw [isDeltaMap_iff_eq_self_of_fixed (f := fun s => s &&& m) (s := 0#w) BitVec.zero_and]
  constructor
  · intro h
    rw [← h (BitVec.allOnes w), BitVec.allOnes_and]
  · intro h s
    rw [h, BitVec.and_allOnes]

/-- Setting the bits of `m` is a delta map only if there is none to set. -/
theorem isDeltaMap_or_iff (m : BitVec w) : IsDeltaMap (fun s => s ||| m) ↔ m = 0#w := by
  rw [isDeltaMap_iff_eq_self_of_fixed (f := fun s => s ||| m) (s := m) BitVec.or_self]
  constructor
  · intro h
    rw [← h 0#w, BitVec.zero_or]
  · intro h s
    rw [h, BitVec.or_zero]

/-- Taking the larger of the state and `k` (unsigned) is a delta map only if `k` is zero. -/
theorem isDeltaMap_max_iff (k : BitVec w) : IsDeltaMap (fun s => if s < k then k else s) ↔ k = 0#w := by
  rw [isDeltaMap_iff_eq_self_of_fixed (f := fun s => if s < k then k else s) (s := k) (if_neg (BitVec.lt_irrefl k))]
  constructor
  · intro h
    have zero := h 0#w
    by_cases lt : 0#w < k
    · rw [if_pos lt] at zero
      exact zero
    · refine BitVec.eq_of_toNat_eq (Nat.eq_zero_of_not_pos fun pos => lt (BitVec.lt_def.mpr ?_))
      rw [BitVec.toNat_zero]
      exact pos
  · intro h s
    subst h
    refine if_neg fun lt => ?_
    have below := BitVec.lt_def.mp lt
    rw [BitVec.toNat_zero] at below
    exact Nat.not_lt_zero _ below

end Words
end Atomik
