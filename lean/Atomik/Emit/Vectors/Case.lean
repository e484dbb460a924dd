import Atomik.Emit.Boundary
import Atomik.Emit.Json
import Atomik.Emit.Machine
/-!
# Conformance cases as JSON

A case is a program; what must be seen after each step comes from the run of the Spec, never from the IR.
-/
namespace Atomik.Emit
open Json (str num strs)

/-- One program with its stable id and the flags that say what it is about. -/
structure Case where
  id : String
  flags : List String
  program : List RawOp

/-- The cases of one file: one family at one width. -/
structure Family where
  machine : Machine
  name : String
  width : Nat
  cases : List Case

/-- What each flag means. -/
def flagEnglish : List (String × String) :=
  boundaries.map (fun b => (b.name, b.english)) ++ [
    (randomName, randomEnglish),
    ("fresh", "the op is the first of its program"),
    ("pair", "one op directly behind another"),
    ("walk", "each bit of the word alone, lowest first"),
    ("holes", "all bits of the word but one, lowest first"),
    ("cancel", "deltas that cancel each other"),
    ("carry", "a carry or a borrow goes through every bit up to one, lowest first"),
    ("order", "the same deltas in another order"),
    ("mixed", "a longer program of many ops"),
    ("empty", "a program without ops"),
    ("out_of_range", "an operand is not below 2^w"),
    ("mismatch", "merge with a context that has another reference"),
    ("priority", "two reasons to reject hold; the first one is reported"),
    ("first_step", "the first op is rejected"),
    ("late", "an op is rejected after others changed the context")]

/-- Digits of an operand in JSON: it may be wider than the word. -/
private def operandDigits : Nat := 16

private def word {w : Nat} (v : BitVec w) : Json := str (hex (w / 4) v.toNat)

private def step {w : Nat} (raw : RawOp) (seen : Observation (BitVec w)) : Json :=
  let operandNames := (Ir.ops.find? (·.kind = raw.kind)).elim [] (·.operands.map operandName)
  .obj [("op", str (opName raw.kind)),
    ("operands", .obj (operandNames.zip (raw.operands.map (str <| hex operandDigits ·)))),
    ("observe", .obj [("reference", word seen.context.reference), ("accumulator", word seen.context.accumulator),
      ("result", seen.result.elim .null word)])]

private def verdict {w : Nat} (outcome : Outcome (BitVec w)) : List (String × Json) :=
  match outcome.rejected with
  | none => [("result", str "ok")]
  | some why =>
    [("result", str ("reject:" ++ rejectName why)), ("rejectedAt", num (outcome.observations.length - 1))]

private def caseJson (m : Machine) (width : Nat) (c : Case) : Json :=
  let outcome := m.run width c.program
  .block <| [("id", str c.id), ("flags", strs c.flags),
    ("steps", .rows (List.zipWith step c.program outcome.observations))] ++ verdict outcome

/-- `conformance/vectors/<machine's folder>w<width>/<family>.json`. -/
def Family.file (f : Family) : String :=
  let used := flagEnglish.filter fun e => f.cases.any (·.flags.contains e.1)
  Json.file <| .block [
    ("generated", str generated), ("schema", str "atomik.vectors.v1"), ("machine", str f.machine.name),
    ("family", str f.name), ("widthBits", num f.width), ("count", num f.cases.length),
    ("flags", .block (used.map fun e => (e.1, str e.2))),
    ("cases", .rows (f.cases.map (caseJson f.machine f.width)))]

/-- Where a family's file goes. -/
def Family.path (f : Family) : String := s!"conformance/vectors/{f.machine.folder}w{f.width}/{f.name}.json"

end Atomik.Emit
