import Atomik.Thm.Context.Read
/-!
# Checked steps

Which operands and operations are refused, exactly, and with which reason.
-/
namespace Atomik

universe u

/-- A number is accepted as a word exactly if some word has that value, and then it is that word: never masked. -/
theorem checkWord_eq_ok_iff (w v : Nat) (x : BitVec w) : checkWord w v = .ok x ↔ x.toNat = v := by
  unfold checkWord
  split
  · next h =>
    rw [Except.ok.injEq]
    constructor
    · intro e
      rw [← e, BitVec.toNat_ofNat, Nat.mod_eq_of_lt h]
    · intro e
      rw [← e, BitVec.ofNat_toNat, BitVec.setWidth_eq]
  · next h =>
    constructor
    · intro e
      cases e
    · intro e
      exact absurd (e ▸ x.isLt) h

/-- A number is refused exactly if it is not below `2 ^ w`. -/
theorem checkWord_eq_error_iff (w v : Nat) (why : Reject) :
    checkWord w v = .error why ↔ 2 ^ w ≤ v ∧ why = .wordOutOfRange := by
  unfold checkWord
  split
  · next h =>
    constructor
    · intro e
      cases e
    · intro e
      exact absurd h (Nat.not_lt.mpr e.1)
  · next h =>
    rw [Except.error.injEq]
    constructor
    · intro e
      exact ⟨Nat.not_lt.mp h, e.symm⟩
    · intro e
      exact e.2.symm

namespace Context

/-- A checked step is refused exactly if it merges a context with another reference. -/
theorem step_eq_error_iff {α : Type u} [DeltaGroup α] [DecidableEq α] (c : Context α) (op : Op α) (why : Reject) :
    c.step op = .error why ↔
      why = .referenceMismatch ∧ ∃ other, op = .merge other ∧ other.reference ≠ c.reference := by
  cases op with
  | merge other =>
    unfold step reject
    by_cases h : other.reference = c.reference
    · simp only [h, if_true]
      constructor
      · intro e
        cases e
      · intro ⟨_, o, e, n⟩
        injection e with e
        exact absurd (e ▸ h) n
    · simp only [h, if_false]
      constructor
      · intro e
        injection e with e
        exact ⟨e.symm, other, rfl, h⟩
      · intro ⟨e, _⟩
        rw [e]
  | _ =>
    constructor
    · intro e
      cases e
    · intro ⟨_, _, e, _⟩
      cases e

/-- An accepted step moves to `apply` and reports `result`. -/
theorem step_eq_ok_iff {α : Type u} [DeltaGroup α] [DecidableEq α] (c next : Context α) (op : Op α)
    (result : Option α) :
    c.step op = .ok (next, result) ↔ c.reject op = none ∧ next = c.apply op ∧ result = c.result op := by
  unfold step
  cases c.reject op with
  | none =>
    constructor
    · intro e
      injection e with e
      injection e with e₁ e₂
      exact ⟨rfl, e₁.symm, e₂.symm⟩
    · intro ⟨_, e₁, e₂⟩
      rw [e₁, e₂]
  | some why =>
    constructor
    · intro e
      cases e
    · intro ⟨e, _⟩
      cases e

end Context
end Atomik
