import Atomik.Spec.Wire.Bytes
/-!
# Numbers as bytes

A number and its bytes determine each other.
-/
namespace Atomik.Wire

/-- A number takes as many bytes as asked for. -/
theorem length_littleEndian (n v : Nat) : (littleEndian n v).length = n := by
  induction n generalizing v with
  | zero => rfl
  | succ n ih => rw [littleEndian, List.length_cons, ih]

/-- Bytes that were made from a number are that number modulo 256^n. -/
theorem ofLittleEndian_littleEndian (n v : Nat) : ofLittleEndian (littleEndian n v) = v % 256 ^ n := by
  induction n generalizing v with
  | zero => rw [littleEndian, ofLittleEndian, Nat.pow_zero, Nat.mod_one]
  | succ n ih =>
    have split : v % 256 ^ (n + 1) = v % 256 + 256 * (v / 256 % 256 ^ n) := by rw [Nat.pow_add_one', Nat.mod_mul]
    rw [littleEndian, ofLittleEndian, ih, BitVec.toNat_ofNat, split]

/-- `n` bytes are a number below 256^n. -/
theorem ofLittleEndian_lt (bytes : List Byte) : ofLittleEndian bytes < 256 ^ bytes.length := by
  induction bytes with
  | nil => exact Nat.one_pos
  | cons b bytes ih =>
    have hb := b.isLt
    rw [ofLittleEndian, List.length_cons, Nat.pow_succ]
    omega

/-- The bytes of the number that bytes are, are those bytes. -/
theorem littleEndian_ofLittleEndian (bytes : List Byte) : littleEndian bytes.length (ofLittleEndian bytes) = bytes := by
  induction bytes with
  | nil => rfl
  | cons b bytes ih =>
    have hb : b.toNat < 256 := b.isLt
    have low : BitVec.ofNat 8 (b.toNat + 256 * ofLittleEndian bytes) = b := by
      apply BitVec.eq_of_toNat_eq
      rw [BitVec.toNat_ofNat]
      omega
    have high : (b.toNat + 256 * ofLittleEndian bytes) / 256 = ofLittleEndian bytes := by omega
    rw [List.length_cons, littleEndian, ofLittleEndian, low, high, ih]

/-- A word of 8n bits comes back from its bytes. -/
theorem ofNat_ofLittleEndian (n : Nat) {w : Nat} (hw : 2 ^ w ≤ 256 ^ n) (x : BitVec w) :
    BitVec.ofNat w (ofLittleEndian (littleEndian n x.toNat)) = x := by
  rw [ofLittleEndian_littleEndian, Nat.mod_eq_of_lt (Nat.lt_of_lt_of_le x.isLt hw), BitVec.ofNat_toNat,
    BitVec.setWidth_eq]

example : BitVec.ofNat 16 (ofLittleEndian (littleEndian 2 (0x1234#16).toNat)) = 0x1234#16 :=
  ofNat_ofLittleEndian 2 (by decide) _

/-- Bytes come back from their word of 8n bits. -/
theorem littleEndian_toNat_ofNat {n w : Nat} (hw : 256 ^ n = 2 ^ w) (bytes : List Byte) (h : bytes.length = n) :
    littleEndian n (BitVec.ofNat w (ofLittleEndian bytes)).toNat = bytes := by
  subst h
  rw [BitVec.toNat_ofNat, Nat.mod_eq_of_lt (hw ▸ ofLittleEndian_lt bytes), littleEndian_ofLittleEndian]

example : littleEndian 2 (BitVec.ofNat 16 (ofLittleEndian [1#8, 2#8])).toNat = [1#8, 2#8] :=
  littleEndian_toNat_ofNat (by decide) _ rfl

/-- A field inside the bytes has its length. -/
theorem length_field (bytes : List Byte) (start n : Nat) (h : start + n ≤ bytes.length) :
    (field bytes start n).length = n := by
  rw [field, List.length_take, List.length_drop]
  omega

example : (field [1#8, 2#8, 3#8] 1 2).length = 2 := length_field _ 1 2 (by decide)

/-- Two fields side by side are one field. -/
theorem field_append_field (bytes : List Byte) (start n m : Nat) :
    field bytes start n ++ field bytes (start + n) m = field bytes start (n + m) := by
  rw [field, field, field, ← List.drop_drop, List.take_add]

/-- The field in the middle of three parts. -/
theorem field_of_append (front middle back : List Byte) (start n : Nat) (hs : front.length = start)
    (hn : middle.length = n) : field (front ++ (middle ++ back)) start n = middle := by
  subst hs
  subst hn
  rw [field, List.drop_left, List.take_left]

example : field ([1#8] ++ ([2#8, 3#8] ++ [4#8])) 1 2 = [2#8, 3#8] := field_of_append [1#8] [2#8, 3#8] [4#8] 1 2 rfl rfl

end Atomik.Wire
