import Atomik.Spec.Table
import Atomik.Thm.Context
/-!
# Steps on a table

An operation at one address concerns the context there and no other.
-/
namespace Atomik.Table

universe u

variable {α : Type u} [DeltaGroup α] [DecidableEq α] {n : Nat}

/-- A step is refused for its address exactly if the address is not below the number of contexts. -/
theorem step_eq_addressOutOfRange_iff (t : Table α n) (address : Nat) (op : Op α) :
    t.step address op = .error .addressOutOfRange ↔ n ≤ address := by
  unfold step
  split
  · next h =>
    constructor
    · intro e
      split at e <;> cases e
    · intro e
      exact absurd h (Nat.not_lt.mpr e)
  · next h => exact ⟨fun _ => Nat.not_lt.mp h, fun _ => rfl⟩

/-- A step is accepted exactly if its address is in range and the context there accepts it; the table then differs at
most there. -/
theorem step_eq_ok_iff (t next : Table α n) (address : Nat) (op : Op α) (result : Option α) :
    t.step address op = .ok (next, result) ↔
      ∃ h : address < n, ∃ c, t[address].step op = .ok (c, result) ∧ next = t.set address c := by
  unfold step
  split
  · next h =>
    constructor
    · intro e
      split at e
      · cases e
      · next c r s =>
        injection e with e
        injection e with e₁ e₂
        exact ⟨h, c, e₂ ▸ s, e₁.symm⟩
    · intro ⟨_, c, s, e⟩
      rw [s, e]
  · next h => exact ⟨(by intro e; cases e), fun ⟨e, _⟩ => absurd e h⟩

/-- Frame: a step at one address leaves every other context as it was (T12). -/
theorem getElem_step_ne (t next : Table α n) (address : Nat) (op : Op α) (result : Option α)
    (accepted : t.step address op = .ok (next, result)) (i : Nat) (h : i < n) (ne : i ≠ address) : next[i] = t[i] := by
  obtain ⟨_, c, _, e⟩ := (step_eq_ok_iff t next address op result).mp accepted
  rw [e, Vector.getElem_set_ne _ _ (Ne.symm ne)]

example : (#v[⟨0#8, 0#8⟩, ⟨0#8, 1#8⟩] : Table (BitVec 8) 2)[0] = (fresh : Table (BitVec 8) 2)[0] :=
  getElem_step_ne fresh _ 1 (.accum 1#8) none rfl 0 (by omega) (by omega)

/-- A step at an address does to the context there what the operation does to a context alone. -/
theorem getElem_step_self (t next : Table α n) (address : Nat) (op : Op α) (result : Option α)
    (accepted : t.step address op = .ok (next, result)) (h : address < n) :
    t[address].step op = .ok (next[address], result) := by
  obtain ⟨_, c, s, e⟩ := (step_eq_ok_iff t next address op result).mp accepted
  rw [e, Vector.getElem_set_self, s]

example : (Context.fresh : Context (BitVec 8)).step (.accum 1#8) = .ok (⟨0#8, 1#8⟩, none) :=
  getElem_step_self (fresh : Table (BitVec 8) 2) #v[⟨0#8, 0#8⟩, ⟨0#8, 1#8⟩] 1 (.accum 1#8) none rfl (by omega)

end Atomik.Table
