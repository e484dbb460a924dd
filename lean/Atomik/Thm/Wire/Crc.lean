import Atomik.Thm.Wire.Crc.Residue
/-!
# CRC-32C

What it detects, for bytes of any length: one flipped bit; two flipped bits less than 2^31 - 1 bits apart; any burst of
up to 32 bits. `crc32c_xor` (`Atomik.Thm.Wire.Crc.Linear`) says that it is linear, so whoever changes bytes on purpose
can change the checksum to match.
-/
namespace Atomik.Wire.Crc

/-- Checksums are equal exactly if the registers are. -/
theorem crc32c_inj {a b : List Byte} :
    crc32c a = crc32c b ↔ register (BitVec.allOnes 32) a = register (BitVec.allOnes 32) b :=
  BitVec.not_inj

/-- One flipped bit changes the checksum, whatever the length. -/
theorem crc32c_flipBit_ne (bytes : List Byte) (i : Nat) (h : i < 8 * bytes.length) :
    crc32c (flipBit i bytes) ≠ crc32c bytes :=
  fun e => register_flipBit_ne _ bytes i h (crc32c_inj.mp e)

example : crc32c (flipBit 9 [1#8, 2#8]) ≠ crc32c [1#8, 2#8] := crc32c_flipBit_ne [1#8, 2#8] 9 (by decide)

/-- Two flipped bits change the checksum if they are less than 2^31 - 1 bits apart (256 MiB). -/
theorem crc32c_flipBit_flipBit_ne (bytes : List Byte) (i j : Nat) (lt : i < j) (h : j < 8 * bytes.length)
    (near : j - i < 2 ^ 31 - 1) : crc32c (flipBit i (flipBit j bytes)) ≠ crc32c bytes :=
  fun e => register_flipBit_flipBit_ne _ bytes i j lt h near (crc32c_inj.mp e)

example : crc32c (flipBit 3 (flipBit 9 [1#8, 2#8])) ≠ crc32c [1#8, 2#8] :=
  crc32c_flipBit_flipBit_ne [1#8, 2#8] 3 9 (by decide) (by decide) (by decide)

/-- Two flipped bits exactly 2^31 - 1 bits apart are missed. -/
theorem crc32c_flipBit_flipBit_eq (bytes : List Byte) (i : Nat) (h : i + (2 ^ 31 - 1) < 8 * bytes.length) :
    crc32c (flipBit i (flipBit (i + (2 ^ 31 - 1)) bytes)) = crc32c bytes :=
  crc32c_inj.mpr (register_flipBit_flipBit_eq _ bytes i h)

example : crc32c (flipBit 0 (flipBit (0 + (2 ^ 31 - 1)) (List.replicate (2 ^ 28) 0#8))) =
    crc32c (List.replicate (2 ^ 28) 0#8) :=
  crc32c_flipBit_flipBit_eq _ 0 (by rw [List.length_replicate]; decide)

/-- A burst of at most 32 bits changes the checksum, whatever the length. -/
theorem crc32c_flipBits_ne (bytes : List Byte) (start : Nat) (pattern : List Bool) (some_ : true ∈ pattern)
    (short : pattern.length ≤ 32) (h : start + pattern.length ≤ 8 * bytes.length) :
    crc32c (flipBits start pattern bytes) ≠ crc32c bytes :=
  fun e => register_flipBits_ne _ bytes start pattern some_ short h (crc32c_inj.mp e)

example : crc32c (flipBits 6 [true, false, true] [1#8, 2#8]) ≠ crc32c [1#8, 2#8] :=
  crc32c_flipBits_ne [1#8, 2#8] 6 _ (by decide) (by decide) (by decide)

end Atomik.Wire.Crc
