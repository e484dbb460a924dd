import Atomik.Thm.Context.Step
/-!
# Raw steps

Operations whose operands arrive as numbers of any size: when each reject occurs, and that the order of the reasons
is the order of `Reject`.
-/
namespace Atomik
variable {w : Nat}

/-- What follows a checked number is refused exactly if the number is, or if what follows is. -/
theorem checkWord_bind_eq_error_iff {β : Type} (v : Nat) (next : BitVec w → Except Reject β) (why : Reject) :
    (checkWord w v >>= next) = .error why ↔
      why = .wordOutOfRange ∧ 2 ^ w ≤ v ∨ v < 2 ^ w ∧ next (BitVec.ofNat w v) = .error why := by
  by_cases h : v < 2 ^ w
  · have accepted : checkWord w v = .ok (BitVec.ofNat w v) := if_pos h
    rw [accepted]
    constructor
    · intro e
      exact .inr ⟨h, e⟩
    · intro e
      rcases e with ⟨_, e⟩ | ⟨_, e⟩
      · exact absurd h (Nat.not_lt.mpr e)
      · exact e
  · have refused : checkWord w v = .error .wordOutOfRange := if_neg h
    rw [refused]
    constructor
    · intro e
      injection e with e
      exact .inl ⟨e.symm, Nat.not_lt.mp h⟩
    · intro e
      rcases e with ⟨e, _⟩ | ⟨e, _⟩
      · rw [e]
        rfl
      · exact absurd e h

/-- What follows a checked number succeeds exactly if the number is some word's value and what follows that word
succeeds. -/
theorem checkWord_bind_eq_ok_iff {β : Type} (v : Nat) (next : BitVec w → Except Reject β) (y : β) :
    (checkWord w v >>= next) = .ok y ↔ ∃ x : BitVec w, x.toNat = v ∧ next x = .ok y := by
  constructor
  · intro e
    match h : checkWord w v with
    | .ok x =>
      rw [h] at e
      exact ⟨x, (checkWord_eq_ok_iff w v x).mp h, e⟩
    | .error _ =>
      rw [h] at e
      cases e
  · intro ⟨x, e, n⟩
    rw [(checkWord_eq_ok_iff w v x).mpr e]
    exact n

/-- A raw operation has no meaning as an operation exactly if one of its operands is not below `2 ^ w`. -/
theorem RawOp.check_eq_error_iff (raw : RawOp) (why : Reject) :
    raw.check w = .error why ↔
      why = .wordOutOfRange ∧ ∃ i, i < raw.kind.arity ∧ 2 ^ w ≤ raw.operands.getD i 0 := by
  obtain ⟨kind, values⟩ := raw
  have accepted (op : Op (BitVec w)) : (pure op : Except Reject _) = .error why ↔ False :=
    ⟨(by intro e; cases e), False.elim⟩
  have nullary : (∃ i, i < 0 ∧ 2 ^ w ≤ values.getD i 0) ↔ False :=
    ⟨fun ⟨i, h, _⟩ => Nat.not_lt_zero i h, False.elim⟩
  have unary : (∃ i, i < 1 ∧ 2 ^ w ≤ values.getD i 0) ↔ 2 ^ w ≤ values.getD 0 0 :=
    ⟨fun ⟨i, h, p⟩ => (show i = 0 by omega) ▸ p, fun p => ⟨0, by omega, p⟩⟩
  have binary : (∃ i, i < 2 ∧ 2 ^ w ≤ values.getD i 0) ↔
      2 ^ w ≤ values.getD 0 0 ∨ values.getD 0 0 < 2 ^ w ∧ 2 ^ w ≤ values.getD 1 0 := by
    constructor
    · intro ⟨i, h, p⟩
      rcases (show i = 0 ∨ i = 1 by omega) with e | e <;> subst e <;> omega
    · intro h
      rcases h with p | ⟨_, p⟩
      · exact ⟨0, by omega, p⟩
      · exact ⟨1, by omega, p⟩
  cases kind with
  | read => rw [OpKind.arity, nullary, and_false]; exact accepted _
  | swap => rw [OpKind.arity, nullary, and_false]; exact accepted _
  | merge =>
    rw [OpKind.arity, binary]
    refine (checkWord_bind_eq_error_iff (values.getD 0 0) _ why).trans ?_
    rw [checkWord_bind_eq_error_iff (values.getD 1 0), accepted, and_false, or_false, and_or_left, and_left_comm]
  | _ =>
    rw [OpKind.arity, unary]
    refine (checkWord_bind_eq_error_iff (values.getD 0 0) _ why).trans ?_
    rw [accepted, and_false, or_false]

