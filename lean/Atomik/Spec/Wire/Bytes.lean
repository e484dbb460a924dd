/-!
# Bytes

Numbers as bytes, and why bytes from outside are refused. All readers of bytes are total functions on lists.
-/
namespace Atomik.Wire

/-- Eight bits. -/
abbrev Byte := BitVec 8

/-- Why a message or a frame was refused. The order is the priority: an earlier reason hides a later one, except that
`truncated`, `badVarint`, `addressOutOfRange` and `wordOutOfRange` come in the order of the bytes: the first place in
the entries that is wrong is the reason. -/
inductive WireReject where
  /-- shorter than the shortest or longer than the longest possible one -/
  | badLength
  /-- does not begin with the magic -/
  | badMagic
  /-- a version that is not known; nothing behind it is looked at -/
  | badVersion
  /-- the checksum is not that of the bytes before it -/
  | badChecksum
  /-- the width is none of `widths` -/
  | badWidth
  /-- no entry, or more than `maxEntries` -/
  | badCount
  /-- the last entry's sequence number would be 2^64 or more -/
  | sequenceOutOfRange
  /-- the entries end before the last of them does -/
  | truncated
  /-- a number goes on behind its longest form, or has a shorter form -/
  | badVarint
  /-- an address is not below 2^32 -/
  | addressOutOfRange
  /-- a delta is not below 2^w -/
  | wordOutOfRange
  /-- bytes are left between the last entry and the checksum -/
  | trailingBytes
deriving DecidableEq, Repr

/-- A number as `n` bytes, least significant first; what does not fit is cut off. `littleEndian 2 258 = [2, 1]`. -/
def littleEndian : (n value : Nat) → List Byte
  | 0, _ => []
  | n + 1, value => BitVec.ofNat 8 value :: littleEndian n (value / 256)

/-- The number that bytes are, least significant first. -/
def ofLittleEndian : List Byte → Nat
  | [] => 0
  | b :: bytes => b.toNat + 256 * ofLittleEndian bytes

/-- A number as `n` bytes, most significant first. `bigEndian 2 258 = [1, 2]`. -/
def bigEndian (n value : Nat) : List Byte := (littleEndian n value).reverse

/-- The number that bytes are, most significant first. -/
def ofBigEndian (bytes : List Byte) : Nat := ofLittleEndian bytes.reverse

/-- The `n` bytes from `start` (zero-based), or as many of them as there are. -/
def field (bytes : List Byte) (start n : Nat) : List Byte := (bytes.drop start).take n

/-- The other value of one bit. Bit `i` of a list of bytes is the bit of weight 2^(i mod 8) of byte ⌊i / 8⌋; bits behind
the end do not exist, and nothing changes. -/
def flipBit (i : Nat) (bytes : List Byte) : List Byte := bytes.modify (i / 8) (· ^^^ (1#8 <<< (i % 8)))

/-- Bits from `start` flipped where the pattern is true: a burst of errors. -/
def flipBits (start : Nat) : (pattern : List Bool) → List Byte → List Byte
  | [], bytes => bytes
  | b :: pattern, bytes => flipBits (start + 1) pattern (if b then flipBit start bytes else bytes)

end Atomik.Wire
