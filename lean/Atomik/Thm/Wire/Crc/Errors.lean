import Atomik.Thm.Wire.Crc.Order
/-!
# What a flipped bit does to the register

It adds a power of x. One bit adds something other than zero; two bits add zero only if their distance is a multiple of
2^31 - 1; a burst of up to 32 bits adds a polynomial of degree below 32 times a power of x.
-/
namespace Atomik.Wire

/-- A flipped bit does not change the length. -/
theorem length_flipBit (i : Nat) (bytes : List Byte) : (flipBit i bytes).length = bytes.length :=
  List.length_modify ..

/-- Flipped bits do not change the length. -/
theorem length_flipBits (start : Nat) (pattern : List Bool) (bytes : List Byte) :
    (flipBits start pattern bytes).length = bytes.length := by
  induction pattern generalizing start bytes with
  | nil => rfl
  | cons b pattern ih =>
    cases b
    · exact ih _ _
    · exact (ih _ _).trans (length_flipBit _ _)

namespace Crc

/-- The flipped bit `i` of a byte has 8 - i bits still to be read. -/
theorem byte_flip (r : BitVec 32) (b : Byte) (i : Nat) (h : i < 8) :
    byte r (b ^^^ (1#8 <<< i)) = byte r b ^^^ shifts (8 - i) 1#32 := by
  have bit : byte 0#32 (1#8 <<< i) = shifts (8 - i) 1#32 :=
    (by decide +kernel : ∀ i : Fin 8, byte 0#32 (1#8 <<< i.val) = shifts (8 - i.val) 1#32) ⟨i, h⟩
  rw [← bit, ← byte_xor, BitVec.xor_zero]

example : byte 5#32 (7#8 ^^^ (1#8 <<< 3)) = byte 5#32 7#8 ^^^ shifts 5 1#32 := byte_flip _ _ 3 (by decide)

/-- A flipped bit adds x^k, where `k` bits are still to be read, times what bit 0 of the register stands for. -/
theorem register_flipBit (r : BitVec 32) (bytes : List Byte) (i : Nat) (h : i < 8 * bytes.length) :
    register r (flipBit i bytes) = register r bytes ^^^ shifts (8 * bytes.length - i) 1#32 := by
  induction bytes generalizing r i with
  | nil => exact absurd h (Nat.not_lt_zero i)
  | cons b bytes ih =>
    rw [List.length_cons] at h ⊢
    by_cases first : i < 8
    · have place : flipBit i (b :: bytes) = (b ^^^ (1#8 <<< i)) :: bytes := by
        rw [flipBit, Nat.div_eq_of_lt first, Nat.mod_eq_of_lt first]
        rfl
      rw [place]
      show register (byte r (b ^^^ (1#8 <<< i))) bytes = register (byte r b) bytes ^^^ _
      rw [byte_flip _ _ _ first, register_xor, shifts_shifts,
        show 8 * bytes.length + (8 - i) = 8 * (bytes.length + 1) - i by omega]
    · have place : flipBit i (b :: bytes) = b :: flipBit (i - 8) bytes := by
        rw [flipBit, flipBit, show i / 8 = (i - 8) / 8 + 1 by omega, show i % 8 = (i - 8) % 8 by omega]
        rfl
      rw [place]
      show register (byte r b) (flipBit (i - 8) bytes) = register (byte r b) bytes ^^^ _
      rw [ih _ _ (by omega), show 8 * bytes.length - (i - 8) = 8 * (bytes.length + 1) - i by omega]

example : register 0#32 (flipBit 9 [1#8, 2#8]) = register 0#32 [1#8, 2#8] ^^^ shifts 7 1#32 :=
  register_flipBit _ [1#8, 2#8] 9 (by decide)

/-- A flipped bit changes the register after all bytes. -/
theorem register_flipBit_ne (r : BitVec 32) (bytes : List Byte) (i : Nat) (h : i < 8 * bytes.length) :
    register r (flipBit i bytes) ≠ register r bytes := by
  intro e
  rw [register_flipBit r bytes i h, ← BitVec.xor_eq_zero_iff, BitVec.xor_comm, ← BitVec.xor_assoc, BitVec.xor_self,
    BitVec.zero_xor] at e
  exact absurd (eq_zero_of_shifts _ e) (by decide)

example : register 0#32 (flipBit 9 [1#8, 2#8]) ≠ register 0#32 [1#8, 2#8] :=
  register_flipBit_ne _ [1#8, 2#8] 9 (by decide)

/-- Two powers of x are equal only if their exponents differ by a multiple of 2^31 - 1. -/
theorem shifts_one_ne (m n : Nat) (lt : m < n) (near : n - m < 2 ^ 31 - 1) : shifts n 1#32 ≠ shifts m 1#32 := by
  intro e
  have low : shifts 31 one = 1#32 := by decide +kernel
  rw [show n = m + (n - m) by omega, ← shifts_shifts, shifts_inj, ← low, shifts_shifts, Nat.add_comm,
    ← shifts_shifts, shifts_inj] at e
  exact shifts_ne_one (n - m) (Nat.sub_pos_of_lt lt) near e

example : shifts 5 1#32 ≠ shifts 3 1#32 := shifts_one_ne 3 5 (by decide) (by decide)

/-- Two flipped bits less than 2^31 - 1 bits apart change the register after all bytes. -/
theorem register_flipBit_flipBit_ne (r : BitVec 32) (bytes : List Byte) (i j : Nat) (lt : i < j)
    (h : j < 8 * bytes.length) (near : j - i < 2 ^ 31 - 1) :
    register r (flipBit i (flipBit j bytes)) ≠ register r bytes := by
  intro e
  rw [register_flipBit _ _ _ (by rw [length_flipBit]; omega), length_flipBit, register_flipBit _ _ _ h,
    BitVec.xor_assoc, ← BitVec.xor_eq_zero_iff, BitVec.xor_comm, ← BitVec.xor_assoc, BitVec.xor_self,
    BitVec.zero_xor, BitVec.xor_eq_zero_iff] at e
  exact shifts_one_ne (8 * bytes.length - j) (8 * bytes.length - i) (by omega) (by omega) e.symm

example : register 0#32 (flipBit 3 (flipBit 9 [1#8, 2#8])) ≠ register 0#32 [1#8, 2#8] :=
  register_flipBit_flipBit_ne _ [1#8, 2#8] 3 9 (by decide) (by decide) (by decide)

/-- Two flipped bits 2^31 - 1 bits apart cancel: the bound above is the best. -/
theorem register_flipBit_flipBit_eq (r : BitVec 32) (bytes : List Byte) (i : Nat)
    (h : i + (2 ^ 31 - 1) < 8 * bytes.length) :
    register r (flipBit i (flipBit (i + (2 ^ 31 - 1)) bytes)) = register r bytes := by
  have low : shifts 31 one = 1#32 := by decide +kernel
  have period : shifts (2 ^ 31 - 1) 1#32 = 1#32 := by
    rw [← low, shifts_shifts, Nat.add_comm, ← shifts_shifts, shifts_period]
  have near (n : Nat) (le : 2 ^ 31 - 1 ≤ n) : shifts n 1#32 = shifts (n - (2 ^ 31 - 1)) 1#32 := by
    have e := shifts_shifts (n - (2 ^ 31 - 1)) (2 ^ 31 - 1) 1#32
    rw [period, Nat.sub_add_cancel le] at e
    exact e.symm
  rw [register_flipBit _ _ _ (by rw [length_flipBit]; omega), length_flipBit, register_flipBit _ _ _ h,
    near (8 * bytes.length - i) (by omega), Nat.sub_sub, BitVec.xor_assoc, BitVec.xor_self, BitVec.xor_zero]

example (r : BitVec 32) : register r (flipBit 0 (flipBit (0 + (2 ^ 31 - 1)) (List.replicate (2 ^ 28) 0#8))) =
    register r (List.replicate (2 ^ 28) 0#8) :=
  register_flipBit_flipBit_eq r _ 0 (by rw [List.length_replicate]; decide)

/-- A word whose top bit is clear comes back when it is moved up one place and one bit is read. -/
theorem shift_shiftLeft (v : BitVec 32) (h : v.getLsbD 31 = false) : shift (v <<< 1) = v := by
  have low : (v <<< 1).getLsbD 0 = false := by
    rw [BitVec.getLsbD_shiftLeft]
    rfl
  unfold shift
  rw [low]
  apply BitVec.eq_of_getLsbD_eq
  intro i hi
  show (v <<< 1 >>> 1).getLsbD i = _
  rw [BitVec.getLsbD_ushiftRight, BitVec.getLsbD_shiftLeft]
  by_cases top : i = 31
  · subst top
    exact h.symm
  · rw [show 1 + i - 1 = i by omega, decide_eq_true (show 1 + i < 32 by omega),
      decide_eq_false (show ¬1 + i < 1 by omega)]
    rfl

example : shift (5#32 <<< 1) = 5#32 := shift_shiftLeft _ (by decide)

/-- The pattern of a burst as a word, its first bit lowest. -/
def patternWord : List Bool → BitVec 32
  | [] => 0#32
  | b :: pattern => pick b 1#32 ^^^ (patternWord pattern <<< 1)

/-- Bit `i` of the pattern's word is entry `i` of the pattern. -/
theorem getLsbD_patternWord (pattern : List Bool) (i : Nat) (h : i < 32) :
    (patternWord pattern).getLsbD i = pattern.getD i false := by
  induction pattern generalizing i with
  | nil => exact BitVec.getLsbD_zero
  | cons b pattern ih =>
    rw [patternWord, BitVec.getLsbD_xor, BitVec.getLsbD_shiftLeft]
    cases i with
    | zero => cases b <;> rfl
    | succ i =>
      have none : (pick b 1#32).getLsbD (i + 1) = false := by
        cases b
        · exact BitVec.getLsbD_zero
        · show (1#32).getLsbD (i + 1) = false
          rw [BitVec.getLsbD_one]
          simp
      rw [none, decide_eq_true h, decide_eq_false (show ¬i + 1 < 1 by omega), Nat.add_sub_cancel, ih i (by omega)]
      exact Bool.false_xor _

example : (patternWord [true, false, true]).getLsbD 2 = true := getLsbD_patternWord _ 2 (by decide)

/-- A burst of at most 32 bits adds its pattern times a power of x. -/
theorem register_flipBits (r : BitVec 32) (bytes : List Byte) (start : Nat) (pattern : List Bool)
    (short : pattern.length ≤ 32) (h : start + pattern.length ≤ 8 * bytes.length) :
    register r (flipBits start pattern bytes) =
      register r bytes ^^^ shifts (8 * bytes.length - start) (patternWord pattern) := by
  induction pattern generalizing bytes start with
  | nil =>
    rw [patternWord, shifts_zero, BitVec.xor_zero]
    rfl
  | cons b pattern ih =>
    rw [List.length_cons] at short h
    have top : (patternWord pattern).getLsbD 31 = false := by
      rw [getLsbD_patternWord _ _ (by decide), List.getD_eq_getElem?_getD, List.getElem?_eq_none (by omega)]
      rfl
    have rest : shifts (8 * bytes.length - start) (patternWord pattern <<< 1) =
        shifts (8 * bytes.length - (start + 1)) (patternWord pattern) := by
      rw [show 8 * bytes.length - start = (8 * bytes.length - (start + 1)) + 1 by omega, shifts, shift_shiftLeft _ top]
    rw [flipBits, patternWord, shifts_xor, rest]
    cases b
    · show register r (flipBits (start + 1) pattern bytes) = _ ^^^ (shifts _ 0#32 ^^^ _)
      rw [ih _ _ (by omega) (by omega), shifts_zero, BitVec.zero_xor]
    · show register r (flipBits (start + 1) pattern (flipBit start bytes)) = _ ^^^ (shifts _ 1#32 ^^^ _)
      rw [ih _ _ (by omega) (by rw [length_flipBit]; omega), length_flipBit, register_flipBit _ _ _ (by omega),
        BitVec.xor_assoc]

example : register 0#32 (flipBits 6 [true, false, true] [1#8, 2#8]) =
    register 0#32 [1#8, 2#8] ^^^ shifts 10 (patternWord [true, false, true]) :=
  register_flipBits _ [1#8, 2#8] 6 _ (by decide) (by decide)

/-- A burst of at most 32 bits, of which at least one is flipped, changes the register after all bytes. -/
theorem register_flipBits_ne (r : BitVec 32) (bytes : List Byte) (start : Nat) (pattern : List Bool)
    (some_ : true ∈ pattern) (short : pattern.length ≤ 32) (h : start + pattern.length ≤ 8 * bytes.length) :
    register r (flipBits start pattern bytes) ≠ register r bytes := by
  intro e
  rw [register_flipBits r bytes start pattern short h, ← BitVec.xor_eq_zero_iff, BitVec.xor_comm, ← BitVec.xor_assoc,
    BitVec.xor_self, BitVec.zero_xor] at e
  obtain ⟨i, hi, bit⟩ := List.mem_iff_getElem.mp some_
  have zero := getLsbD_patternWord pattern i (by omega)
  rw [eq_zero_of_shifts _ e, BitVec.getLsbD_zero, List.getD_eq_getElem?_getD,
    List.getElem?_eq_getElem hi, bit] at zero
  cases zero

example : register 0#32 (flipBits 6 [true, false, true] [1#8, 2#8]) ≠ register 0#32 [1#8, 2#8] :=
  register_flipBits_ne _ [1#8, 2#8] 6 _ (by decide) (by decide) (by decide)

end Crc
end Atomik.Wire
