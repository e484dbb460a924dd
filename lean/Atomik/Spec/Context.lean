import Atomik.Spec.Word
/-!
# Contexts and the seven operations

A context holds a reference and an accumulator; its state is their combination. Every operation is total
here; `Atomik.Spec.Op` adds what an implementation must refuse.
-/
namespace Atomik

universe u

local infixl:65 " ∔ " => DeltaGroup.combine

/-- A reference and the deltas accumulated since it was set. Units: both are deltas (words of `w` bits). -/
structure Context (α : Type u) where
  /-- the baseline -/
  reference : α
  /-- all deltas since the baseline, combined -/
  accumulator : α
deriving DecidableEq, Repr

namespace Context
variable {α : Type u} [DeltaGroup α]
open DeltaGroup (zero neg)

/-- A context nobody has used: both words zero. -/
def fresh : Context α := ⟨zero, zero⟩

/-- The state: reference combined with accumulator. Changes nothing. C: `atomik_read`, RTL: `OP_READ`. -/
def read (c : Context α) : α := c.reference ∔ c.accumulator

/-- Set the reference to `v` and drop all deltas. C: `atomik_load`, RTL: `OP_LOAD`. -/
def load (_ : Context α) (v : α) : Context α := ⟨v, zero⟩

/-- Combine `d` into the accumulator. C: `atomik_accum`, RTL: `OP_ACCUM`. -/
def accum (c : Context α) (d : α) : Context α := { c with accumulator := c.accumulator ∔ d }

/-- Checkpoint: the state becomes the reference, the accumulator becomes zero. C: `atomik_swap`, RTL: `OP_SWAP`. -/
def swap (c : Context α) : Context α := ⟨c.read, zero⟩

/-- Undo the delta `d`, which the caller must know. For words the same as `accum`. C: `atomik_rollback`, RTL: `OP_ROLLBACK`. -/
def rollback (c : Context α) (d : α) : Context α := { c with accumulator := c.accumulator ∔ neg d }

/-- Install `v` as the reference; the old state is the result. C: `atomik_exchange`, RTL: `OP_EXCHANGE`. -/
def exchange (_ : Context α) (v : α) : Context α := ⟨v, zero⟩

/-- Combine the accumulator of `other`, which must have the same reference. C: `atomik_merge`, RTL: `OP_MERGE`. -/
def merge (c other : Context α) : Context α := { c with accumulator := c.accumulator ∔ other.accumulator }

/-- No net delta since the reference was set (deltas may have cancelled). C: `atomik_is_clean`. -/
def isClean [DecidableEq α] (c : Context α) : Bool := c.accumulator = zero

/-- Accumulate a list of deltas, first to last. -/
def accumAll (c : Context α) (ds : List α) : Context α := ds.foldl accum c

end Context
end Atomik
