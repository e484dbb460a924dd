/-!
# SHA-256

As in FIPS 180-4, for many messages at once: their words stand side by side in one big number, 64 bits apart, so
that one operation serves them all. Under the interpreter an operation costs the same for one word and for fifty;
the files of an emit take 2 seconds this way, and 15 one by one.
-/
namespace Atomik.Emit.Sha256

/-- FIPS 180-4, 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes. -/
private def roundConstants : List Nat := [
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2]

/-- FIPS 180-4, 5.3.3: the same bits of the square roots of the first eight primes. -/
private def initialWords : List Nat := [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19]

/-- Bits of a lane: a word of 32 bits below 32 bits of room. Bits of a neighbour may be shifted into the room; each
result is masked before it is added to another. -/
private def laneBits : Nat := 64

/-- What depends on the number of lanes alone. -/
private structure Lanes where
  /-- a one in each lane -/
  ones : Nat
  /-- the 32 bits of the word in each lane -/
  mask : Nat

private def Lanes.ofCount (n : Nat) : Lanes :=
  let ones := (2 ^ (laneBits * n) - 1) / (2 ^ laneBits - 1)
  ⟨ones, (2 ^ 32 - 1) * ones⟩

/-- Every word twice in its lane: a shift of this is a rotation, in the low half. -/
@[inline] private def twice (x : Nat) : Nat := x ||| (x <<< 32)

/-- The message, a one bit, zeros, and the length in bits: a multiple of 64 bytes. -/
private def pad (bytes : ByteArray) : ByteArray := Id.run do
  let mut out := bytes.push 0x80
  for _ in [0:(119 - bytes.size % 64) % 64] do out := out.push 0
  let bits := bytes.size * 8
  for i in [0:8] do out := out.push (bits >>> (8 * (7 - i))).toUInt8
  return out

/-- Eight bytes of each message from `start`, the first message in the highest lane; 0 behind a message's end. -/
private def gather (messages : List ByteArray) (start : Nat) : Nat :=
  messages.foldl (init := 0) fun lanes bytes =>
    let eight := if start < bytes.size then (bytes.extract start (start + 8)).toUInt64BE!.toNat else 0
    (lanes <<< laneBits) ||| eight

/-- The first 16 words of the schedule of the block at `start`. -/
private def blockWords (l : Lanes) (messages : List ByteArray) (start : Nat) : Array Nat :=
  ((List.range 8).flatMap fun i =>
    let two := gather messages (start + 8 * i)
    [(two >>> 32) &&& l.mask, two &&& l.mask]).toArray

/-- FIPS 180-4, 6.2.2, step 1: the last `n` words of the schedule, behind the words that `w` has. -/
private def extend (l : Lanes) : Nat → Array Nat → Array Nat
  | 0, w => w
  | n + 1, w =>
    let i := w.size
    let x := w[i - 15]!
    let y := w[i - 2]!
    let xx := twice x
    let yy := twice y
    let s0 := ((xx >>> 7) ^^^ (xx >>> 18) ^^^ (x >>> 3)) &&& l.mask
    let s1 := ((yy >>> 17) ^^^ (yy >>> 19) ^^^ (y >>> 10)) &&& l.mask
    extend l n (w.push ((w[i - 16]! + s0 + w[i - 7]! + s1) &&& l.mask))

/-- FIPS 180-4, 6.2.2, step 3, for the schedule and the constants that are left: the eight working words. -/
private def rounds (l : Lanes) : (ws ks : List Nat) → (a b c d e f g h : Nat) → List Nat
  | w :: ws, k :: ks, a, b, c, d, e, f, g, h =>
    let ee := twice e
    let aa := twice a
    let s1 := ((ee >>> 6) ^^^ (ee >>> 11) ^^^ (ee >>> 25)) &&& l.mask
    let t1 := h + s1 + (g ^^^ (e &&& (f ^^^ g))) + k * l.ones + w
    let s0 := ((aa >>> 2) ^^^ (aa >>> 13) ^^^ (aa >>> 22)) &&& l.mask
    let t2 := s0 + ((a &&& b) ||| (c &&& (a ||| b)))
    rounds l ws ks ((t1 + t2) &&& l.mask) a b c ((d + t1) &&& l.mask) e f g
  | _, _, a, b, c, d, e, f, g, h => [a, b, c, d, e, f, g, h]

/-- The state after the block at `start` of each message. -/
private def block (l : Lanes) (messages : List ByteArray) (start : Nat) : List Nat → List Nat
  | [a, b, c, d, e, f, g, h] =>
    let w := (extend l 48 (blockWords l messages start)).toList
    List.zipWith (fun x y => (x + y) &&& l.mask) [a, b, c, d, e, f, g, h]
      (rounds l w roundConstants a b c d e f g h)
  | state => state

/-- The digest in a lane, as 64 hex digits are read: a number below 2^256. -/
private def digestAt (state : List Nat) (lane : Nat) : Nat :=
  state.foldl (fun n x => n * 2 ^ 32 + (x >>> (laneBits * lane)) % 2 ^ 32) 0

/-- The digests of all messages, in order: numbers below 2^256. -/
def digests (messages : List ByteArray) : List Nat := Id.run do
  let padded := messages.map pad
  let count := padded.length
  let l := Lanes.ofCount count
  let mut state := initialWords.map (· * l.ones)
  let mut found := Array.replicate count 0
  for b in [0:padded.foldl (fun n m => max n (m.size / 64)) 0] do
    state := block l padded (64 * b) state
    for (message, i) in padded.zipIdx do
      if message.size = 64 * (b + 1) then found := found.set! i (digestAt state (count - 1 - i))
  return found.toList

/-- The digest of one message. -/
def digest (bytes : ByteArray) : Nat := (digests [bytes]).headD 0

end Atomik.Emit.Sha256
