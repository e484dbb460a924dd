import Atomik.Thm.Digest.Field.Ring
/-!
# Every word but zero has an inverse

Squaring is linear, and squaring 64 times changes nothing: x comes back, so everything does. Hence `c^(2^64 - 1)` is its
own square. A word that is its own square is 0 or 1, by a matrix that undoes the linear map from `u` to `u^2 + u` but for the
lowest bit. For `c ≠ 0` it is not 0, so `c^(2^64 - 2)` is the inverse of `c`.
-/
namespace Atomik.Digest.Field

/-- `a` squared `k` times: a^(2^k). -/
def squares (a : BitVec 64) : (k : Nat) → BitVec 64
  | 0 => a
  | k + 1 => mul (squares a k) (squares a k)

/-- Squaring is linear. -/
theorem mul_self_xor (a b : BitVec 64) : mul (a ^^^ b) (a ^^^ b) = mul a a ^^^ mul b b := by
  rw [mul_xor_left, mul_xor_right, mul_xor_right, mul_comm b a, BitVec.xor_assoc, Word.xor_xor_self_left]

/-- So is squaring again and again. -/
theorem squares_xor (a b : BitVec 64) (k : Nat) : squares (a ^^^ b) k = squares a k ^^^ squares b k := by
  induction k with
  | zero => rfl
  | succ k ih => rw [squares, squares, squares, ih, mul_self_xor]

/-- The square of a product is the product of the squares. -/
theorem squares_mul (a b : BitVec 64) (k : Nat) : squares (mul a b) k = mul (squares a k) (squares b k) := by
  induction k with
  | zero => rfl
  | succ k ih => rw [squares, squares, squares, ih, mul_mul_mul_comm]

/-- Squaring `m + n` times is squaring `m` times, then `n` times. -/
theorem squares_add (m n : Nat) (a : BitVec 64) : squares a (m + n) = squares (squares a m) n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Nat.add_succ, squares, squares, ih]

