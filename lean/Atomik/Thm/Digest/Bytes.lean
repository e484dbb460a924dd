import Atomik.Thm.Digest.Fold
/-!
# Fold digest of bytes

Cutting bytes into words and XORing these is XORing each byte in at its place, so the digest follows a change of bytes
anywhere, aligned or not, if the place is known. Without the place, as in atomik-core 0.4, it is right only at offsets
that are multiples of the word's length.
-/
namespace Atomik.Digest
open Wire (Byte ofLittleEndian)

/-- Bytes after other bytes begin where these end. -/
theorem foldAt_append (w offset : Nat) (a b : List Byte) :
    foldAt w offset (a ++ b) = foldAt w offset a ^^^ foldAt w (offset + a.length) b := by
  induction a generalizing offset with
  | nil => exact BitVec.zero_xor.symm
  | cons x a ih =>
    rw [List.cons_append, foldAt, foldAt, ih, List.length_cons, Nat.add_right_comm offset 1, Nat.add_assoc,
      BitVec.xor_assoc]

/-- What bytes contribute is linear. -/
theorem foldAt_difference (w offset : Nat) (a b : List Byte) (len : a.length = b.length) :
    foldAt w offset (difference a b) = foldAt w offset a ^^^ foldAt w offset b := by
  induction a generalizing offset b with
  | nil =>
    cases b with
    | nil => exact BitVec.xor_self.symm
    | cons _ _ => cases len
  | cons x a ih =>
    cases b with
    | nil => cases len
    | cons y b =>
      show ((x ^^^ y).setWidth w <<< _) ^^^ foldAt w (offset + 1) (difference a b) = _
      rw [ih _ b (Nat.succ.inj len), BitVec.setWidth_xor, BitVec.shiftLeft_xor_distrib, foldAt, foldAt]
      ac_rfl

