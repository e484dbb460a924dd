import Atomik.Emit.Table.Names
import Atomik.Emit.Vectors.Build
import Atomik.Spec.TableProgram
/-!
# Cases of tables as JSON

A case is a list of requests to a table; what must be seen after each comes from `Table.run` of the Spec.
-/
namespace Atomik.Emit.Table
open Json (str num strs)

/-- Requests to a fresh table, with a stable id and the flags that say what they are about. -/
structure Case where
  id : String
  flags : List String
  /-- how many contexts the table has -/
  contexts : Nat
  requests : List Table.Request

/-- The cases of one file: one family at one width. -/
structure Family where
  name : String
  width : Nat
  cases : List Case

/-- What each flag means. -/
def flagEnglish : List (String × String) :=
  boundaries.map (fun b => (b.name, b.english)) ++ [
    (randomName, randomEnglish),
    ("at_address", "one op at one address; no other context changes"),
    ("single", "a table with one context"),
    ("none", "a table without contexts"),
    ("batch", "several ops as one"),
    ("order", "the same batch in another order"),
    ("lists", "entries and snapshot"),
    ("hidden", "a state is zero again after changes"),
    ("mixed", "a longer program of many requests"),
    ("first_step", "the first request is rejected"),
    ("late", "a request is rejected after others changed the table"),
    ("address", "an address is not below the number of contexts"),
    ("out_of_range", "an operand is not below 2^w"),
    ("mismatch", "merge with a context that has another reference"),
    ("priority", "two reasons to reject hold; the first one is reported")]

/-- Digits of an operand and of an address in JSON: either may be out of range. -/
private def digits : Nat := 16

private def number (v : Nat) : Json := str (hex digits v)
private def word {w : Nat} (v : BitVec w) : Json := str (hex (w / 4) v.toNat)

private def opFields (address : Nat) (raw : RawOp) : List (String × Json) :=
  let names := (Ir.table.cells.find? (·.kind = raw.kind)).elim [] (·.operands.map operandName)
  [("op", str (opName raw.kind)), ("address", number address),
    ("operands", .obj (names.zip (raw.operands.map number)))]

private def request : Table.Request → List (String × Json)
  | .op address raw => opFields address raw
  | .batch steps => [("op", str "batch"), ("steps", .arr (steps.map fun s => .obj (opFields s.1 s.2)))]
  | .entries => [("op", str "entries")]
  | .snapshot => [("op", str "snapshot")]

private def result {w : Nat} (r : Option (BitVec w)) : Json := r.elim .null word

private def reply {w : Nat} : Option (Table.Reply w) → Json
  | none => .null
  | some (.result r) => result r
  | some (.results rs) => .arr (rs.map result)
  | some (.states list) => .arr (list.map fun e => .arr [number e.1, word e.2])

private def observe {w n : Nat} (t : Table (BitVec w) n) (r : Option (Table.Reply w)) : Json :=
  .obj [("contexts", .arr (t.toList.map fun c => .arr [word c.reference, word c.accumulator])), ("reply", reply r)]

private def caseJson (width : Nat) (c : Case) : Json :=
  let (seen, rejected) := (Table.fresh : Table (BitVec width) c.contexts).run c.requests
  let verdict := match rejected with
    | none => [("result", str "ok")]
    | some why => [("result", str ("reject:" ++ rejectName why)), ("rejectedAt", num (seen.length - 1))]
  .block <| [("id", str c.id), ("flags", strs c.flags), ("contexts", num c.contexts),
    ("steps", .rows (List.zipWith (fun r s => .obj (request r ++ [("observe", observe s.1 s.2)])) c.requests seen))] ++
    verdict

/-- The text of a family's file. -/
def Family.file (f : Family) : String :=
  let used := flagEnglish.filter fun e => f.cases.any (·.flags.contains e.1)
  Json.file <| .block [
    ("generated", str generated), ("schema", str "atomik.vectors.table.v1"), ("machine", str Table.name),
    ("family", str f.name), ("widthBits", num f.width), ("count", num f.cases.length),
    ("flags", .block (used.map fun e => (e.1, str e.2))),
    ("cases", .rows (f.cases.map (caseJson f.width)))]

/-- Where a family's file goes. -/
def Family.path (f : Family) : String := s!"conformance/vectors/{Table.name}/w{f.width}/{f.name}.json"

end Atomik.Emit.Table
