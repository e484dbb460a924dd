import Atomik.Spec.Wire.Crc
import Atomik.Spec.Wire.Varint
import Atomik.Spec.Word
/-!
# Frame

Deltas of one origin and one epoch, in the order of their sequence numbers. All numbers of fixed length are
little-endian.

| offset | bytes | field |
|---|---|---|
| 0 | 4 | magic `ATMd` |
| 4 | 1 | version, 1 |
| 5 | 1 | width w in bits: 8, 16, 32 or 64 |
| 6 | 2 | number of entries n, 1 to 4096 |
| 8 | 8 | origin: who sends |
| 16 | 8 | sequence number of the first entry; entry i (zero-based) has this plus i, below 2^64 |
| 24 | 4 | epoch |
| 28 | 2 to 15 each | n entries: address (LEB128, below 2^32, at most 5 bytes), delta (LEB128, below 2^w) |
| length - 4 | 4 | CRC-32C of all bytes before it |

34 to 61,472 bytes. Entries are packed as LEB128 because addresses and deltas of counters and flags are small: such an
entry takes 2 bytes instead of 12; a delta with its top bit set takes 10 bytes at w = 64, 2 more than as a plain word.
A version byte other than 1 may mean any other layout, so it is looked at before the checksum.
-/
namespace Atomik.Wire

/-- One delta for one address. -/
structure Entry (w : Nat) where
  address : BitVec 32
  delta : BitVec w
deriving DecidableEq, Repr

/-- Deltas of one origin. -/
structure Frame where
  /-- bits in a word -/
  width : Nat
  origin : BitVec 64
  epoch : BitVec 32
  /-- the sequence number of the first entry -/
  first : BitVec 64
  entries : List (Entry width)
deriving DecidableEq, Repr

namespace Frame

/-- `ATMd` -/
def magic : List Byte := [0x41#8, 0x54#8, 0x4d#8, 0x64#8]

/-- The version of this layout. -/
def version : Nat := 1

/-- Entries in a frame, inclusive. -/
def maxEntries : Nat := 4096

/-- Bytes before the entries. -/
def headerBytes : Nat := 28

/-- Bytes of the shortest frame: one entry of two bytes. -/
def minBytes : Nat := headerBytes + 2 + 4

/-- No frame has more bytes: entries of 5 and 10 bytes. -/
def maxBytes : Nat := headerBytes + 15 * maxEntries + 4

/-- Whether a frame can be sent. -/
structure Valid (f : Frame) : Prop where
  width : f.width ∈ widths
  nonempty : 0 < f.entries.length
  count : f.entries.length ≤ maxEntries
  /-- the last sequence number is below 2^64 -/
  sequence : f.first.toNat + f.entries.length ≤ 2 ^ 64

/-- The sequence number of entry `i` (zero-based). -/
def sequence (f : Frame) (i : Nat) : BitVec 64 := f.first + BitVec.ofNat 64 i

/-- The bytes of one entry. -/
def encodeEntry {w : Nat} (e : Entry w) : List Byte :=
  varint (varintBytes 32) e.address.toNat ++ varint (varintBytes w) e.delta.toNat

/-- The bytes before the entries. -/
def encodeHeader (f : Frame) : List Byte :=
  magic ++ littleEndian 1 version ++ littleEndian 1 f.width ++ littleEndian 2 f.entries.length ++
    littleEndian 8 f.origin.toNat ++ littleEndian 8 f.first.toNat ++ littleEndian 4 f.epoch.toNat

/-- Bytes with their checksum behind them. -/
def withChecksum (body : List Byte) : List Byte := body ++ littleEndian 4 (Crc.crc32c body).toNat

/-- The bytes of a valid frame. -/
def encode (f : Frame) : List Byte := withChecksum (f.encodeHeader ++ f.entries.flatMap encodeEntry)

/-- The entry at the front, and the bytes behind it. -/
def readEntry (w : Nat) (bytes : List Byte) : Except WireReject (Entry w × List Byte) :=
  match readVarint (varintBytes 32) bytes with
  | .error why => .error why
  | .ok (address, bytes) =>
    if 2 ^ 32 ≤ address then .error .addressOutOfRange
    else
      match readVarint (varintBytes w) bytes with
      | .error why => .error why
      | .ok (delta, bytes) =>
        if 2 ^ w ≤ delta then .error .wordOutOfRange
        else .ok (⟨BitVec.ofNat 32 address, BitVec.ofNat w delta⟩, bytes)

/-- `n` entries at the front, and the bytes behind them. -/
def readEntries (w : Nat) : (n : Nat) → List Byte → Except WireReject (List (Entry w) × List Byte)
  | 0, bytes => .ok ([], bytes)
  | n + 1, bytes =>
    match readEntry w bytes with
    | .error why => .error why
    | .ok (entry, bytes) =>
      match readEntries w n bytes with
      | .error why => .error why
      | .ok (entries, bytes) => .ok (entry :: entries, bytes)

/-- The number of `n` bytes at `start`. -/
def number (bytes : List Byte) (start n : Nat) : Nat := ofLittleEndian (field bytes start n)

/-- The first reason, if there is one, to refuse bytes before the entries are looked at. -/
def headerFault (bytes : List Byte) : Option WireReject :=
  let body := bytes.length - 4
  if bytes.length < minBytes ∨ maxBytes < bytes.length then some .badLength
  else if field bytes 0 4 ≠ magic then some .badMagic
  else if number bytes 4 1 ≠ version then some .badVersion
  else if number bytes body 4 ≠ (Crc.crc32c (bytes.take body)).toNat then some .badChecksum
  else if number bytes 5 1 ∉ widths then some .badWidth
  else if number bytes 6 2 = 0 ∨ maxEntries < number bytes 6 2 then some .badCount
  else if 2 ^ 64 < number bytes 16 8 + number bytes 6 2 then some .sequenceOutOfRange
  else none

/-- The frame of `width` bits a word that bytes are, whose header has no fault, or the first reason to refuse them. -/
def readBody (bytes : List Byte) (width : Nat) : Except WireReject Frame :=
  match readEntries width (number bytes 6 2) (field bytes headerBytes (bytes.length - 4 - headerBytes)) with
  | .error why => .error why
  | .ok (_, _ :: _) => .error .trailingBytes
  | .ok (entries, []) =>
    .ok {
      width, entries
      origin := BitVec.ofNat 64 (number bytes 8 8)
      first := BitVec.ofNat 64 (number bytes 16 8)
      epoch := BitVec.ofNat 32 (number bytes 24 4) }

/-- The frame that bytes are, or the first reason to refuse them. -/
def decode (bytes : List Byte) : Except WireReject Frame :=
  match headerFault bytes with
  | some why => .error why
  | none => readBody bytes (number bytes 5 1)

end Frame
end Atomik.Wire
