import Atomik.Thm.Wire.Crc.Linear
/-!
# The order of x modulo P

x^(2^31 - 1) = 1, and no smaller positive power of x is 1. The register `one` is the polynomial 1, so `shifts n one` is
x^n. Multiplication of polynomials makes x^(2^31) reachable in 31 squarings.
-/
namespace Atomik.Wire.Crc

/-- The polynomial 1. -/
def one : BitVec 32 := 0x80000000#32

/-- `v`, or zero. -/
def pick (b : Bool) (v : BitVec 32) : BitVec 32 := if b then v else 0#32

/-- `pick` is linear in the word. -/
theorem pick_xor (b : Bool) (u v : BitVec 32) : pick b (u ^^^ v) = pick b u ^^^ pick b v := by
  cases b
  · exact BitVec.xor_zero.symm
  · rfl

/-- `pick` is linear in the bit. -/
theorem xor_pick (a b : Bool) (v : BitVec 32) : pick (a ^^ b) v = pick a v ^^^ pick b v := by
  cases a <;> cases b
  · exact BitVec.xor_zero.symm
  · exact BitVec.zero_xor.symm
  · exact BitVec.xor_zero.symm
  · exact BitVec.xor_self.symm

/-- `pick` and multiplication by x^n may change places. -/
theorem shifts_pick (n : Nat) (b : Bool) (v : BitVec 32) : shifts n (pick b v) = pick b (shifts n v) := by
  cases b
  · exact shifts_zero n
  · rfl

/-- The sum of `v` times x^(k - 1 - i) over the lowest `k` bits `i` of `a` that are set. -/
def times (a v : BitVec 32) : Nat → BitVec 32
  | 0 => 0#32
  | k + 1 => shift (times a v k) ^^^ pick (a.getLsbD k) v

/-- The product of two polynomials modulo P. -/
def mul (a v : BitVec 32) : BitVec 32 := times a v 32

/-- Multiplication is linear in its first factor. -/
theorem times_xor_left (a b v : BitVec 32) (k : Nat) : times (a ^^^ b) v k = times a v k ^^^ times b v k := by
  induction k with
  | zero => exact BitVec.xor_zero.symm
  | succ k ih =>
    rw [times, times, times, ih, shift_xor, BitVec.getLsbD_xor, xor_pick]
    ac_rfl

/-- Multiplying the second factor by x^n multiplies the product. -/
theorem times_shifts (a v : BitVec 32) (n k : Nat) : times a (shifts n v) k = shifts n (times a v k) := by
  induction k with
  | zero => exact (shifts_zero n).symm
  | succ k ih =>
    have swap : shift (shifts n (times a v k)) = shifts n (shift (times a v k)) := by
      show shifts 1 (shifts n _) = shifts n (shifts 1 _)
      rw [shifts_shifts, shifts_shifts, Nat.add_comm]
    rw [times, times, ih, swap, shifts_xor, shifts_pick]

/-- All bits but the lowest stand one place lower in `a >>> 1`. -/
theorem times_succ_ushiftRight (a v : BitVec 32) (k : Nat) :
    times a v (k + 1) = times (a >>> 1) v k ^^^ pick (a.getLsbD 0) (shifts k v) := by
  induction k with
  | zero => rw [times, times, times, shift_zero, shifts]
  | succ k ih =>
    have move : shift (pick (a.getLsbD 0) (shifts k v)) = pick (a.getLsbD 0) (shifts (k + 1) v) := by
      show shifts 1 _ = _
      rw [shifts_pick, shifts_shifts, Nat.add_comm]
    rw [times, ih, shift_xor, move, times.eq_2 (a >>> 1), BitVec.getLsbD_ushiftRight, Nat.add_comm 1 k]
    ac_rfl

/-- Multiplying a product by x, for `v` a power of x. -/
theorem mul_shift (a : BitVec 32) (n : Nat) : mul (shift a) (shifts n one) = shift (mul a (shifts n one)) := by
  have wrap : mul polynomial (shifts n one) = shifts 32 (shifts n one) := by
    have base : times polynomial one 32 = shifts 32 one := by decide +kernel
    rw [mul, times_shifts, base, shifts_shifts, shifts_shifts, Nat.add_comm]
  have top : times a (shifts n one) 33 = shift (mul a (shifts n one)) := by
    rw [times, BitVec.getLsbD_of_ge a 32 (Nat.le_refl _)]
    exact BitVec.xor_zero
  rw [← top, times_succ_ushiftRight, ← wrap]
  unfold shift
  cases a.getLsbD 0
  · exact BitVec.xor_zero.symm
  · exact times_xor_left _ _ _ 32

/-- The product of two powers of x. -/
theorem mul_shifts (m n : Nat) : mul (shifts m one) (shifts n one) = shifts (m + n) one := by
  induction m with
  | zero =>
    have base : times one one 32 = one := by decide +kernel
    rw [Nat.zero_add, shifts, mul, times_shifts, base]
  | succ m ih =>
    have out (k : Nat) : shifts (k + 1) one = shift (shifts k one) := by
      show _ = shifts 1 (shifts k one)
      rw [shifts_shifts, Nat.add_comm]
    rw [out, mul_shift, ih, Nat.add_right_comm, out]

/-- `a` squared `k` times. -/
def squares (a : BitVec 32) : Nat → BitVec 32
  | 0 => a
  | k + 1 => mul (squares a k) (squares a k)

/-- x squared `k` times is x^(2^k). -/
theorem squares_eq_shifts (k : Nat) : squares (shifts 1 one) k = shifts (2 ^ k) one := by
  induction k with
  | zero => rfl
  | succ k ih => rw [squares, ih, mul_shifts, Nat.pow_succ, Nat.mul_two]

