/-!
# All words and all buffers

Lists to count with: each word, and each buffer of `n` words, exactly once. They are never evaluated.
-/
namespace Atomik.Digest

/-- The 2^w words of `w` bits. -/
def allWords (w : Nat) : List (BitVec w) := (List.range (2 ^ w)).map (BitVec.ofNat w)

/-- The 2^(w n) buffers of `n` words of `w` bits. -/
def allBuffers (w : Nat) : (n : Nat) → List (List (BitVec w))
  | 0 => [[]]
  | n + 1 => (allBuffers w n).flatMap fun rest => (allWords w).map (· :: rest)

end Atomik.Digest
