import Atomik.Ir.Sound.Members
/-!
# The intermediate representation is the Spec

Every definition in `Ir.ops` denotes the operation of its kind on words with XOR, for all widths, contexts and operands,
rejects included. `Sound/Counter` has the same for counters, `Sound/Members` what needs no group.
-/
namespace Atomik.Ir
variable {w : Nat}

/-- The next context that a definition denotes is the one of its operation. -/
theorem next_eq_apply : ∀ d ∈ ops, ∀ (c : Context (BitVec w)) (env : Env w),
    d.next c env = c.apply (opOf env d.kind) :=
  forall_mem_opsOf xorWords (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl)
    (fun _ _ => rfl)

example (c : Context (BitVec 8)) : (merge xorWords).next c (fun _ => 3#8) = c.merge ⟨3#8, 3#8⟩ :=
  next_eq_apply (merge xorWords) (by decide) c fun _ => 3#8

/-- The result that a definition denotes is the one of its operation. -/
theorem result_eq_result : ∀ d ∈ ops, ∀ (c : Context (BitVec w)) (env : Env w),
    d.result.map (·.eval c env) = c.result (opOf env d.kind) :=
  forall_mem_opsOf xorWords (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl)
    (fun _ _ => rfl)

example (c : Context (BitVec 8)) : (swap xorWords).result.map (·.eval c fun _ => 3#8) = some c.read :=
  result_eq_result (swap xorWords) (by decide) c fun _ => 3#8

/-- A checked step of a definition is the checked step of its operation. -/
theorem step_eq_step (d : OpDef) (h : d ∈ ops) (c : Context (BitVec w)) (env : Env w) :
    d.step c env = c.step (opOf env d.kind) := by
  unfold OpDef.step Context.step
  rw [← guard_eq_reject xorWords d h, next_eq_apply d h, result_eq_result d h]
  cases d.guards.find? (·.fires c env) <;> rfl

example (c : Context (BitVec 64)) (env : Env 64) : (merge xorWords).step c env = c.step (opOf env .merge) :=
  step_eq_step (merge xorWords) (by decide) c env

/-- One checked step of any raw operation is the checked step of its definition: the denotation of the emitted
expressions is the Spec, for every width, every number as operand, and every reject. -/
theorem stepRaw_eq_stepRaw (d : OpDef) (h : d ∈ ops) (c : Context (BitVec w)) (values : List Nat) :
    d.stepRaw c values = c.stepRaw ⟨d.kind, values⟩ := by
  unfold OpDef.stepRaw Context.stepRaw
  rw [← map_bindOperands_eq_check xorWords d h values]
  simp only [step_eq_step d h, map_eq_pure_bind, bind_assoc, pure_bind]

example (c : Context (BitVec 8)) : (merge xorWords).stepRaw c [256, 0] = .error .wordOutOfRange :=
  stepRaw_eq_stepRaw (merge xorWords) (by decide) c [256, 0]

end Atomik.Ir
