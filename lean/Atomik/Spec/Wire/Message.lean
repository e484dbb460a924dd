import Atomik.Spec.Wire.Bytes
/-!
# Message

One delta in 16 bytes, as `atomik-core` 0.4 sends it. All numbers are big-endian; every 16 bytes are a message.

| offset | bytes | field |
|---|---|---|
| 0 | 4 | address |
| 4 | 8 | delta, words of fewer than 64 bits as their value |
| 12 | 4 | sequence number |

It names no sender, has no version and no checksum. It is there for programs that speak it; use a frame otherwise.
-/
namespace Atomik.Wire

/-- One delta for one address. -/
structure Message where
  address : BitVec 32
  delta : BitVec 64
  sequence : BitVec 32
deriving DecidableEq, Repr

namespace Message

/-- Bytes of every message. -/
def bytes : Nat := 16

/-- The bytes of a message. Address 0, delta 0xff, sequence number 1: `0000000000000000000000ff00000001`. -/
def encode (m : Message) : List Byte :=
  bigEndian 4 m.address.toNat ++ bigEndian 8 m.delta.toNat ++ bigEndian 4 m.sequence.toNat

/-- The message that bytes are, or `badLength`. -/
def decode (from_ : List Byte) : Except WireReject Message :=
  if from_.length = bytes then
    .ok {
      address := BitVec.ofNat 32 (ofBigEndian (field from_ 0 4))
      delta := BitVec.ofNat 64 (ofBigEndian (field from_ 4 8))
      sequence := BitVec.ofNat 32 (ofBigEndian (field from_ 12 4)) }
  else .error .badLength

end Message
end Atomik.Wire
