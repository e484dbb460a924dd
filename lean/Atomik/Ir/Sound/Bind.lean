import Atomik.Ir.Ops
/-!
# Operands of definitions

How a definition takes its operands from numbers, and which operation a kind with bound operands is.
-/
namespace Atomik.Ir
variable {w : Nat}

/-- The operation of a kind whose operands are bound by name. -/
def opOf (env : Env w) : OpKind → Op (BitVec w)
  | .load => .load (env .word)
  | .accum => .accum (env .word)
  | .read => .read
  | .swap => .swap
  | .rollback => .rollback (env .word)
  | .exchange => .exchange (env .word)
  | .merge => .merge ⟨env .otherReference, env .otherAccumulator⟩

/-- Bind operands to the numbers from position `i` on, first to last; the first one out of range refuses. A name that
is not bound is zero, and a missing number counts as zero. -/
def bindOperands (values : List Nat) (i : Nat) : List Operand → Except Reject (Env w)
  | [] => return fun _ => 0#w
  | o :: os => do
    let x ← checkWord w (values.getD i 0)
    let rest ← bindOperands values (i + 1) os
    return fun p => if p = o then x else rest p

/-- One checked step of a definition whose operands arrive as numbers. -/
def OpDef.stepRaw (d : OpDef) (c : Context (BitVec w)) (values : List Nat) :
    Except Reject (Context (BitVec w) × Option (BitVec w)) := do
  d.step c (← bindOperands values 0 d.operands)

end Atomik.Ir
