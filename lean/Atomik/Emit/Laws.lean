import Atomik.Emit.Machine
import Atomik.Ir.Sound
import Atomik.Ir.Sound.Counter
import Atomik.Thm.Context
/-!
# Which theorems speak of which op

Each name is checked when this file is elaborated, so that a renamed theorem breaks the build.
-/
namespace Atomik.Emit

/-- What holds of every op over every group. -/
private def ofOp : OpKind → List Lean.Name
  | .load => [``Context.read_load, ``Context.read_accum_load_eq_iff]
  | .accum => [``Context.read_accum, ``Context.accum_comm, ``Context.accum_accum, ``Context.accumAll_perm]
  | .read => [``Context.read_fresh, ``Context.read_apply, ``Context.accumulator_eq_zero_iff]
  | .swap => [``Context.read_swap, ``Context.swap_swap, ``Context.read_accum_swap, ``Context.accum_swap_eq_iff]
  | .rollback => [``Context.rollback_accum, ``Context.rollback_accumAll,
      ``Context.read_rollback_load_accum]
  | .exchange => [``Context.exchange_eq_load, ``Context.result_eq_resultState]
  | .merge => [``Context.merge_eq_accum, ``Context.read_merge_of_reference_eq]

/-- What holds of XOR alone. -/
private def ofXor : OpKind → List Lean.Name
  | .accum => [``Context.accum_accum_self]
  | .rollback => [``Context.rollback_eq_accum]
  | .merge => [``Context.stepRaw_eq_referenceMismatch_iff]
  | _ => []

/-- The theorems about an op of a machine, as printed in its IR file. The first one says that its definition in the IR
is the checked step of the Spec. -/
def laws (m : Machine) (k : OpKind) : List Lean.Name :=
  if m.name = Machine.context.name then ``Ir.stepRaw_eq_stepRaw :: ofOp k ++ ofXor k
  else ``Ir.stepRaw_eq_stepRawCounter :: ofOp k

end Atomik.Emit