/-- A raw operation means the merge of `other` exactly if it is a `merge` and its operands are the values of the two
words of `other`. -/
theorem RawOp.check_eq_ok_merge_iff (raw : RawOp) (other : Context (BitVec w)) :
    raw.check w = .ok (.merge other) ↔
      raw.kind = .merge ∧ other.reference.toNat = raw.operands.getD 0 0 ∧
        other.accumulator.toNat = raw.operands.getD 1 0 := by
  obtain ⟨kind, values⟩ := raw
  cases kind with
  | read | swap =>
    constructor
    · intro e
      cases e
    · intro e
      cases e.1
  | merge =>
    refine (checkWord_bind_eq_ok_iff (values.getD 0 0) _ _).trans ?_
    constructor
    · intro ⟨x, hx, e⟩
      obtain ⟨y, hy, e⟩ := (checkWord_bind_eq_ok_iff (values.getD 1 0) _ _).mp e
      cases e
      exact ⟨rfl, hx, hy⟩
    · intro ⟨_, hx, hy⟩
      exact ⟨_, hx, (checkWord_bind_eq_ok_iff (values.getD 1 0) _ _).mpr ⟨_, hy, rfl⟩⟩
  | _ =>
    constructor
    · intro e
      obtain ⟨_, _, e⟩ := (checkWord_bind_eq_ok_iff (values.getD 0 0) _ _).mp e
      cases e
    · intro e
      cases e.1

namespace Context

/-- A raw step is refused as `word_out_of_range` exactly if one of its operands is not below `2 ^ w`, whatever else
is wrong with it. -/
theorem stepRaw_eq_wordOutOfRange_iff (c : Context (BitVec w)) (raw : RawOp) :
    c.stepRaw raw = .error .wordOutOfRange ↔ ∃ i, i < raw.kind.arity ∧ 2 ^ w ≤ raw.operands.getD i 0 := by
  have range := RawOp.check_eq_error_iff (w := w) raw .wordOutOfRange
  rw [eq_self, true_and] at range
  rw [← range, stepRaw]
  cases raw.check w with
  | error why =>
    constructor
    · intro e
      injection e with e
      rw [e]
    · intro e
      injection e with e
      rw [e]
      rfl
  | ok op =>
    constructor
    · intro e
      cases ((step_eq_error_iff c op _).mp e).1
    · intro e
      cases e

/-- A raw step is refused as `reference_mismatch` exactly if it is a `merge` whose operands are both in range and
whose first operand is not the reference. -/
theorem stepRaw_eq_referenceMismatch_iff (c : Context (BitVec w)) (raw : RawOp) :
    c.stepRaw raw = .error .referenceMismatch ↔
      raw.kind = .merge ∧ raw.operands.getD 0 0 < 2 ^ w ∧ raw.operands.getD 1 0 < 2 ^ w ∧
        raw.operands.getD 0 0 ≠ c.reference.toNat := by
  rw [stepRaw]
  match h : raw.check w with
  | .error why =>
    obtain ⟨e, i, below, big⟩ := (RawOp.check_eq_error_iff raw why).mp h
    subst e
    constructor
    · intro e
      cases e
    · intro ⟨e, h₀, h₁, _⟩
      rw [e] at below
      rcases (show i = 0 ∨ i = 1 from by have : i < 2 := below; omega) with e | e <;> subst e <;> omega
  | .ok op =>
    refine (step_eq_error_iff c op _).trans ?_
    rw [eq_self, true_and]
    constructor
    · intro ⟨other, e, n⟩
      subst e
      obtain ⟨e, h₀, h₁⟩ := (RawOp.check_eq_ok_merge_iff raw other).mp h
      rw [← h₀, ← h₁]
      exact ⟨e, other.reference.isLt, other.accumulator.isLt, fun e => n (BitVec.eq_of_toNat_eq e)⟩
    · intro ⟨e, h₀, h₁, n⟩
      have merged := (RawOp.check_eq_ok_merge_iff raw ⟨BitVec.ofNat w _, BitVec.ofNat w _⟩).mpr
        ⟨e, (checkWord_eq_ok_iff w _ _).mp (if_pos h₀), (checkWord_eq_ok_iff w _ _).mp (if_pos h₁)⟩
      rw [merged] at h
      injection h with h
      refine ⟨_, h.symm, fun e => n ?_⟩
      rw [← e]
      exact ((checkWord_eq_ok_iff w _ _).mp (if_pos h₀)).symm

end Context
end Atomik
