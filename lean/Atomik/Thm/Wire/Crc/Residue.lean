import Atomik.Thm.Wire.Bytes
import Atomik.Thm.Wire.Crc.Errors
/-!
# The residue

Bytes carry their own checksum, little-endian, in their last four bytes, exactly if the register after all of them is
one constant. So the bits of the checksum are protected as all others are.
-/
namespace Atomik.Wire.Crc

/-- The register after bytes that end in their own checksum: 0xb798b438. -/
def residue : BitVec 32 := shifts 32 (BitVec.allOnes 32)

example : residue = 0xb798b438#32 := by decide +kernel

/-- A small word comes back when it is moved up `k` places and `k` bits are read. -/
theorem shifts_shiftLeft (k : Nat) (v : BitVec 32) (hk : k ≤ 32) (h : v.toNat < 2 ^ (32 - k)) :
    shifts k (v <<< k) = v := by
  induction k with
  | zero => exact BitVec.shiftLeft_zero v
  | succ k ih =>
    have small : v.toNat < 2 ^ (32 - k) := Nat.lt_of_lt_of_le h (Nat.pow_le_pow_right (by decide) (by omega))
    have top : (v <<< k).getLsbD 31 = false := by
      rw [BitVec.getLsbD_shiftLeft, decide_eq_true (by decide : 31 < 32), decide_eq_false (show ¬31 < k by omega),
        BitVec.getLsbD, Nat.testBit_lt_two_pow (Nat.lt_of_lt_of_le h (Nat.pow_le_pow_right (by decide) (by omega)))]
      rfl
    rw [BitVec.shiftLeft_add, shifts, shift_shiftLeft _ top, ih (by omega) small]

example : shifts 8 (5#32 <<< 8) = 5#32 := shifts_shiftLeft 8 5#32 (by decide) (by decide)

/-- Up to four bytes are read as one word. -/
theorem register_short (r : BitVec 32) (bytes : List Byte) (h : bytes.length ≤ 4) :
    register r bytes = shifts (8 * bytes.length) (r ^^^ BitVec.ofNat 32 (ofLittleEndian bytes)) := by
  induction bytes generalizing r with
  | nil => exact (BitVec.xor_zero).symm
  | cons b bytes ih =>
    rw [List.length_cons] at h
    have lt := ofLittleEndian_lt bytes
    have lt24 : ofLittleEndian bytes < 2 ^ 24 :=
      Nat.lt_of_lt_of_le lt (show 256 ^ bytes.length ≤ 256 ^ 3 from Nat.pow_le_pow_right (by decide) (by omega))
    have word : BitVec.ofNat 32 (ofLittleEndian (b :: bytes)) =
        b.setWidth 32 ^^^ (BitVec.ofNat 32 (ofLittleEndian bytes) <<< 8) := by
      apply BitVec.eq_of_getLsbD_eq
      intro i hi
      rw [BitVec.getLsbD_xor, BitVec.getLsbD_shiftLeft, BitVec.getLsbD_setWidth, BitVec.getLsbD_ofNat,
        BitVec.getLsbD_ofNat, ofLittleEndian, Nat.add_comm, Nat.testBit_two_pow_mul_add (i := 8) _ b.isLt,
        decide_eq_true hi]
      by_cases low : i < 8
      · rw [if_pos low, decide_eq_true low]
        show _ = (true && b.getLsbD i ^^ _)
        simp [BitVec.getLsbD]
      · rw [if_neg low, decide_eq_false low, BitVec.getLsbD_of_ge b i (Nat.not_lt.mp low),
          decide_eq_true (show i - 8 < 32 by omega)]
        simp
    have back : shifts 8 (BitVec.ofNat 32 (ofLittleEndian bytes) <<< 8) = BitVec.ofNat 32 (ofLittleEndian bytes) :=
      shifts_shiftLeft 8 _ (by decide) (by rw [BitVec.toNat_ofNat]; exact Nat.lt_of_le_of_lt (Nat.mod_le _ _) lt24)
    show register (byte r b) bytes = _
    rw [ih _ (by omega), word, List.length_cons, Nat.mul_add, ← shifts_shifts, ← BitVec.xor_assoc,
      shifts_xor (8 * 1), back]
    rfl

example : register 7#32 [1#8, 2#8] = shifts 16 (7#32 ^^^ 0x0201#32) := register_short _ [1#8, 2#8] (by decide)

/-- Four bytes are the checksum of those before them exactly if the register after all of them is the residue. -/
theorem register_eq_residue_iff (body sum : List Byte) (h : sum.length = 4) :
    register (BitVec.allOnes 32) (body ++ sum) = residue ↔ ofLittleEndian sum = (crc32c body).toNat := by
  have lt : ofLittleEndian sum < 2 ^ 32 := 
    Nat.lt_of_lt_of_eq (ofLittleEndian_lt sum) ((congrArg (256 ^ ·) h).trans (by decide))
  have word : (BitVec.ofNat 32 (ofLittleEndian sum)).toNat = ofLittleEndian sum :=
    (BitVec.toNat_ofNat ..).trans (Nat.mod_eq_of_lt lt)
  have split : register (BitVec.allOnes 32) (body ++ sum) =
      shifts 32 (register (BitVec.allOnes 32) body ^^^ BitVec.ofNat 32 (ofLittleEndian sum)) := by
    have four := register_short (register (BitVec.allOnes 32) body) sum (Nat.le_of_eq h)
    rw [h] at four
    rw [← four]
    exact List.foldl_append
  rw [split, residue, shifts_inj, ← word, BitVec.toNat_inj, crc32c, ← BitVec.xor_allOnes]
  generalize register (BitVec.allOnes 32) body = r
  rw [word]
  constructor
  · intro e
    rw [← e, ← BitVec.xor_assoc, BitVec.xor_self, BitVec.zero_xor]
  · intro e
    rw [e, ← BitVec.xor_assoc, BitVec.xor_self, BitVec.zero_xor]

example : register (BitVec.allOnes 32) ([1#8] ++ littleEndian 4 (crc32c [1#8]).toNat) = residue :=
  (register_eq_residue_iff _ _ rfl).mpr (by decide +kernel)

end Atomik.Wire.Crc
