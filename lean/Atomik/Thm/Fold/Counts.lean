import Atomik.Thm.Fold.Basic
/-!
# Combining by counts

In a self-inverse group, what a list combines to depends only on which deltas occur in it an odd number of times.
-/
namespace Atomik.SelfInverse
open DeltaGroup

universe u
variable {α : Type u} [DeltaGroup α] [SelfInverse α]

/-- A list followed by its copy combines to zero: delivering everything twice undoes everything. -/
theorem combineAll_append_self (ds : List α) : combineAll (ds ++ ds) = zero := by
  rw [combineAll_append, combine_self]

/-- A delta delivered `n` times is the delta if `n` is odd, and nothing if `n` is even (T3). -/
theorem times_eq_ite (n : Nat) (d : α) : times n d = if n % 2 = 1 then d else zero := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [times_succ, ih]
    rcases Nat.mod_two_eq_zero_or_one n with h | h
    · rw [if_neg (by omega), if_pos (by omega), combine_zero]
    · rw [if_pos h, if_neg (by omega), combine_self]

/-- A list in which every delta occurs an even number of times combines to zero. -/
theorem combineAll_eq_zero_of_count_even [DecidableEq α] :
    (ds : List α) → (∀ d, ds.count d % 2 = 0) → combineAll ds = zero
  | [], _ => rfl
  | d :: ds, h => by
    have hd : d ∈ ds := by
      have := h d
      rw [List.count_cons_self] at this
      exact List.count_pos_iff.mp (by omega)
    have hp := List.perm_cons_erase hd
    have hrest : ∀ e, (ds.erase d).count e % 2 = 0 := by
      intro e
      have := h e
      rw [List.count_cons, hp.count_eq e, List.count_cons] at this
      omega
    rw [combineAll_cons, combineAll_perm hp, combineAll_cons, combine_self_left]
    exact combineAll_eq_zero_of_count_even (ds.erase d) hrest
termination_by ds => ds.length
decreasing_by
  rw [List.length_cons, List.length_erase_of_mem hd]
  omega

example : combineAll [5#8, 3#8, 3#8, 5#8] = 0#8 :=
  combineAll_eq_zero_of_count_even [5#8, 3#8, 3#8, 5#8] (fun d => by
    simp only [List.count_cons, List.count_nil]
    omega)

/-- Two lists combine to the same delta if each delta occurs in both an odd, or in both an even, number of times (T3).
The converse fails: `1` and `2` combine to the same word as `3` alone. -/
theorem combineAll_eq_of_count_mod_two [DecidableEq α] {ds es : List α}
    (h : ∀ d, ds.count d % 2 = es.count d % 2) : combineAll ds = combineAll es := by
  rw [← combine_eq_zero_iff, ← combineAll_append]
  apply combineAll_eq_zero_of_count_even
  intro d
  have := h d
  rw [List.count_append]
  omega

example : combineAll [5#8, 3#8, 3#8] = combineAll [5#8] :=
  combineAll_eq_of_count_mod_two (fun d => by
    simp only [List.count_cons, List.count_nil]
    omega)

example : combineAll [1#8, 2#8] = combineAll [3#8] := by decide

end Atomik.SelfInverse
