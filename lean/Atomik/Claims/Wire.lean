import Atomik.Thm.Wire
/-!
# Claims about bytes on the wire

The form is that of `Atomik.Claims`: what each theorem says, the public claims it bears on, and what it does not say.
-/
namespace Atomik.Claims
open Wire

/-- A message has 16 bytes.

Claims: C14 C16 C145.

Does not say: how many bytes a transport adds, or that 16 bytes suffice to deliver a delta exactly once (they do not, see
`claim_message_no_exactly_once`). -/
theorem claim_message_length (m : Message) : m.encode.length = 16 :=
  Message.length_encode m

/-- A message comes back from its bytes.

Claims: C145 C147.

Does not say: that the bytes arrive; nor that the epoch that `atomik-core` 0.4 keeps in its message object comes back,
for it is not among the 16 bytes. -/
theorem claim_message_decode_encode (m : Message) : Message.decode m.encode = .ok m :=
  Message.decode_encode m

/-- Sixteen bytes are the bytes of the message that is read from them: no two forms of one message.

Claims: C145.

Does not say: that these 16 bytes were meant as a message; any 16 bytes are one. -/
theorem claim_message_encode_decode (bytes : List Byte) (m : Message) (h : Message.decode bytes = .ok m) :
    m.encode = bytes :=
  Message.encode_of_decode bytes m h

