import Atomik.Spec.Op
/-!
# The single-variable machine

A core that keeps one register instead of a reference and an accumulator. `Atomik.Thm.Context` proves that no
operation can tell the two apart by its result.
-/
namespace Atomik

universe u

namespace Op
variable {α : Type u} [DeltaGroup α]

/-- What `op` does to a single variable that holds the state. -/
def applyState (op : Op α) (s : α) : α :=
  match op with
  | .load v | .exchange v => v
  | .accum d => DeltaGroup.combine s d
  | .read | .swap => s
  | .rollback d => DeltaGroup.combine s (DeltaGroup.neg d)
  | .merge other => DeltaGroup.combine s other.accumulator

/-- What `op` reports, told from the state alone. -/
def resultState (op : Op α) (s : α) : Option α :=
  match op with
  | .read | .swap | .exchange _ => some s
  | _ => none

end Op
end Atomik
