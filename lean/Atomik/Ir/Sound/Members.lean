import Atomik.Ir.Sound.Bind
/-!
# What holds of the definitions over every group

Operands and reasons to refuse do not depend on how deltas are combined.
-/
namespace Atomik.Ir
variable {w : Nat}

/-- What holds of the seven definitions over a group holds of every member of the list. -/
theorem forall_mem_opsOf {P : OpDef → Prop} (g : Algebra) (hload : P load) (haccum : P (accum g)) (hread : P (read g))
    (hswap : P (swap g)) (hrollback : P (rollback g)) (hexchange : P (exchange g)) (hmerge : P (merge g)) :
    ∀ d ∈ opsOf g, P d := by
  intro d h
  simp only [opsOf, List.mem_cons, List.not_mem_nil, or_false] at h
  rcases h with h | h | h | h | h | h | h <;> subst h <;> assumption

example : (merge xorWords).operands.length ≤ 2 :=
  forall_mem_opsOf (P := fun d => d.operands.length ≤ 2) xorWords (by decide) (by decide) (by decide) (by decide)
    (by decide) (by decide) (by decide) (merge xorWords) (by decide)

/-- The first guard of a definition that fires is the reason why its operation is refused. -/
theorem guard_eq_reject (g : Algebra) : ∀ d ∈ opsOf g, ∀ (c : Context (BitVec w)) (env : Env w),
    (d.guards.find? (·.fires c env)).map (·.code) = c.reject (opOf env d.kind) := by
  refine forall_mem_opsOf g (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl) (fun _ _ => rfl)
    (fun _ _ => rfl) (fun c env => ?_)
  unfold merge opOf Context.reject
  by_cases h : env .otherReference = c.reference
  · simp only [List.find?, Guard.fires, Expr.eval, h, bne_self_eq_false, Option.map, if_true]
  · simp only [List.find?, Guard.fires, Expr.eval, bne_iff_ne.mpr h, Option.map, h, if_false]

example : ((merge addWords).guards.find? (·.fires ⟨5#8, 0#8⟩ fun _ => 3#8)).map (·.code) = some .referenceMismatch :=
  guard_eq_reject addWords (merge addWords) (by decide) ⟨5#8, 0#8⟩ fun _ => 3#8

/-- Binding a definition's operands to numbers refuses, or gives the operation, exactly as the Spec does. -/
theorem map_bindOperands_eq_check (g : Algebra) : ∀ d ∈ opsOf g, ∀ values : List Nat,
    (opOf · d.kind) <$> bindOperands (w := w) values 0 d.operands = RawOp.check w ⟨d.kind, values⟩ := by
  refine forall_mem_opsOf g ?_ ?_ ?_ ?_ ?_ ?_ ?_ <;> intro values <;>
    simp only [load, accum, read, swap, rollback, exchange, merge, bindOperands, RawOp.check, map_bind, map_pure,
      bind_assoc, pure_bind] <;>
    rfl

example : (opOf · .load) <$> bindOperands (w := 8) [256] 0 load.operands = .error .wordOutOfRange :=
  map_bindOperands_eq_check xorWords load (by decide) [256]

/-- Every kind of operation has a definition over every group. -/
theorem exists_mem_opsOf_kind (g : Algebra) (k : OpKind) : ∃ d ∈ opsOf g, d.kind = k := by
  cases k
  · exact ⟨load, .head _, rfl⟩
  · exact ⟨accum g, .tail _ (.head _), rfl⟩
  · exact ⟨read g, .tail _ (.tail _ (.head _)), rfl⟩
  · exact ⟨swap g, .tail _ (.tail _ (.tail _ (.head _))), rfl⟩
  · exact ⟨rollback g, .tail _ (.tail _ (.tail _ (.tail _ (.head _)))), rfl⟩
  · exact ⟨exchange g, .tail _ (.tail _ (.tail _ (.tail _ (.tail _ (.head _))))), rfl⟩
  · exact ⟨merge g, .tail _ (.tail _ (.tail _ (.tail _ (.tail _ (.tail _ (.head _)))))), rfl⟩

/-- The kinds stand in the same order over every group, so that an opcode means the same kind in both machines. -/
theorem kinds_opsOf (g : Algebra) : (opsOf g).map (·.kind) = ops.map (·.kind) :=
  rfl

/-- No kind has two definitions: the opcode, its position counted from 1, says which kind it is. -/
theorem nodup_kinds_ops : (ops.map (·.kind)).Nodup := by
  decide

/-- Each definition has as many operands as its kind. -/
theorem length_operands_eq_arity (g : Algebra) : ∀ d ∈ opsOf g, d.operands.length = d.kind.arity :=
  forall_mem_opsOf g rfl rfl rfl rfl rfl rfl rfl

example : (merge addWords).operands.length = 2 := length_operands_eq_arity addWords (merge addWords) (by decide)

end Atomik.Ir