/-- x^(2^31 - 1) = 1. -/
theorem shifts_period : shifts (2 ^ 31 - 1) one = one := by
  have square : squares (shifts 1 one) 31 = shifts 1 one := by decide +kernel
  rw [squares_eq_shifts, show 2 ^ 31 = 1 + (2 ^ 31 - 1) from rfl, ← shifts_shifts, shifts_inj] at square
  exact square

/-- Whether `m` has no divisor among `2^k` odd numbers from `2 * start + 1`. -/
def oddFree (m : Nat) : (k start : Nat) → Bool
  | 0, start => Nat.ble 1 (Nat.mod m (Nat.add (Nat.mul 2 start) 1))
  | k + 1, start => and (oddFree m k start) (oddFree m k (Nat.add start (Nat.pow 2 k)))

/-- What `oddFree` finds: none of the odd numbers is a divisor. -/
theorem mod_ne_zero_of_oddFree (m k start i : Nat) (h : oddFree m k start = true) (hi : i < 2 ^ k) :
    m % (2 * (start + i) + 1) ≠ 0 := by
  induction k generalizing start i with
  | zero =>
    have zero : i = 0 := Nat.lt_one_iff.mp hi
    subst zero
    exact Nat.ne_of_gt (Nat.le_of_ble_eq_true h)
  | succ k ih =>
    replace h : (oddFree m k start && oddFree m k (start + 2 ^ k)) = true := h
    rw [Bool.and_eq_true] at h
    by_cases lt : i < 2 ^ k
    · exact ih start i h.1 lt
    · have rest := ih (start + 2 ^ k) (i - 2 ^ k) h.2 (by rw [Nat.pow_succ] at hi; omega)
      rw [show start + 2 ^ k + (i - 2 ^ k) = start + i by omega] at rest
      exact rest

example : 7 % (2 * (1 + 1) + 1) ≠ 0 := mod_ne_zero_of_oddFree 7 1 1 1 rfl (by decide)

/-- 2^31 - 1 is prime. -/
theorem eq_one_of_dvd (d : Nat) (dvd : d ∣ 2 ^ 31 - 1) (lt : d < 2 ^ 31 - 1) : d = 1 := by
  have free : oddFree (2 ^ 31 - 1) 15 1 = true := by decide +kernel
  have small (e : Nat) (he : e ∣ 2 ^ 31 - 1) (le : e < 65536) : e = 1 := by
    have zero := Nat.mod_eq_zero_of_dvd he
    by_cases even : e % 2 = 0
    · have two : 2 ∣ 2 ^ 31 - 1 := Nat.dvd_trans (Nat.dvd_of_mod_eq_zero even) he
      exact absurd (Nat.mod_eq_zero_of_dvd two) (by decide)
    · by_cases big : 3 ≤ e
      · have no := mod_ne_zero_of_oddFree _ 15 1 ((e - 3) / 2) free (by omega)
        rw [show 2 * (1 + (e - 3) / 2) + 1 = e by omega] at no
        exact absurd zero no
      · omega
  obtain ⟨e, he⟩ := dvd
  by_cases hd : d < 65536
  · exact small d ⟨e, he⟩ hd
  · by_cases hl : e < 65536
    · have : e = 1 := small e ⟨d, by rw [Nat.mul_comm]; exact he⟩ hl
      subst this
      omega
    · have := Nat.mul_le_mul (Nat.not_lt.mp hd) (Nat.not_lt.mp hl)
      omega

example : ¬3 ∣ 2 ^ 31 - 1 := fun h => absurd (eq_one_of_dvd 3 h (by decide)) (by decide)

/-- If x^m = x^n = 1 then x^gcd(m, n) = 1. -/
theorem shifts_gcd (m n : Nat) (hm : shifts m one = one) (hn : shifts n one = one) :
    shifts (Nat.gcd m n) one = one := by
  have multiple (q : Nat) : shifts (m * q) one = one := by
    induction q with
    | zero => rfl
    | succ q ih => rw [Nat.mul_succ, ← shifts_shifts, hm, ih]
  induction m, n using Nat.gcd.induction with
  | H0 n =>
    rw [Nat.gcd_zero_left]
    exact hn
  | H1 m n _ ih =>
    rw [Nat.gcd_rec]
    have rest : shifts (n % m) one = one := by
      have e := hn
      rw [← Nat.mod_add_div n m, ← shifts_shifts, multiple] at e
      exact e
    refine ih rest hm fun q => ?_
    induction q with
    | zero => rfl
    | succ q ihq => rw [Nat.mul_succ, ← shifts_shifts, rest, ihq]

example : shifts (Nat.gcd (2 ^ 31 - 1) 0) one = one := shifts_gcd _ _ shifts_period rfl

/-- x^d is not 1 for 0 < d < 2^31 - 1: the order of x modulo P is 2^31 - 1. -/
theorem shifts_ne_one (d : Nat) (pos : 0 < d) (lt : d < 2 ^ 31 - 1) : shifts d one ≠ one := by
  intro h
  have g := shifts_gcd d (2 ^ 31 - 1) h shifts_period
  have le : Nat.gcd d (2 ^ 31 - 1) ≤ d := Nat.gcd_le_left _ pos
  rw [eq_one_of_dvd _ (Nat.gcd_dvd_right _ _) (Nat.lt_of_le_of_lt le lt)] at g
  exact absurd g (by decide)

example : shifts 3 one ≠ one := shifts_ne_one 3 (by decide) (by decide)

end Atomik.Wire.Crc
