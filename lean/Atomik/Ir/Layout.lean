import Atomik.Spec.Wire.Frame
import Atomik.Spec.Wire.Message
/-!
# Layouts

Bytes as data: which numbers stand where, in which order of bytes, and which checksum follows. `Atomik.Ir.Sound.Layout`
proves that these values denote the codecs of the Spec; they are what is emitted.
-/
namespace Atomik.Ir
open Wire

/-- Which byte of a number stands first. -/
inductive ByteOrder where
  /-- the most significant one -/
  | big
  /-- the least significant one -/
  | little
deriving DecidableEq, Repr

namespace ByteOrder

/-- A number as `n` bytes. -/
def write : ByteOrder → (n value : Nat) → List Byte
  | .big => bigEndian
  | .little => littleEndian

/-- The number that bytes are. -/
def read : ByteOrder → List Byte → Nat
  | .big => ofBigEndian
  | .little => ofLittleEndian

end ByteOrder

/-- One number of fixed length. -/
structure Field where
  name : String
  bytes : Nat
deriving DecidableEq, Repr

/-- Numbers of fixed length, one behind the other, in one order of bytes. -/
structure Layout where
  order : ByteOrder
  fields : List Field
deriving DecidableEq, Repr

namespace Layout

/-- The bytes of some fields together. -/
def total (fields : List Field) : Nat := (fields.map (·.bytes)).sum

/-- The bytes of all fields together. -/
def bytes (l : Layout) : Nat := total l.fields

/-- Where field `i` (zero-based) begins. -/
def offset (l : Layout) (i : Nat) : Nat := total (l.fields.take i)

/-- The bytes of one value a field. -/
def encode (l : Layout) (values : List Nat) : List Byte :=
  (List.zipWith (fun f v => l.order.write f.bytes v) l.fields values).flatten

/-- The values of `fields`, the first of which begins at byte `start`. -/
def readFrom (order : ByteOrder) (bytes : List Byte) : (start : Nat) → (fields : List Field) → List Nat
  | _, [] => []
  | start, f :: fields => order.read (field bytes start f.bytes) :: readFrom order bytes (start + f.bytes) fields

/-- The value of each field. -/
def read (l : Layout) (bytes : List Byte) : List Nat := readFrom l.order bytes 0 l.fields

end Layout

/-- The message: all of it is fixed. -/
def message : Layout := ⟨.big, [⟨"address", 4⟩, ⟨"delta", 8⟩, ⟨"sequence", 4⟩]⟩

/-- The bytes of a frame before its entries; the magic is read as a number, too. -/
def frameHeader : Layout := ⟨.little, [
  ⟨"magic", 4⟩, ⟨"version", 1⟩, ⟨"width", 1⟩, ⟨"count", 2⟩, ⟨"origin", 8⟩, ⟨"first", 8⟩, ⟨"epoch", 4⟩]⟩

/-- A checksum of 32 bits that is computed least significant bit first. -/
structure Checksum where
  name : String
  /-- without x^32; bit `i` is the coefficient of x^(31 - i) -/
  polynomial : BitVec 32
  /-- the register before the first byte -/
  init : BitVec 32
  /-- XORed into the register behind the last byte -/
  xorOut : BitVec 32

namespace Checksum

/-- The register after `n` bits 0. -/
def shifts (c : Checksum) : (n : Nat) → BitVec 32 → BitVec 32
  | 0, r => r
  | n + 1, r => c.shifts n (if r.getLsbD 0 then (r >>> 1) ^^^ c.polynomial else r >>> 1)

/-- The checksum of bytes. -/
def of (c : Checksum) (bytes : List Byte) : BitVec 32 :=
  bytes.foldl (fun r b => c.shifts 8 (r ^^^ b.setWidth 32)) c.init ^^^ c.xorOut

end Checksum

/-- The checksum of a frame. -/
def crc32c : Checksum := ⟨"crc32c", Crc.polynomial, BitVec.allOnes 32, BitVec.allOnes 32⟩

end Atomik.Ir
