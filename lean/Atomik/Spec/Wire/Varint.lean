import Atomik.Spec.Wire.Bytes
/-!
# Numbers of variable length

Unsigned LEB128: seven bits a byte, least significant first; the top bit of a byte says that another one follows. A
number has one form only: the last byte of several is not zero.
-/
namespace Atomik.Wire

/-- The longest form, in bytes, of numbers below 2^w: 2, 3, 5 and 10 for 8, 16, 32 and 64 bits. -/
def varintBytes (w : Nat) : Nat := (w + 6) / 7

/-- A number below 2^(7·limit) in its one form, 1 to `limit` bytes. `varint 5 300 = [0xac, 0x02]`. -/
def varint : (limit value : Nat) → List Byte
  | 0, _ => []
  | limit + 1, value =>
    if value < 128 then [BitVec.ofNat 8 value]
    else BitVec.ofNat 8 (128 + value % 128) :: varint limit (value / 128)

/-- The number at the front, of at most `limit` bytes, and the bytes behind it. -/
def readVarint : (limit : Nat) → List Byte → Except WireReject (Nat × List Byte)
  | 0, _ => .error .badVarint
  | _ + 1, [] => .error .truncated
  | limit + 1, b :: rest =>
    if b.toNat < 128 then .ok (b.toNat, rest)
    else
      match readVarint limit rest with
      | .error why => .error why
      | .ok (0, _) => .error .badVarint
      | .ok (high + 1, rest) => .ok (b.toNat - 128 + 128 * (high + 1), rest)

end Atomik.Wire
