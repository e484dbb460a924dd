import Atomik.Thm.Context.Read
/-!
# Accumulating and undoing

Laws between `accum`, `rollback` and `swap`, as equations of whole contexts.
-/
namespace Atomik.Context
open DeltaGroup (zero neg combineAll)

universe u

local infixl:65 " ∔ " => DeltaGroup.combine

section Group
variable {α : Type u} [DeltaGroup α]

/-- Accumulating nothing changes nothing. -/
theorem accum_zero (c : Context α) : c.accum zero = c :=
  congrArg (Context.mk c.reference) (DeltaGroup.combine_zero c.accumulator)

/-- Two deltas one after the other are one delta: their combination. -/
theorem accum_accum (c : Context α) (d e : α) : (c.accum d).accum e = c.accum (d ∔ e) :=
  congrArg (Context.mk c.reference) (DeltaGroup.combine_assoc c.accumulator d e)

/-- Two deltas may be accumulated in either order (T8). -/
theorem accum_comm (c : Context α) (d e : α) : (c.accum d).accum e = (c.accum e).accum d := by
  rw [accum_accum, accum_accum, DeltaGroup.combine_comm]

/-- Rolling back is accumulating the inverse. -/
theorem rollback_eq_accum_neg (c : Context α) (d : α) : c.rollback d = c.accum (neg d) := rfl

/-- `rollback d` undoes `accum d`. -/
theorem rollback_accum (c : Context α) (d : α) : (c.accum d).rollback d = c :=
  congrArg (Context.mk c.reference) (DeltaGroup.combine_neg_cancel_right c.accumulator d)

/-- `accum d` undoes `rollback d`: an undone delta can be redone. -/
theorem accum_rollback (c : Context α) (d : α) : (c.rollback d).accum d = c :=
  congrArg (Context.mk c.reference) (DeltaGroup.neg_combine_cancel_right c.accumulator d)

/-- A second `swap` changes nothing. -/
theorem swap_swap (c : Context α) : c.swap.swap = c.swap := by
  rw [swap, read_swap, swap]

/-- Accumulating a list is accumulating its combination. -/
theorem accumAll_eq_accum (c : Context α) (ds : List α) : c.accumAll ds = c.accum (combineAll ds) := by
  induction ds generalizing c with
  | nil => exact (accum_zero c).symm
  | cons d ds ih =>
    have : c.accumAll (d :: ds) = (c.accum d).accumAll ds := rfl
    rw [this, ih, accum_accum, DeltaGroup.combineAll_cons]

/-- The state after any number of deltas is known from their combination alone. -/
theorem read_accumAll (c : Context α) (ds : List α) : (c.accumAll ds).read = c.read ∔ combineAll ds := by
  rw [accumAll_eq_accum, read_accum]

/-- Deltas accumulated in any other order end in the same context. -/
theorem accumAll_perm (c : Context α) {ds es : List α} (h : ds.Perm es) : c.accumAll ds = c.accumAll es := by
  rw [accumAll_eq_accum, accumAll_eq_accum, DeltaGroup.combineAll_perm h]

example (c : Context (BitVec 8)) : c.accumAll [1#8, 2#8] = c.accumAll [2#8, 1#8] := accumAll_perm c (.swap _ _ _)

/-- A delta anywhere in a sequence is undone at its end as if it had never been accumulated, if the caller knows it
and no `load` or `exchange` came between. -/
theorem rollback_accumAll (c : Context α) (before after : List α) (d : α) :
    (c.accumAll (before ++ d :: after)).rollback d = c.accumAll (before ++ after) := by
  rw [accumAll_perm c List.perm_middle, accumAll_eq_accum, DeltaGroup.combineAll_cons, DeltaGroup.combine_comm,
    ← accum_accum, rollback_accum, accumAll_eq_accum]

/-- Any part of the accumulated deltas can be undone, in any order, and exactly the others remain. -/
theorem accumAll_neg_of_perm (c : Context α) {ds undone kept : List α} (h : ds.Perm (kept ++ undone)) :
    undone.foldl rollback (c.accumAll ds) = c.accumAll kept := by
  have roll : ∀ (us : List α) (k : Context α), us.foldl rollback k = k.accumAll (us.map neg) := by
    intro us
    induction us with
    | nil => intro _; rfl
    | cons u us ih => intro k; exact ih (k.rollback u)
  rw [roll, accumAll_perm c h, accumAll_eq_accum, accumAll_eq_accum, accumAll_eq_accum, accum_accum,
    DeltaGroup.combineAll_append, DeltaGroup.combineAll_map_neg, DeltaGroup.combine_neg_cancel_right]

example (c : Context (BitVec 8)) : [1#8].foldl rollback (c.accumAll [1#8, 2#8]) = c.accumAll [2#8] :=
  accumAll_neg_of_perm c (.swap _ _ _)

end Group

section SelfInverse
variable {α : Type u} [DeltaGroup α] [SelfInverse α]

/-- For words, `rollback d` is `accum d`: it also "undoes" a delta that was never accumulated. -/
theorem rollback_eq_accum (c : Context α) (d : α) : c.rollback d = c.accum d := by
  rw [rollback_eq_accum_neg, SelfInverse.neg_eq_self]

/-- For words, a delta accumulated twice is undone: a duplicate erases the update. -/
theorem accum_accum_self (c : Context α) (d : α) : (c.accum d).accum d = c := by
  rw [← rollback_eq_accum (c.accum d), rollback_accum]

end SelfInverse
end Atomik.Context
