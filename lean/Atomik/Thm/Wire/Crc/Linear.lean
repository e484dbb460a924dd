import Atomik.Spec.Wire.Crc
/-!
# CRC-32C is linear

`shift` is linear and loses nothing, so two runs over bytes of equal length differ by a run over the difference.
-/
namespace Atomik.Wire.Crc

/-- `shift` is linear. -/
theorem shift_xor (r s : BitVec 32) : shift (r ^^^ s) = shift r ^^^ shift s := by
  have h : (r ^^^ s) >>> 1 = (r >>> 1) ^^^ (s >>> 1) := BitVec.ushiftRight_xor_distrib r s 1
  have self : polynomial ^^^ polynomial = 0#32 := BitVec.xor_self
  unfold shift
  rw [BitVec.getLsbD_xor, h]
  cases r.getLsbD 0 <;> cases s.getLsbD 0
  · rfl
  · exact BitVec.xor_assoc _ _ _
  · show (r >>> 1 ^^^ s >>> 1) ^^^ polynomial = (r >>> 1 ^^^ polynomial) ^^^ s >>> 1
    ac_rfl
  · show r >>> 1 ^^^ s >>> 1 = (r >>> 1 ^^^ polynomial) ^^^ (s >>> 1 ^^^ polynomial)
    rw [show (r >>> 1 ^^^ polynomial) ^^^ (s >>> 1 ^^^ polynomial) =
      (r >>> 1 ^^^ s >>> 1) ^^^ (polynomial ^^^ polynomial) by ac_rfl, self, BitVec.xor_zero]

/-- Zero times x is zero. -/
theorem shift_zero : shift 0#32 = 0#32 := by decide

