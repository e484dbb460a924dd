import Atomik.Thm.Wire.Bytes
import Atomik.Thm.Wire.Frame.Entries
/-!
# Where the fields of a frame are

The bytes of a valid frame have each field where the table of offsets puts it, and no fault in the header.
-/
namespace Atomik.Wire.Frame

/-- Every width on offer is 1 to 64 bits. -/
theorem width_bounds {w : Nat} (h : w ∈ widths) : 0 < w ∧ w ≤ 64 := by
  have each : ∀ w ∈ widths, 0 < w ∧ w ≤ 64 := by decide
  exact each w h

example : 0 < 8 ∧ 8 ≤ 64 := width_bounds (by decide)

/-- The checksum takes four bytes. -/
theorem length_withChecksum (body : List Byte) : (withChecksum body).length = body.length + 4 := by
  rw [withChecksum, List.length_append, length_littleEndian]

/-- The header takes 28 bytes. -/
theorem length_encodeHeader (f : Frame) : f.encodeHeader.length = 28 := by
  simp only [encodeHeader, List.length_append, length_littleEndian]
  rfl

/-- A frame has 32 bytes more than its entries. -/
theorem length_encode (f : Frame) : f.encode.length = 32 + (f.entries.flatMap encodeEntry).length := by
  rw [encode, length_withChecksum, List.length_append, length_encodeHeader]
  omega

/-- A valid frame has 34 to 61,472 bytes. -/
theorem length_encode_bounds (f : Frame) (valid : f.Valid) :
    minBytes ≤ f.encode.length ∧ f.encode.length ≤ maxBytes := by
  have bounds := width_bounds valid.width
  have entries := length_flatMap_encodeEntry bounds.1 bounds.2 f.entries
  have nonempty := valid.nonempty
  have count := valid.count
  rw [length_encode]
  unfold minBytes maxBytes headerBytes
  unfold maxEntries at count ⊢
  omega

/-- A small frame: width 8, origin 1, epoch 3, one entry with sequence number 2. -/
def small : Frame := ⟨8, 1#64, 3#32, 2#64, [⟨5#32, 0x81#8⟩]⟩

/-- The small frame can be sent. -/
theorem small_valid : small.Valid := ⟨by decide, by decide, by decide, by decide⟩

example : minBytes ≤ small.encode.length ∧ small.encode.length ≤ maxBytes := length_encode_bounds small small_valid

/-- A number that was put between other bytes is found there. -/
theorem number_of_append (front back : List Byte) (start n v : Nat) (hs : front.length = start) (lt : v < 256 ^ n) :
    number (front ++ (littleEndian n v ++ back)) start n = v := by
  rw [number, field_of_append front _ back start n hs (length_littleEndian n v), ofLittleEndian_littleEndian,
    Nat.mod_eq_of_lt lt]

