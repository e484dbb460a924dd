import Atomik.Emit.Codec.Message
import Atomik.Ir.Layout
import Atomik.Spec.Wire.Frame
/-!
# Cases of the frame
-/
namespace Atomik.Emit.Codec
open Wire
open Json (str num)

private def fields (f : Frame) : Json :=
  .obj [("width", num f.width), ("origin", word f.origin), ("first", word f.first), ("epoch", word f.epoch),
    ("entries", .arr (f.entries.map fun e => .arr [word e.address, word e.delta]))]

private def encoding (flag id : String) (f : Frame) : Case :=
  ⟨id, flag, [("do", str "encode"), ("fields", fields f), ("expect", .obj [("bytes", hexBytes f.encode)]),
    ("result", str "ok")]⟩

/-- Decode `bytes` and as many zero bytes behind them as `zeros` says. -/
private def decoding (flag id : String) (bytes : List Byte) (zeros : Nat := 0) : Case :=
  ⟨id, flag, [("do", str "decode"), ("bytes", hexBytes bytes), ("zeros", num zeros)] ++
    answer fields (Frame.decode (bytes ++ List.replicate zeros 0#8))⟩

/-- A frame of 35 bytes. -/
private def small : Frame := ⟨8, 1#64, 3#32, 2#64, [⟨5#32, 129#8⟩]⟩

/-- Any header, well formed or not, over any bytes as entries, with a checksum that is right. -/
private def forged (entries : List Byte) (magic := ofLittleEndian Frame.magic) (version := Frame.version) (width := 8)
    (count := 1) (first := 2) : List Byte :=
  Frame.withChecksum (Ir.frameHeader.encode [magic, version, width, count, 1, first, 3] ++ entries)

private def randomEntries (s : Settings) (w n : Nat) (label : String) : List (Entry w) :=
  (List.range n).map fun i =>
    let at_ := s!"{label}/{i}"
    -- numbers of all lengths
    ⟨random s 32 (at_ ++ "/address") >>> (random s 5 (at_ ++ "/short")).toNat,
      random s w (at_ ++ "/delta") >>> ((random s 6 (at_ ++ "/small")).toNat % w)⟩

private def randomFrame (s : Settings) (w n : Nat) (label : String) : Frame :=
  ⟨w, random s 64 (label ++ "/origin"), random s 32 (label ++ "/epoch"), random s 63 (label ++ "/first") |>.setWidth 64,
    randomEntries s w n label⟩

private def encodes (s : Settings) : List Case :=
  widths.flatMap fun w =>
    let each (field : String) (bits : Nat) (frame : BitVec bits → Frame) : List Case :=
      (words s bits s!"frame/w{w}/{field}").map fun (n, v) => encoding "encode" s!"w{w}/{field}/{n}" (frame v)
    each "delta" w (fun v => ⟨w, 1#64, 1#32, 1#64, [⟨1#32, v⟩]⟩) ++
    each "address" 32 (fun v => ⟨w, 1#64, 1#32, 1#64, [⟨v, 1#w⟩]⟩) ++
    each "origin" 64 (fun v => ⟨w, v, 1#32, 1#64, [⟨1#32, 1#w⟩]⟩) ++
    each "first" 64 (fun v => ⟨w, 1#64, 1#32, v, [⟨1#32, 1#w⟩]⟩) ++
    each "epoch" 32 (fun v => ⟨w, 1#64, v, 1#64, [⟨1#32, 1#w⟩]⟩) ++
    ([1, 2, 3, 7, 16].map fun n => encoding "random" s!"w{w}/{n}" (randomFrame s w n s!"frame/random/w{w}/{n}")) ++
    (List.range (varintBytes w)).map fun i =>
      let entry (v : Nat) : Entry w := ⟨BitVec.ofNat 32 v, BitVec.ofNat w v⟩
      encoding "varint" s!"w{w}/{i}" ⟨w, 1#64, 1#32, 1#64, [entry (128 ^ i - 1), entry (128 ^ i)]⟩

private def flips (s : Settings) : List Case :=
  let bits := 8 * small.encode.length
  (List.range bits).map (fun i => decoding "flip" (toString i) (flipBit i small.encode)) ++
  (List.range (4 * s.size)).filterMap fun n =>
    let i := (random s 32 s!"frame/flip_two/{n}/first").toNat % bits
    let j := (random s 32 s!"frame/flip_two/{n}/second").toNat % bits
    if i = j then none else some (decoding "flip_two" s!"{n}" (flipBit j (flipBit i small.encode)))

private def lengths : List Case :=
  (List.range (small.encode.length + 1)).map (fun n => decoding "cut" (toString n) (small.encode.take n)) ++
  [decoding "length" "longest" small.encode (Frame.maxBytes - small.encode.length),
    decoding "length" "one_more" small.encode (Frame.maxBytes + 1 - small.encode.length)]

private def headers : List Case :=
  let one : List Byte := [5, 1]
  ((List.range 4).map fun i => decoding "magic" (toString i) (flipBit (8 * i) (forged one))) ++
  [decoding "magic" "forged" (forged one (magic := 0x644d5442))] ++
  ([0, 2, 255].map fun v => decoding "version" (toString v) (forged one (version := v))) ++
  ([0, 1, 7, 9, 24, 63, 65, 128, 255].map fun w => decoding "width" (toString w) (forged one (width := w))) ++
  ([0, 4096, 4097, 65535].map fun n => decoding "count" (toString n) (forged one (count := n))) ++
  [decoding "sequence" "last" (forged one (first := 2 ^ 64 - 1)),
    decoding "sequence" "two_last" (forged (one ++ one) (first := 2 ^ 64 - 2) (count := 2)),
    decoding "sequence" "two_wrap" (forged (one ++ one) (first := 2 ^ 64 - 1) (count := 2))]

private def entries : List Case :=
  [decoding "truncated" "entry_missing" (forged [5, 1] (count := 2)),
    decoding "truncated" "delta_missing" (forged [5, 1, 5] (count := 2)),
    decoding "truncated" "inside_address" (forged [5, 1, 0x85] (count := 2)),
    decoding "truncated" "inside_delta" (forged [5, 0x81]),
    decoding "varint" "address_padded" (forged [0x85, 0, 1]),
    decoding "varint" "delta_padded" (forged [5, 0x81, 0]),
    decoding "varint" "zero_padded" (forged [0x80, 0x80, 0, 1]),
    decoding "varint" "address_too_long" (forged [0x80, 0x80, 0x80, 0x80, 0x80, 1, 1]),
    decoding "address" "last" (forged [0xff, 0xff, 0xff, 0xff, 0x0f, 1]),
    decoding "address" "one_more" (forged [0x80, 0x80, 0x80, 0x80, 0x10, 1]),
    decoding "address" "all_ones" (forged [0xff, 0xff, 0xff, 0xff, 0x7f, 1]),
    decoding "trailing" "byte" (forged [5, 1, 0]),
    decoding "trailing" "entry" (forged [5, 1, 5, 1])] ++
  widths.flatMap fun w =>
    let n := varintBytes w
    [decoding "delta" s!"w{w}/last" (forged (5 :: varint n (2 ^ w - 1)) (width := w)),
      decoding "delta" s!"w{w}/one_more" (forged (5 :: varint n (2 ^ w)) (width := w)),
      decoding "delta" s!"w{w}/all_ones" (forged (5 :: varint n (128 ^ n - 1)) (width := w)),
      decoding "delta" s!"w{w}/too_long" (forged (5 :: varint (n + 1) (128 ^ n)) (width := w))]

private def priorities : List Case :=
  [decoding "priority" "length_magic" [0, 0],
    decoding "priority" "magic_version" (forged [5, 1] (magic := 0) (version := 2)),
    decoding "priority" "version_checksum" (flipBit 100 (forged [5, 1] (version := 2))),
    decoding "priority" "checksum_width" (flipBit 100 (forged [5, 1] (width := 9))),
    decoding "priority" "width_count" (forged [5, 1] (width := 9) (count := 0)),
    decoding "priority" "count_sequence" (forged [5, 1] (count := 4097) (first := 2 ^ 64 - 1)),
    decoding "priority" "sequence_truncated" (forged [5, 1] (count := 2) (first := 2 ^ 64 - 1)),
    decoding "priority" "varint_truncated" (forged [0x85, 0, 1] (count := 2)),
    decoding "priority" "address_before_delta" (forged [0x80, 0x80, 0x80, 0x80, 0x10, 0x80, 0x02]),
    decoding "priority" "delta_before_address" (forged [5, 0x80, 0x02, 0x80, 0x80, 0x80, 0x80, 0x10, 1] (count := 2)),
    decoding "priority" "delta_trailing" (forged [5, 0x80, 0x02, 0])]

/-- All cases of the frame. -/
def frames (s : Settings) : Suite where
  folder := "wire"
  name := "frame"
  flags := [
    ("encode", "a boundary word in one field, ones in the others"),
    ("random", "random words of all lengths in all fields"),
    ("varint", "numbers at the edges of each length, or in a form that is not theirs"),
    ("many", "more entries than a byte counts"),
    ("flip", "one bit of a frame of 35 bytes is wrong"),
    ("flip_two", "two bits of a frame of 35 bytes are wrong"),
    ("cut", "the first bytes of a frame of 35 bytes"),
    ("length", "a frame with zero bytes behind it, up to the longest length and one more"),
    ("magic", "the magic is wrong"),
    ("version", "the version is another one"),
    ("width", "the width is none of the four"),
    ("count", "the number of entries at its bounds"),
    ("sequence", "the last sequence number at its bound"),
    ("truncated", "the entries end too early"),
    ("address", "an address at its bound"),
    ("delta", "a delta at its bound"),
    ("trailing", "bytes behind the last entry"),
    ("priority", "two reasons to refuse hold; the first one is given")]
  cases := encodes s ++ [encoding "many" "300" (randomFrame s 8 300 "frame/many")] ++ flips s ++ lengths ++ headers ++
    entries ++ priorities

end Atomik.Emit.Codec
