/-!
# SHA-256

As in FIPS 180-4, on byte arrays; used for the manifest and the root hash.
-/
namespace Atomik.Emit.Sha256

/-- FIPS 180-4, 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes. -/
private def roundConstants : Array UInt32 := #[
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2]

/-- The eight working words. -/
private structure State where
  (a b c d e f g h : UInt32)

/-- FIPS 180-4, 5.3.3: the same bits of the square roots of the first eight primes. -/
private def initial : State :=
  ⟨0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19⟩

@[inline] private def rotr (x n : UInt32) : UInt32 := (x >>> n) ||| (x <<< (32 - n))

/-- The four bytes at `i`, most significant first. -/
private def word (bytes : ByteArray) (i : Nat) : UInt32 :=
  ((bytes.get! i).toUInt32 <<< 24) ||| ((bytes.get! (i + 1)).toUInt32 <<< 16) |||
    ((bytes.get! (i + 2)).toUInt32 <<< 8) ||| (bytes.get! (i + 3)).toUInt32

/-- The message schedule of the block at `start`. -/
private def schedule (bytes : ByteArray) (start : Nat) : Array UInt32 := Id.run do
  let mut w := Array.emptyWithCapacity 64
  for i in [0:16] do w := w.push (word bytes (start + 4 * i))
  for i in [16:64] do
    let x := w[i - 15]!
    let y := w[i - 2]!
    let s0 := rotr x 7 ^^^ rotr x 18 ^^^ (x >>> 3)
    let s1 := rotr y 17 ^^^ rotr y 19 ^^^ (y >>> 10)
    w := w.push (w[i - 16]! + s0 + w[i - 7]! + s1)
  return w

/-- The state after the block at `start`. -/
private def block (s : State) (bytes : ByteArray) (start : Nat) : State := Id.run do
  let w := schedule bytes start
  let mut ⟨a, b, c, d, e, f, g, h⟩ := s
  for i in [0:64] do
    let s1 := rotr e 6 ^^^ rotr e 11 ^^^ rotr e 25
    let choice := (e &&& f) ^^^ (~~~e &&& g)
    let t1 := h + s1 + choice + roundConstants[i]! + w[i]!
    let s0 := rotr a 2 ^^^ rotr a 13 ^^^ rotr a 22
    let majority := (a &&& b) ^^^ (a &&& c) ^^^ (b &&& c)
    h := g
    g := f
    f := e
    e := d + t1
    d := c
    c := b
    b := a
    a := t1 + (s0 + majority)
  return ⟨s.a + a, s.b + b, s.c + c, s.d + d, s.e + e, s.f + f, s.g + g, s.h + h⟩

/-- The message, a one bit, zeros, and the length in bits: a multiple of 64 bytes. -/
private def pad (bytes : ByteArray) : ByteArray := Id.run do
  let mut out := bytes.push 0x80
  for _ in [0:(119 - bytes.size % 64) % 64] do out := out.push 0
  let bits := bytes.size * 8
  for i in [0:8] do out := out.push (bits >>> (8 * (7 - i))).toUInt8
  return out

/-- The digest as 64 hex digits are read: a number below 2^256. -/
def digest (bytes : ByteArray) : Nat := Id.run do
  let padded := pad bytes
  let mut s := initial
  for i in [0:padded.size / 64] do s := block s padded (64 * i)
  return [s.a, s.b, s.c, s.d, s.e, s.f, s.g, s.h].foldl (fun n x => n * 2 ^ 32 + x.toNat) 0

end Atomik.Emit.Sha256
