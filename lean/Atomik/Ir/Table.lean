import Atomik.Ir.Sound.Bind
import Atomik.Spec.Table
/-!
# A table as data

A table does to the context at an address what the context's own definition says. Beside those definitions there is a
guard for the address, and what the two lists show of a context.
-/
namespace Atomik.Ir

/-- A number that a table looks at before an op. -/
inductive Count where
  /-- the address, zero-based -/
  | address
  /-- how many contexts the table has -/
  | contexts
deriving DecidableEq, Repr

/-- When an op is refused before its context is looked at: `low` is not below `high`. -/
structure AddressGuard where
  code : TableReject
  low : Count
  high : Count
deriving DecidableEq, Repr

/-- A table: its guard, the definitions of its contexts, the state that `entries` lists, and the state that `snapshot` leaves
out. -/
structure TableDef where
  guard : AddressGuard
  cells : List OpDef
  state : Expr
  hidden : Expr
deriving DecidableEq, Repr

/-- The table of contexts over words with XOR. -/
def table : TableDef where
  guard := ⟨.addressOutOfRange, .address, .contexts⟩
  cells := ops
  state := .xor (.var .reference) (.var .accumulator)
  hidden := .zero

/-- The number meant. -/
def Count.eval (contexts address : Nat) : Count → Nat
  | .address => address
  | .contexts => contexts

/-- Whether the guard refuses. -/
def AddressGuard.fires (g : AddressGuard) (contexts address : Nat) : Bool :=
  !decide (g.low.eval contexts address < g.high.eval contexts address)

variable {w n : Nat}

/-- One checked step of the definition `op` at an address. An address without a context, if the guard lets it pass, changes
nothing. -/
def TableDef.stepRaw (d : TableDef) (op : OpDef) (t : Table (BitVec w) n) (address : Nat) (values : List Nat) :
    Except TableReject (Table (BitVec w) n × Option (BitVec w)) :=
  if d.guard.fires n address then .error d.guard.code
  else
    match t[address]? with
    | none => .ok (t, none)
    | some c =>
      match op.stepRaw c values with
      | .error why => .error (.context why)
      | .ok (next, result) => .ok (t.setIfInBounds address next, result)

/-- No expression of a table has operands. -/
private def noOperands : Env w := fun _ => 0#w

/-- Every address with the state there. -/
def TableDef.entries (d : TableDef) (t : Table (BitVec w) n) : List (Nat × BitVec w) :=
  List.ofFn fun i : Fin n => (i.val, d.state.eval t[i] noOperands)

/-- The addresses whose state is not the hidden one. -/
def TableDef.snapshot (d : TableDef) (t : Table (BitVec w) n) : List (Nat × BitVec w) :=
  (d.entries t).filter fun entry => entry.2 ≠ d.hidden.eval Context.fresh noOperands

end Atomik.Ir
