import Atomik.Spec.Op
/-!
# Tables of contexts

`n` contexts with addresses from 0 to `n - 1`. An address outside is refused before the operation is looked at.
-/
namespace Atomik

universe u

/-- `n` contexts, each with its own reference and accumulator. -/
abbrev Table (α : Type u) (n : Nat) := Vector (Context α) n

/-- Why an operation on a table was refused. An address outside hides every other reason. -/
inductive TableReject where
  /-- the address is not below the number of contexts -/
  | addressOutOfRange
  /-- the addressed context refused -/
  | context (why : Reject)
deriving DecidableEq, Repr

namespace Table
variable {α : Type u} [DeltaGroup α] {n : Nat}

/-- A table nobody has used: every context fresh. -/
def fresh : Table α n := Vector.replicate n Context.fresh

/-- One checked step on the context at `address` (zero-based): refused with a reason and no effect, or the next table
and the result. C: `atomik_table_*`. -/
def step [DecidableEq α] (t : Table α n) (address : Nat) (op : Op α) : Except TableReject (Table α n × Option α) :=
  if h : address < n then
    match t[address].step op with
    | .error why => .error (.context why)
    | .ok (next, result) => .ok (t.set address next, result)
  else
    .error .addressOutOfRange

/-- Several steps as one: the last table and all results, or the first reason to refuse and no table at all. -/
def batch [DecidableEq α] (t : Table α n) : List (Nat × Op α) → Except TableReject (Table α n × List (Option α))
  | [] => .ok (t, [])
  | (address, op) :: rest =>
    match t.step address op with
    | .error why => .error why
    | .ok (next, result) =>
      match next.batch rest with
      | .error why => .error why
      | .ok (last, results) => .ok (last, result :: results)

/-- The deltas of a batch as operations. -/
def accums (ds : List (Nat × α)) : List (Nat × Op α) := ds.map fun d => (d.1, .accum d.2)

/-- One checked step of a raw operation, whose operands are numbers of any size. -/
def stepRaw {w : Nat} (t : Table (BitVec w) n) (address : Nat) (raw : RawOp) :
    Except TableReject (Table (BitVec w) n × Option (BitVec w)) :=
  if address < n then
    match raw.check w with
    | .error why => .error (.context why)
    | .ok op => t.step address op
  else
    .error .addressOutOfRange

/-- Every address with the state there, lowest address first. -/
def entries (t : Table α n) : List (Nat × α) := List.ofFn fun i : Fin n => (i.val, t[i].read)

/-- The addresses whose state is not zero, with that state, lowest address first. A context whose state is zero does
not show, whatever it has been through. -/
def snapshot [DecidableEq α] (t : Table α n) : List (Nat × α) :=
  t.entries.filter fun entry => entry.2 ≠ DeltaGroup.zero

end Table
end Atomik