example : (⟨0#32, 0xff#64, 1#32⟩ : Message).encode = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0, 0, 0, 1] :=
  claim_message_encode_decode _ _ rfl

/-- Bytes are refused as a message exactly if there are not 16 of them, as `badLength`.

Claims: C145.

Does not say: that corrupt messages are noticed; there is no checksum. -/
theorem claim_message_reject (bytes : List Byte) (why : WireReject) :
    Message.decode bytes = .error why ↔ bytes.length ≠ 16 ∧ why = .badLength :=
  Message.decode_eq_error_iff bytes why

/-- Different messages have different bytes.

Claims: C145.

Does not say: that different sends have different bytes; the sender is no part of a message. -/
theorem claim_message_inj {m n : Message} : m.encode = n.encode ↔ m = n :=
  Message.encode_inj

/-- No receiver that sees messages alone, whatever it remembers, can count each message of each sender once: a duplicate
and another sender's message can be the same bytes.

Claims: C48 C64 C144.

Does not say: that it is impossible with something more than the message, such as a connection for each sender, or the
frame. -/
theorem claim_message_no_exactly_once :
    ¬∃ receive : List (List Byte) → BitVec 64, ∀ sent : List (Nat × Message),
      receive (sent.map (·.2.encode)) = DeltaGroup.combineAll (sent.eraseDups.map (·.2.delta)) :=
  Message.no_exactly_once

/-- The decoder accepts the bytes of valid frames, each for its frame, and nothing else: what was sent comes back, and no
frame has a second form.

Claims: C144.

Does not say: that the frame comes from the origin that it names; nothing here is a signature. -/
theorem claim_frame_decode (bytes : List Byte) (f : Frame) :
    Frame.decode bytes = .ok f ↔ f.Valid ∧ f.encode = bytes :=
  Frame.decode_eq_ok_iff bytes f

/-- Different valid frames have different bytes.

Claims: none.

Does not say: that two frames never claim the same sequence numbers; the sender must see to that. -/
theorem claim_frame_inj {f g : Frame} (hf : f.Valid) (hg : g.Valid) : f.encode = g.encode ↔ f = g :=
  Frame.encode_inj hf hg

example : Frame.small.encode ≠ { Frame.small with origin := 2#64 }.encode :=
  fun h => absurd ((claim_frame_inj Frame.small_valid ⟨by decide, by decide, by decide, by decide⟩).mp h) (by decide)

/-- A valid frame has 34 to 61,472 bytes.

Claims: C14 C16.

Does not say: that a frame is shorter than the messages it stands for: a single entry of 64 random bits is not. -/
theorem claim_frame_length (f : Frame) (valid : f.Valid) :
    34 ≤ f.encode.length ∧ f.encode.length ≤ 61472 :=
  Frame.length_encode_bounds f valid

example : 34 ≤ Frame.small.encode.length := (claim_frame_length Frame.small Frame.small_valid).1

/-- The bytes of one small frame: width 8, origin 1, epoch 3, one entry with sequence number 2, address 5 and delta 0x81.

Claims: none.

Does not say: anything about other frames; it fixes the layout and the checksum by an example. -/
theorem claim_frame_example :
    Frame.small.encode =
      [0x41, 0x54, 0x4d, 0x64, 1, 8, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 5, 0x81, 1,
        0x69, 0x4b, 0x0d, 0x5b] :=
  Frame.encode_small

/-- No two entries of a valid frame have the same sequence number; none wraps around.

Claims: none.

Does not say: that two frames have different ones. -/
theorem claim_frame_sequence (f : Frame) (valid : f.Valid) {i j : Nat} (hi : i < f.entries.length)
    (hj : j < f.entries.length) : f.sequence i = f.sequence j ↔ i = j :=
  Frame.sequence_inj f valid hi hj

example : Frame.last.sequence 0 ≠ Frame.last.sequence 1 := fun h => absurd
  ((claim_frame_sequence Frame.last ⟨by decide, by decide, by decide, by decide⟩ (by decide) (by decide)).mp h) (by decide)

/-- Every reason to refuse bytes is the verdict on some bytes.

Claims: none.

Does not say: how often each occurs. -/
theorem claim_frame_reasons (why : WireReject) : Frame.decode (Frame.refused why) = .error why :=
  Frame.decode_refused why

/-- A frame in which one bit was flipped, anywhere, is refused.

Claims: C144.

Does not say: that a receiver can correct it, or that a change made on purpose is noticed. -/
theorem claim_frame_one_bit (f : Frame) (valid : f.Valid) (i : Nat) (h : i < 8 * f.encode.length) (g : Frame) :
    Frame.decode (flipBit i f.encode) ≠ .ok g :=
  Frame.decode_flipBit f valid i h g

example : Frame.decode (flipBit 250 Frame.small.encode) ≠ .ok Frame.small :=
  claim_frame_one_bit Frame.small Frame.small_valid 250 (by decide +kernel) Frame.small

/-- A frame in which two bits were flipped, anywhere, is refused.

Claims: C144.

Does not say: anything about three or more flipped bits that are not within 32 bits of each other: such errors are missed
with a chance of about one in 2^32 if all are equally likely, which is not proved here. -/
theorem claim_frame_two_bits (f : Frame) (valid : f.Valid) (i j : Nat) (lt : i < j) (h : j < 8 * f.encode.length)
    (g : Frame) : Frame.decode (flipBit i (flipBit j f.encode)) ≠ .ok g :=
  Frame.decode_flipBit_flipBit f valid i j lt h g

example : Frame.decode (flipBit 0 (flipBit 250 Frame.small.encode)) ≠ .ok Frame.small :=
  claim_frame_two_bits Frame.small Frame.small_valid 0 250 (by decide) (by decide +kernel) Frame.small

/-- A frame with a burst of up to 32 bits, at least one of them flipped, is refused.

Claims: C144.

Does not say: anything about longer bursts, or about bytes that are lost or inserted. -/
theorem claim_frame_burst (f : Frame) (valid : f.Valid) (start : Nat) (pattern : List Bool) (some_ : true ∈ pattern)
    (short : pattern.length ≤ 32) (h : start + pattern.length ≤ 8 * f.encode.length) (g : Frame) :
    Frame.decode (flipBits start pattern f.encode) ≠ .ok g :=
  Frame.decode_flipBits f valid start pattern some_ short h g

example : Frame.decode (flipBits 40 [true, false, true, true] Frame.small.encode) ≠ .ok Frame.small :=
  claim_frame_burst Frame.small Frame.small_valid 40 _ (by decide) (by decide) (by decide +kernel) Frame.small

/-- CRC-32C is linear: the checksum of the XOR of three lists of bytes of one length is the XOR of their checksums.

Claims: none.

Does not say: that it protects against an attacker; because of this very law it does not. -/
theorem claim_crc_linear (a b c : List Byte) (hb : b.length = a.length) (hc : c.length = a.length) :
    Crc.crc32c (List.zipWith (· ^^^ ·) a (List.zipWith (· ^^^ ·) b c)) = Crc.crc32c a ^^^ Crc.crc32c b ^^^ Crc.crc32c c :=
  Crc.crc32c_xor a b c hb hc

example : Crc.crc32c [1#8 ^^^ (2#8 ^^^ 4#8)] = Crc.crc32c [1#8] ^^^ Crc.crc32c [2#8] ^^^ Crc.crc32c [4#8] :=
  claim_crc_linear [1#8] [2#8] [4#8] rfl rfl

/-- Two flipped bits change CRC-32C if they are less than 2^31 - 1 bits (256 MiB) apart, in bytes of any length.

Claims: none.

Does not say: that the distance could be larger; at 2^31 - 1 bits the two errors cancel
(`Crc.crc32c_flipBit_flipBit_eq`). -/
theorem claim_crc_two_bits (bytes : List Byte) (i j : Nat) (lt : i < j) (h : j < 8 * bytes.length)
    (near : j - i < 2 ^ 31 - 1) : Crc.crc32c (flipBit i (flipBit j bytes)) ≠ Crc.crc32c bytes :=
  Crc.crc32c_flipBit_flipBit_ne bytes i j lt h near

example : Crc.crc32c (flipBit 3 (flipBit 9 [1#8, 2#8])) ≠ Crc.crc32c [1#8, 2#8] :=
  claim_crc_two_bits [1#8, 2#8] 3 9 (by decide) (by decide) (by decide)

end Atomik.Claims
