import Atomik.Thm.Wire.Frame.Errors
import Atomik.Thm.Wire.Frame.Rejects
/-!
# The frame

Main results beside the ones below: `Frame.decode_eq_ok_iff`, `Frame.encode_inj` (`Atomik.Thm.Wire.Frame.Decode`);
`Frame.length_encode_bounds` (`…Frame.Layout`); `Frame.decode_eq_badLength_iff` and its like, `Frame.decode_refused`
(`…Frame.Rejects`); `Frame.decode_flipBit`, `Frame.decode_flipBit_flipBit`, `Frame.decode_flipBits` (`…Frame.Errors`).
-/
namespace Atomik.Wire.Frame

/-- The bytes of the small frame: magic, version, width, count, origin, first sequence number, epoch, address, delta (two
bytes), checksum. -/
theorem encode_small :
    small.encode =
      [0x41, 0x54, 0x4d, 0x64, 1, 8, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 5, 0x81, 1,
        0x69, 0x4b, 0x0d, 0x5b] := by
  decide +kernel

/-- Entry `i` of a valid frame has the first sequence number plus `i`: no sequence number wraps around. -/
theorem toNat_sequence (f : Frame) (valid : f.Valid) (i : Nat) (h : i < f.entries.length) :
    (f.sequence i).toNat = f.first.toNat + i := by
  have last := valid.sequence
  rw [sequence, BitVec.toNat_add, toNat_ofNat_of_not_le (show ¬2 ^ 64 ≤ i by omega)]
  exact Nat.mod_eq_of_lt (by omega)

example : (small.sequence 0).toNat = 2 := toNat_sequence small small_valid 0 (by decide)

/-- So no two entries of a frame have the same sequence number. -/
theorem sequence_inj (f : Frame) (valid : f.Valid) {i j : Nat} (hi : i < f.entries.length) (hj : j < f.entries.length) :
    f.sequence i = f.sequence j ↔ i = j := by
  constructor
  · intro h
    have e := congrArg BitVec.toNat h
    rw [toNat_sequence f valid i hi, toNat_sequence f valid j hj] at e
    omega
  · intro h
    rw [h]

/-- Two small deltas, the second with the largest sequence number. -/
def last : Frame := ⟨8, 1#64, 3#32, 0xfffffffffffffffe#64, [⟨5#32, 1#8⟩, ⟨5#32, 1#8⟩]⟩

example : last.sequence 0 ≠ last.sequence 1 := fun h =>
  absurd ((sequence_inj last ⟨by decide, by decide, by decide, by decide⟩ (by decide) (by decide)).mp h) (by decide)

/-- A valid frame has 32 bytes, and 2 to 15 for each entry. -/
theorem length_encode_of_count (f : Frame) (valid : f.Valid) :
    32 + 2 * f.entries.length ≤ f.encode.length ∧ f.encode.length ≤ 32 + 15 * f.entries.length := by
  have bounds := width_bounds valid.width
  have entries := length_flatMap_encodeEntry bounds.1 bounds.2 f.entries
  rw [length_encode]
  omega

example : small.encode.length ≤ 47 := (length_encode_of_count small small_valid).2

end Atomik.Wire.Frame
