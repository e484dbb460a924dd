import Atomik.Ir.Ops
/-!
# Spelling

How ops, operands and reject codes are written in every emitted file. Numbers follow from the order of the lists.
-/
namespace Atomik.Emit

/-- What stands on top of every emitted file. -/
def generated : String := "just emit"

/-- The name of an op, e.g. `merge`. -/
def opName : OpKind → String
  | .load => "load"
  | .accum => "accum"
  | .read => "read"
  | .swap => "swap"
  | .rollback => "rollback"
  | .exchange => "exchange"
  | .merge => "merge"

/-- What an op does, in one sentence. -/
def opEnglish : OpKind → String
  | .load => "Set the reference to the word and drop all deltas."
  | .accum => "Combine the word into the accumulator."
  | .read => "Report the state; change nothing."
  | .swap => "Checkpoint: the state becomes the reference, the accumulator becomes zero; report the state."
  | .rollback => "Undo the word, a delta accumulated before; for XOR the same as accum."
  | .exchange => "Set the reference to the word and drop all deltas; report the state before."
  | .merge => "Combine the accumulator of another context, which must have the same reference."

/-- The position of an op in the IR, counted from 1; 0 is the hardware's idle. -/
def opcode (k : OpKind) : Nat := Ir.ops.findIdx (·.kind = k) + 1

/-- The op with this opcode. -/
def opOfCode (code : Nat) : Option Ir.OpDef := if code = 0 then none else Ir.ops[code - 1]?

/-- The largest opcode. -/
def lastOpcode : Nat := Ir.ops.length

def operandName : Ir.Operand → String
  | .word => "word"
  | .otherReference => "other_reference"
  | .otherAccumulator => "other_accumulator"

/-- What an operand is, in one phrase. -/
def operandEnglish : Ir.Operand → String
  | .word => "the word of load, accum, rollback and exchange"
  | .otherReference => "reference of the merged context"
  | .otherAccumulator => "accumulator of the merged context"

def operands : List Ir.Operand := [.word, .otherReference, .otherAccumulator]

def varName : Ir.Var → String
  | .reference => "reference"
  | .accumulator => "accumulator"

/-- The spelling of a reason to refuse an op. -/
def rejectName : Reject → String
  | .wordOutOfRange => "word_out_of_range"
  | .referenceMismatch => "reference_mismatch"

def rejectEnglish : Reject → String
  | .wordOutOfRange => "an operand is not below 2^w"
  | .referenceMismatch => "the merged context has another reference"

/-- All reasons to refuse an op on a context, first priority first. -/
def rejects : List Reject := [.wordOutOfRange, .referenceMismatch]

/-- The position of a reason in the priority order, counted from 1; 0 means accepted. -/
def rejectCode (r : Reject) : Nat := rejects.findIdx (· = r) + 1

/-- `v` in lower-case hex, `digits` digits, most significant first. -/
def hex (digits v : Nat) : String :=
  String.ofList ((List.range digits).map fun i => Nat.digitChar ((v >>> (4 * (digits - 1 - i))) % 16))

/-- Upper case of an ASCII name. -/
def upper (s : String) : String := s.map Char.toUpper

end Atomik.Emit
