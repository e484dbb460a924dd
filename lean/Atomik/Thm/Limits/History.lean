import Atomik.Thm.Context
/-!
# What a context forgets

Reference and accumulator keep the sum of the deltas and nothing else (T9): neither which they were, nor how many, nor
the last one, so that nothing can be undone that the caller does not know.
-/
namespace Atomik.Context
open DeltaGroup (zero neg combineAll)

universe u
variable {α : Type u} [DeltaGroup α]

local infixl:65 " ∔ " => DeltaGroup.combine

/-- Two histories end in the same context exactly if they combine to the same delta (T9). Example: `[1, 2]`, `[2, 1]`
and `[3]` cannot be told apart. -/
theorem accumAll_eq_iff (c : Context α) (ds es : List α) :
    c.accumAll ds = c.accumAll es ↔ combineAll ds = combineAll es := by
  rw [accumAll_eq_accum, accumAll_eq_accum]
  constructor
  · intro h
    exact (DeltaGroup.combine_left_cancel_iff c.accumulator _ _).mp (congrArg Context.accumulator h)
  · intro h
    rw [h]

example (c : Context (BitVec 8)) : c.accumAll [1#8, 2#8] = c.accumAll [3#8] := (accumAll_eq_iff c _ _).mpr (by decide)

/-- No function of the context alone undoes its last delta (T9): whatever `undo` does, of two different deltas that may
have led here, it fails to take back at least one. -/
theorem not_undo (undo : Context α → Context α) (c : Context α) {d e : α} (h : d ≠ e) :
    ¬(undo ((c.rollback d).accum d) = c.rollback d ∧ undo ((c.rollback e).accum e) = c.rollback e) := by
  rw [accum_rollback, accum_rollback]
  intro ⟨hd, he⟩
  have same : c.accumulator ∔ neg d = c.accumulator ∔ neg e := congrArg Context.accumulator (hd.symm.trans he)
  have inverse := (DeltaGroup.combine_left_cancel_iff c.accumulator _ _).mp same
  apply h
  rw [← DeltaGroup.neg_neg d, inverse, DeltaGroup.neg_neg]

example (c : Context (BitVec 8)) :
    ¬(((c.rollback 1#8).accum 1#8).rollback 1#8 = c.rollback 1#8 ∧
      ((c.rollback 2#8).accum 2#8).rollback 1#8 = c.rollback 2#8) :=
  not_undo (·.rollback 1#8) c (by decide)

/-- A delta may be applied twice instead of once only if it is zero: a receiver whose whole state is the context cannot
tolerate a duplicate (T5). -/
theorem accum_accum_eq_accum_iff (c : Context α) (d : α) : (c.accum d).accum d = c.accum d ↔ d = zero := by
  constructor
  · intro h
    exact (DeltaGroup.combine_eq_left_iff (c.accumulator ∔ d) d).mp (congrArg Context.accumulator h)
  · intro h
    rw [h, accum_zero, accum_zero]

end Atomik.Context

namespace Atomik

universe u

local infixl:65 " ∔ " => DeltaGroup.combine

/-- Whatever a receiver computes: if it knows nothing but the state and applies the first delivery of `d` correctly in
every state, a second delivery changes the state again, unless `d` is zero (T5). -/
theorem receive_receive_eq_iff {α : Type u} [DeltaGroup α] (receive : α → α) (d : α) (correct : ∀ s, receive s = s ∔ d)
    (s : α) : receive (receive s) = receive s ↔ d = DeltaGroup.zero := by
  rw [correct (receive s), DeltaGroup.combine_eq_left_iff]

example : (0#8 ^^^ 1#8) ^^^ 1#8 = 0#8 ^^^ 1#8 ↔ 1#8 = 0#8 :=
  receive_receive_eq_iff (· ^^^ 1#8) 1#8 (fun _ => rfl) 0#8

end Atomik
