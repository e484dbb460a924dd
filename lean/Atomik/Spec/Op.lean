import Atomik.Spec.Context
/-!
# Operations as data, and what is refused

`Op` names one operation with its operands; `RawOp` carries operands as numbers, as they arrive from outside;
`Context.step` is the normative meaning of one checked step and `run` of a program.
-/
namespace Atomik

universe u

/-- One operation on a context over deltas `α`. -/
inductive Op (α : Type u) where
  | load (word : α)
  | accum (word : α)
  | read
  | swap
  | rollback (word : α)
  | exchange (word : α)
  | merge (other : Context α)
deriving DecidableEq, Repr

/-- Why an operation was refused. The order is the priority: an earlier reason hides a later one. -/
inductive Reject where
  /-- an operand is not below 2^w -/
  | wordOutOfRange
  /-- `merge` with a context that has another reference -/
  | referenceMismatch
deriving DecidableEq, Repr

/-- The kinds of operation, without operands. -/
inductive OpKind where
  | load | accum | read | swap | rollback | exchange | merge
deriving DecidableEq, Repr

/-- An operation as it arrives: operands are numbers of any size. -/
structure RawOp where
  kind : OpKind
  operands : List Nat
deriving DecidableEq, Repr

namespace Context
variable {α : Type u} [DeltaGroup α]

/-- The context after `op`, rejects left aside. -/
def apply (c : Context α) : Op α → Context α
  | .load v => c.load v
  | .accum d => c.accum d
  | .read => c
  | .swap => c.swap
  | .rollback d => c.rollback d
  | .exchange v => c.exchange v
  | .merge other => c.merge other

/-- The result of `op`: the state, for the ops that report it (before `exchange` installs its reference). -/
def result (c : Context α) : Op α → Option α
  | .read => some c.read
  | .swap => some c.swap.reference
  | .exchange _ => some c.read
  | _ => none

/-- Why `op` must be refused on `c`, if it must. -/
def reject [DecidableEq α] (c : Context α) : Op α → Option Reject
  | .merge other => if other.reference = c.reference then none else some .referenceMismatch
  | _ => none

/-- One checked step: refused with a reason and no effect, or the next context and the result. -/
def step [DecidableEq α] (c : Context α) (op : Op α) : Except Reject (Context α × Option α) :=
  match c.reject op with
  | some why => .error why
  | none => .ok (c.apply op, c.result op)

end Context

/-- A number as a word of `w` bits; refused, never masked, unless below 2^w. -/
def checkWord (w v : Nat) : Except Reject (BitVec w) :=
  if v < 2 ^ w then .ok (BitVec.ofNat w v) else .error .wordOutOfRange

/-- How many operands a kind takes. -/
def OpKind.arity : OpKind → Nat
  | .read | .swap => 0
  | .load | .accum | .rollback | .exchange => 1
  | .merge => 2

/-- The operation that a raw one means at width `w`, or why it is refused. A missing operand counts as zero;
the wire format admits no such op. -/
def RawOp.check (w : Nat) (raw : RawOp) : Except Reject (Op (BitVec w)) := do
  let word (i : Nat) := checkWord w (raw.operands.getD i 0)
  match raw.kind with
  | .load => return .load (← word 0)
  | .accum => return .accum (← word 0)
  | .read => return .read
  | .swap => return .swap
  | .rollback => return .rollback (← word 0)
  | .exchange => return .exchange (← word 0)
  | .merge => return .merge ⟨← word 0, ← word 1⟩

/-- One checked step of a raw operation. -/
def Context.stepRaw {w : Nat} (c : Context (BitVec w)) (raw : RawOp) :
    Except Reject (Context (BitVec w) × Option (BitVec w)) := do
  c.step (← raw.check w)

/-- What is seen after one step: the context, and the result if there is one. -/
structure Observation (α : Type u) where
  context : Context α
  result : Option α
deriving DecidableEq, Repr

/-- The observable outcome of a program: one observation a step, and the reason if the last step was refused. -/
structure Outcome (α : Type u) where
  observations : List (Observation α)
  rejected : Option Reject
deriving DecidableEq, Repr

/-- Run a program until its end or its first refused step (whose observation shows the unchanged context). -/
def Context.run {w : Nat} (c : Context (BitVec w)) : List RawOp → Outcome (BitVec w)
  | [] => ⟨[], none⟩
  | op :: ops =>
    match c.stepRaw op with
    | .error why => ⟨[⟨c, none⟩], some why⟩
    | .ok (next, result) =>
      let rest := next.run ops
      ⟨⟨next, result⟩ :: rest.observations, rest.rejected⟩

end Atomik
