import Atomik.Ir.Entry
import Atomik.Ir.Sound.Layout
/-!
# The emitted entries are those of the Spec

With them, the emitted parts of a frame together are `Frame.encode`.
-/
namespace Atomik.Ir
open Wire

/-- Encoding an entry by its numbers is encoding it. -/
theorem encode_frameEntry {w : Nat} (e : Entry w) :
    encodeNumbers w frameEntry [e.address.toNat, e.delta.toNat] = Frame.encodeEntry e := by
  show varint (varintBytes 32) _ ++ (varint (varintBytes w) _ ++ []) = _
  rw [List.append_nil, Frame.encodeEntry]

/-- The entry with these values of its numbers, in their order. -/
def entryOf (w : Nat) (values : List Nat) : Entry w :=
  ⟨BitVec.ofNat 32 (values.getD 0 0), BitVec.ofNat w (values.getD 1 0)⟩

/-- Reading an entry by its numbers is reading it, whether it is refused or not. -/
theorem read_frameEntry (w : Nat) (bytes : List Byte) :
    (readNumbers w frameEntry bytes).map (fun (values, rest) => (entryOf w values, rest)) = Frame.readEntry w bytes := by
  rw [Frame.readEntry, frameEntry, readNumbers]
  dsimp only [Bits.eval]
  cases readVarint (varintBytes 32) bytes with
  | error why => rfl
  | ok read =>
    obtain ⟨address, rest⟩ := read
    dsimp only
    split
    · rfl
    · rw [readNumbers]
      dsimp only [Bits.eval]
      cases readVarint (varintBytes w) rest with
      | error why => rfl
      | ok read =>
        obtain ⟨delta, rest⟩ := read
        dsimp only
        by_cases large : 2 ^ w ≤ delta
        · rw [if_pos large, if_pos large]
          rfl
        · rw [if_neg large, if_neg large]
          rfl

/-- Header, entries and checksum as emitted are the bytes of a frame. -/
theorem encodeFrame_eq_encode (f : Frame) : encodeFrame f = f.encode := by
  have entries : (f.entries.flatMap fun e => encodeNumbers f.width frameEntry [e.address.toNat, e.delta.toNat]) =
      f.entries.flatMap Frame.encodeEntry := by
    simp only [encode_frameEntry]
  unfold encodeFrame withChecksum Frame.encode Frame.withChecksum
  rw [encode_frameHeader, entries, of_crc32c]
  rfl

end Atomik.Ir
