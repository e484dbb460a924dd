import Atomik.Spec.Digest.Field
import Atomik.Thm.Group
/-!
# Multiplication modulo x^64 + x^4 + x^3 + x + 1 is that of a commutative ring

`timesX` is linear. So is every product in either factor, and products are chains of `timesX`, which change places with
each other. That `mul` is commutative and associative follows without any theory of polynomials; that 1 is neutral is
checked on the 64 words with one bit.
-/
namespace Atomik.Digest.Field

/-- A word if a bit is set, else zero, as XOR sees it. -/
theorem ite_xor (p q : Bool) (v : BitVec 64) :
    (if (p ^^ q) = true then v else 0#64) = (if p = true then v else 0#64) ^^^ (if q = true then v else 0#64) := by
  cases p <;> cases q
  · exact BitVec.xor_zero.symm
  · exact BitVec.zero_xor.symm
  · exact BitVec.xor_zero.symm
  · exact BitVec.xor_self.symm

/-- `timesX` is linear. -/
theorem timesX_xor (a b : BitVec 64) : timesX (a ^^^ b) = timesX a ^^^ timesX b := by
  have h : (a ^^^ b) <<< 1 = (a <<< 1) ^^^ (b <<< 1) := BitVec.shiftLeft_xor_distrib a b 1
  have form (c : BitVec 64) : timesX c = (c <<< 1) ^^^ (if c.msb = true then reduction else 0#64) := by
    unfold timesX
    cases c.msb
    · exact BitVec.xor_zero.symm
    · rfl
  rw [form, form, form, BitVec.msb_xor, ite_xor, h]
  ac_rfl

/-- `timesX` of zero is zero. -/
theorem timesX_zero : timesX 0#64 = 0#64 := by decide

/-- A map that keeps XOR and changes places with `timesX` changes places with multiplication. -/
theorem map_horner (f : BitVec 64 → BitVec 64) (hxor : ∀ a b, f (a ^^^ b) = f a ^^^ f b)
    (hx : ∀ a, f (timesX a) = timesX (f a)) (a b : BitVec 64) (k : Nat) : f (horner a b k) = horner a (f b) k := by
  have zero : f 0#64 = 0#64 := by
    have h := hxor 0#64 0#64
    rw [BitVec.xor_self] at h
    rw [h, BitVec.xor_self]
  induction k with
  | zero => exact zero
  | succ k ih =>
    rw [horner, horner, hxor, hx, ih]
    cases a.getMsbD k
    · exact congrArg _ zero
    · rfl

example (a b : BitVec 64) : timesX (horner a b 3) = horner a (timesX b) 3 :=
  map_horner timesX timesX_xor (fun _ => rfl) a b 3

/-- Multiplication distributes over XOR on the left. -/
theorem mul_xor_left (a b c : BitVec 64) : mul (a ^^^ b) c = mul a c ^^^ mul b c := by
  have h (k : Nat) : horner (a ^^^ b) c k = horner a c k ^^^ horner b c k := by
    induction k with
    | zero => exact BitVec.xor_zero.symm
    | succ k ih =>
      rw [horner, horner, horner, ih, timesX_xor, BitVec.getMsbD_xor, ite_xor]
      ac_rfl
  exact h 64

/-- Multiplication distributes over XOR on the right. -/
theorem mul_xor_right (a b c : BitVec 64) : mul a (b ^^^ c) = mul a b ^^^ mul a c := by
  have h (k : Nat) : horner a (b ^^^ c) k = horner a b k ^^^ horner a c k := by
    induction k with
    | zero => exact BitVec.xor_zero.symm
    | succ k ih =>
      rw [horner, horner, horner, ih, timesX_xor]
      cases a.getMsbD k
      · show _ ^^^ 0#64 = (_ ^^^ 0#64) ^^^ (_ ^^^ 0#64)
        rw [BitVec.xor_zero, BitVec.xor_zero, BitVec.xor_zero]
      · show _ ^^^ (b ^^^ c) = (_ ^^^ b) ^^^ (_ ^^^ c)
        ac_rfl
  exact h 64

/-- The product with x may be taken before or after another product. -/
theorem timesX_mul_right (a b : BitVec 64) : timesX (mul a b) = mul a (timesX b) :=
  map_horner timesX timesX_xor (fun _ => rfl) a b 64

/-- Two products may change places. -/
theorem mul_left_comm (a b c : BitVec 64) : mul a (mul b c) = mul b (mul a c) :=
  map_horner (mul a) (mul_xor_right a) (fun b => (timesX_mul_right a b).symm) b c 64

/-- Zero times any word. -/
theorem zero_mul (a : BitVec 64) : mul 0#64 a = 0#64 := by
  have h := mul_xor_left 0#64 0#64 a
  rw [BitVec.xor_self] at h
  rw [h, BitVec.xor_self]

/-- Any word times zero. -/
theorem mul_zero (a : BitVec 64) : mul a 0#64 = 0#64 := by
  have h := mul_xor_right a 0#64 0#64
  rw [BitVec.xor_self] at h
  rw [h, BitVec.xor_self]

/-- The lowest `k` bits of a word, one after another. -/
def lowBits (a : BitVec 64) : (k : Nat) → BitVec 64
  | 0 => 0#64
  | k + 1 => lowBits a k ^^^ if a.getLsbD k then 1#64 <<< k else 0#64

/-- The bits of `lowBits`. -/
theorem getLsbD_lowBits (a : BitVec 64) (k i : Nat) : (lowBits a k).getLsbD i = (decide (i < k) && a.getLsbD i) := by
  induction k with
  | zero => rw [lowBits, BitVec.getLsbD_zero, decide_eq_false (Nat.not_lt_zero i), Bool.false_and]
  | succ k ih =>
    rw [lowBits, BitVec.getLsbD_xor, ih]
    have bit : (if a.getLsbD k = true then 1#64 <<< k else 0#64).getLsbD i = (decide (i = k) && a.getLsbD i) := by
      by_cases same : i = k
      · subst same
        by_cases far : 64 ≤ i
        · rw [BitVec.getLsbD_of_ge _ _ far, BitVec.getLsbD_of_ge a _ far, Bool.and_false]
        · cases ha : a.getLsbD i
          · rw [if_neg Bool.false_ne_true, BitVec.getLsbD_zero, Bool.and_false]
          · rw [if_pos rfl, BitVec.getLsbD_shiftLeft, BitVec.getLsbD_one, Nat.sub_self,
              decide_eq_true (Nat.not_le.mp far), decide_eq_false (Nat.lt_irrefl i), decide_eq_true (rfl : i = i)]
            rfl
      · rw [decide_eq_false same, Bool.false_and]
        cases a.getLsbD k
        · exact BitVec.getLsbD_zero
        · rw [if_pos rfl, BitVec.getLsbD_shiftLeft, BitVec.getLsbD_one]
          by_cases lt : i < k
          · rw [decide_eq_true lt, Bool.not_true, Bool.and_false, Bool.false_and]
          · rw [decide_eq_false (by omega : ¬i - k = 0), Bool.and_false, Bool.and_false]
    rw [bit]
    by_cases lt : i < k
    · rw [decide_eq_true lt, decide_eq_true (Nat.lt_succ_of_lt lt), decide_eq_false (Nat.ne_of_lt lt),
        Bool.false_and, Bool.xor_false]
    · by_cases same : i = k
      · rw [decide_eq_false lt, decide_eq_true same, decide_eq_true (by omega), Bool.false_and, Bool.false_xor]
      · rw [decide_eq_false lt, decide_eq_false same, decide_eq_false (by omega), Bool.false_and, Bool.false_xor]

/-- Two maps that keep XOR and agree on the 64 words with one bit are equal. -/
theorem eq_of_basis (f g : BitVec 64 → BitVec 64) (hf : ∀ a b, f (a ^^^ b) = f a ^^^ f b)
    (hg : ∀ a b, g (a ^^^ b) = g a ^^^ g b) (h : ∀ i, i < 64 → f (1#64 <<< i) = g (1#64 <<< i)) (a : BitVec 64) :
    f a = g a := by
  have zero (f : BitVec 64 → BitVec 64) (hf : ∀ a b, f (a ^^^ b) = f a ^^^ f b) : f 0#64 = 0#64 := by
    have h := hf 0#64 0#64
    rw [BitVec.xor_self] at h
    rw [h, BitVec.xor_self]
  have low (k : Nat) (le : k ≤ 64) : f (lowBits a k) = g (lowBits a k) := by
    induction k with
    | zero => rw [lowBits, zero f hf, zero g hg]
    | succ k ih =>
      rw [lowBits, hf, hg, ih (Nat.le_of_succ_le le)]
      cases a.getLsbD k
      · rw [if_neg Bool.false_ne_true, zero f hf, zero g hg]
      · rw [if_pos rfl, h k le]
  have all : lowBits a 64 = a := by
    apply BitVec.eq_of_getLsbD_eq
    intro i lt
    rw [getLsbD_lowBits, decide_eq_true lt, Bool.true_and]
  rw [← all]
  exact low 64 (Nat.le_refl _)

example (a : BitVec 64) : a ^^^ 0#64 = a :=
  eq_of_basis (· ^^^ 0#64) id (fun _ _ => BitVec.xor_zero.trans (congr (congrArg _ BitVec.xor_zero.symm)
    BitVec.xor_zero.symm)) (fun _ _ => rfl) (fun _ _ => BitVec.xor_zero) a

/-- The word 1 is the polynomial 1. -/
theorem mul_one (a : BitVec 64) : mul a 1#64 = a :=
  eq_of_basis (mul · 1#64) id (fun a b => mul_xor_left a b _) (fun _ _ => rfl) (by decide +kernel) a

/-- Multiplication is commutative. -/
theorem mul_comm (a b : BitVec 64) : mul a b = mul b a := by
  rw [← mul_one b, mul_left_comm, mul_one a, mul_one b]

/-- Multiplication is associative. -/
theorem mul_assoc (a b c : BitVec 64) : mul (mul a b) c = mul a (mul b c) := by
  rw [mul_comm, mul_left_comm, mul_comm c b]

/-- The word 1 is neutral on the left too. -/
theorem one_mul (a : BitVec 64) : mul 1#64 a = a := by
  rw [mul_comm, mul_one]

/-- The product with x may be taken in the first factor too. -/
theorem timesX_mul_left (a b : BitVec 64) : timesX (mul a b) = mul (timesX a) b := by
  rw [mul_comm, timesX_mul_right, mul_comm]

/-- `timesX` is the product with the word 2, the polynomial x. -/
theorem two_mul (a : BitVec 64) : mul 2#64 a = timesX a := by
  have h : timesX 1#64 = 2#64 := by decide
  rw [← h, ← timesX_mul_left, one_mul]

/-- Two pairs of factors multiply crosswise to the same product. -/
theorem mul_mul_mul_comm (a b c d : BitVec 64) : mul (mul a b) (mul c d) = mul (mul a c) (mul b d) := by
  rw [mul_assoc, mul_left_comm b c d, mul_assoc]

end Atomik.Digest.Field
