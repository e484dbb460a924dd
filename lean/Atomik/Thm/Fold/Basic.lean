import Atomik.Thm.Group
/-!
# Combining a list of deltas

How `combineAll` and `times` act on the ways to build a list: empty, one more, append, permute, undo.
-/
namespace Atomik.DeltaGroup

universe u
variable {α : Type u} [DeltaGroup α]

local infixl:65 " ∔ " => DeltaGroup.combine

/-- No deltas combine to the zero delta. -/
theorem combineAll_nil : combineAll ([] : List α) = zero := rfl

/-- One more delta in front is combined in front. -/
theorem combineAll_cons (d : α) (ds : List α) : combineAll (d :: ds) = d ∔ combineAll ds := rfl

/-- A single delta combines to itself. -/
theorem combineAll_singleton (d : α) : combineAll [d] = d := by
  rw [combineAll_cons, combineAll_nil, combine_zero]

/-- Two lists one after the other combine like their two results. -/
theorem combineAll_append (ds es : List α) : combineAll (ds ++ es) = combineAll ds ∔ combineAll es := by
  induction ds with
  | nil => rw [List.nil_append, combineAll_nil, zero_combine]
  | cons d ds ih => rw [List.cons_append, combineAll_cons, combineAll_cons, ih, combine_assoc]

/-- Deltas in any other order combine to the same delta, for lists of any length (T2).
Example: `[1, 2, 4]` and `[2, 1, 4]` combine to the same word. -/
theorem combineAll_perm {ds es : List α} (h : ds.Perm es) : combineAll ds = combineAll es := by
  induction h with
  | nil => rfl
  | cons d _ ih => rw [combineAll_cons, combineAll_cons, ih]
  | swap d e ds => rw [combineAll_cons, combineAll_cons, combineAll_cons, combineAll_cons, combine_left_comm]
  | trans _ _ ih₁ ih₂ => exact ih₁.trans ih₂

example : combineAll [1#8, 2#8, 4#8] = combineAll [2#8, 1#8, 4#8] := combineAll_perm (.swap _ _ _)

/-- A list of deltas is undone by undoing each of them. -/
theorem combineAll_map_neg (ds : List α) : combineAll (ds.map neg) = neg (combineAll ds) := by
  induction ds with
  | nil => rw [List.map_nil, combineAll_nil, neg_zero]
  | cons d ds ih => rw [List.map_cons, combineAll_cons, ih, combineAll_cons, neg_combine]

/-- A delta taken no times is the zero delta. -/
theorem times_zero (d : α) : times 0 d = zero := rfl

/-- A delta taken once more. -/
theorem times_succ (n : Nat) (d : α) : times (n + 1) d = d ∔ times n d := rfl

/-- A delta taken `m + n` times is the delta taken `m` times combined with the delta taken `n` times. -/
theorem times_add (m n : Nat) (d : α) : times (m + n) d = times m d ∔ times n d := by
  rw [times, ← List.replicate_append_replicate, combineAll_append, times, times]

end Atomik.DeltaGroup
