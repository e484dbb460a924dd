import Atomik.Thm.Wire.Crc.Residue
import Atomik.Thm.Wire.Frame.Decode
/-!
# What a receiver notices

Errors in a frame that was sent, wherever they are: in the header, in the entries, or in the checksum.
-/
namespace Atomik.Wire.Frame

/-- The register after all bytes of an accepted frame. -/
theorem register_of_decode (bytes : List Byte) (f : Frame) (h : decode bytes = .ok f) :
    Crc.register (BitVec.allOnes 32) bytes = Crc.residue := by
  rw [← (valid_and_encode_of_decode bytes f h).2, encode, withChecksum]
  refine (Crc.register_eq_residue_iff _ _ (length_littleEndian 4 _)).mpr ?_
  rw [ofLittleEndian_littleEndian]
  exact Nat.mod_eq_of_lt (Crc.crc32c _).isLt

example : Crc.register (BitVec.allOnes 32) small.encode = Crc.residue :=
  register_of_decode _ small (decode_encode small small_valid)

/-- Whatever changes the register, no frame is accepted afterwards. -/
theorem decode_ne_ok_of_register_ne (f : Frame) (valid : f.Valid) (bytes : List Byte)
    (h : Crc.register (BitVec.allOnes 32) bytes ≠ Crc.register (BitVec.allOnes 32) f.encode) (g : Frame) :
    decode bytes ≠ .ok g := by
  intro accepted
  rw [register_of_decode bytes g accepted, register_of_decode f.encode f (decode_encode f valid)] at h
  exact h rfl

example : decode [] ≠ .ok small :=
  decode_ne_ok_of_register_ne small small_valid [] (by
    rw [register_of_decode _ small (decode_encode small small_valid)]
    decide +kernel) small

/-- A frame with one flipped bit is refused. -/
theorem decode_flipBit (f : Frame) (valid : f.Valid) (i : Nat) (h : i < 8 * f.encode.length) (g : Frame) :
    decode (flipBit i f.encode) ≠ .ok g :=
  decode_ne_ok_of_register_ne f valid _ (Crc.register_flipBit_ne _ _ i h) g

example : decode (flipBit 250 small.encode) ≠ .ok small :=
  decode_flipBit small small_valid 250 (by decide +kernel) small

/-- A frame with two flipped bits is refused, whatever its length. -/
theorem decode_flipBit_flipBit (f : Frame) (valid : f.Valid) (i j : Nat) (lt : i < j) (h : j < 8 * f.encode.length)
    (g : Frame) : decode (flipBit i (flipBit j f.encode)) ≠ .ok g := by
  have le : f.encode.length ≤ 61472 := (length_encode_bounds f valid).2
  exact decode_ne_ok_of_register_ne f valid _ (Crc.register_flipBit_flipBit_ne _ _ i j lt h (by omega)) g

example : decode (flipBit 0 (flipBit 250 small.encode)) ≠ .ok small :=
  decode_flipBit_flipBit small small_valid 0 250 (by decide) (by decide +kernel) small

/-- A frame with a burst of up to 32 bits, at least one of them flipped, is refused. -/
theorem decode_flipBits (f : Frame) (valid : f.Valid) (start : Nat) (pattern : List Bool) (some_ : true ∈ pattern)
    (short : pattern.length ≤ 32) (h : start + pattern.length ≤ 8 * f.encode.length) (g : Frame) :
    decode (flipBits start pattern f.encode) ≠ .ok g :=
  decode_ne_ok_of_register_ne f valid _ (Crc.register_flipBits_ne _ _ start pattern some_ short h) g

example : decode (flipBits 40 [true, false, true, true] small.encode) ≠ .ok small :=
  decode_flipBits small small_valid 40 _ (by decide) (by decide) (by decide +kernel) small

end Atomik.Wire.Frame
