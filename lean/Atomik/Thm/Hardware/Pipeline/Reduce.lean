import Atomik.Spec.Hardware.Pipeline
import Atomik.Thm.Fold
/-!
# One level of the tree

A level keeps what its words combine to, and divides their number by the radix.
-/
namespace Atomik

universe u
variable {α : Type u} [DeltaGroup α]

open DeltaGroup (zero combineAll)

/-- The groups that are left of a list, if enough of them are taken. -/
private theorem le_groups_mul (length radix : Nat) (pos : 0 < radix) :
    length ≤ (length + radix - 1) / radix * radix := by
  have split := Nat.div_add_mod (length + radix - 1) radix
  have small := Nat.mod_lt (length + radix - 1) pos
  rw [Nat.mul_comm] at split
  omega

example : 5 ≤ (5 + 4 - 1) / 4 * 4 := le_groups_mul 5 4 (by omega)

/-- A level of the tree combines to what its words combine to. -/
theorem combineAll_reduce (radix : Nat) (pos : 0 < radix) (ds : List α) :
    combineAll (reduce radix ds) = combineAll ds := by
  have prefixes : ∀ groups : Nat,
      combineAll ((List.range groups).map fun i => combineAll ((ds.drop (i * radix)).take radix)) =
        combineAll (ds.take (groups * radix)) := by
    intro groups
    induction groups with
    | zero => rw [Nat.zero_mul, List.take_zero, List.range_zero, List.map_nil]
    | succ groups ih =>
      rw [List.range_succ, List.map_append, DeltaGroup.combineAll_append, ih, List.map_singleton,
        DeltaGroup.combineAll_singleton, Nat.succ_mul, List.take_add, DeltaGroup.combineAll_append]
  rw [reduce, prefixes, List.take_of_length_le (le_groups_mul ds.length radix pos)]

example : combineAll (reduce 4 [1#8, 2#8, 4#8, 8#8, 16#8]) = 31#8 := combineAll_reduce 4 (by omega) _

/-- A level of the tree divides the number of words by the radix, rounding up: `radix` times fewer still fit. -/
theorem length_reduce_le (radix : Nat) (pos : 0 < radix) (ds : List α) (i : Nat) (h : ds.length ≤ radix ^ (i + 1)) :
    (reduce radix ds).length ≤ radix ^ i := by
  rw [reduce, List.length_map, List.length_range]
  apply Nat.le_of_lt_succ
  rw [Nat.div_lt_iff_lt_mul pos, Nat.succ_mul]
  rw [Nat.pow_succ] at h
  omega

example : (reduce 4 [1#8, 2#8, 4#8, 8#8, 16#8]).length ≤ 4 ^ 1 := length_reduce_le 4 (by omega) _ 1 (by decide)

/-- At the end of the tree there is one word, and it is what all words combine to. -/
theorem headD_eq_combineAll (ds : List α) (h : ds.length ≤ 1) : ds.headD zero = combineAll ds := by
  match ds, h with
  | [], _ => rfl
  | [d], _ => exact (DeltaGroup.combineAll_singleton d).symm

example : [5#8].headD zero = combineAll [5#8] := headD_eq_combineAll [5#8] (by decide)

end Atomik