/-- Squaring 64 times changes no word: a^(2^64) = a. -/
theorem squares_64 (a : BitVec 64) : squares a 64 = a := by
  have x : squares 2#64 64 = 2#64 := by
    rw [squares_add 8 56, show squares 2#64 8 = 0x0000000000011011#64 by decide +kernel]
    rw [squares_add 8 48, show squares 0x0000000000011011#64 8 = 0x015f0144001a114f#64 by decide +kernel]
    rw [squares_add 8 40, show squares 0x015f0144001a114f#64 8 = 0xb6d535c542116f62#64 by decide +kernel]
    rw [squares_add 8 32, show squares 0xb6d535c542116f62#64 8 = 0x5c62236777028505#64 by decide +kernel]
    rw [squares_add 8 24, show squares 0x5c62236777028505#64 8 = 0x13846a66c22c75be#64 by decide +kernel]
    rw [squares_add 8 16, show squares 0x13846a66c22c75be#64 8 = 0xfa5ac498d20dd97e#64 by decide +kernel]
    rw [squares_add 8 8, show squares 0xfa5ac498d20dd97e#64 8 = 0x010a51a6f8e1e1ac#64 by decide +kernel]
    decide +kernel
  have one (k : Nat) : squares 1#64 k = 1#64 := by
    induction k with
    | zero => rfl
    | succ k ih => rw [squares, ih, mul_one]
  have shift (a : BitVec 64) : squares (timesX a) 64 = timesX (squares a 64) := by
    rw [← two_mul, squares_mul, x, two_mul]
  have h : squares (mul a 1#64) 64 = mul a (squares 1#64 64) :=
    map_horner (squares · 64) (fun a b => squares_xor a b 64) shift a 1#64 64
  rwa [one, mul_one] at h

/-- Row `i` is what bit `i` of `u^2 + u` contributes to `u / 2`, the word `u` without its lowest bit. Found by elimination;
checked below. -/
def rows : List (BitVec 64) := [
  0x0ce49b4f93c56e01#64, 0x42595915591c1f72#64, 0x42595915591c1f73#64, 0x4ebdc25a4ad9f1fb#64,
  0x42595915591c1f71#64, 0x1be2385a4909fbc8#64, 0x4ebdc25a4ad9f1ff#64, 0x00008005008289be#64,
  0x42595915591c1f79#64, 0x1b474b25476e70fe#64, 0x1be2385a4909fbd8#64, 0x0ce49b4713c7efa6#64,
  0x4ebdc25a4ad9f1df#64, 0x1726d11e5e3ea2b8#64, 0x00008005008289fe#64, 0x4279abb95d612119#64,
  0x42595915591c1ff9#64, 0x1be2b85d498a727e#64, 0x1b474b25476e71fe#64, 0x59bbe1c8109e6d87#64,
  0x1be2385a4909f9d8#64, 0x42f6ad1d54ce1279#64, 0x0ce49b4713c7eba6#64, 0x555ff80003c00007#64,
  0x4ebdc25a4ad9f9df#64, 0x425b59ed58181c79#64, 0x1726d11e5e3eb2b8#64, 0x000288f501a4a7fe#64,
  0x000080050082a9fe#64, 0x570601101a1e3607#64, 0x4279abb95d616119#64, 0x4000000040000007#64,
  0x42595915591c9ff9#64, 0x59bb614e1015e4bf#64, 0x1be2b85d498b727e#64, 0x4e183124443cf367#64,
  0x1b474b25476c71fe#64, 0x0020f21604723f38#64, 0x59bbe1c8109a6d87#64, 0x42dcd8845307ab67#64,
  0x1be2385a4901f9d8#64, 0x0cee9db710f9e5a6#64, 0x42f6ad1d54de1279#64, 0x0cc6efb416214560#64,
  0x0ce49b4713e7eba6#64, 0x025be34218e54258#64, 0x555ff80003800007#64, 0x402032aa44fff7df#64,
  0x4ebdc25a4a59f9df#64, 0x0c609aa7195fd3a6#64, 0x425b59ed59181c79#64, 0x557b09e607ba313f#64,
  0x1726d11e5c3eb2b8#64, 0x192459eb599a1546#64, 0x000288f505a4a7fe#64, 0x5b0409e007383807#64,
  0x000080050882a9fe#64, 0x0f068115029c9ffe#64, 0x570601100a1e3607#64, 0x070601100a1e3600#64,
  0x4279abb97d616119#64, 0x0000000000000000#64, 0x4000000000000007#64, 0x6020f2aca47dfee7#64]

/-- The product of a word, from bit `k`, and a matrix. -/
def timesRows : List (BitVec 64) → (k : Nat) → (u : BitVec 64) → BitVec 64
  | [], _, _ => 0#64
  | row :: rest, k, u => (if u.getLsbD k then row else 0#64) ^^^ timesRows rest (k + 1) u

/-- A matrix is a linear map. -/
theorem timesRows_xor (m : List (BitVec 64)) (k : Nat) (a b : BitVec 64) :
    timesRows m k (a ^^^ b) = timesRows m k a ^^^ timesRows m k b := by
  induction m generalizing k with
  | nil => exact BitVec.xor_zero.symm
  | cons row rest ih =>
    rw [timesRows, timesRows, timesRows, ih, BitVec.getLsbD_xor]
    have pick : (if (a.getLsbD k ^^ b.getLsbD k) = true then row else 0#64) =
        (if a.getLsbD k = true then row else 0#64) ^^^ (if b.getLsbD k = true then row else 0#64) := ite_xor _ _ row
    rw [pick]
    ac_rfl

/-- The matrix finds `u` in `u^2 + u`, but for its lowest bit. -/
theorem timesRows_rows (u : BitVec 64) : timesRows rows 0 (mul u u ^^^ u) = u >>> 1 := by
  refine eq_of_basis (fun u => timesRows rows 0 (mul u u ^^^ u)) (· >>> 1) (fun a b => ?_)
    (fun a b => BitVec.ushiftRight_xor_distrib a b 1) (by decide +kernel) u
  show timesRows rows 0 (mul (a ^^^ b) (a ^^^ b) ^^^ (a ^^^ b)) = _
  rw [mul_self_xor, ← timesRows_xor]
  congr 1
  ac_rfl

/-- Only 0 and 1 are their own squares. -/
theorem eq_zero_or_one_of_mul_self (u : BitVec 64) (h : mul u u = u) : u = 0#64 ∨ u = 1#64 := by
  have zero : u >>> 1 = 0#64 := by
    rw [← timesRows_rows, h, BitVec.xor_self]
    decide
  have low : u.toNat / 2 = 0 := by
    have := congrArg BitVec.toNat zero
    rwa [BitVec.toNat_ushiftRight, Nat.shiftRight_eq_div_pow] at this
  have cases : u.toNat = 0 ∨ u.toNat = 1 := by omega
  exact cases.imp (fun e => BitVec.eq_of_toNat_eq e) (fun e => BitVec.eq_of_toNat_eq e)

example : mul 3#64 3#64 ≠ 3#64 := fun h => absurd (eq_zero_or_one_of_mul_self 3#64 h) (by decide)

/-- Exponents add. -/
theorem pow_add (a : BitVec 64) (m n : Nat) : pow a (m + n) = mul (pow a m) (pow a n) := by
  induction m with
  | zero => rw [Nat.zero_add, pow, one_mul]
  | succ m ih => rw [Nat.add_right_comm, pow, pow, ih, mul_assoc]

/-- Squaring `k` times is taking the power 2^k. -/
theorem squares_eq_pow (a : BitVec 64) (k : Nat) : squares a k = pow a (2 ^ k) := by
  induction k with
  | zero => exact (mul_one a).symm
  | succ k ih => rw [squares, ih, ← pow_add, Nat.pow_succ, Nat.mul_two]

/-- Every word but zero has an inverse: its power 2^64 - 2. -/
theorem mul_pow_eq_one (c : BitVec 64) (h : c ≠ 0#64) : mul c (pow c (2 ^ 64 - 2)) = 1#64 := by
  have key (n : Nat) (back : pow c (n + 2) = c) : mul c (pow c n) = 1#64 := by
    have again : mul c (pow c (n + 1)) = c := back
    have idem : mul (pow c (n + 1)) (pow c (n + 1)) = pow c (n + 1) := by
      rw [← pow_add, show n + 1 + (n + 1) = n + 2 + n by omega, pow_add, back]
      rfl
    rcases eq_zero_or_one_of_mul_self _ idem with e | e
    · rw [e, mul_zero] at again
      exact absurd again.symm h
    · exact e
  refine key (2 ^ 64 - 2) ?_
  rw [show 2 ^ 64 - 2 + 2 = 2 ^ 64 from Nat.sub_add_cancel (by decide), ← squares_eq_pow, squares_64]

example : mul 2#64 (pow 2#64 (2 ^ 64 - 2)) = 1#64 := mul_pow_eq_one 2#64 (by decide)

/-- Multiplication with a word that is not zero loses nothing, and reaches every word exactly once. -/
theorem mul_eq_iff (c : BitVec 64) (h : c ≠ 0#64) (a b : BitVec 64) :
    mul c a = b ↔ a = mul (pow c (2 ^ 64 - 2)) b := by
  constructor
  · intro e
    rw [← e, ← mul_assoc, mul_comm (pow c _), mul_pow_eq_one c h, one_mul]
  · intro e
    rw [e, ← mul_assoc, mul_pow_eq_one c h, one_mul]

example (a : BitVec 64) : mul 2#64 a = 2#64 ↔ a = mul (pow 2#64 (2 ^ 64 - 2)) 2#64 := mul_eq_iff 2#64 (by decide) a _

/-- There are no zero divisors. -/
theorem mul_eq_zero_iff (a b : BitVec 64) : mul a b = 0#64 ↔ a = 0#64 ∨ b = 0#64 := by
  constructor
  · intro e
    by_cases h : a = 0#64
    · exact Or.inl h
    · rw [mul_eq_iff a h, mul_zero] at e
      exact Or.inr e
  · rintro (e | e)
    · rw [e, zero_mul]
    · rw [e, mul_zero]

end Atomik.Digest.Field
