import Atomik.Spec.Group
/-!
# The published cores

What two published circuits of the original do, modelled from their text, so that what is said about them is computed
and not told. Nothing here is part of what our cores do.
-/
namespace Atomik.Original

universe u
variable {α : Type u} [DeltaGroup α]

/-- The registers of `atomik_delta_acc`. -/
structure DeltaAcc (α : Type u) where
  initialState : α
  accumulator : α
deriving DecidableEq, Repr

/-- One clock of `atomik_delta_acc`, whose `load_initial` and `delta_valid` are two inputs and two `if`s in this order:
both assign the accumulator, and the later assignment wins. -/
def DeltaAcc.clock (q : DeltaAcc α) (load : Option α) (delta : Option α) : DeltaAcc α :=
  let loaded := load.elim q fun v => ⟨v, DeltaGroup.zero⟩
  delta.elim loaded fun d => { loaded with accumulator := DeltaGroup.combine q.accumulator d }

/-- `current_state`. -/
def DeltaAcc.read (q : DeltaAcc α) : α := DeltaGroup.combine q.initialState q.accumulator

/-- The registers of the cores with addresses: a reference for each of `n` addresses and one accumulator for all. -/
structure Shared (α : Type u) (n : Nat) where
  references : Fin n → α
  accumulator : α

variable {n : Nat}

/-- Load at an address, which clears the accumulator of all. -/
def Shared.load (q : Shared α n) (address : Fin n) (v : α) : Shared α n :=
  ⟨fun i => if i = address then v else q.references i, DeltaGroup.zero⟩

/-- Accumulate at an address, which has no effect. -/
def Shared.accum (q : Shared α n) (_ : Fin n) (d : α) : Shared α n :=
  { q with accumulator := DeltaGroup.combine q.accumulator d }

/-- The state that is read at an address. -/
def Shared.read (q : Shared α n) (address : Fin n) : α := DeltaGroup.combine (q.references address) q.accumulator

end Atomik.Original
