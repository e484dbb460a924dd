import Atomik.Spec.Hardware.Core
import Atomik.Thm.Context.Raw
/-!
# One cycle of the core

Whatever is on the inputs, the registers after the edge and the outputs before it are what the operations mean.
-/
namespace Atomik.Core
variable {w b : Nat}

/-- The bits above a word are not all zero exactly if the number on the bus is not below `2 ^ w`. -/
theorem isWide_iff (bus : BitVec b) : isWide w bus = true ↔ 2 ^ w ≤ bus.toNat := by
  have small : bus.toNat < 2 ^ b := bus.isLt
  have value : (bus.extractLsb' w (b - w)).toNat = bus.toNat / 2 ^ w := by
    rw [BitVec.extractLsb'_toNat, Nat.shiftRight_eq_div_pow]
    apply Nat.mod_eq_of_lt
    by_cases le : w ≤ b
    · rw [Nat.div_lt_iff_lt_mul (Nat.two_pow_pos w), ← Nat.pow_add, Nat.sub_add_cancel le]
      exact small
    · have : bus.toNat < 2 ^ w :=
        Nat.lt_of_lt_of_le small (Nat.pow_le_pow_right (by omega) (Nat.le_of_lt (Nat.not_le.mp le)))
      rw [Nat.div_eq_of_lt this]
      exact Nat.two_pow_pos _
  rw [isWide, bne_iff_ne, Ne, ← BitVec.toNat_inj, value, BitVec.toNat_zero, Nat.div_eq_zero_iff]
  have := Nat.two_pow_pos w
  omega

/-- A number on the bus as a checked word: refused if it is wide, else the lowest bits. -/
theorem checkWord_toNat (bus : BitVec b) :
    checkWord w bus.toNat = if isWide w bus then .error .wordOutOfRange else .ok (bus.setWidth w) := by
  by_cases wide : isWide w bus = true
  · rw [if_pos wide, checkWord, if_neg (Nat.not_lt.mpr ((isWide_iff bus).mp wide))]
  · rw [if_neg wide, checkWord, if_pos (Nat.not_le.mp fun le => wide ((isWide_iff bus).mpr le)), BitVec.ofNat_toNat]

/-- The eight values of `op_i`. -/
private theorem op_cases (op : BitVec 3) :
    op = 0#3 ∨ op = 1#3 ∨ op = 2#3 ∨ op = 3#3 ∨ op = 4#3 ∨ op = 5#3 ∨ op = 6#3 ∨ op = 7#3 := by
  revert op
  decide

/-- What a step must be, told from `reject_o` and from the registers decided. -/
private def Told (q : CoreRegisters w) (i : CoreInput b)
    (step : Except Reject (Context (BitVec w) × Option (BitVec w))) : Prop :=
  step =
    if reject q i = 0#4 then .ok ((decided q i).context, if hasResult i.op then some q.context.read else none)
    else if reject q i = 1#4 then .error .wordOutOfRange
    else .error .referenceMismatch

/-- An op with one word, told by what it decides. -/
private theorem told_unary (q : CoreRegisters w) (op : BitVec 3) (word other : BitVec b) (kind : OpKind)
    (means : BitVec w → Op (BitVec w)) (accepted : CoreRegisters w)
    (check : (RawOp.mk kind [word.toNat]).check w = checkWord w word.toNat >>= fun x => pure (means x))
    (refused : reject q ⟨false, op, word, other⟩ = if isWide w word then 1#4 else 0#4)
    (decides : decided q ⟨false, op, word, other⟩ = if reject q ⟨false, op, word, other⟩ == 0#4 then accepted else q)
    (step : q.context.step (means (word.setWidth w)) =
      .ok (accepted.context, if hasResult op then some q.context.read else none)) :
    Told q ⟨false, op, word, other⟩ (q.context.stepRaw ⟨kind, [word.toNat]⟩) := by
  unfold Told Context.stepRaw
  rw [check, checkWord_toNat, decides, refused]
  cases isWide w word with
  | true => rfl
  | false => exact step

example : Told ⟨0#8, 0#8⟩ ⟨false, 1#3, 256#16, 0#16⟩ ((Context.mk 0#8 0#8).stepRaw ⟨.load, [256]⟩) :=
  told_unary ⟨0#8, 0#8⟩ 1#3 256#16 0#16 .load .load ⟨0#8, 0#8⟩ rfl rfl rfl rfl

/-- Merge: out of range hides another reference. -/
private theorem told_merge (q : CoreRegisters w) (word other : BitVec b) :
    Told q ⟨false, 7#3, word, other⟩ (q.context.stepRaw ⟨.merge, [other.toNat, word.toNat]⟩) := by
  have check : (RawOp.mk .merge [other.toNat, word.toNat]).check w = (do
      let r ← checkWord w other.toNat
      let a ← checkWord w word.toNat
      pure (.merge ⟨r, a⟩)) := rfl
  have refused : reject q ⟨false, 7#3, word, other⟩ =
      if isWide w word then 1#4 else if isWide w other then 1#4
      else if other.setWidth w != q.reference then 2#4 else 0#4 := rfl
  have decides : decided q ⟨false, 7#3, word, other⟩ =
      if reject q ⟨false, 7#3, word, other⟩ == 0#4 then ⟨q.reference, q.accumulator ^^^ word.setWidth w⟩ else q := rfl
  unfold Told Context.stepRaw
  rw [check, checkWord_toNat, checkWord_toNat, decides, refused]
  cases isWide w word with
  | true => cases isWide w other <;> rfl
  | false =>
    cases isWide w other with
    | true => rfl
    | false =>
      by_cases same : other.setWidth w = q.reference
      · rw [bne_eq_false_iff_eq.mpr same]
        have step := (Context.step_eq_ok_iff q.context _ (.merge ⟨other.setWidth w, word.setWidth w⟩) none).mpr
          ⟨if_pos same, rfl, rfl⟩
        exact step
      · rw [bne_iff_ne.mpr same]
        exact (Context.step_eq_error_iff q.context (.merge ⟨other.setWidth w, word.setWidth w⟩) _).mpr
          ⟨rfl, _, rfl, same⟩

/-- Without reset, the step of the operation presented is accepted, with the registers decided and the result shown, if
`reject_o` is 0, and else refused for the reason that `reject_o` names. -/
private theorem told_presented (q : CoreRegisters w) (op : BitVec 3) (word other : BitVec b) (raw : RawOp)
    (presented : (CoreInput.mk false op word other).presented = some raw) :
    Told q ⟨false, op, word, other⟩ (q.context.stepRaw raw) := by
  rcases op_cases op with e | e | e | e | e | e | e | e <;> subst e <;> cases presented
  · exact told_unary q 1#3 word other .load .load ⟨word.setWidth w, 0#w⟩ rfl rfl rfl rfl
  · exact told_unary q 2#3 word other .accum .accum ⟨q.reference, q.accumulator ^^^ word.setWidth w⟩ rfl rfl rfl rfl
  · exact rfl
  · exact rfl
  · exact told_unary q 5#3 word other .rollback .rollback ⟨q.reference, q.accumulator ^^^ word.setWidth w⟩
      rfl rfl rfl rfl
  · exact told_unary q 6#3 word other .exchange .exchange ⟨word.setWidth w, 0#w⟩ rfl rfl rfl rfl
  · exact told_merge q word other

example : Told ⟨1#8, 2#8⟩ ⟨false, 7#3, 0#16, 0#16⟩ ((Context.mk 1#8 2#8).stepRaw ⟨.merge, [0, 0]⟩) :=
  told_presented ⟨1#8, 2#8⟩ 7#3 0#16 0#16 _ rfl

/-- `reject_o` is one of three codes. -/
private theorem reject_cases (q : CoreRegisters w) (i : CoreInput b) :
    reject q i = 0#4 ∨ reject q i = 1#4 ∨ reject q i = 2#4 := by
  unfold reject
  split
  · exact .inl rfl
  · split
    · exact .inr (.inl rfl)
    · split
      · exact .inr (.inl rfl)
      · split
        · exact .inr (.inr rfl)
        · exact .inl rfl

/-- A refused op decides nothing. -/
private theorem decided_of_reject (q : CoreRegisters w) (i : CoreInput b) (h : reject q i ≠ 0#4) : decided q i = q :=
  if_neg fun e => h (beq_iff_eq.mp e)

example : decided ⟨1#8, 2#8⟩ ⟨false, 1#3, 256#16, 0#16⟩ = ⟨1#8, 2#8⟩ := decided_of_reject _ _ (by decide)

/-- One clock cycle does to the registers what the specification says of a context, for every input: every op, every
number on the buses, reset. -/
theorem context_next (q : CoreRegisters w) (i : CoreInput b) : (next q i).context = q.context.clock i := by
  obtain ⟨reset, op, word, other⟩ := i
  cases reset with
  | true => rfl
  | false =>
    change (decided q _).context = ((CoreInput.mk false op word other).presented).elim q.context q.context.stepOrStay
    match h : (CoreInput.mk false op word other).presented with
    | none =>
      rcases op_cases op with e | e | e | e | e | e | e | e <;> subst e <;> first | rfl | cases h
    | some raw =>
      have told := told_presented q op word other raw h
      unfold Told at told
      rw [Option.elim_some, Context.stepOrStay, told]
      rcases reject_cases q ⟨false, op, word, other⟩ with r | r | r
      · rw [r]
        rfl
      · rw [decided_of_reject q _ (by rw [r]; decide), r]
        rfl
      · rw [decided_of_reject q _ (by rw [r]; decide), r]
        rfl

/-- In every clock cycle the outputs answer the operation presented as the specification does: the same result, or none;
the same reject, or none. -/
theorem answer_output (q : CoreRegisters w) (i : CoreInput b) : (output q i).answer = q.context.answer i := by
  obtain ⟨reset, op, word, other⟩ := i
  cases reset with
  | true => rfl
  | false =>
    match h : (CoreInput.mk false op word other).presented with
    | none =>
      rcases op_cases op with e | e | e | e | e | e | e | e <;> subst e <;> first | rfl | cases h
    | some raw =>
      have told := told_presented q op word other raw h
      unfold Told at told
      have spec : q.context.answer ⟨false, op, word, other⟩ =
          match q.context.stepRaw raw with
          | .ok (_, result) => (result, 0#4)
          | .error why => (none, why.code) := by
        have step : (if false then none else (some raw).map q.context.stepRaw) = some (q.context.stepRaw raw) := rfl
        unfold Context.answer
        rw [h, step]
        cases q.context.stepRaw raw <;> rfl
      have valid : (output q ⟨false, op, word, other⟩).resultValid =
          (hasResult op && reject q ⟨false, op, word, other⟩ == 0#4) := rfl
      have code : (output q ⟨false, op, word, other⟩).reject = reject q ⟨false, op, word, other⟩ := rfl
      rw [spec, told, CoreOutput.answer, valid, code]
      rcases reject_cases q ⟨false, op, word, other⟩ with r | r | r <;> rw [r] <;> cases hasResult op <;> rfl

end Atomik.Core
