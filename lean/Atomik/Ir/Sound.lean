import Atomik.Ir.Sound.Bind
/-!
# The intermediate representation is the Spec

Every definition in `Ir.ops` denotes the operation of its kind, for all widths, contexts and operands, rejects
included; and `Ir.ops` has each kind once.
-/
namespace Atomik.Ir
variable {w : Nat}

/-- What holds of the seven definitions holds of every member of `ops`. -/
private theorem forall_mem_ops {P : OpDef → Prop} (hload : P load) (haccum : P accum) (hread : P read) (hswap : P swap)
    (hrollback : P rollback) (hexchange : P exchange) (hmerge : P merge) : ∀ d ∈ ops, P d := by
  intro d h
  simp only [ops, List.mem_cons, List.not_mem_nil, or_false] at h
  rcases h with h | h | h | h | h | h | h <;> subst h <;> assumption

example : merge.operands.length ≤ 2 :=
  forall_mem_ops (P := fun d => d.operands.length ≤ 2) (by decide) (by decide) (by decide) (by decide) (by decide)
    (by decide) (by decide) merge (by decide)

/-- The next context that a definition denotes is the one of its operation. -/
theorem next_eq_apply : ∀ d ∈ ops, ∀ (c : Context (BitVec w)) (env : Env w),
    d.next c env = c.apply (opOf env d.kind) :=
  forall_mem_ops (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl)
    (fun _ _ => rfl)

example (c : Context (BitVec 8)) : merge.next c (fun _ => 3#8) = c.merge ⟨3#8, 3#8⟩ :=
  next_eq_apply merge (by decide) c fun _ => 3#8

/-- The result that a definition denotes is the one of its operation. -/
theorem result_eq_result : ∀ d ∈ ops, ∀ (c : Context (BitVec w)) (env : Env w),
    d.result.map (·.eval c env) = c.result (opOf env d.kind) :=
  forall_mem_ops (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl)
    (fun _ _ => rfl)

example (c : Context (BitVec 8)) : swap.result.map (·.eval c fun _ => 3#8) = some c.read :=
  result_eq_result swap (by decide) c fun _ => 3#8

/-- The first guard of a definition that fires is the reason why its operation is refused. -/
theorem guard_eq_reject : ∀ d ∈ ops, ∀ (c : Context (BitVec w)) (env : Env w),
    (d.guards.find? (·.fires c env)).map (·.code) = c.reject (opOf env d.kind) := by
  refine forall_mem_ops (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl)
    (fun _ _ => rfl) (fun c env => ?_)
  unfold merge opOf Context.reject
  by_cases h : env .otherReference = c.reference
  · simp only [List.find?, Guard.fires, Expr.eval, h, bne_self_eq_false, Option.map, if_true]
  · simp only [List.find?, Guard.fires, Expr.eval, bne_iff_ne.mpr h, Option.map, h, if_false]

example : (merge.guards.find? (·.fires ⟨5#8, 0#8⟩ fun _ => 3#8)).map (·.code) = some .referenceMismatch :=
  guard_eq_reject merge (by decide) ⟨5#8, 0#8⟩ fun _ => 3#8

/-- A checked step of a definition is the checked step of its operation. -/
theorem step_eq_step (d : OpDef) (h : d ∈ ops) (c : Context (BitVec w)) (env : Env w) :
    d.step c env = c.step (opOf env d.kind) := by
  unfold OpDef.step Context.step
  rw [← guard_eq_reject d h, next_eq_apply d h, result_eq_result d h]
  cases d.guards.find? (·.fires c env) <;> rfl

example (c : Context (BitVec 64)) (env : Env 64) : merge.step c env = c.step (opOf env .merge) :=
  step_eq_step merge (by decide) c env

/-- Binding a definition's operands to numbers refuses, or gives the operation, exactly as the Spec does. -/
theorem map_bindOperands_eq_check : ∀ d ∈ ops, ∀ values : List Nat,
    (opOf · d.kind) <$> bindOperands (w := w) values 0 d.operands = RawOp.check w ⟨d.kind, values⟩ := by
  refine forall_mem_ops ?_ ?_ ?_ ?_ ?_ ?_ ?_ <;> intro values <;>
    simp only [load, accum, read, swap, rollback, exchange, merge, bindOperands, RawOp.check, map_bind, map_pure,
      bind_assoc, pure_bind] <;>
    rfl

example : (opOf · .load) <$> bindOperands (w := 8) [256] 0 load.operands = .error .wordOutOfRange :=
  map_bindOperands_eq_check load (by decide) [256]

/-- One checked step of any raw operation is the checked step of its definition: the denotation of the emitted
expressions is the Spec, for every width, every number as operand, and every reject. -/
theorem stepRaw_eq_stepRaw (d : OpDef) (h : d ∈ ops) (c : Context (BitVec w)) (values : List Nat) :
    d.stepRaw c values = c.stepRaw ⟨d.kind, values⟩ := by
  unfold OpDef.stepRaw Context.stepRaw
  rw [← map_bindOperands_eq_check d h values]
  simp only [step_eq_step d h, map_eq_pure_bind, bind_assoc, pure_bind]

example (c : Context (BitVec 8)) : merge.stepRaw c [256, 0] = .error .wordOutOfRange :=
  stepRaw_eq_stepRaw merge (by decide) c [256, 0]

/-- Every kind of operation has a definition. -/
theorem exists_mem_ops_kind (k : OpKind) : ∃ d ∈ ops, d.kind = k := by
  cases k <;> decide

/-- No kind has two definitions: the opcode, its position counted from 1, says which kind it is. -/
theorem nodup_kinds_ops : (ops.map (·.kind)).Nodup := by
  decide

/-- Each definition has as many operands as its kind. -/
theorem length_operands_eq_arity : ∀ d ∈ ops, d.operands.length = d.kind.arity := by
  decide

example : merge.operands.length = 2 := length_operands_eq_arity merge (by decide)

end Atomik.Ir
