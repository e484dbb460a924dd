import Atomik.Spec.Delta
import Atomik.Thm.Context
/-!
# Concurrent writers

What becomes of "set to" when it is sent as a delta (T10), and of merging in both directions (T11).
-/
namespace Atomik
open DeltaGroup (zero neg combineAll)

universe u
variable {α : Type u} [DeltaGroup α]

local infixl:65 " ∔ " => DeltaGroup.combine

/-- Alone, the delta does set the state. -/
theorem combine_setDelta (s v : α) : s ∔ setDelta s v = v :=
  DeltaGroup.combine_neg_cancel_left s v

/-- Of two values set at once from the state `s`, the first survives only if the second changed nothing, whatever the
order of arrival (T10). Example: 5 and 3 set at once from 0 leave 6. -/
theorem combine_setDelta_setDelta_eq_left_iff (s x y : α) : s ∔ setDelta s x ∔ setDelta s y = x ↔ y = s := by
  rw [combine_setDelta, DeltaGroup.combine_eq_left_iff, setDelta, DeltaGroup.combine_eq_zero_iff_eq_neg,
    DeltaGroup.neg_neg]

/-- Two writers who both change the state at once leave a value that neither of them wrote (T10). -/
theorem combine_setDelta_setDelta_ne (s x y : α) (hx : x ≠ s) (hy : y ≠ s) :
    s ∔ setDelta s x ∔ setDelta s y ≠ x ∧ s ∔ setDelta s x ∔ setDelta s y ≠ y := by
  refine ⟨fun e => hy ((combine_setDelta_setDelta_eq_left_iff s x y).mp e), fun e => hx ?_⟩
  rw [DeltaGroup.combine_right_comm] at e
  exact (combine_setDelta_setDelta_eq_left_iff s y x).mp e

example : (0#8 ^^^ (0#8 ^^^ 5#8)) ^^^ (0#8 ^^^ 3#8) ≠ 5#8 ∧ (0#8 ^^^ (0#8 ^^^ 5#8)) ^^^ (0#8 ^^^ 3#8) ≠ 3#8 :=
  combine_setDelta_setDelta_ne 0#8 5#8 3#8 (by decide) (by decide)

/-- For words, two writers who set the same value at once undo each other: the old state is back. -/
theorem combine_setDelta_setDelta_self [SelfInverse α] (s x : α) : s ∔ setDelta s x ∔ setDelta s x = s :=
  SelfInverse.combine_self_right s (setDelta s x)

namespace Context

/-- Merging the same context twice counts its deltas twice, unless they are zero together. -/
theorem merge_merge_eq_merge_iff (c other : Context α) :
    (c.merge other).merge other = c.merge other ↔ other.accumulator = zero := by
  constructor
  · intro h
    exact (DeltaGroup.combine_eq_left_iff _ other.accumulator).mp (congrArg Context.accumulator h)
  · intro h
    rw [merge_eq_accum, merge_eq_accum, h, accum_zero, accum_zero]

/-- Merging B into A and then A back into B makes them equal only if B had no deltas of its own: B's come back to it
(T11). Example: accumulators 1 and 2 end as 3 and 1. -/
theorem merge_back_eq_iff (a b : Context α) (h : b.reference = a.reference) :
    b.merge (a.merge b) = a.merge b ↔ b.accumulator = zero := by
  rw [← DeltaGroup.combine_eq_left_iff (a.merge b).accumulator b.accumulator]
  constructor
  · intro e
    exact (DeltaGroup.combine_comm _ _).trans (congrArg Context.accumulator e)
  · intro e
    have accumulator : (b.merge (a.merge b)).accumulator = (a.merge b).accumulator :=
      (DeltaGroup.combine_comm _ _).trans e
    have reference : (b.merge (a.merge b)).reference = (a.merge b).reference := h
    exact eq_of_words_eq reference accumulator

example : (Context.mk 0#8 2#8).merge (Context.merge ⟨0#8, 1#8⟩ ⟨0#8, 2#8⟩) = Context.merge ⟨0#8, 1#8⟩ ⟨0#8, 2#8⟩ ↔
    2#8 = 0#8 :=
  merge_back_eq_iff ⟨0#8, 1#8⟩ ⟨0#8, 2#8⟩ rfl

/-- Merging each into the other as they were before is harmless: both end equal. -/
theorem merge_comm (a b : Context α) (h : b.reference = a.reference) : a.merge b = b.merge a := by
  have reference : (a.merge b).reference = (b.merge a).reference := h.symm
  exact eq_of_words_eq reference (DeltaGroup.combine_comm a.accumulator b.accumulator)

example : Context.merge ⟨0#8, 1#8⟩ ⟨0#8, 2#8⟩ = Context.merge ⟨0#8, 2#8⟩ ⟨0#8, 1#8⟩ := merge_comm _ _ rfl

end Context
end Atomik
