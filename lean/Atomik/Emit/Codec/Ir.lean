import Atomik.Emit.Codec.Names
import Atomik.Ir.Sound.Entry
import Atomik.Thm.Wire
/-!
# The codecs as JSON

`spec/ir/wire/message.json` and `frame.json`, printed from the layouts and the limits of the Spec.
-/
namespace Atomik.Emit.Codec
open Wire
open Json (str num)

private def orderName : Ir.ByteOrder → String
  | .big => "big"
  | .little => "little"

private def fieldRows (l : Ir.Layout) : Json :=
  .rows (l.fields.zipIdx.map fun (f, i) =>
    .obj [("name", str f.name), ("offset", num (l.offset i)), ("bytes", num f.bytes)])

/-- `spec/ir/wire/message.json`. -/
def messageFile : String :=
  Json.file <| .block <| head "ir.message" "message" ++ [
    ("english", str "One delta in 16 bytes, as atomik-core 0.4 sends it: no sender, no version, no checksum."),
    ("byteOrder", str (orderName Ir.message.order)),
    ("bytes", num Ir.message.bytes),
    ("fields", fieldRows Ir.message),
    ("rejects", reasonRows [.badLength]),
    ("laws", lawRows [``Ir.encode_message, ``Ir.read_message, ``Message.decode_encode, ``Message.encode_of_decode,
      ``Message.encode_inj, ``Message.decode_eq_error_iff])]

/-- A number of an entry, with its longest form: one length, or one for each width. -/
private def number (n : Ir.Number) : Json :=
  let (bits, bytes) := match n.bits with
    | .fixed bits => (num bits, num (varintBytes bits))
    | .width => (str "width", .obj (widths.map fun w => (toString w, num (varintBytes w))))
  .obj [("name", str n.name), ("varint", str "leb128"), ("bits", bits), ("maxBytes", bytes),
    ("reject", str (reason n.outOfRange).1)]

private def checksum (c : Ir.Checksum) : Json :=
  .block [("name", str c.name), ("bytes", num 4), ("reflected", .bool true), ("polynomial", word c.polynomial),
    ("init", word c.init), ("xorOut", word c.xorOut),
    ("check", .obj [("bytes", hexBytes checked), ("checksum", word (c.of checked))])]
where
  /-- `123456789` in ASCII, with which checksums are compared -/
  checked : List Byte := (List.range 9).map fun i => BitVec.ofNat 8 (49 + i)

/-- `spec/ir/wire/frame.json`. -/
def frameFile : String :=
  Json.file <| .block <| head "ir.frame" "frame" ++ [
    ("english", str "Deltas of one origin and one epoch, in the order of their sequence numbers, with a checksum."),
    ("byteOrder", str (orderName Ir.frameHeader.order)),
    ("magic", hexBytes Frame.magic),
    ("version", num Frame.version),
    ("widths", .arr (widths.map num)),
    ("minBytes", num Frame.minBytes),
    ("maxBytes", num Frame.maxBytes),
    ("minEntries", num 1),
    ("maxEntries", num Frame.maxEntries),
    ("headerBytes", num Ir.frameHeader.bytes),
    ("header", fieldRows Ir.frameHeader),
    ("entry", .rows (Ir.frameEntry.map number)),
    ("checksum", checksum Ir.crc32c),
    ("rejects", reasonRows reasons),
    ("laws", lawRows [``Ir.encode_frameHeader, ``Ir.read_frameHeader, ``Ir.encodeFrame_eq_encode,
      ``Ir.read_frameEntry, ``Ir.of_crc32c, ``Frame.decode_eq_ok_iff, ``Frame.encode_inj, ``Frame.length_encode_bounds, ``Frame.decode_refused, ``Frame.decode_flipBit,
      ``Frame.decode_flipBit_flipBit, ``Frame.decode_flipBits])]

end Atomik.Emit.Codec
