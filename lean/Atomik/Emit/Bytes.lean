/-!
# Little-endian numbers in byte arrays
-/
namespace Atomik.Emit.Bytes

/-- The `n` bytes at `i` as a number, least significant first. Bytes beyond the end count as zero. -/
def read (bytes : ByteArray) (i : Nat) : Nat → Nat
  | 0 => 0
  | n + 1 => (if i < bytes.size then (bytes.get! i).toNat else 0) + 256 * read bytes (i + 1) n

/-- The eight bytes at `i`, which must exist, as a number. -/
def read64 (bytes : ByteArray) (i : Nat) : Nat := (bytes.extract i (i + 8)).toUInt64LE!.toNat

/-- Append the `n` low bytes of `v`. -/
def push (out : ByteArray) : (n : Nat) → (v : Nat) → ByteArray
  | 0, _ => out
  | n + 1, v => push (out.push v.toUInt8) n (v >>> 8)

private def zero64 : ByteArray := ⟨Array.replicate 8 0⟩

/-- Append the eight bytes of `v`, which is below 2^64. Zero, the most frequent word, is copied. -/
def push64 (out : ByteArray) (v : Nat) : ByteArray :=
  if v = 0 then out ++ zero64 else go v.toUInt64
where
  go (x : UInt64) : ByteArray :=
    ((((((((out.push x.toUInt8).push (x >>> 8).toUInt8).push (x >>> 16).toUInt8).push (x >>> 24).toUInt8).push
      (x >>> 32).toUInt8).push (x >>> 40).toUInt8).push (x >>> 48).toUInt8).push (x >>> 56).toUInt8)

/-- Whether `mark` stands at `i`. -/
def startsAt (bytes : ByteArray) (i : Nat) (mark : ByteArray) : Bool :=
  i + mark.size ≤ bytes.size && bytes.extract i (i + mark.size) == mark

end Atomik.Emit.Bytes
