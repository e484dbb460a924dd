import Atomik.Spec.Counter
import Atomik.Spec.Op
/-!
# Operations on counters

The seven operations over addition modulo 2^w: contexts, raw operations and programs as in `Atomik.Spec.Op`.
-/
namespace Atomik

universe u v

/-- The same context with other deltas in it. -/
def Context.map {α : Type u} {β : Type v} (f : α → β) (c : Context α) : Context β := ⟨f c.reference, f c.accumulator⟩

/-- The same operation with other deltas in it. -/
def Op.map {α : Type u} {β : Type v} (f : α → β) : Op α → Op β
  | .load v => .load (f v)
  | .accum d => .accum (f d)
  | .read => .read
  | .swap => .swap
  | .rollback d => .rollback (f d)
  | .exchange v => .exchange (f v)
  | .merge other => .merge (other.map f)

/-- One checked step of a raw operation on a context of counters. `rollback` of 3 adds 2^w - 3. -/
def Context.stepRawCounter {w : Nat} (c : Context (Counter w)) (raw : RawOp) :
    Except Reject (Context (Counter w) × Option (Counter w)) := do
  c.step ((← raw.check w).map Counter.mk)

/-- Run a program on counters until its end or its first refused step (whose observation shows the unchanged
context). -/
def Context.runCounter {w : Nat} (c : Context (Counter w)) : List RawOp → Outcome (Counter w)
  | [] => ⟨[], none⟩
  | op :: ops =>
    match c.stepRawCounter op with
    | .error why => ⟨[⟨c, none⟩], some why⟩
    | .ok (next, result) =>
      let rest := next.runCounter ops
      ⟨⟨next, result⟩ :: rest.observations, rest.rejected⟩

end Atomik
