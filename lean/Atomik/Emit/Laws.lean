import Atomik.Ir.Sound
import Atomik.Thm.Context
/-!
# Which theorems speak of which op

Each name is checked when this file is elaborated, so that a renamed theorem breaks the build.
-/
namespace Atomik.Emit

/-- What holds of every op: its definition in the IR is the checked step of the Spec. -/
private def soundness : Lean.Name := ``Ir.stepRaw_eq_stepRaw

private def ofOp : OpKind → List Lean.Name
  | .load => [``Context.read_load, ``Context.read_accum_load_eq_iff]
  | .accum => [``Context.read_accum, ``Context.accum_comm, ``Context.accum_accum, ``Context.accumAll_perm,
      ``Context.accum_accum_self]
  | .read => [``Context.read_fresh, ``Context.read_apply, ``Context.accumulator_eq_zero_iff]
  | .swap => [``Context.read_swap, ``Context.swap_swap, ``Context.read_accum_swap, ``Context.accum_swap_eq_iff]
  | .rollback => [``Context.rollback_accum, ``Context.rollback_accumAll, ``Context.rollback_eq_accum,
      ``Context.read_rollback_load_accum]
  | .exchange => [``Context.exchange_eq_load, ``Context.result_eq_resultState]
  | .merge => [``Context.merge_eq_accum, ``Context.read_merge_of_reference_eq,
      ``Context.stepRaw_eq_referenceMismatch_iff]

/-- The theorems about an op, as printed in its IR file. -/
def laws (k : OpKind) : List Lean.Name := soundness :: ofOp k

end Atomik.Emit
