import Atomik.Spec.Wire.Frame
import Atomik.Thm.Wire.Varint
/-!
# Entries of a frame

Entries come back from their bytes, and bytes that are accepted are the bytes of what was read.
-/
namespace Atomik.Wire.Frame

/-- A number of at least one bit may take at least one byte. -/
theorem varintBytes_eq_succ {w : Nat} (h : 0 < w) : varintBytes w = varintBytes w - 1 + 1 := by
  rw [varintBytes]
  omega

example : varintBytes 8 = varintBytes 8 - 1 + 1 := varintBytes_eq_succ (by decide)

/-- A word comes back from its form, whatever follows. -/
theorem readVarint_word {w : Nat} (h : 0 < w) (x : BitVec w) (rest : List Byte) :
    readVarint (varintBytes w) (varint (varintBytes w) x.toNat ++ rest) = .ok (x.toNat, rest) := by
  have lt := Nat.lt_of_lt_of_le x.isLt (two_pow_le_varintBytes w)
  rw [varintBytes_eq_succ h] at lt ⊢
  exact readVarint_varint _ _ _ lt

example : readVarint 2 (varint 2 (0x81#8).toNat ++ []) = .ok (0x81, []) := readVarint_word (by decide) 0x81#8 []

/-- A number that fits into a word is not changed by it. -/
theorem toNat_ofNat_of_not_le {w v : Nat} (h : ¬2 ^ w ≤ v) : (BitVec.ofNat w v).toNat = v := by
  rw [BitVec.toNat_ofNat, Nat.mod_eq_of_lt (Nat.not_le.mp h)]

example : (BitVec.ofNat 8 5).toNat = 5 := toNat_ofNat_of_not_le (by decide)

/-- An entry comes back from its bytes, whatever follows. -/
theorem readEntry_encodeEntry {w : Nat} (h : 0 < w) (e : Entry w) (rest : List Byte) :
    readEntry w (encodeEntry e ++ rest) = .ok (e, rest) := by
  unfold readEntry
  rw [encodeEntry, List.append_assoc, readVarint_word (by decide)]
  dsimp only
  rw [if_neg (Nat.not_le.mpr e.address.isLt), readVarint_word h]
  dsimp only
  rw [if_neg (Nat.not_le.mpr e.delta.isLt), BitVec.ofNat_toNat, BitVec.ofNat_toNat, BitVec.setWidth_eq,
    BitVec.setWidth_eq]

example : readEntry 8 (encodeEntry ⟨5#32, 0x81#8⟩ ++ [7#8]) = .ok (⟨5#32, 0x81#8⟩, [7#8]) :=
  readEntry_encodeEntry (by decide) _ _

/-- Bytes from which an entry was read are the bytes of that entry, and the rest. -/
theorem eq_encodeEntry_append {w : Nat} (bytes rest : List Byte) (e : Entry w)
    (h : readEntry w bytes = .ok (e, rest)) : bytes = encodeEntry e ++ rest := by
  unfold readEntry at h
  split at h
  · cases h
  · next address behind ha =>
    split at h
    · cases h
    · next la =>
      split at h
      · cases h
      · next delta _ hd =>
        split at h
        · cases h
        · next ld =>
          injection h with h
          injection h with h₁ h₂
          subst h₁
          subst h₂
          rw [encodeEntry, toNat_ofNat_of_not_le la, toNat_ofNat_of_not_le ld, List.append_assoc,
            ← (eq_varint_append _ _ _ _ hd).1]
          exact (eq_varint_append _ _ _ _ ha).1

example : [5#8, 0x81#8, 1#8, 7#8] = encodeEntry (⟨5#32, 0x81#8⟩ : Entry 8) ++ [7#8] :=
  eq_encodeEntry_append _ _ _ (readEntry_encodeEntry (by decide) ⟨5#32, 0x81#8⟩ [7#8])

/-- Entries come back from their bytes, whatever follows. -/
theorem readEntries_flatMap {w : Nat} (h : 0 < w) (entries : List (Entry w)) (rest : List Byte) :
    readEntries w entries.length (entries.flatMap encodeEntry ++ rest) = .ok (entries, rest) := by
  induction entries with
  | nil => rfl
  | cons e entries ih =>
    rw [List.flatMap_cons, List.append_assoc, List.length_cons, readEntries, readEntry_encodeEntry h]
    dsimp only
    rw [ih]

example : readEntries 8 1 ([⟨5#32, 0x81#8⟩].flatMap encodeEntry ++ [7#8]) = .ok ([⟨5#32, 0x81#8⟩], [7#8]) :=
  readEntries_flatMap (by decide) [⟨5#32, 0x81#8⟩] _

/-- Bytes from which entries were read are the bytes of those entries, and the rest. -/
theorem eq_flatMap_append {w : Nat} (n : Nat) (bytes rest : List Byte) (entries : List (Entry w))
    (h : readEntries w n bytes = .ok (entries, rest)) :
    bytes = entries.flatMap encodeEntry ++ rest ∧ entries.length = n := by
  induction n generalizing bytes entries with
  | zero =>
    injection h with h
    injection h with h₁ h₂
    subst h₁
    exact ⟨h₂, rfl⟩
  | succ n ih =>
    rw [readEntries] at h
    split at h
    · cases h
    · next e behind he =>
      split at h
      · cases h
      · next es _ hes =>
        injection h with h
        injection h with h₁ h₂
        subst h₁
        subst h₂
        obtain ⟨eq, len⟩ := ih _ _ hes
        rw [List.flatMap_cons, List.append_assoc, ← eq, List.length_cons, len]
        exact ⟨eq_encodeEntry_append _ _ _ he, rfl⟩

example : [5#8, 0x81#8, 1#8, 7#8] = [(⟨5#32, 0x81#8⟩ : Entry 8)].flatMap encodeEntry ++ [7#8] :=
  (eq_flatMap_append 1 _ _ _ (readEntries_flatMap (by decide) [⟨5#32, 0x81#8⟩] [7#8])).1

/-- Nothing but these four reasons can be wrong with entries. -/
theorem readEntries_error {w : Nat} (n : Nat) (bytes : List Byte) (why : WireReject)
    (h : readEntries w n bytes = .error why) :
    why ∈ [WireReject.badVarint, .truncated, .addressOutOfRange, .wordOutOfRange] := by
  have entry (bytes : List Byte) (h : readEntry w bytes = .error why) :
      why ∈ [WireReject.badVarint, .truncated, .addressOutOfRange, .wordOutOfRange] := by
    have of_varint (limit : Nat) (bytes : List Byte) (h : readVarint limit bytes = .error why) :
        why ∈ [WireReject.badVarint, .truncated, .addressOutOfRange, .wordOutOfRange] := by
      cases readVarint_error limit bytes why h with
      | inl e => rw [e]; decide
      | inr e => rw [e]; decide
    unfold readEntry at h
    split at h
    · next e => exact of_varint _ _ (Except.error.inj h ▸ e)
    · split at h
      · rw [← Except.error.inj h]; decide
      · split at h
        · next e => exact of_varint _ _ (Except.error.inj h ▸ e)
        · split at h
          · rw [← Except.error.inj h]; decide
          · cases h
  induction n generalizing bytes with
  | zero => cases h
  | succ n ih =>
    rw [readEntries] at h
    split at h
    · next e => exact entry _ (Except.error.inj h ▸ e)
    · split at h
      · next e => exact ih _ (Except.error.inj h ▸ e)
      · cases h

example : WireReject.truncated ∈ [WireReject.badVarint, .truncated, .addressOutOfRange, .wordOutOfRange] :=
  readEntries_error (w := 8) 1 [0x85#8] _ rfl

/-- An entry has at least 2 bytes, and at most 15 if words have at most 64 bits. -/
theorem length_encodeEntry {w : Nat} (pos : 0 < w) (le : w ≤ 64) (e : Entry w) :
    2 ≤ (encodeEntry e).length ∧ (encodeEntry e).length ≤ 15 := by
  have address := length_varint 4 e.address.toNat
  have delta := length_varint (varintBytes w - 1) e.delta.toNat
  rw [← varintBytes_eq_succ pos] at delta
  have le10 : varintBytes w ≤ 10 := by
    rw [varintBytes]
    omega
  rw [encodeEntry, List.length_append]
  exact ⟨Nat.add_le_add address.1 delta.1, Nat.add_le_add address.2 (Nat.le_trans delta.2 le10)⟩

example : (encodeEntry (⟨5#32, 0x81#8⟩ : Entry 8)).length ≤ 15 := (length_encodeEntry (by decide) (by decide) _).2

/-- So `n` entries have 2n to 15n bytes. -/
theorem length_flatMap_encodeEntry {w : Nat} (pos : 0 < w) (le : w ≤ 64) (entries : List (Entry w)) :
    2 * entries.length ≤ (entries.flatMap encodeEntry).length ∧
      (entries.flatMap encodeEntry).length ≤ 15 * entries.length := by
  induction entries with
  | nil => exact ⟨Nat.le_refl 0, Nat.le_refl 0⟩
  | cons e entries ih =>
    have one := length_encodeEntry pos le e
    rw [List.flatMap_cons, List.length_append, List.length_cons]
    omega

example : ([(⟨5#32, 0x81#8⟩ : Entry 8)].flatMap encodeEntry).length ≤ 15 * 1 :=
  (length_flatMap_encodeEntry (by decide) (by decide) [⟨5#32, 0x81#8⟩]).2

end Atomik.Wire.Frame
