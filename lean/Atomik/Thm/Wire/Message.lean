import Atomik.Spec.Wire.Message
import Atomik.Spec.Word
import Atomik.Thm.Wire.Bytes
/-!
# The message of 16 bytes

Every message has one form and every 16 bytes are one message; and what a message cannot do, naming no sender.
-/
namespace Atomik.Wire

/-- Big-endian bytes that were made from a number are that number modulo 256^n. -/
theorem ofBigEndian_bigEndian (n v : Nat) : ofBigEndian (bigEndian n v) = v % 256 ^ n := by
  rw [ofBigEndian, bigEndian, List.reverse_reverse, ofLittleEndian_littleEndian]

/-- A word comes back from its big-endian bytes. -/
theorem ofNat_ofBigEndian (n : Nat) {w : Nat} (hw : 2 ^ w ≤ 256 ^ n) (x : BitVec w) :
    BitVec.ofNat w (ofBigEndian (bigEndian n x.toNat)) = x := by
  rw [ofBigEndian, bigEndian, List.reverse_reverse, ofNat_ofLittleEndian n hw]

example : BitVec.ofNat 16 (ofBigEndian (bigEndian 2 (0x1234#16).toNat)) = 0x1234#16 :=
  ofNat_ofBigEndian 2 (by decide) _

/-- Big-endian bytes come back from their word. -/
theorem bigEndian_toNat_ofNat {n w : Nat} (hw : 256 ^ n = 2 ^ w) (bytes : List Byte) (h : bytes.length = n) :
    bigEndian n (BitVec.ofNat w (ofBigEndian bytes)).toNat = bytes := by
  rw [bigEndian, ofBigEndian, littleEndian_toNat_ofNat hw _ (by rw [List.length_reverse, h]), List.reverse_reverse]

example : bigEndian 2 (BitVec.ofNat 16 (ofBigEndian [1#8, 2#8])).toNat = [1#8, 2#8] :=
  bigEndian_toNat_ofNat (by decide) _ rfl

namespace Message

/-- Every message has 16 bytes. -/
theorem length_encode (m : Message) : m.encode.length = 16 := by
  simp only [encode, bigEndian, List.length_append, List.length_reverse, length_littleEndian]

/-- A message comes back from its bytes. -/
theorem decode_encode (m : Message) : decode m.encode = .ok m := by
  have h4 (x : BitVec 32) : (bigEndian 4 x.toNat).length = 4 := by
    rw [bigEndian, List.length_reverse, length_littleEndian]
  have h8 (x : BitVec 64) : (bigEndian 8 x.toNat).length = 8 := by
    rw [bigEndian, List.length_reverse, length_littleEndian]
  have a : field m.encode 0 4 = bigEndian 4 m.address.toNat := by
    rw [encode, List.append_assoc]
    exact field_of_append [] _ _ 0 4 rfl (h4 _)
  have d : field m.encode 4 8 = bigEndian 8 m.delta.toNat := by
    rw [encode, List.append_assoc]
    exact field_of_append _ _ _ 4 8 (h4 _) (h8 _)
  have s : field m.encode 12 4 = bigEndian 4 m.sequence.toNat := by
    rw [encode, ← List.append_nil (bigEndian 4 m.sequence.toNat)]
    exact field_of_append _ _ _ 12 4 (by rw [List.length_append, h4, h8]) (h4 _)
  rw [decode, if_pos (show m.encode.length = bytes from length_encode m), a, d, s,
    ofNat_ofBigEndian 4 (by decide), ofNat_ofBigEndian 8 (by decide), ofNat_ofBigEndian 4 (by decide)]

/-- Bytes are refused exactly if there are not 16 of them; the reason is `badLength`. -/
theorem decode_eq_error_iff (from_ : List Byte) (why : WireReject) :
    decode from_ = .error why ↔ from_.length ≠ 16 ∧ why = .badLength := by
  unfold decode
  by_cases h : from_.length = bytes
  · rw [if_pos h]
    exact ⟨(by intro e; cases e), fun e => absurd h e.1⟩
  · rw [if_neg h]
    exact ⟨fun e => ⟨h, (Except.error.inj e).symm⟩, fun e => by rw [e.2]⟩

/-- Sixteen bytes are the bytes of the message that they are: no two forms of one message. -/
theorem encode_of_decode (from_ : List Byte) (m : Message) (h : decode from_ = .ok m) : m.encode = from_ := by
  unfold decode at h
  by_cases len : from_.length = bytes
  · rw [if_pos len] at h
    injection h with e
    subst e
    have len16 : from_.length = 16 := len
    rw [encode, bigEndian_toNat_ofNat (by decide) _ (length_field _ _ _ (by omega)),
      bigEndian_toNat_ofNat (by decide) _ (length_field _ _ _ (by omega)),
      bigEndian_toNat_ofNat (by decide) _ (length_field _ _ _ (by omega))]
    rw [show 4 = 0 + 4 from rfl, field_append_field, show 12 = 0 + (4 + 8) from rfl, field_append_field, field,
      List.drop_zero]
    exact List.take_of_length_le (Nat.le_of_eq len16)
  · rw [if_neg len] at h
    cases h

example : (⟨0#32, 0xff#64, 1#32⟩ : Message).encode = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0, 0, 0, 1] :=
  encode_of_decode _ _ rfl

/-- Different messages have different bytes. -/
theorem encode_inj {m n : Message} : m.encode = n.encode ↔ m = n :=
  ⟨fun h => Except.ok.inj (((decode_encode m).symm.trans (congrArg decode h)).trans (decode_encode n)),
    fun h => h ▸ rfl⟩

/-- From messages alone no receiver can tell the first message of a second sender from a duplicate: none computes the
XOR of all distinct messages, each counted once for each origin (an origin is a number here), whatever it remembers. -/
theorem no_exactly_once :
    ¬∃ receive : List (List Byte) → BitVec 64, ∀ sent : List (Nat × Message),
      receive (sent.map (·.2.encode)) = DeltaGroup.combineAll (sent.eraseDups.map (·.2.delta)) := by
  intro ⟨receive, h⟩
  let m : Message := ⟨0#32, 1#64, 1#32⟩
  have one : DeltaGroup.combineAll (([(1, m), (1, m)] : List (Nat × Message)).eraseDups.map (·.2.delta)) = 1#64 := by
    decide
  have two : DeltaGroup.combineAll (([(1, m), (2, m)] : List (Nat × Message)).eraseDups.map (·.2.delta)) = 0#64 := by
    decide
  have duplicate : receive [m.encode, m.encode] = 1#64 := (h [(1, m), (1, m)]).trans one
  have another : receive [m.encode, m.encode] = 0#64 := (h [(1, m), (2, m)]).trans two
  exact absurd (duplicate.symm.trans another) (by decide)

end Message
end Atomik.Wire