example : foldAt 16 1 (difference [1#8] [2#8]) = foldAt 16 1 [1#8] ^^^ foldAt 16 1 [2#8] :=
  foldAt_difference 16 1 [1#8] [2#8] rfl

/-- Only the place inside the word matters. -/
theorem foldAt_congr {w offset offset' : Nat} (h : offset % (w / 8) = offset' % (w / 8)) (bytes : List Byte) :
    foldAt w offset bytes = foldAt w offset' bytes := by
  induction bytes generalizing offset offset' with
  | nil => rfl
  | cons b bytes ih =>
    have next : (offset + 1) % (w / 8) = (offset' + 1) % (w / 8) := by
      rw [Nat.add_mod, h, ← Nat.add_mod]
    rw [foldAt, foldAt, h, ih next]

example : foldAt 16 3 [1#8] = foldAt 16 1 [1#8] := foldAt_congr rfl _

/-- Zero bytes contribute nothing. -/
theorem foldAt_replicate_zero (w offset n : Nat) : foldAt w offset (List.replicate n 0#8) = 0#w := by
  induction n generalizing offset with
  | zero => rfl
  | succ n ih => rw [List.replicate_succ, foldAt, ih, BitVec.setWidth_zero, BitVec.zero_shiftLeft, BitVec.xor_zero]

/-- Bytes that stay inside one word contribute their number, shifted to their place. -/
theorem foldAt_eq_ofNat (w offset : Nat) (bytes : List Byte) (inside : offset + bytes.length ≤ w / 8) :
    foldAt w offset bytes = BitVec.ofNat w (ofLittleEndian bytes * 2 ^ (8 * offset)) := by
  induction bytes generalizing offset with
  | nil => rw [ofLittleEndian, Nat.zero_mul]; rfl
  | cons b bytes ih =>
    rw [List.length_cons] at inside
    rw [foldAt, ih _ (by omega), ofLittleEndian, Nat.mod_eq_of_lt (by omega)]
    generalize ofLittleEndian bytes = rest
    apply BitVec.eq_of_getLsbD_eq
    intro i hi
    rw [BitVec.getLsbD_xor, BitVec.getLsbD_shiftLeft, BitVec.getLsbD_setWidth, BitVec.getLsbD_ofNat,
      BitVec.getLsbD_ofNat, Nat.testBit_mul_two_pow, Nat.testBit_mul_two_pow, decide_eq_true hi,
      decide_eq_true (show i - 8 * offset < w by omega), Bool.true_and, Bool.true_and, Bool.true_and, Bool.true_and,
      Nat.add_comm b.toNat, show 256 * rest = 2 ^ 8 * rest from rfl, Nat.testBit_two_pow_mul_add rest b.isLt]
    by_cases low : i < 8 * offset
    · rw [decide_eq_true low, decide_eq_false (by omega), decide_eq_false (by omega)]
      rfl
    · rw [decide_eq_false low, decide_eq_true (by omega : 8 * offset ≤ i), Bool.true_and, Bool.not_false, Bool.true_and]
      by_cases first : i - 8 * offset < 8
      · rw [if_pos first, decide_eq_false (by omega), Bool.false_and, Bool.xor_false, BitVec.testBit_toNat]
      · rw [if_neg first, decide_eq_true (by omega), Bool.true_and, BitVec.getLsbD_of_ge _ _ (Nat.not_lt.mp first),
          Bool.false_xor, show i - 8 * (offset + 1) = i - 8 * offset - 8 by omega]

example : foldAt 16 1 [5#8] = BitVec.ofNat 16 (5 * 2 ^ 8) := foldAt_eq_ofNat 16 1 [5#8] (by decide)

/-- The words of bytes are the first word and the words of the bytes behind it. -/
theorem words_of_ne_nil (w : Nat) (bytes : List Byte) (some_ : bytes ≠ []) (wide : 8 ≤ w) :
    words w bytes = wordAt w bytes 0 :: words w (bytes.drop (w / 8)) := by
  have len : 0 < bytes.length := List.length_pos_iff.mpr some_
  have pos : 0 < w / 8 := by omega
  have count : (bytes.length + (w / 8 - 1)) / (w / 8) = (bytes.length - w / 8 + (w / 8 - 1)) / (w / 8) + 1 := by
    by_cases long : w / 8 ≤ bytes.length
    · rw [← Nat.add_div_right _ pos]
      congr 1
      omega
    · rw [show bytes.length - w / 8 + (w / 8 - 1) = w / 8 - 1 by omega,
        Nat.div_eq_of_lt (Nat.sub_lt pos Nat.one_pos), show bytes.length + (w / 8 - 1) = bytes.length - 1 + w / 8 by omega,
        Nat.add_div_right _ pos, Nat.div_eq_of_lt (by omega)]
  unfold words
  rw [count, List.range_succ_eq_map, List.map_cons, List.map_map, Nat.zero_mul, List.length_drop]
  congr 1
  refine List.map_congr_left fun i _ => ?_
  unfold wordAt Wire.field
  rw [List.drop_drop, Function.comp_apply, Nat.succ_mul, Nat.add_comm]

example : words 16 [1#8, 2#8, 3#8] = wordAt 16 [1#8, 2#8, 3#8] 0 :: words 16 [3#8] :=
  words_of_ne_nil 16 [1#8, 2#8, 3#8] (List.cons_ne_nil _ _) (by decide)

/-- XORing the words is XORing each byte in at its place. -/
theorem foldBytes_eq_foldAt (w : Nat) (bytes : List Byte) (wide : 8 ≤ w) : foldBytes w bytes = foldAt w 0 bytes := by
  have pos : 0 < w / 8 := by omega
  have all (m : Nat) (bytes : List Byte) (le : bytes.length ≤ m) : foldBytes w bytes = foldAt w 0 bytes := by
    induction m generalizing bytes with
    | zero =>
      rw [List.length_eq_zero_iff.mp (Nat.le_zero.mp le), foldBytes, words, List.length_nil, Nat.zero_add,
        Nat.div_eq_of_lt (Nat.sub_lt pos Nat.one_pos)]
      rfl
    | succ m ih =>
      by_cases empty : bytes = []
      · subst empty
        exact ih [] (Nat.zero_le m)
      · have shorter : (bytes.drop (w / 8)).length ≤ m := by
          rw [List.length_drop]
          omega
        have rest := ih _ shorter
        have first : wordAt w bytes 0 = foldAt w 0 (bytes.take (w / 8)) := by
          rw [foldAt_eq_ofNat w 0 _ (by rw [List.length_take]; omega), Nat.mul_zero, Nat.pow_zero, Nat.mul_one]
          rfl
        have split : foldAt w 0 bytes =
            foldAt w 0 (bytes.take (w / 8)) ^^^ foldAt w 0 (bytes.drop (w / 8)) := by
          by_cases long : w / 8 ≤ bytes.length
          · have h := foldAt_append w 0 (bytes.take (w / 8)) (bytes.drop (w / 8))
            rw [List.take_append_drop, List.length_take, Nat.min_eq_left long, Nat.zero_add] at h
            rw [h, foldAt_congr (show w / 8 % (w / 8) = 0 % (w / 8) by rw [Nat.mod_self, Nat.zero_mod])]
          · rw [List.take_of_length_le (by omega), List.drop_of_length_le (by omega), foldAt.eq_1, BitVec.xor_zero]
        unfold foldBytes at rest ⊢
        rw [words_of_ne_nil w bytes empty wide, fold_cons, rest, first, split]
  exact all bytes.length bytes (Nat.le_refl _)

example : foldBytes 16 [1#8, 2#8, 3#8] = foldAt 16 0 [1#8, 2#8, 3#8] := foldBytes_eq_foldAt 16 _ (by decide)

/-- After a change of bytes anywhere, the digest has changed by what the XOR of the old bytes and the new ones contributes
at their place. -/
theorem foldBytes_change (w : Nat) (before old new behind : List Byte) (wide : 8 ≤ w) (len : old.length = new.length) :
    foldBytes w (before ++ new ++ behind) =
      foldBytes w (before ++ old ++ behind) ^^^ foldAt w before.length (difference old new) := by
  rw [foldBytes_eq_foldAt w _ wide, foldBytes_eq_foldAt w _ wide, foldAt_append, foldAt_append, foldAt_append,
    foldAt_append, foldAt_difference w _ old new len, List.length_append, List.length_append, len, Nat.zero_add]
  generalize foldAt w 0 before = a
  generalize foldAt w _ behind = c
  generalize foldAt w _ old = x
  generalize foldAt w _ new = y
  rw [show a ^^^ x ^^^ c ^^^ (x ^^^ y) = x ^^^ (x ^^^ (a ^^^ y ^^^ c)) by ac_rfl, Word.xor_xor_self_left]

example : foldBytes 64 ([0#8] ++ [7#8] ++ [1#8]) =
    foldBytes 64 ([0#8] ++ [5#8] ++ [1#8]) ^^^ foldAt 64 1 (difference [5#8] [7#8]) :=
  foldBytes_change 64 [0#8] [5#8] [7#8] [1#8] (by decide) rfl

/-- An update that does not know the offset, as in atomik-core 0.4, is right for all bytes exactly at offsets that are
multiples of the word's length. -/
theorem foldAt_eq_foldAt_zero_iff (w offset : Nat) (wide : 8 ≤ w) :
    (∀ bytes, foldAt w offset bytes = foldAt w 0 bytes) ↔ offset % (w / 8) = 0 := by
  constructor
  · intro h
    have bit := congrArg (BitVec.getLsbD · 0) (h [1#8])
    simp only [foldAt, BitVec.xor_zero, BitVec.getLsbD_shiftLeft, BitVec.getLsbD_setWidth, Nat.zero_mod, Nat.mul_zero,
      Nat.zero_sub, Nat.lt_irrefl, decide_false, Bool.not_false, Bool.and_true] at bit
    have one : (1#8).getLsbD 0 = true := rfl
    rw [decide_eq_true (by omega : 0 < w), one] at bit
    by_cases zero : 0 < 8 * (offset % (w / 8))
    · rw [decide_eq_true zero] at bit
      exact absurd bit (by decide)
    · omega
  · intro h bytes
    exact foldAt_congr (by rw [h, Nat.zero_mod]) bytes

example : foldAt 64 8 [1#8] = foldAt 64 0 [1#8] := (foldAt_eq_foldAt_zero_iff 64 8 (by decide)).mpr rfl [1#8]

/-- The 32-bit number 0x11223344 written to byte 4 changes the digest by 0x1122334400000000; without the offset the change
would be 0x11223344. -/
theorem foldAt_offset :
    foldAt 64 4 [0x44#8, 0x33#8, 0x22#8, 0x11#8] = 0x1122334400000000#64 ∧
      foldAt 64 0 [0x44#8, 0x33#8, 0x22#8, 0x11#8] = 0x11223344#64 := by
  decide

/-- Zero bytes at the end are invisible: a digest does not tell the length. Example: `abc` and `abc\0`. -/
theorem foldBytes_append_zero (w : Nat) (bytes : List Byte) (n : Nat) (wide : 8 ≤ w) :
    foldBytes w (bytes ++ List.replicate n 0#8) = foldBytes w bytes := by
  rw [foldBytes_eq_foldAt w _ wide, foldBytes_eq_foldAt w _ wide, foldAt_append, foldAt_replicate_zero, BitVec.xor_zero]

example : foldBytes 64 [0x61#8, 0x62#8, 0x63#8, 0#8] = foldBytes 64 [0x61#8, 0x62#8, 0x63#8] :=
  foldBytes_append_zero 64 [0x61#8, 0x62#8, 0x63#8] 1 (by decide)

end Atomik.Digest
