import Atomik.Thm.Wire.Frame.Layout
/-!
# What the decoder accepts

The bytes of valid frames, each for its frame, and nothing else.
-/
namespace Atomik.Wire.Frame

/-- A valid frame comes back from its bytes. -/
theorem decode_encode (f : Frame) (valid : f.Valid) : decode f.encode = .ok f := by
  have entries := readEntries_flatMap (width_bounds valid.width).1 f.entries []
  rw [List.append_nil] at entries
  unfold decode
  rw [headerFault_encode f valid]
  dsimp only
  rw [number_width f valid.width, readBody, number_count f valid.count, field_entries, entries]
  dsimp only
  rw [number_origin, number_first, number_epoch, BitVec.ofNat_toNat, BitVec.ofNat_toNat, BitVec.ofNat_toNat,
    BitVec.setWidth_eq, BitVec.setWidth_eq, BitVec.setWidth_eq]

example : decode small.encode = .ok small := decode_encode small small_valid

/-- What a header without a fault says. -/
structure Sound (bytes : List Byte) : Prop where
  min : minBytes ≤ bytes.length
  max : bytes.length ≤ maxBytes
  magic : field bytes 0 4 = magic
  version : number bytes 4 1 = version
  checksum : number bytes (bytes.length - 4) 4 = (Crc.crc32c (bytes.take (bytes.length - 4))).toNat
  width : number bytes 5 1 ∈ widths
  nonempty : 0 < number bytes 6 2
  count : number bytes 6 2 ≤ maxEntries
  sequence : number bytes 16 8 + number bytes 6 2 ≤ 2 ^ 64

/-- No fault is found in a header exactly if there is none. -/
theorem headerFault_eq_none_iff (bytes : List Byte) : headerFault bytes = none ↔ Sound bytes := by
  constructor
  · intro h
    unfold headerFault at h
    dsimp only at h
    split at h
    · cases h
    split at h
    · cases h
    split at h
    · cases h
    split at h
    · cases h
    split at h
    · cases h
    split at h
    · cases h
    split at h
    · cases h
    next length magic version checksum width count sequence =>
    exact ⟨by omega, by omega, Decidable.not_not.mp magic, Decidable.not_not.mp version, Decidable.not_not.mp checksum,
      Decidable.not_not.mp width, by omega, by omega, by omega⟩
  · intro s
    obtain ⟨min, max, magic, version, checksum, width, nonempty, count, sequence⟩ := s
    unfold headerFault
    dsimp only
    rw [if_neg (by omega), if_neg (not_not_intro magic), if_neg (not_not_intro version),
      if_neg (not_not_intro checksum), if_neg (not_not_intro width), if_neg (by omega), if_neg (by omega)]

/-- The bytes of the number in a field are the field. -/
theorem littleEndian_number (bytes : List Byte) (start n : Nat) (h : start + n ≤ bytes.length) :
    littleEndian n (number bytes start n) = field bytes start n := by
  have e := littleEndian_ofLittleEndian (field bytes start n)
  rw [length_field bytes start n h] at e
  exact e

