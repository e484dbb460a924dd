import Atomik.Spec.Delivery.Replica
import Atomik.Thm.Delivery.Mark
import Atomik.Thm.Fold.Basic
/-!
# Transactions of one replica

A crash at any step leaves the replica as it was, or as it was to become; without a transaction, a crash between two
writes applies a delta twice or loses it.
-/
namespace Atomik.Delivery

universe u
variable {α : Type u}

local infixl:65 " ∔ " => DeltaGroup.combine

namespace Epoch

private theorem lt_iff (a b : Epoch) : a < b ↔ a.number < b.number ∨ a.number = b.number ∧ a.opener < b.opener :=
  Iff.rfl

/-- No epoch is earlier than itself. -/
theorem not_lt_self (a : Epoch) : ¬a < a := fun h => h.elim (Nat.lt_irrefl _) fun h => Nat.lt_irrefl _ h.2

/-- Earlier than earlier is earlier. -/
theorem lt_trans (a b c : Epoch) (h : a < b) (k : b < c) : a < c := by
  rw [lt_iff] at *
  omega

example : (⟨1, 2⟩ : Epoch) < ⟨2, 1⟩ := lt_trans _ ⟨1, 3⟩ _ (by decide) (by decide)

/-- Not earlier than what is not earlier is not earlier. -/
theorem not_lt_trans (a b c : Epoch) (h : ¬a < b) (k : ¬b < c) : ¬a < c := by
  rw [lt_iff] at *
  omega

example : ¬(⟨2, 1⟩ : Epoch) < ⟨1, 2⟩ := not_lt_trans _ ⟨2, 0⟩ _ (by decide) (by decide)

/-- Any two epochs are ordered, and only equal ones are not: ties between openers are decided. -/
theorem lt_trichotomy (a b : Epoch) : a < b ∨ a = b ∨ b < a := by
  obtain ⟨n, o⟩ := a
  obtain ⟨n', o'⟩ := b
  rw [lt_iff, lt_iff, mk.injEq]
  dsimp only
  omega

end Epoch

namespace Replica

private theorem foldl_write (ws : List (Write α)) (s : Store α) :
    (ws.map Step.write).foldl Store.step s = ⟨s.durable, ws.foldl write s.volatile⟩ := by
  induction ws generalizing s with
  | nil => rfl
  | cons w ws ih => rw [List.map_cons, List.foldl_cons, ih, List.foldl_cons, Store.step]

/-- A transaction that is broken off leaves the replica untouched, whichever step it had come to; one that has
committed has made every write. -/
theorem perform_eq_ite (r : Replica α) (ws : List (Write α)) (steps : Nat) :
    r.perform ws steps = if ws.length < steps then ws.foldl write r else r := by
  rw [perform, transaction]
  split
  · next h =>
    rw [List.take_of_length_le (by rw [List.length_append, List.length_map, List.length_singleton]; exact h),
      List.foldl_append, foldl_write]
    rfl
  · next h =>
    rw [List.take_append_of_le_length (by rw [List.length_map]; omega), ← List.map_take, foldl_write]

