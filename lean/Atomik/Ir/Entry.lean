import Atomik.Ir.Layout
/-!
# Entries of a frame

Numbers of variable length as data: how many bits each has, and the reason to refuse one that has more.
`Atomik.Ir.Sound.Entry` proves that they denote the entries of the Spec.
-/
namespace Atomik.Ir
open Wire

/-- How many bits a number has. -/
inductive Bits where
  | fixed (n : Nat)
  /-- as many as a word of the frame -/
  | width
deriving DecidableEq, Repr

/-- The bits of a number in a frame of `w` bits a word. -/
def Bits.eval (w : Nat) : Bits → Nat
  | .fixed n => n
  | .width => w

/-- One number of variable length. -/
structure Number where
  name : String
  bits : Bits
  /-- why a larger number is refused -/
  outOfRange : WireReject
deriving DecidableEq, Repr

/-- The numbers of an entry, one behind the other. -/
def frameEntry : List Number := [⟨"address", .fixed 32, .addressOutOfRange⟩, ⟨"delta", .width, .wordOutOfRange⟩]

/-- The bytes of one value a number. -/
def encodeNumbers (w : Nat) (numbers : List Number) (values : List Nat) : List Byte :=
  (List.zipWith (fun n v => varint (varintBytes (n.bits.eval w)) v) numbers values).flatten

/-- The values of numbers at the front of bytes, and the bytes behind them. -/
def readNumbers (w : Nat) : List Number → List Byte → Except WireReject (List Nat × List Byte)
  | [], bytes => .ok ([], bytes)
  | n :: numbers, bytes =>
    match readVarint (varintBytes (n.bits.eval w)) bytes with
    | .error why => .error why
    | .ok (value, bytes) =>
      if 2 ^ n.bits.eval w ≤ value then .error n.outOfRange
      else
        match readNumbers w numbers bytes with
        | .error why => .error why
        | .ok (values, bytes) => .ok (value :: values, bytes)

/-- Bytes with the emitted checksum behind them. -/
def withChecksum (body : List Byte) : List Byte := body ++ frameHeader.order.write 4 (crc32c.of body).toNat

/-- A frame by its emitted parts: header, entries, checksum. -/
def encodeFrame (f : Frame) : List Byte :=
  withChecksum <|
    frameHeader.encode [ofLittleEndian Frame.magic, Frame.version, f.width, f.entries.length, f.origin.toNat,
      f.first.toNat, f.epoch.toNat] ++
    f.entries.flatMap fun e => encodeNumbers f.width frameEntry [e.address.toNat, e.delta.toNat]

end Atomik.Ir