example : number ([7#8] ++ (littleEndian 2 258 ++ [9#8])) 1 2 = 258 := number_of_append _ _ 1 2 258 rfl (by decide)

/-- The body of bytes with a checksum, and the checksum. -/
theorem take_withChecksum (body : List Byte) : (withChecksum body).take ((withChecksum body).length - 4) = body := by
  rw [length_withChecksum, Nat.add_sub_cancel, withChecksum, List.take_left]

/-- The last four bytes are the checksum of the body. -/
theorem number_withChecksum (body : List Byte) :
    number (withChecksum body) ((withChecksum body).length - 4) 4 = (Crc.crc32c body).toNat := by
  have e := number_of_append body [] body.length 4 (Crc.crc32c body).toNat rfl (Crc.crc32c body).isLt
  rw [List.append_nil] at e
  rw [length_withChecksum, Nat.add_sub_cancel]
  exact e

section Fields
variable (f : Frame)

/-- Offset 0: the magic. -/
theorem field_magic : field f.encode 0 4 = magic := by
  simp only [encode, withChecksum, encodeHeader, List.append_assoc]
  exact field_of_append [] magic _ 0 4 rfl rfl

/-- Offset 4: the version. -/
theorem number_version : number f.encode 4 1 = version := by
  simp only [encode, withChecksum, encodeHeader, List.append_assoc]
  exact number_of_append magic _ 4 1 version rfl (by decide)

/-- Offset 5: the width. -/
theorem number_width (h : f.width ∈ widths) : number f.encode 5 1 = f.width := by
  have lt := (width_bounds h).2
  simp only [encode, withChecksum, encodeHeader, List.append_assoc]
  rw [← List.append_assoc magic]
  exact number_of_append _ _ 5 1 _ rfl (by omega)

example : number small.encode 5 1 = 8 := number_width small small_valid.width

/-- Offset 6: the number of entries. -/
theorem number_count (h : f.entries.length ≤ maxEntries) : number f.encode 6 2 = f.entries.length := by
  simp only [encode, withChecksum, encodeHeader, List.append_assoc]
  rw [← List.append_assoc magic, ← List.append_assoc (magic ++ _)]
  exact number_of_append _ _ 6 2 _ rfl (Nat.lt_of_le_of_lt h (by decide))

example : number small.encode 6 2 = 1 := number_count small small_valid.count

/-- Offset 8: the origin. -/
theorem number_origin : number f.encode 8 8 = f.origin.toNat := by
  simp only [encode, withChecksum, encodeHeader, List.append_assoc]
  rw [← List.append_assoc magic, ← List.append_assoc (magic ++ _), ← List.append_assoc (magic ++ _ ++ _)]
  exact number_of_append _ _ 8 8 _ rfl f.origin.isLt

/-- Offset 16: the first sequence number. -/
theorem number_first : number f.encode 16 8 = f.first.toNat := by
  simp only [encode, withChecksum, encodeHeader, List.append_assoc]
  rw [← List.append_assoc magic, ← List.append_assoc (magic ++ _), ← List.append_assoc (magic ++ _ ++ _),
    ← List.append_assoc (magic ++ _ ++ _ ++ _)]
  exact number_of_append _ _ 16 8 _ rfl f.first.isLt

/-- Offset 24: the epoch. -/
theorem number_epoch : number f.encode 24 4 = f.epoch.toNat := by
  simp only [encode, withChecksum, encodeHeader, List.append_assoc]
  rw [← List.append_assoc magic, ← List.append_assoc (magic ++ _), ← List.append_assoc (magic ++ _ ++ _),
    ← List.append_assoc (magic ++ _ ++ _ ++ _), ← List.append_assoc (magic ++ _ ++ _ ++ _ ++ _)]
  exact number_of_append _ _ 24 4 _ rfl f.epoch.isLt

/-- Offset 28: the entries, up to the checksum. -/
theorem field_entries :
    field f.encode headerBytes (f.encode.length - 4 - headerBytes) = f.entries.flatMap encodeEntry := by
  have len : f.encode.length - 4 - headerBytes = (f.entries.flatMap encodeEntry).length := by
    rw [length_encode]
    unfold headerBytes
    omega
  rw [len, encode, withChecksum, List.append_assoc]
  exact field_of_append _ _ _ _ _ (length_encodeHeader f) rfl

end Fields

/-- The header of a valid frame has no fault. -/
theorem headerFault_encode (f : Frame) (valid : f.Valid) : headerFault f.encode = none := by
  have bounds := length_encode_bounds f valid
  have count := valid.count
  have nonempty := valid.nonempty
  have sequence := valid.sequence
  have sum : number f.encode (f.encode.length - 4) 4 = (Crc.crc32c (f.encode.take (f.encode.length - 4))).toNat := by
    rw [encode, take_withChecksum, number_withChecksum]
  unfold headerFault
  dsimp only
  rw [number_width f valid.width, number_count f valid.count, number_first, number_version, field_magic, ← sum]
  rw [if_neg (by omega), if_neg (not_not_intro rfl), if_neg (not_not_intro rfl), if_neg (not_not_intro rfl),
    if_neg (not_not_intro valid.width), if_neg (by omega), if_neg (by omega)]

example : headerFault small.encode = none := headerFault_encode small small_valid

end Atomik.Wire.Frame
