import Atomik.Ir.Sound.Members
import Atomik.Spec.CounterOp
/-!
# The counter's definitions are the Spec

Every definition in `Ir.counterOps` denotes the operation of its kind on counters, addition modulo 2^w, for all widths,
contexts and operands, rejects included.
-/
namespace Atomik.Ir
variable {w : Nat}

/-- The next context that a definition denotes is the one of its operation on counters. -/
theorem next_eq_apply_counter : ∀ d ∈ counterOps, ∀ (c : Context (BitVec w)) (env : Env w),
    (d.next c env).map Counter.mk = (c.map Counter.mk).apply ((opOf env d.kind).map Counter.mk) :=
  forall_mem_opsOf addWords (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl)
    (fun _ _ => rfl) (fun _ _ => rfl)

example : (rollback addWords).next ⟨0#8, 2#8⟩ (fun _ => 3#8) = ⟨0#8, 255#8⟩ :=
  congrArg (fun c : Context (Counter 8) => (⟨c.reference.value, c.accumulator.value⟩ : Context (BitVec 8)))
    (next_eq_apply_counter (rollback addWords) (by decide) ⟨0#8, 2#8⟩ fun _ => 3#8)

/-- The result that a definition denotes is the one of its operation on counters. -/
theorem result_eq_result_counter : ∀ d ∈ counterOps, ∀ (c : Context (BitVec w)) (env : Env w),
    (d.result.map (·.eval c env)).map Counter.mk =
      (c.map Counter.mk).result ((opOf env d.kind).map Counter.mk) :=
  forall_mem_opsOf addWords (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl)
    (fun _ _ => rfl) (fun _ _ => rfl)

example : ((read addWords).result.map (·.eval ⟨200#8, 100#8⟩ fun _ => 0#8)).map Counter.mk = some ⟨44#8⟩ :=
  result_eq_result_counter (read addWords) (by decide) ⟨200#8, 100#8⟩ fun _ => 0#8

/-- Why an operation is refused does not depend on whether its words are counters. -/
theorem reject_map_counter (c : Context (BitVec w)) (op : Op (BitVec w)) :
    (c.map Counter.mk).reject (op.map Counter.mk) = c.reject op := by
  cases op with
  | merge other =>
    unfold Context.reject Op.map Context.map
    by_cases h : other.reference = c.reference
    · simp only [h, if_true]
    · simp only [Counter.mk.injEq, h, if_false]
  | _ => rfl

/-- One checked step of any raw operation on counters is the checked step of its definition, for every width, every
number as operand, and every reject. -/
theorem stepRaw_eq_stepRawCounter (d : OpDef) (h : d ∈ counterOps) (c : Context (BitVec w)) (values : List Nat) :
    (d.stepRaw c values).map (fun s => (s.1.map Counter.mk, s.2.map Counter.mk)) =
      (c.map Counter.mk).stepRawCounter ⟨d.kind, values⟩ := by
  unfold OpDef.stepRaw Context.stepRawCounter
  rw [← map_bindOperands_eq_check addWords d h values]
  cases bindOperands (w := w) values 0 d.operands with
  | error why => rfl
  | ok env =>
    show (d.step c env).map _ = (c.map Counter.mk).step ((opOf env d.kind).map Counter.mk)
    unfold OpDef.step Context.step
    rw [reject_map_counter, ← guard_eq_reject addWords d h, ← next_eq_apply_counter d h,
      ← result_eq_result_counter d h]
    cases d.guards.find? (·.fires c env) <;> rfl

example (c : Context (BitVec 8)) :
    ((merge addWords).stepRaw c [256, 0]).map (fun s => (s.1.map Counter.mk, s.2.map Counter.mk)) =
      .error .wordOutOfRange :=
  stepRaw_eq_stepRawCounter (merge addWords) (by decide) c [256, 0]

end Atomik.Ir