/-- The top bit of a shifted register is the bit that fell out, so nothing is lost. -/
theorem eq_zero_of_shift {r : BitVec 32} (h : shift r = 0#32) : r = 0#32 := by
  have top : (shift r).getLsbD 31 = r.getLsbD 0 := by
    have out : (r >>> 1).getLsbD 31 = false := by
      rw [BitVec.getLsbD_ushiftRight]
      exact BitVec.getLsbD_of_ge r 32 (Nat.le_refl _)
    unfold shift
    cases r.getLsbD 0
    · exact out
    · show ((r >>> 1) ^^^ polynomial).getLsbD 31 = true
      rw [BitVec.getLsbD_xor, out]
      rfl
  have low : r.getLsbD 0 = false := by
    rw [← top, h]
    rfl
  unfold shift at h
  rw [low] at h
  have h : r >>> 1 = 0#32 := h
  apply BitVec.eq_of_getLsbD_eq
  intro i _
  rw [BitVec.getLsbD_zero]
  cases i with
  | zero => exact low
  | succ i =>
    have e : (r >>> 1).getLsbD i = (0#32).getLsbD i := by rw [h]
    rw [BitVec.getLsbD_ushiftRight, BitVec.getLsbD_zero, Nat.add_comm] at e
    exact e

example : shift 5#32 ≠ 0#32 := fun h => absurd (eq_zero_of_shift h) (by decide)

/-- Reading `n` bits is linear. -/
theorem shifts_xor (n : Nat) (r s : BitVec 32) : shifts n (r ^^^ s) = shifts n r ^^^ shifts n s := by
  induction n generalizing r s with
  | zero => rfl
  | succ n ih => rw [shifts, shifts, shifts, shift_xor, ih]

/-- Zero times x^n is zero. -/
theorem shifts_zero (n : Nat) : shifts n 0#32 = 0#32 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [shifts, shift_zero, ih]

/-- Reading `m` and then `n` bits is reading `n + m` bits. -/
theorem shifts_shifts (n m : Nat) (r : BitVec 32) : shifts n (shifts m r) = shifts (n + m) r := by
  induction m generalizing r with
  | zero => rfl
  | succ m ih => rw [shifts, ih, Nat.add_succ, shifts]

/-- A register that is not zero never becomes zero by bits 0. -/
theorem eq_zero_of_shifts (n : Nat) {r : BitVec 32} (h : shifts n r = 0#32) : r = 0#32 := by
  induction n generalizing r with
  | zero => exact h
  | succ n ih => exact eq_zero_of_shift (ih h)

example : shifts 3 5#32 ≠ 0#32 := fun h => absurd (eq_zero_of_shifts 3 h) (by decide)

/-- Different registers stay different. -/
theorem shifts_inj (n : Nat) {r s : BitVec 32} : shifts n r = shifts n s ↔ r = s := by
  constructor
  · intro h
    rw [← BitVec.xor_eq_zero_iff, ← shifts_xor] at h
    exact BitVec.xor_eq_zero_iff.mp (eq_zero_of_shifts n h)
  · intro h
    rw [h]

/-- One byte is read linearly. -/
theorem byte_xor (r s : BitVec 32) (b c : Byte) : byte (r ^^^ s) (b ^^^ c) = byte r b ^^^ byte s c := by
  unfold byte
  rw [BitVec.setWidth_xor, ← shifts_xor]
  exact congrArg (shifts 8) (by ac_rfl)

/-- A register in which a difference stands beside another keeps it, moved by the bits read. -/
theorem register_xor (r d : BitVec 32) (bytes : List Byte) :
    register (r ^^^ d) bytes = register r bytes ^^^ shifts (8 * bytes.length) d := by
  induction bytes generalizing r d with
  | nil => rfl
  | cons b bytes ih =>
    have one : byte (r ^^^ d) b = byte r b ^^^ shifts 8 d := by
      unfold byte
      rw [← shifts_xor]
      exact congrArg (shifts 8) (by ac_rfl)
    have len : 8 * (b :: bytes).length = 8 * bytes.length + 8 := by rw [List.length_cons, Nat.mul_add]
    show register (byte (r ^^^ d) b) bytes = register (byte r b) bytes ^^^ _
    rw [one, ih, shifts_shifts, len]

/-- CRC-32C is linear: the registers after two lists of bytes of one length differ by the register after their
difference. -/
theorem register_zipWith_xor (r s : BitVec 32) (a b : List Byte) (h : a.length = b.length) :
    register (r ^^^ s) (List.zipWith (· ^^^ ·) a b) = register r a ^^^ register s b := by
  induction a generalizing r s b with
  | nil =>
    cases b with
    | nil => rfl
    | cons _ _ => cases h
  | cons x a ih =>
    cases b with
    | nil => cases h
    | cons y b =>
      show register (byte (r ^^^ s) (x ^^^ y)) (List.zipWith (· ^^^ ·) a b) = _
      rw [byte_xor, ih _ _ _ (Nat.succ.inj h)]
      rfl

example : register (1#32 ^^^ 2#32) [3#8 ^^^ 5#8] = register 1#32 [3#8] ^^^ register 2#32 [5#8] :=
  register_zipWith_xor _ _ [3#8] [5#8] rfl

/-- For any three lists of bytes of one length, the checksum of their XOR is the XOR of their checksums. -/
theorem crc32c_xor (a b c : List Byte) (hb : b.length = a.length) (hc : c.length = a.length) :
    crc32c (List.zipWith (· ^^^ ·) a (List.zipWith (· ^^^ ·) b c)) = crc32c a ^^^ crc32c b ^^^ crc32c c := by
  have len : a.length = (List.zipWith (· ^^^ ·) b c).length := by
    rw [List.length_zipWith, hb, hc, Nat.min_self]
  have init : (BitVec.allOnes 32 ^^^ (BitVec.allOnes 32 ^^^ BitVec.allOnes 32)) = BitVec.allOnes 32 := by decide
  unfold crc32c
  rw [← BitVec.xor_allOnes, ← BitVec.xor_allOnes, ← BitVec.xor_allOnes, ← BitVec.xor_allOnes]
  rw [← congrArg (register · _) init, register_zipWith_xor _ _ _ _ len, register_zipWith_xor _ _ _ _ (hb.trans hc.symm)]
  generalize register _ a = x
  generalize register _ b = y
  generalize register _ c = z
  rw [show x ^^^ BitVec.allOnes 32 ^^^ (y ^^^ BitVec.allOnes 32) ^^^ (z ^^^ BitVec.allOnes 32) =
    x ^^^ (y ^^^ z) ^^^ (BitVec.allOnes 32 ^^^ (BitVec.allOnes 32 ^^^ BitVec.allOnes 32)) by ac_rfl, init]

example : crc32c [1#8 ^^^ (2#8 ^^^ 4#8)] = crc32c [1#8] ^^^ crc32c [2#8] ^^^ crc32c [4#8] :=
  crc32c_xor [1#8] [2#8] [4#8] rfl rfl

/-- The check value that RFC 3720 and catalogues of checksums give: CRC-32C of `123456789`. -/
theorem crc32c_check :
    crc32c [0x31#8, 0x32#8, 0x33#8, 0x34#8, 0x35#8, 0x36#8, 0x37#8, 0x38#8, 0x39#8] = 0xe3069283#32 := by
  decide +kernel

end Atomik.Wire.Crc
