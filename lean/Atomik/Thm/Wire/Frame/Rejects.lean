import Atomik.Thm.Wire.Frame.Decode
/-!
# Why a frame is refused

For each reason exactly when it is given: the order of the reasons is their priority. And each reason is given for some
bytes.
-/
namespace Atomik.Wire.Frame

/-- The reasons that the header can give. -/
def headerReasons : List WireReject :=
  [.badLength, .badMagic, .badVersion, .badChecksum, .badWidth, .badCount, .sequenceOutOfRange]

/-- What is behind a header without a fault is refused for other reasons than a header. -/
theorem readBody_error (bytes : List Byte) (width : Nat) (why : WireReject) (h : readBody bytes width = .error why) :
    why ∉ headerReasons := by
  unfold readBody at h
  split at h
  · next e =>
    have four := readEntries_error _ _ _ e
    rw [Except.error.inj h] at four
    have none : ∀ r ∈ [WireReject.badVarint, .truncated, .addressOutOfRange, .wordOutOfRange], r ∉ headerReasons := by
      decide
    exact none why four
  · rw [← Except.error.inj h]
    decide
  · cases h

example : WireReject.trailingBytes ∉ headerReasons :=
  readBody_error (littleEndian 6 0 ++ [1#8] ++ littleEndian 30 0) 8 _ rfl

/-- The reasons of the header come before those of the entries. -/
theorem decode_eq_error_iff_headerFault (bytes : List Byte) (why : WireReject) (h : why ∈ headerReasons) :
    decode bytes = .error why ↔ headerFault bytes = some why := by
  unfold decode
  split
  · next e =>
    rw [e]
    exact ⟨fun h => congrArg some (Except.error.inj h), fun h => congrArg Except.error (Option.some.inj h)⟩
  · next e =>
    rw [e]
    exact ⟨fun b => absurd h (readBody_error _ _ _ b), fun n => by cases n⟩

example : decode [] = .error .badLength :=
  (decode_eq_error_iff_headerFault [] _ (by decide)).mpr (by decide +kernel)

/-- Whether there are as many bytes as a frame can have. -/
def LengthOk (bytes : List Byte) : Prop := minBytes ≤ bytes.length ∧ bytes.length ≤ maxBytes

/-- Whether bytes have a possible length, the magic, the version and their own checksum. -/
structure Checked (bytes : List Byte) : Prop where
  length : LengthOk bytes
  magic : field bytes 0 4 = magic
  version : number bytes 4 1 = version
  checksum : number bytes (bytes.length - 4) 4 = (Crc.crc32c (bytes.take (bytes.length - 4))).toNat

/-- The length is looked at first. -/
theorem decode_eq_badLength_iff (bytes : List Byte) : decode bytes = .error .badLength ↔ ¬LengthOk bytes := by
  rw [decode_eq_error_iff_headerFault _ _ (by decide), LengthOk]
  unfold headerFault
  dsimp only
  constructor
  · intro h
    split at h
    · omega
    all_goals (repeat' split at h) <;> cases h
  · intro h
    rw [if_pos (by omega)]

/-- Then the magic. -/
theorem decode_eq_badMagic_iff (bytes : List Byte) :
    decode bytes = .error .badMagic ↔ LengthOk bytes ∧ field bytes 0 4 ≠ magic := by
  rw [decode_eq_error_iff_headerFault _ _ (by decide), LengthOk]
  unfold headerFault
  dsimp only
  constructor
  · intro h
    split at h
    · cases h
    split at h
    · next m => exact ⟨by omega, m⟩
    all_goals (repeat' split at h) <;> cases h
  · intro ⟨l, m⟩
    rw [if_neg (by omega), if_pos m]

/-- Then the version, because another version may have its checksum elsewhere. -/
theorem decode_eq_badVersion_iff (bytes : List Byte) :
    decode bytes = .error .badVersion ↔ LengthOk bytes ∧ field bytes 0 4 = magic ∧ number bytes 4 1 ≠ version := by
  rw [decode_eq_error_iff_headerFault _ _ (by decide), LengthOk]
  unfold headerFault
  dsimp only
  constructor
  · intro h
    split at h
    · cases h
    split at h
    · cases h
    split at h
    · next m v => exact ⟨by omega, Decidable.not_not.mp m, v⟩
    all_goals (repeat' split at h) <;> cases h
  · intro ⟨l, m, v⟩
    rw [if_neg (by omega), if_neg (not_not_intro m), if_pos v]

/-- Then the checksum: every later reason is given for bytes that arrived as they were sent. -/
theorem decode_eq_badChecksum_iff (bytes : List Byte) :
    decode bytes = .error .badChecksum ↔ LengthOk bytes ∧ field bytes 0 4 = magic ∧ number bytes 4 1 = version ∧
      number bytes (bytes.length - 4) 4 ≠ (Crc.crc32c (bytes.take (bytes.length - 4))).toNat := by
  rw [decode_eq_error_iff_headerFault _ _ (by decide), LengthOk]
  unfold headerFault
  dsimp only
  constructor
  · intro h
    split at h
    · cases h
    split at h
    · cases h
    split at h
    · cases h
    split at h
    · next m v c => exact ⟨by omega, Decidable.not_not.mp m, Decidable.not_not.mp v, c⟩
    all_goals (repeat' split at h) <;> cases h
  · intro ⟨l, m, v, c⟩
    rw [if_neg (by omega), if_neg (not_not_intro m), if_neg (not_not_intro v), if_pos c]

/-- For bytes with their own checksum, the header's fault is one of the last three, or there is none. -/
theorem headerFault_of_checked (bytes : List Byte) (h : Checked bytes) :
    headerFault bytes =
      if number bytes 5 1 ∉ widths then some .badWidth
      else if number bytes 6 2 = 0 ∨ maxEntries < number bytes 6 2 then some .badCount
      else if 2 ^ 64 < number bytes 16 8 + number bytes 6 2 then some .sequenceOutOfRange
      else none := by
  obtain ⟨⟨min, max⟩, magic, version, checksum⟩ := h
  unfold headerFault
  dsimp only
  rw [if_neg (by omega), if_neg (not_not_intro magic), if_neg (not_not_intro version),
    if_neg (not_not_intro checksum)]

/-- The small frame has its own checksum. -/
theorem small_checked : Checked small.encode :=
  have s := (headerFault_eq_none_iff small.encode).mp (headerFault_encode small small_valid)
  ⟨⟨s.min, s.max⟩, s.magic, s.version, s.checksum⟩

example : number small.encode 5 1 ∈ widths := by
  have e := headerFault_of_checked small.encode small_checked
  rw [headerFault_encode small small_valid] at e
  split at e
  · cases e
  · next w => exact Decidable.not_not.mp w

/-- Then the width. -/
theorem decode_eq_badWidth_iff (bytes : List Byte) (h : Checked bytes) :
    decode bytes = .error .badWidth ↔ number bytes 5 1 ∉ widths := by
  rw [decode_eq_error_iff_headerFault _ _ (by decide), headerFault_of_checked bytes h]
  constructor
  · intro h
    split at h
    · assumption
    all_goals (repeat' split at h) <;> cases h
  · intro w
    rw [if_pos w]

example : decode small.encode ≠ .error .badWidth :=
  fun h => (decode_eq_badWidth_iff _ small_checked).mp h (number_width small small_valid.width ▸ small_valid.width)

/-- Then the number of entries. -/
theorem decode_eq_badCount_iff (bytes : List Byte) (h : Checked bytes) :
    decode bytes = .error .badCount ↔
      number bytes 5 1 ∈ widths ∧ (number bytes 6 2 = 0 ∨ maxEntries < number bytes 6 2) := by
  rw [decode_eq_error_iff_headerFault _ _ (by decide), headerFault_of_checked bytes h]
  constructor
  · intro h
    split at h
    · cases h
    split at h
    · next w c => exact ⟨Decidable.not_not.mp w, c⟩
    all_goals (repeat' split at h) <;> cases h
  · intro ⟨w, c⟩
    rw [if_neg (not_not_intro w), if_pos c]

example : decode small.encode ≠ .error .badCount := by
  intro h
  have c := ((decode_eq_badCount_iff _ small_checked).mp h).2
  rw [number_count small small_valid.count] at c
  exact absurd c (by decide)

/-- Then the last sequence number; only then the entries. -/
theorem decode_eq_sequenceOutOfRange_iff (bytes : List Byte) (h : Checked bytes) :
    decode bytes = .error .sequenceOutOfRange ↔
      number bytes 5 1 ∈ widths ∧ (0 < number bytes 6 2 ∧ number bytes 6 2 ≤ maxEntries) ∧
        2 ^ 64 < number bytes 16 8 + number bytes 6 2 := by
  rw [decode_eq_error_iff_headerFault _ _ (by decide), headerFault_of_checked bytes h]
  constructor
  · intro h
    split at h
    · cases h
    split at h
    · cases h
    split at h
    · next w c s => exact ⟨Decidable.not_not.mp w, by omega, s⟩
    · cases h
  · intro ⟨w, c, s⟩
    rw [if_neg (not_not_intro w), if_neg (by omega), if_pos s]

example : decode small.encode ≠ .error .sequenceOutOfRange := by
  intro h
  have s := ((decode_eq_sequenceOutOfRange_iff _ small_checked).mp h).2.2
  rw [number_count small small_valid.count, number_first] at s
  exact absurd s (by decide)

/-- The reason to refuse, if there is one. -/
def reason (bytes : List Byte) : Option WireReject :=
  match decode bytes with
  | .error why => some why
  | .ok _ => none

/-- The reason is what the decoder says. (Reasons can be compared by evaluation, frames less easily.) -/
theorem decode_of_reason {bytes : List Byte} {why : WireReject} (h : reason bytes = some why) :
    decode bytes = .error why := by
  unfold reason at h
  split at h
  · next e => rw [e, Option.some.inj h]
  · cases h

example : decode [] = .error .badLength := decode_of_reason (by decide +kernel)

/-- A header with these fields, origin 1, epoch 3. -/
def header (version width count first : Nat) : List Byte :=
  magic ++ littleEndian 1 version ++ littleEndian 1 width ++ littleEndian 2 count ++ littleEndian 8 1 ++
    littleEndian 8 first ++ littleEndian 4 3

/-- Bytes that are refused for a given reason. -/
def refused : WireReject → List Byte
  | .badLength => []
  | .badMagic => withChecksum (List.replicate 30 0)
  | .badVersion => withChecksum (header 2 8 1 2 ++ [5, 1])
  | .badChecksum => header 1 8 1 2 ++ [5, 1] ++ [0, 0, 0, 0]
  | .badWidth => withChecksum (header 1 9 1 2 ++ [5, 1])
  | .badCount => withChecksum (header 1 8 0 2 ++ [5, 1])
  | .sequenceOutOfRange => withChecksum (header 1 8 2 (2 ^ 64 - 1) ++ [5, 1, 5, 1])
  | .truncated => withChecksum (header 1 8 2 2 ++ [5, 1])
  | .badVarint => withChecksum (header 1 8 1 2 ++ [0x85, 0, 1])
  | .addressOutOfRange => withChecksum (header 1 8 1 2 ++ [0x80, 0x80, 0x80, 0x80, 0x10, 1])
  | .wordOutOfRange => withChecksum (header 1 8 1 2 ++ [5, 0x80, 0x02])
  | .trailingBytes => withChecksum (header 1 8 1 2 ++ [5, 1, 0])

/-- Every reason is given for some bytes. -/
theorem decode_refused (why : WireReject) : decode (refused why) = .error why := by
  cases why <;> exact decode_of_reason (by decide +kernel)

/-- What the header says that the entries are, read from the bytes behind it. -/
def entriesOf (bytes : List Byte) : Except WireReject (List (Entry (number bytes 5 1)) × List Byte) :=
  readEntries (number bytes 5 1) (number bytes 6 2) (field bytes headerBytes (bytes.length - 4 - headerBytes))

/-- The reasons of the entries come last: bytes without a fault in the header are refused for the first place in the
entries that is wrong, and for bytes left over only if all entries are right. -/
theorem decode_eq_error_iff_entriesOf (bytes : List Byte) (sound : Sound bytes) (why : WireReject) :
    decode bytes = .error why ↔ entriesOf bytes = .error why ∨
      why = .trailingBytes ∧ ∃ entries rest, rest ≠ [] ∧ entriesOf bytes = .ok (entries, rest) := by
  unfold decode
  rw [(headerFault_eq_none_iff bytes).mpr sound]
  dsimp only
  unfold readBody entriesOf
  generalize readEntries (number bytes 5 1) (number bytes 6 2) _ = outcome
  cases outcome with
  | error found =>
    exact ⟨fun h => .inl (congrArg _ (Except.error.inj h)), fun h => h.elim (fun e => congrArg _ (Except.error.inj e))
      fun ⟨_, _, _, _, e⟩ => by cases e⟩
  | ok read =>
    obtain ⟨entries, rest⟩ := read
    cases rest with
    | nil =>
      refine ⟨(by intro h; cases h), fun h => h.elim (by intro e; cases e) fun ⟨_, _, _, ne, e⟩ => ?_⟩
      injection e with e
      injection e with _ e
      exact absurd e.symm ne
    | cons b rest =>
      exact ⟨fun h => .inr ⟨(Except.error.inj h).symm, entries, b :: rest, List.cons_ne_nil _ _, rfl⟩,
        fun h => h.elim (by intro e; cases e) fun e => congrArg _ e.1.symm⟩

example : entriesOf (refused .truncated) = .error .truncated :=
  ((decode_eq_error_iff_entriesOf _ ((headerFault_eq_none_iff _).mp (by decide +kernel)) _).mp
    (decode_refused .truncated)).resolve_right fun h => absurd h.1 (by decide)

end Atomik.Wire.Frame
