import Atomik.Emit.Json
import Atomik.Emit.Names
import Atomik.Spec.Wire.Bytes
/-!
# Spelling of bytes and of reasons to refuse them
-/
namespace Atomik.Emit.Codec
open Wire
open Json (str num)

/-- The spelling of a reason to refuse bytes, and what it means. -/
def reason : WireReject → String × String
  | .badLength => ("bad_length", "shorter than the shortest or longer than the longest possible one")
  | .badMagic => ("bad_magic", "does not begin with the magic")
  | .badVersion => ("bad_version", "a version that is not known; nothing behind it is looked at")
  | .badChecksum => ("bad_checksum", "the checksum is not that of the bytes before it")
  | .badWidth => ("bad_width", "the width is not one of the widths")
  | .badCount => ("bad_count", "no entry, or too many")
  | .sequenceOutOfRange => ("sequence_out_of_range", "the last sequence number is not below 2^64")
  | .truncated => ("truncated", "the entries end before the last of them does")
  | .badVarint => ("bad_varint", "a number goes on behind its longest form, or has a shorter form")
  | .addressOutOfRange => ("address_out_of_range", "an address is not below 2^32")
  | .wordOutOfRange => ("word_out_of_range", "a delta is not below 2^w")
  | .trailingBytes => ("trailing_bytes", "bytes are left between the last entry and the checksum")

/-- All reasons, first priority first. -/
def reasons : List WireReject := [.badLength, .badMagic, .badVersion, .badChecksum, .badWidth, .badCount,
  .sequenceOutOfRange, .truncated, .badVarint, .addressOutOfRange, .wordOutOfRange, .trailingBytes]

/-- No reason is left out. -/
theorem mem_reasons (r : WireReject) : r ∈ reasons := by cases r <;> decide

/-- Reasons with their numbers: positions among all of them, counted from 1. They are no reject codes, which belong to ops. -/
def reasonRows (some_ : List WireReject) : Json :=
  .rows (some_.map fun r => .obj [("status", num (reasons.findIdx (· = r) + 1)), ("name", str (reason r).1),
    ("english", str (reason r).2)])

/-- Bytes as hex, two digits each, first byte first. -/
def hexBytes (bytes : List Byte) : Json := str (String.join (bytes.map fun b => hex 2 b.toNat))

/-- A word as hex, most significant digit first. -/
def word {w : Nat} (v : BitVec w) : Json := str (hex (w / 4) v.toNat)

/-- The fields that every file begins with. -/
def head (schema name : String) : List (String × Json) :=
  [("generated", str generated), ("schema", str ("atomik." ++ schema ++ ".v1")), ("name", str name)]

/-- Names of theorems, one a line. -/
def lawRows (names : List Lean.Name) : Json := .rows (names.map fun n => str (toString n))

end Atomik.Emit.Codec
