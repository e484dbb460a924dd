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

/-- The word twice, side by side: a shift of this is a rotation of the word, in the low half. -/
@[inline] private def twice (x : UInt32) : UInt64 := x.toUInt64 * 0x100000001

/-- The four bytes at `i`, most significant first. -/
private def word (bytes : ByteArray) (i : Nat) : UInt32 :=
  ((bytes.get! i).toUInt32 <<< 24) ||| ((bytes.get! (i + 1)).toUInt32 <<< 16) |||
    ((bytes.get! (i + 2)).toUInt32 <<< 8) ||| (bytes.get! (i + 3)).toUInt32

/-- FIPS 180-4, 6.2.2, step 1: the last `n` words of the schedule, behind the words that `w` has. -/
private def extend : Nat → Array UInt32 → Array UInt32
  | 0, w => w
  | n + 1, w =>
    let i := w.size
    let x := w[i - 15]!
    let y := w[i - 2]!
    let xx := twice x
    let yy := twice y
    let s0 := ((xx >>> 7) ^^^ (xx >>> 18)).toUInt32 ^^^ (x >>> 3)
    let s1 := ((yy >>> 17) ^^^ (yy >>> 19)).toUInt32 ^^^ (y >>> 10)
    extend n (w.push (w[i - 16]! + s0 + w[i - 7]! + s1))

/-- The message schedule of the block at `start`. -/
private def schedule (bytes : ByteArray) (start : Nat) : Array UInt32 :=
  extend 48 (Array.ofFn fun i : Fin 16 => word bytes (start + 4 * i))

/-- FIPS 180-4, 6.2.2, step 3: the last `n` of 64 rounds. Words are parameters of their own, because the
interpreter would box them in a structure or in a loop. -/
private def rounds (w : Array UInt32) : Nat → (a b c d e f g h : UInt32) → State
  | 0, a, b, c, d, e, f, g, h => ⟨a, b, c, d, e, f, g, h⟩
  | n + 1, a, b, c, d, e, f, g, h =>
    let ee := twice e
    let aa := twice a
    let s1 := ((ee >>> 6) ^^^ (ee >>> 11) ^^^ (ee >>> 25)).toUInt32
    let t1 := h + s1 + (g ^^^ (e &&& (f ^^^ g))) + roundConstants[63 - n]! + w[63 - n]!
    let s0 := ((aa >>> 2) ^^^ (aa >>> 13) ^^^ (aa >>> 22)).toUInt32
    rounds w n (t1 + s0 + ((a &&& b) ||| (c &&& (a ||| b)))) a b c (d + t1) e f g

/-- The state after the block at `start`. -/
private def block (s : State) (bytes : ByteArray) (start : Nat) : State :=
  let t := rounds (schedule bytes start) 64 s.a s.b s.c s.d s.e s.f s.g s.h
  ⟨s.a + t.a, s.b + t.b, s.c + t.c, s.d + t.d, s.e + t.e, s.f + t.f, s.g + t.g, s.h + t.h⟩

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
