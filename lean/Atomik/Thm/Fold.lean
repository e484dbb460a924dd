import Atomik.Thm.Fold.Counts
/-!
# Folding deltas

Applying deltas one by one is combining them all first, and their order does not matter. Main results, with
`Atomik.Thm.Fold.Basic` (lists) and `Atomik.Thm.Fold.Counts` (parity): `DeltaGroup.foldl_combine`,
`DeltaGroup.foldl_combine_perm`, `DeltaGroup.combineAll_perm`, `SelfInverse.times_eq_ite`,
`SelfInverse.combineAll_eq_of_count_mod_two`.
-/
namespace Atomik

universe u

local infixl:65 " ∔ " => DeltaGroup.combine

namespace DeltaGroup
variable {α : Type u} [DeltaGroup α]

/-- Applying deltas one after another to `s` equals combining all of them first, for lists of any length (T1).
Example: `s ^^^ 1 ^^^ 2 ^^^ 4 = s ^^^ 7`. -/
theorem foldl_combine (s : α) (ds : List α) : ds.foldl combine s = s ∔ combineAll ds := by
  induction ds generalizing s with
  | nil => rw [List.foldl_nil, combineAll_nil, combine_zero]
  | cons d ds ih => rw [List.foldl_cons, ih, combineAll_cons, combine_assoc]

/-- Applying deltas in any other order ends in the same value (T2). -/
theorem foldl_combine_perm (s : α) {ds es : List α} (h : ds.Perm es) : ds.foldl combine s = es.foldl combine s := by
  rw [foldl_combine, foldl_combine, combineAll_perm h]

example : [1#8, 2#8].foldl combine 9#8 = [2#8, 1#8].foldl combine 9#8 := foldl_combine_perm 9#8 (.swap _ _ _)

end DeltaGroup

namespace SelfInverse
open DeltaGroup
variable {α : Type u} [DeltaGroup α] [SelfInverse α]

/-- Two receivers that start from `s` end in the same value exactly if what one got and what the other got, taken
together, cancel. -/
theorem foldl_combine_eq_iff (s : α) (ds es : List α) :
    ds.foldl combine s = es.foldl combine s ↔ combineAll (ds ++ es) = zero := by
  rw [foldl_combine, foldl_combine, combine_left_cancel_iff, combineAll_append, combine_eq_zero_iff]

end SelfInverse
end Atomik
