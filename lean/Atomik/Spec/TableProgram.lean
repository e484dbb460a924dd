import Atomik.Spec.Table
/-!
# Requests to a table

What arrives from outside: an operation at an address, several of them as one, or one of the two lists.
-/
namespace Atomik.Table

variable {w n : Nat}

/-- Several raw steps as one, first to last: the last table and all results, or the first reason to refuse and no table
at all. -/
def batchRaw (t : Table (BitVec w) n) :
    List (Nat × RawOp) → Except TableReject (Table (BitVec w) n × List (Option (BitVec w)))
  | [] => .ok (t, [])
  | (address, raw) :: rest =>
    match t.stepRaw address raw with
    | .error why => .error why
    | .ok (next, result) =>
      match next.batchRaw rest with
      | .error why => .error why
      | .ok (last, results) => .ok (last, result :: results)

/-- What a table is asked. Operands and addresses are numbers of any size. -/
inductive Request where
  | op (address : Nat) (raw : RawOp)
  | batch (steps : List (Nat × RawOp))
  | entries
  | snapshot
deriving DecidableEq, Repr

/-- What a table answers. -/
inductive Reply (w : Nat) where
  /-- to an operation: its result, if it has one -/
  | result (r : Option (BitVec w))
  /-- to a batch: the result of each of its operations -/
  | results (rs : List (Option (BitVec w)))
  /-- to `entries` and `snapshot`: addresses with states -/
  | states (list : List (Nat × BitVec w))
deriving DecidableEq, Repr

/-- One request: refused with a reason and no effect, or the next table and the reply. -/
def answer (t : Table (BitVec w) n) : Request → Except TableReject (Table (BitVec w) n × Reply w)
  | .op address raw => (t.stepRaw address raw).map fun s => (s.1, .result s.2)
  | .batch steps => (t.batchRaw steps).map fun s => (s.1, .results s.2)
  | .entries => .ok (t, .states t.entries)
  | .snapshot => .ok (t, .states t.snapshot)

/-- Answer requests until their end or the first that is refused. After each one: the table, and the reply unless it was
refused. Then the reason, if there was one. -/
def run (t : Table (BitVec w) n) :
    List Request → List (Table (BitVec w) n × Option (Reply w)) × Option TableReject
  | [] => ([], none)
  | request :: requests =>
    match t.answer request with
    | .error why => ([(t, none)], some why)
    | .ok (next, reply) =>
      let rest := next.run requests
      ((next, some reply) :: rest.1, rest.2)

end Atomik.Table
