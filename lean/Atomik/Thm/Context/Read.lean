import Atomik.Spec.State
import Atomik.Thm.Fold
/-!
# What each operation does to the state

`read` after each operation, told from `read` before it.
-/
namespace Atomik.Context
open DeltaGroup (zero neg)

universe u

local infixl:65 " ∔ " => DeltaGroup.combine

/-- Two contexts with the same reference and the same accumulator are the same context. -/
theorem eq_of_words_eq {α : Type u} {a b : Context α} (reference : a.reference = b.reference)
    (accumulator : a.accumulator = b.accumulator) : a = b := by
  obtain ⟨r, x⟩ := a
  obtain ⟨s, y⟩ := b
  exact congr (congrArg Context.mk reference) accumulator

example : (Context.mk 1#8 2#8).accum 0#8 = ⟨1#8, 2#8⟩ := eq_of_words_eq rfl (by decide)

variable {α : Type u} [DeltaGroup α]

/-- A fresh context reads zero. -/
theorem read_fresh : (fresh : Context α).read = zero :=
  DeltaGroup.combine_zero _

/-- After `load v` the state is `v`, whatever it was. IR `load`, C `atomik_load`, RTL `OP_LOAD`. -/
theorem read_load (c : Context α) (v : α) : (c.load v).read = v :=
  DeltaGroup.combine_zero v

/-- `accum d` combines `d` into the state. IR `accum`, C `atomik_accum`, RTL `OP_ACCUM`. -/
theorem read_accum (c : Context α) (d : α) : (c.accum d).read = c.read ∔ d :=
  (DeltaGroup.combine_assoc c.reference c.accumulator d).symm

/-- `swap` does not change the state. IR `swap`, C `atomik_swap`, RTL `OP_SWAP`. -/
theorem read_swap (c : Context α) : c.swap.read = c.read :=
  DeltaGroup.combine_zero c.read

/-- `rollback d` takes `d` out of the state. IR `rollback`, C `atomik_rollback`, RTL `OP_ROLLBACK`. -/
theorem read_rollback (c : Context α) (d : α) : (c.rollback d).read = c.read ∔ neg d :=
  (DeltaGroup.combine_assoc c.reference c.accumulator (neg d)).symm

/-- After `exchange v` the state is `v`; it differs from `load v` by its result only. -/
theorem exchange_eq_load (c : Context α) (v : α) : c.exchange v = c.load v := rfl

/-- `merge` is `accum` of the other accumulator. IR `merge`, C `atomik_merge`, RTL `OP_MERGE`. -/
theorem merge_eq_accum (c other : Context α) : c.merge other = c.accum other.accumulator := rfl

/-- `merge` combines the other context's deltas, and nothing of its reference, into the state. -/
theorem read_merge (c other : Context α) : (c.merge other).read = c.read ∔ other.accumulator := by
  rw [merge_eq_accum, read_accum]

/-- From a common reference, `merge` is the three-way merge: both states, with the common base taken out once. -/
theorem read_merge_of_reference_eq (c other : Context α) (h : other.reference = c.reference) :
    (c.merge other).read = c.read ∔ other.read ∔ neg c.reference := by
  rw [read_merge, read, read, h, DeltaGroup.combine_left_comm _ c.reference,
    DeltaGroup.combine_comm c.reference (_ ∔ _), DeltaGroup.combine_neg_cancel_right]

example : (Context.merge ⟨5#8, 1#8⟩ ⟨5#8, 2#8⟩).read = 6#8 :=
  (read_merge_of_reference_eq ⟨5#8, 1#8⟩ ⟨5#8, 2#8⟩ rfl).trans (by decide)

/-- The accumulator is zero exactly if the state is the reference. -/
theorem accumulator_eq_zero_iff (c : Context α) : c.accumulator = zero ↔ c.read = c.reference :=
  (DeltaGroup.combine_eq_left_iff c.reference c.accumulator).symm

/-- A context is clean exactly if its state is its reference: a net change of one word is always noticed, deltas that
cancelled are not. C `atomik_is_clean`. -/
theorem isClean_iff [DecidableEq α] (c : Context α) : c.isClean = true ↔ c.read = c.reference := by
  rw [isClean, decide_eq_true_iff, accumulator_eq_zero_iff]

end Atomik.Context
