import Atomik.Spec.Wire.Bytes
import Atomik.Spec.Word
/-!
# Fold digest

The XOR of the words of a buffer. It detects every change of a single word; two changes that XOR to zero are missed.
-/
namespace Atomik.Digest
open Wire (Byte)

variable {w : Nat}

/-- The XOR of all words; `0` for the empty buffer. `fold [1, 2, 4] = 7`. -/
def fold (buffer : List (BitVec w)) : BitVec w := DeltaGroup.combineAll buffer

/-- Two buffers of the same length XORed word by word: zero where they agree. -/
def difference (a b : List (BitVec w)) : List (BitVec w) := List.zipWith (· ^^^ ·) a b

/-- The word of `w` bits whose first byte is byte `start` (zero-based), least significant byte first. Bytes behind the
end of the buffer count as zero. -/
def wordAt (w : Nat) (bytes : List Byte) (start : Nat) : BitVec w :=
  BitVec.ofNat w (Wire.ofLittleEndian (Wire.field bytes start (w / 8)))

/-- A buffer of bytes as words of `w` bits, `w` a positive multiple of 8; the last word is filled up with zero bytes.
`words 16 [1, 2, 3] = [0x0201, 0x0003]`. -/
def words (w : Nat) (bytes : List Byte) : List (BitVec w) :=
  (List.range ((bytes.length + (w / 8 - 1)) / (w / 8))).map fun i => wordAt w bytes (i * (w / 8))

/-- The fold digest of a buffer of bytes. -/
def foldBytes (w : Nat) (bytes : List Byte) : BitVec w := fold (words w bytes)

/-- What bytes contribute to the fold digest of a buffer in which the first of them is byte `offset` (zero-based): each
is XORed in at its place inside its word, so the words need not be aligned. This is how a digest follows a change
without a look at the rest of the buffer. -/
def foldAt (w offset : Nat) : List Byte → BitVec w
  | [] => 0#w
  | b :: bytes => (b.setWidth w <<< (8 * (offset % (w / 8)))) ^^^ foldAt w (offset + 1) bytes

end Atomik.Digest
