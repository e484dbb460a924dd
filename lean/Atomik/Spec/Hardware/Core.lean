import Atomik.Spec.Op
/-!
# The core, cycle by cycle

`verilog/rtl/atomik_core.v` in Lean: its registers, what is on its inputs in a clock cycle, its outputs in that cycle,
and its registers after the rising edge. The definitions follow the module's text line by line and use nothing of the
operations' meaning; that is added at the end, and `Atomik.Thm.Hardware.Core` compares the two. `w` is `WIDTH`, `b` is
`BUS_WIDTH`. Where `b < w` the Verilog does not elaborate; the model would extend by zeros.
-/
namespace Atomik

/-- `reference_q` and `accumulator_q`. -/
structure CoreRegisters (w : Nat) where
  reference : BitVec w
  accumulator : BitVec w
deriving DecidableEq, Repr

/-- The inputs in one clock cycle. -/
structure CoreInput (b : Nat) where
  /-- `rst_ni` is low -/
  reset : Bool
  /-- `op_i` -/
  op : BitVec 3
  /-- `word_i` -/
  word : BitVec b
  /-- `other_reference_i` -/
  otherReference : BitVec b
deriving DecidableEq, Repr

/-- The outputs in one clock cycle (`id_o` is a constant and left out). -/
structure CoreOutput (w : Nat) where
  state : BitVec w
  reference : BitVec w
  accumulator : BitVec w
  resultValid : Bool
  reject : BitVec 4
deriving DecidableEq, Repr

namespace Core
variable {w b : Nat}

/-- `|word_i[BUS_WIDTH-1:WIDTH]`; no bits, so false, if both widths are equal. -/
def isWide (w : Nat) (bus : BitVec b) : Bool := bus.extractLsb' w (b - w) != 0#(b - w)

/-- `uses_word`: load, accum, rollback, exchange, merge. -/
def usesWord (op : BitVec 3) : Bool := op == 1#3 || op == 2#3 || op == 5#3 || op == 6#3 || op == 7#3

/-- `has_result`: read, swap, exchange. -/
def hasResult (op : BitVec 3) : Bool := op == 3#3 || op == 4#3 || op == 6#3

/-- `reject_o`: 0 accepted, 1 word out of range, 2 reference mismatch. -/
def reject (q : CoreRegisters w) (i : CoreInput b) : BitVec 4 :=
  if i.reset then 0#4
  else if usesWord i.op && isWide w i.word then 1#4
  else if i.op == 7#3 && isWide w i.otherReference then 1#4
  else if i.op == 7#3 && i.otherReference.setWidth w != q.reference then 2#4
  else 0#4

/-- All outputs in a cycle, from the registers before its rising edge. -/
def output (q : CoreRegisters w) (i : CoreInput b) : CoreOutput w where
  state := q.reference ^^^ q.accumulator
  reference := q.reference
  accumulator := q.accumulator
  resultValid := !i.reset && hasResult i.op && reject q i == 0#4
  reject := reject q i

/-- `reference_d` and `accumulator_d`: the `case` over the op presented, if it is accepted. -/
def decided (q : CoreRegisters w) (i : CoreInput b) : CoreRegisters w :=
  if reject q i == 0#4 then
    if i.op == 1#3 then ⟨i.word.setWidth w, 0#w⟩
    else if i.op == 2#3 then { q with accumulator := q.accumulator ^^^ i.word.setWidth w }
    else if i.op == 4#3 then ⟨q.reference ^^^ q.accumulator, 0#w⟩
    else if i.op == 5#3 then { q with accumulator := q.accumulator ^^^ i.word.setWidth w }
    else if i.op == 6#3 then ⟨i.word.setWidth w, 0#w⟩
    else if i.op == 7#3 then { q with accumulator := q.accumulator ^^^ i.word.setWidth w }
    else q
  else q

/-- The registers after the rising edge of `clk_i`. -/
def next (q : CoreRegisters w) (i : CoreInput b) : CoreRegisters w := if i.reset then ⟨0#w, 0#w⟩ else decided q i

end Core

/-- The operation that an input presents, with its operands as the numbers on the bus; none if `op_i` is 0. -/
def CoreInput.presented {b : Nat} (i : CoreInput b) : Option RawOp :=
  match i.op.toNat with
  | 1 => some ⟨.load, [i.word.toNat]⟩
  | 2 => some ⟨.accum, [i.word.toNat]⟩
  | 3 => some ⟨.read, []⟩
  | 4 => some ⟨.swap, []⟩
  | 5 => some ⟨.rollback, [i.word.toNat]⟩
  | 6 => some ⟨.exchange, [i.word.toNat]⟩
  | 7 => some ⟨.merge, [i.otherReference.toNat, i.word.toNat]⟩
  | _ => none

/-- What one step leaves: an accepted one the next context, a refused one the context as it was. -/
def Context.stepOrStay {w : Nat} (c : Context (BitVec w)) (raw : RawOp) : Context (BitVec w) :=
  match c.stepRaw raw with
  | .ok (next, _) => next
  | .error _ => c

/-- What one clock cycle must do: reset makes a fresh context whatever is presented, idle does nothing, an operation is
one step. -/
def Context.clock {w b : Nat} (c : Context (BitVec w)) (i : CoreInput b) : Context (BitVec w) :=
  if i.reset then fresh else i.presented.elim c c.stepOrStay

/-- `reject_o` for a reason to refuse. -/
def Reject.code : Reject → BitVec 4
  | .wordOutOfRange => 1#4
  | .referenceMismatch => 2#4

/-- What `result_valid_o`, `state_o` as a result, and `reject_o` must say about one cycle: the result if there is one,
and the code of the reject, 0 if there is none. -/
def Context.answer {w b : Nat} (c : Context (BitVec w)) (i : CoreInput b) : Option (BitVec w) × BitVec 4 :=
  match if i.reset then none else i.presented.map c.stepRaw with
  | none => (none, 0#4)
  | some (.ok (_, result)) => (result, 0#4)
  | some (.error why) => (none, why.code)

/-- What an output says: the result if `result_valid_o`, and `reject_o`. -/
def CoreOutput.answer {w : Nat} (o : CoreOutput w) : Option (BitVec w) × BitVec 4 :=
  (if o.resultValid then some o.state else none, o.reject)

/-- The registers as a context. -/
def CoreRegisters.context {w : Nat} (q : CoreRegisters w) : Context (BitVec w) := ⟨q.reference, q.accumulator⟩

end Atomik