example : littleEndian 2 (number [7#8, 2#8, 1#8] 1 2) = [2#8, 1#8] :=
  littleEndian_number [7#8, 2#8, 1#8] 1 2 (by decide)

/-- The bytes of the word in a field are the field. -/
theorem littleEndian_word {w : Nat} (bytes : List Byte) (start n : Nat) (hw : 256 ^ n = 2 ^ w)
    (h : start + n ≤ bytes.length) :
    littleEndian n (BitVec.ofNat w (number bytes start n)).toNat = field bytes start n :=
  littleEndian_toNat_ofNat hw _ (length_field bytes start n h)

example : littleEndian 2 (BitVec.ofNat 16 (number [7#8, 2#8, 1#8] 1 2)).toNat = [2#8, 1#8] :=
  littleEndian_word [7#8, 2#8, 1#8] 1 2 (by decide) (by decide)

/-- Bytes are all their fields side by side. -/
theorem fields_append (bytes : List Byte) (h : 32 ≤ bytes.length) :
    field bytes 0 4 ++ field bytes 4 1 ++ field bytes 5 1 ++ field bytes 6 2 ++ field bytes 8 8 ++ field bytes 16 8 ++
      field bytes 24 4 ++ field bytes 28 (bytes.length - 4 - 28) = bytes.take (bytes.length - 4) := by
  have join (n m : Nat) : field bytes 0 n ++ field bytes n m = field bytes 0 (n + m) := by
    have e := field_append_field bytes 0 n m
    rw [Nat.zero_add] at e
    exact e
  rw [join, join, join, join, join, join, join, field, List.drop_zero,
    show 4 + 1 + 1 + 2 + 8 + 8 + 4 + (bytes.length - 4 - 28) = bytes.length - 4 by omega]

example : (field (List.replicate 32 0#8) 0 4).length ≤ 28 := by
  have e := congrArg List.length (fields_append (List.replicate 32 0#8) (by decide))
  simp only [List.length_append, List.length_take, List.length_replicate] at e
  omega

/-- Bytes that are accepted are the bytes of a valid frame, the one that was read. -/
theorem valid_and_encode_of_decode (bytes : List Byte) (f : Frame) (h : decode bytes = .ok f) :
    f.Valid ∧ f.encode = bytes := by
  unfold decode at h
  split at h
  · cases h
  next sound =>
  rw [headerFault_eq_none_iff] at sound
  unfold readBody at h
  split at h
  · cases h
  · cases h
  next entries read =>
  injection h with h
  subst h
  obtain ⟨packed, count⟩ := eq_flatMap_append _ _ _ _ read
  rw [List.append_nil] at packed
  have long : 34 ≤ bytes.length := sound.min
  have first : (BitVec.ofNat 64 (number bytes 16 8)).toNat = number bytes 16 8 := by
    have := sound.sequence
    have := sound.nonempty
    exact toNat_ofNat_of_not_le (by omega)
  refine ⟨⟨sound.width, ?_, ?_, ?_⟩, ?_⟩
  · show 0 < entries.length
    rw [count]
    exact sound.nonempty
  · show entries.length ≤ maxEntries
    rw [count]
    exact sound.count
  · show (BitVec.ofNat 64 (number bytes 16 8)).toNat + entries.length ≤ 2 ^ 64
    rw [count, first]
    exact sound.sequence
  · have body : bytes.take (bytes.length - 4) ++ field bytes (bytes.length - 4) 4 = bytes := by
      have whole : field bytes (bytes.length - 4) 4 = bytes.drop (bytes.length - 4) :=
        List.take_of_length_le (by rw [List.length_drop]; omega)
      rw [whole, List.take_append_drop]
    unfold encode encodeHeader
    dsimp only
    rw [← packed, count, ← sound.magic, ← sound.version, littleEndian_number _ _ _ (by omega),
      littleEndian_number _ _ _ (by omega), littleEndian_number _ _ _ (by omega),
      littleEndian_word _ _ _ (by decide) (by omega), littleEndian_word _ _ _ (by decide) (by omega),
      littleEndian_word _ _ _ (by decide) (by omega)]
    unfold headerBytes
    rw [fields_append bytes (by omega), withChecksum, ← sound.checksum, littleEndian_number _ _ _ (by omega)]
    exact body

example : small.Valid := (valid_and_encode_of_decode _ small (decode_encode small small_valid)).1

/-- The decoder accepts the bytes of valid frames, each for its frame, and nothing else: no frame has a second form. -/
theorem decode_eq_ok_iff (bytes : List Byte) (f : Frame) : decode bytes = .ok f ↔ f.Valid ∧ f.encode = bytes :=
  ⟨valid_and_encode_of_decode bytes f, fun ⟨valid, e⟩ => e ▸ decode_encode f valid⟩

/-- Different valid frames have different bytes. -/
theorem encode_inj {f g : Frame} (hf : f.Valid) (hg : g.Valid) : f.encode = g.encode ↔ f = g :=
  ⟨fun h => Except.ok.inj (((decode_encode f hf).symm.trans (congrArg decode h)).trans (decode_encode g hg)),
    fun h => h ▸ rfl⟩

example : small.encode ≠ { small with origin := 2#64 }.encode :=
  fun h => absurd ((encode_inj small_valid ⟨by decide, by decide, by decide, by decide⟩).mp h) (by decide)

end Atomik.Wire.Frame