/-- All a replica has applied after it applied one delta more: the ones before, and that one. -/
theorem has_write_marks (r : Replica α) (s : α) (id id' : Id) (h : id.epoch = r.epoch) :
    ({ r with state := s, marks := r.marks.add id.origin id.sequence } : Replica α).has id' =
      (r.has id' || id' = id) := by
  obtain ⟨e, o, q⟩ := id
  obtain ⟨e', o', q'⟩ := id'
  rw [Bool.eq_iff_iff]
  simp only [has, Marks.has_add, Bool.and_eq_true, Bool.or_eq_true, decide_eq_true_iff, Id.mk.injEq] at h ⊢
  constructor
  · rintro ⟨he, had | new⟩
    · exact .inl ⟨he, had⟩
    · exact .inr ⟨he.trans h.symm, new⟩
  · rintro (⟨he, had⟩ | ⟨he, new⟩)
    · exact ⟨he, .inl had⟩
    · exact ⟨he.trans h, .inr new⟩

example : (Replica.mk ⟨0, 0⟩ 1#8 (Marks.add [] 4 0) 0 []).has ⟨⟨0, 0⟩, 4, 0⟩ =
    ((starting ⟨0, 0⟩ 0#8).has ⟨⟨0, 0⟩, 4, 0⟩ || true) :=
  has_write_marks (starting ⟨0, 0⟩ 0#8) 1#8 ⟨⟨0, 0⟩, 4, 0⟩ _ rfl

variable [DeltaGroup α] [DecidableEq α]

private theorem writes_deliver (r : Replica α) (name : Nat) (m : Message α) :
    r.writes name (.deliver m) =
      if m.id.epoch < r.epoch then .error .earlierEpoch
      else if r.epoch < m.id.epoch then .error .laterEpoch
      else if r.marks.has m.id.origin m.id.sequence then .error .duplicate
      else .ok [.state (r.state ∔ m.delta), .marks (r.marks.add m.id.origin m.id.sequence)] := rfl

/-- A message is applied exactly if it is of this epoch and new; then the state and the marks change, nothing else. -/
theorem writes_deliver_eq_ok_iff (r : Replica α) (name : Nat) (m : Message α) (ws : List (Write α)) :
    r.writes name (.deliver m) = .ok ws ↔ m.id.epoch = r.epoch ∧ r.has m.id = false ∧
      ws = [.state (r.state ∔ m.delta), .marks (r.marks.add m.id.origin m.id.sequence)] := by
  rw [writes_deliver, has]
  constructor
  · intro h
    split at h
    · cases h
    · next earlier =>
      split at h
      · cases h
      · next later =>
        split at h
        · cases h
        · next new =>
          have same := (Epoch.lt_trichotomy m.id.epoch r.epoch).resolve_left earlier |>.resolve_right later
          refine ⟨same, ?_, (Except.ok.inj h).symm⟩
          rw [Bool.eq_false_iff.mpr new, Bool.and_false]
  · rintro ⟨same, new, rfl⟩
    rw [decide_eq_true same, Bool.true_and] at new
    rw [same, if_neg (Epoch.not_lt_self _), if_neg (Epoch.not_lt_self _), new, if_neg Bool.false_ne_true]

/-- A snapshot without marks is no way to join: to the new replica each message is news, and one that the state already
contains is applied again. -/
theorem writes_deliver_of_no_marks (r : Replica α) (name : Nat) (m : Message α) (h : r.has m.id = true) :
    ({ r with marks := [] } : Replica α).writes name (.deliver m) =
      .ok [.state (r.state ∔ m.delta), .marks (Marks.add [] m.id.origin m.id.sequence)] := by
  rw [has, Bool.and_eq_true, decide_eq_true_iff] at h
  exact (writes_deliver_eq_ok_iff { r with marks := [] } name m _).mpr ⟨h.1, Bool.and_false _, rfl⟩

example : ({ (⟨⟨0, 0⟩, 0xCA0E#16, [(1, ⟨1, []⟩)], 0, []⟩ : Replica (BitVec 16)) with marks := [] }).writes 3
    (.deliver ⟨⟨⟨0, 0⟩, 1, 0⟩, 0xF0#16⟩) = .ok [.state 0xCAFE#16, .marks [(1, ⟨1, []⟩)]] :=
  writes_deliver_of_no_marks ⟨⟨0, 0⟩, 0xCA0E#16, [(1, ⟨1, []⟩)], 0, []⟩ 3 ⟨⟨⟨0, 0⟩, 1, 0⟩, 0xF0#16⟩ rfl

/-- Without a transaction, state first: after a crash between the two writes the message counts as new, and is applied
a second time when it comes again. -/
theorem writeThrough_state_first (r : Replica α) (name : Nat) (m : Message α) (ws : List (Write α))
    (h : r.writes name (.deliver m) = .ok ws) : ∃ again, (r.writeThrough ws 1).writes name (.deliver m) = .ok again ∧
      ((r.writeThrough ws 1).perform again 3).state = r.state ∔ m.delta ∔ m.delta := by
  obtain ⟨same, new, rfl⟩ := (writes_deliver_eq_ok_iff r name m ws).mp h
  exact ⟨_, (writes_deliver_eq_ok_iff (r.writeThrough _ 1) name m _).mpr ⟨same, new, rfl⟩, rfl⟩

example : ∃ again, ((starting ⟨0, 0⟩ 0xCAFE#16).writeThrough [.state 0xCA01#16, .marks [(1, ⟨1, []⟩)]] 1).writes 2
      (.deliver ⟨⟨⟨0, 0⟩, 1, 0⟩, 0xFF#16⟩) = .ok again ∧
    (((starting ⟨0, 0⟩ 0xCAFE#16).writeThrough [.state 0xCA01#16, .marks [(1, ⟨1, []⟩)]] 1).perform again 3).state =
      0xCAFE#16 ∔ 0xFF#16 ∔ 0xFF#16 :=
  writeThrough_state_first (starting ⟨0, 0⟩ 0xCAFE#16) 2 ⟨⟨⟨0, 0⟩, 1, 0⟩, 0xFF#16⟩ _ rfl

/-- Without a transaction, marks first: after a crash between the two writes the message counts as applied, is refused
when it comes again, and is lost. -/
theorem writeThrough_marks_first (r : Replica α) (name : Nat) (m : Message α) (ws : List (Write α))
    (h : r.writes name (.deliver m) = .ok ws) : (r.writeThrough ws.reverse 1).state = r.state ∧
      (r.writeThrough ws.reverse 1).writes name (.deliver m) = .error .duplicate := by
  obtain ⟨same, _, rfl⟩ := (writes_deliver_eq_ok_iff r name m ws).mp h
  refine ⟨rfl, ?_⟩
  have known : (r.marks.add m.id.origin m.id.sequence).has m.id.origin m.id.sequence = true := by
    rw [Marks.has_add, decide_eq_true rfl, decide_eq_true rfl, Bool.and_true, Bool.or_true]
  rw [writes_deliver]
  exact (if_neg (same ▸ Epoch.not_lt_self _)).trans ((if_neg (same ▸ Epoch.not_lt_self _)).trans (if_pos known))

example : ((starting ⟨0, 0⟩ 0xCAFE#16).writeThrough [.marks [(1, ⟨1, []⟩)], .state 0xCA01#16] 1).state = 0xCAFE#16 :=
  (writeThrough_marks_first (starting ⟨0, 0⟩ 0xCAFE#16) 2 ⟨⟨⟨0, 0⟩, 1, 0⟩, 0xFF#16⟩
    [.state 0xCA01#16, .marks [(1, ⟨1, []⟩)]] rfl).1

/-- Without a transaction, production can use a sequence twice: after a crash before the third write, `next` is still
the sequence of the delta that the state and the marks contain, and the next delta gets the same name. -/
theorem writeThrough_produce (r : Replica α) (name : Nat) (d e : α) (ws : List (Write α))
    (h : r.writes name (.produce d) = .ok ws) : (r.writeThrough ws 2).has (r.message name d).id = true ∧
      ((r.writeThrough ws 2).message name e).id = (r.message name d).id := by
  cases h
  refine ⟨?_, rfl⟩
  refine (has_write_marks r _ (r.message name d).id (r.message name d).id rfl).trans ?_
  rw [decide_eq_true rfl, Bool.or_true]

example : (((starting ⟨0, 0⟩ 0#8).writeThrough
      [.state 5#8, .marks [(1, ⟨1, []⟩)], .next 1, .outbox [⟨⟨⟨0, 0⟩, 1, 0⟩, 5#8⟩]] 2).message 1 7#8).id =
    ⟨⟨0, 0⟩, 1, 0⟩ :=
  (writeThrough_produce (starting ⟨0, 0⟩ 0#8) 1 5#8 7#8 _ rfl).2

end Replica
end Atomik.Delivery
