import Atomik.Ir.Layout
/-!
# The layouts are the codecs of the Spec

Encoding by the emitted layout is `Message.encode` and `Frame.encodeHeader`, reading by it is what `Message.decode` and
`Frame.decode` read, and the emitted checksum is the one of a frame.
-/
namespace Atomik.Ir
open Wire

/-- The message with these values of its fields, in their order. -/
def messageOf (values : List Nat) : Message :=
  ⟨BitVec.ofNat 32 (values.getD 0 0), BitVec.ofNat 64 (values.getD 1 0), BitVec.ofNat 32 (values.getD 2 0)⟩

/-- Encoding a message by its layout is encoding it. -/
theorem encode_message (m : Message) :
    message.encode [m.address.toNat, m.delta.toNat, m.sequence.toNat] = m.encode := by
  show bigEndian 4 _ ++ (bigEndian 8 _ ++ (bigEndian 4 _ ++ [])) = bigEndian 4 _ ++ bigEndian 8 _ ++ bigEndian 4 _
  rw [List.append_nil, List.append_assoc]

/-- Reading a message by its layout, if the length is that of the layout, is decoding it. -/
theorem read_message (bytes : List Byte) :
    (if bytes.length = message.bytes then .ok (messageOf (message.read bytes)) else .error .badLength) =
      Message.decode bytes :=
  rfl

/-- Encoding the header of a frame by its layout is encoding it. -/
theorem encode_frameHeader (f : Frame) :
    frameHeader.encode [ofLittleEndian Frame.magic, Frame.version, f.width, f.entries.length, f.origin.toNat,
      f.first.toNat, f.epoch.toNat] = f.encodeHeader := by
  show Frame.magic ++ (littleEndian 1 _ ++ (littleEndian 1 _ ++ (littleEndian 2 _ ++ (littleEndian 8 _ ++
    (littleEndian 8 _ ++ (littleEndian 4 _ ++ [])))))) = _
  unfold Frame.encodeHeader
  simp only [List.append_assoc, List.append_nil]

/-- Reading the header of a frame by its layout gives the numbers that its decoder looks at. -/
theorem read_frameHeader (bytes : List Byte) :
    frameHeader.read bytes = [ofLittleEndian (field bytes 0 4), Frame.number bytes 4 1, Frame.number bytes 5 1,
      Frame.number bytes 6 2, Frame.number bytes 8 8, Frame.number bytes 16 8, Frame.number bytes 24 4] :=
  rfl

/-- Entries begin where the layout of the header ends. -/
theorem bytes_frameHeader : frameHeader.bytes = Frame.headerBytes := rfl

/-- The register of the emitted checksum moves as the Spec's does. -/
theorem shifts_crc32c (n : Nat) (r : BitVec 32) : crc32c.shifts n r = Crc.shifts n r := by
  induction n generalizing r with
  | zero => rfl
  | succ n ih => exact ih _

/-- The emitted checksum is that of the Spec, for all bytes. -/
theorem of_crc32c (bytes : List Byte) : crc32c.of bytes = Crc.crc32c bytes := by
  have register (r : BitVec 32) :
      bytes.foldl (fun r b => crc32c.shifts 8 (r ^^^ b.setWidth 32)) r = Crc.register r bytes := by
    simp only [shifts_crc32c]
    rfl
  unfold Checksum.of Crc.crc32c
  rw [register, BitVec.not_def, BitVec.xor_comm]
  rfl

end Atomik.Ir
