import Atomik.Spec.Wire.Varint
/-!
# Numbers of variable length

Every number in range has exactly one form, and the reader accepts nothing else.
-/
namespace Atomik.Wire

/-- Numbers below 2^w fit into `varintBytes w` bytes. -/
theorem two_pow_le_varintBytes (w : Nat) : 2 ^ w ≤ 128 ^ varintBytes w := by
  rw [show 128 = 2 ^ 7 from rfl, ← Nat.pow_mul]
  exact Nat.pow_le_pow_right (by decide) (by rw [varintBytes]; omega)

/-- A number comes back from its form, whatever follows. -/
theorem readVarint_varint (limit v : Nat) (rest : List Byte) (h : v < 128 ^ (limit + 1)) :
    readVarint (limit + 1) (varint (limit + 1) v ++ rest) = .ok (v, rest) := by
  induction limit generalizing v with
  | zero =>
    have small : v < 128 := h
    have byte : (BitVec.ofNat 8 v).toNat = v := (BitVec.toNat_ofNat ..).trans (Nat.mod_eq_of_lt (by omega))
    rw [varint, if_pos small, List.singleton_append, readVarint, byte, if_pos small]
  | succ limit ih =>
    rw [varint]
    by_cases small : v < 128
    · have byte : (BitVec.ofNat 8 v).toNat = v := (BitVec.toNat_ofNat ..).trans (Nat.mod_eq_of_lt (by omega))
      rw [if_pos small, List.singleton_append, readVarint, byte, if_pos small]
    · have byte : (BitVec.ofNat 8 (128 + v % 128)).toNat = 128 + v % 128 :=
        (BitVec.toNat_ofNat ..).trans (Nat.mod_eq_of_lt (by omega))
      have high : v / 128 < 128 ^ (limit + 1) := by
        rw [Nat.pow_succ] at h
        exact Nat.div_lt_of_lt_mul (by omega)
      obtain ⟨k, hk⟩ : ∃ k, v / 128 = k + 1 := ⟨v / 128 - 1, by omega⟩
      rw [if_neg small, List.cons_append, readVarint, byte, if_neg (by omega), ih _ high, hk]
      show Except.ok (128 + v % 128 - 128 + 128 * (k + 1), rest) = _
      rw [show 128 + v % 128 - 128 + 128 * (k + 1) = v by omega]

example : readVarint 5 ([0xac#8, 0x02#8] ++ [7#8]) = .ok (300, [7#8]) := readVarint_varint 4 300 [7#8] (by decide)

/-- What is accepted is a number in range in its one form. -/
theorem eq_varint_append (limit v : Nat) (bytes rest : List Byte) (h : readVarint limit bytes = .ok (v, rest)) :
    bytes = varint limit v ++ rest ∧ v < 128 ^ limit := by
  induction limit generalizing v bytes rest with
  | zero => cases h
  | succ limit ih =>
    cases bytes with
    | nil => cases h
    | cons b bytes =>
      have hb := b.isLt
      have pos : 0 < 128 ^ limit := Nat.pow_pos (by decide)
      rw [readVarint] at h
      by_cases small : b.toNat < 128
      · rw [if_pos small] at h
        injection h with h
        injection h with h₁ h₂
        subst h₁
        subst h₂
        rw [varint, if_pos small, BitVec.ofNat_toNat, BitVec.setWidth_eq, Nat.pow_succ]
        exact ⟨rfl, by omega⟩
      · rw [if_neg small] at h
        split at h
        · cases h
        · cases h
        · next high rest' e =>
          injection h with h
          injection h with h₁ h₂
          subst h₁
          subst h₂
          obtain ⟨eq, lt⟩ := ih _ _ _ e
          have top : (b.toNat - 128 + 128 * (high + 1)) / 128 = high + 1 := by omega
          have low : 128 + (b.toNat - 128 + 128 * (high + 1)) % 128 = b.toNat := by omega
          rw [varint, if_neg (by omega), top, low, BitVec.ofNat_toNat, BitVec.setWidth_eq, List.cons_append, ← eq,
            Nat.pow_succ]
          exact ⟨rfl, by omega⟩

example : [0xac#8, 0x02#8, 7#8] = varint 5 300 ++ [7#8] := (eq_varint_append 5 300 _ [7#8] rfl).1

/-- Nothing but these two reasons can be wrong with a number. -/
theorem readVarint_error (limit : Nat) (bytes : List Byte) (why : WireReject)
    (h : readVarint limit bytes = .error why) : why = .badVarint ∨ why = .truncated := by
  induction limit generalizing bytes with
  | zero => exact .inl (Except.error.inj h).symm
  | succ limit ih =>
    cases bytes with
    | nil => exact .inr (Except.error.inj h).symm
    | cons b bytes =>
      rw [readVarint] at h
      split at h
      · cases h
      · split at h
        · next e => exact ih _ (Except.error.inj h ▸ e)
        · exact .inl (Except.error.inj h).symm
        · cases h

example : WireReject.badVarint = .badVarint ∨ WireReject.badVarint = .truncated :=
  readVarint_error 5 [0x80#8, 0#8] .badVarint rfl

/-- A form has 1 to `limit` bytes. -/
theorem length_varint (limit v : Nat) :
    1 ≤ (varint (limit + 1) v).length ∧ (varint (limit + 1) v).length ≤ limit + 1 := by
  induction limit generalizing v with
  | zero =>
    rw [varint]
    split
    · exact ⟨Nat.le_refl 1, Nat.le_refl 1⟩
    · exact ⟨Nat.le_refl 1, Nat.le_refl 1⟩
  | succ limit ih =>
    rw [varint]
    split
    · exact ⟨Nat.le_refl 1, by rw [List.length_singleton]; omega⟩
    · have := ih (v / 128)
      rw [List.length_cons]
      omega

end Atomik.Wire
