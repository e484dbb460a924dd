import Atomik.Thm.Context.Step
/-!
# Raw steps

Operations whose operands arrive as numbers of any size: when each reject occurs, and that the order of the reasons
is the order of `Reject`.
-/
namespace Atomik

universe u
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

/-- The kind of an operation. -/
def Op.kind {α : Type u} : Op α → OpKind
  | .load _ => .load
  | .accum _ => .accum
  | .read => .read
  | .swap => .swap
  | .rollback _ => .rollback
  | .exchange _ => .exchange
  | .merge _ => .merge

/-- The words of an operation, in the order in which its operands arrive. -/
def Op.words {α : Type u} : Op α → List α
  | .load v | .accum v | .rollback v | .exchange v => [v]
  | .read | .swap => []
  | .merge other => [other.reference, other.accumulator]

/-- A raw operation means `op` exactly if it has the kind of `op` and its operands are the values of the words of `op`:
nothing is masked, and every operation arrives in one way only. -/
theorem RawOp.check_eq_ok_iff (raw : RawOp) (op : Op (BitVec w)) :
    raw.check w = .ok op ↔
      raw.kind = op.kind ∧ op.words.map BitVec.toNat = (List.range raw.kind.arity).map (raw.operands.getD · 0) := by
  obtain ⟨kind, values⟩ := raw
  have unary (f : BitVec w → Op (BitVec w)) : (checkWord w (values.getD 0 0) >>= fun x => pure (f x)) = .ok op ↔
      ∃ x : BitVec w, x.toNat = values.getD 0 0 ∧ f x = op := by
    rw [checkWord_bind_eq_ok_iff]
    simp only [pure, Except.pure, Except.ok.injEq]
  have binary (f : BitVec w → BitVec w → Op (BitVec w)) :
      (checkWord w (values.getD 0 0) >>= fun x => checkWord w (values.getD 1 0) >>= fun y => pure (f x y)) = .ok op ↔
        ∃ x : BitVec w, x.toNat = values.getD 0 0 ∧ ∃ y : BitVec w, y.toNat = values.getD 1 0 ∧ f x y = op := by
    simp only [checkWord_bind_eq_ok_iff, pure, Except.pure, Except.ok.injEq]
  have one (x : BitVec w) : [x].map BitVec.toNat = (List.range 1).map (values.getD · 0) ↔ x.toNat = values.getD 0 0 :=
    ⟨fun e => (List.cons.inj e).1, fun e => congrArg (· :: []) e⟩
  have two (x y : BitVec w) : [x, y].map BitVec.toNat = (List.range 2).map (values.getD · 0) ↔
      x.toNat = values.getD 0 0 ∧ y.toNat = values.getD 1 0 :=
    ⟨fun e => ⟨(List.cons.inj e).1, (List.cons.inj (List.cons.inj e).2).1⟩, fun ⟨e₁, e₂⟩ => by
      rw [List.map_cons, List.map_cons, e₁, e₂]
      rfl⟩
  cases kind with
  | read | swap =>
    constructor
    · intro e
      cases e
      exact ⟨rfl, rfl⟩
    · intro ⟨e, _⟩
      cases op <;> first | rfl | cases e
  | merge =>
    refine (binary fun x y => .merge ⟨x, y⟩).trans ?_
    constructor
    · intro ⟨x, hx, y, hy, e⟩
      subst e
      exact ⟨rfl, (two x y).mpr ⟨hx, hy⟩⟩
    · intro ⟨e, words⟩
      cases op <;> cases e
      exact ⟨_, ((two _ _).mp words).1, _, ((two _ _).mp words).2, rfl⟩
  | load | accum | rollback | exchange =>
    refine (unary _).trans ?_
    constructor
    · intro ⟨x, hx, e⟩
      subst e
      exact ⟨rfl, (one x).mpr hx⟩
    · intro ⟨e, words⟩
      cases op <;> cases e
      exact ⟨_, (one _).mp words, rfl⟩

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
      obtain ⟨e, words⟩ := (RawOp.check_eq_ok_iff raw (.merge other)).mp h
      rw [e] at words
      have h₀ : other.reference.toNat = raw.operands.getD 0 0 := (List.cons.inj words).1
      have h₁ : other.accumulator.toNat = raw.operands.getD 1 0 := (List.cons.inj (List.cons.inj words).2).1
      rw [← h₀, ← h₁]
      exact ⟨e, other.reference.isLt, other.accumulator.isLt, fun e => n (BitVec.eq_of_toNat_eq e)⟩
    · intro ⟨e, h₀, h₁, n⟩
      have words : [BitVec.ofNat w (raw.operands.getD 0 0), BitVec.ofNat w (raw.operands.getD 1 0)].map BitVec.toNat =
          (List.range raw.kind.arity).map (raw.operands.getD · 0) := by
        rw [e, List.map_cons, List.map_cons, (checkWord_eq_ok_iff w _ _).mp (if_pos h₀),
          (checkWord_eq_ok_iff w _ _).mp (if_pos h₁)]
        rfl
      have merged := (RawOp.check_eq_ok_iff raw (.merge ⟨_, _⟩)).mpr ⟨e, words⟩
      rw [merged] at h
      injection h with h
      refine ⟨_, h.symm, fun e => n ?_⟩
      rw [← e]
      exact ((checkWord_eq_ok_iff w _ _).mp (if_pos h₀)).symm

end Context
end Atomik
