import Atomik.Spec.Wire.Bytes
/-!
# CRC-32C

The checksum of Castagnoli, as in RFC 3720: bits least significant first, register and result complemented. The
register is a polynomial over GF(2) modulo P = x^32 + x^28 + x^27 + x^26 + x^25 + x^23 + x^22 + x^20 + x^19 + x^18 + x^14 +
x^13 + x^11 + x^10 + x^9 + x^8 + x^6 + 1; its bit `i` is the coefficient of x^(31 - i).
-/
namespace Atomik.Wire.Crc

/-- P without x^32. -/
def polynomial : BitVec 32 := 0x82f63b78#32

/-- The register times x modulo P: one bit 0 has been read. -/
def shift (r : BitVec 32) : BitVec 32 :=
  if r.getLsbD 0 then (r >>> 1) ^^^ polynomial else r >>> 1

/-- The register times x^n modulo P: `n` bits 0 have been read. -/
def shifts : (n : Nat) → BitVec 32 → BitVec 32
  | 0, r => r
  | n + 1, r => shifts n (shift r)

/-- The register after one more byte. -/
def byte (r : BitVec 32) (b : Byte) : BitVec 32 := shifts 8 (r ^^^ b.setWidth 32)

/-- The register after bytes, from `r`. -/
def register (r : BitVec 32) (bytes : List Byte) : BitVec 32 := bytes.foldl byte r

/-- The checksum of bytes. Of the ASCII text `123456789`: 0xe3069283. -/
def crc32c (bytes : List Byte) : BitVec 32 := ~~~register (BitVec.allOnes 32) bytes

end Atomik.Wire.Crc
