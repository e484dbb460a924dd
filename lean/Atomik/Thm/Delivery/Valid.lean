import Atomik.Spec.Delivery.Invariant
import Atomik.Thm.Delivery.Replica
/-!
# What keeps a replica valid

Starting an epoch, producing, applying, acknowledging, and what others do; and that the start is valid.
-/
namespace Atomik.Delivery
open DeltaGroup (combineAll)

universe u
variable {α : Type u} [DeltaGroup α]

local infixl:65 " ∔ " => DeltaGroup.combine

/-- Marking one more message of the log adds its delta once. -/
private theorem combineAll_mark (log : List (Message α)) (m : Message α) (p q : Id → Bool)
    (ids : (log.map (·.id)).Nodup) (mem : m ∈ log) (new : p m.id = false) (hq : ∀ id, q id = (p id || id = m.id)) :
    combineAll ((log.filter (q ·.id)).map (·.delta)) = combineAll ((log.filter (p ·.id)).map (·.delta)) ∔ m.delta := by
  induction log with
  | nil => exact nomatch mem
  | cons x xs ih =>
    rw [List.map_cons, List.nodup_cons] at ids
    rw [List.filter_cons, List.filter_cons, hq]
    by_cases same : x.id = m.id
    · have absent (y) (hy : y ∈ xs) : y.id ≠ m.id := fun e =>
        ids.1 (List.mem_map.mpr ⟨y, hy, e.trans same.symm⟩)
      have eq : m = x := by
        rcases List.mem_cons.mp mem with eq | mem
        · exact eq
        · exact absurd rfl (absent m mem)
      have rest : xs.filter (q ·.id) = xs.filter (p ·.id) := List.filter_congr fun y hy => by
        rw [hq, decide_eq_false (absent y hy), Bool.or_false]
      subst eq
      rw [new, decide_eq_true rfl, Bool.false_or, if_pos rfl, if_neg Bool.false_ne_true, rest, List.map_cons,
        DeltaGroup.combineAll_cons, DeltaGroup.combine_comm]
    · have mem : m ∈ xs := (List.mem_cons.mp mem).resolve_left fun e => same (e ▸ rfl)
      rw [decide_eq_false same, Bool.or_false]
      by_cases px : p x.id = true
      · rw [if_pos px, if_pos px, List.map_cons, List.map_cons, DeltaGroup.combineAll_cons, DeltaGroup.combineAll_cons,
          ih ids.2 mem, DeltaGroup.combine_assoc]
      · rw [if_neg px, if_neg px, ih ids.2 mem]

namespace Replica

omit [DeltaGroup α] in
/-- Nothing is marked at the start of an epoch. -/
private theorem marked_starting (e : Epoch) (v : α) (log : List (Message α)) : (starting e v).marked log = [] :=
  List.filter_eq_nil_iff.mpr fun m _ h => by
    rw [has, Bool.and_eq_true] at h
    exact Bool.false_ne_true h.2

/-- A replica that starts an epoch in which it has produced nothing is valid. -/
theorem valid_starting {name : Nat} {w : World α} {e : Epoch} {v : α} (opened : (e, v) ∈ w.opened)
    (new : ∀ m ∈ w.log, m.id.origin = name → m.id.epoch ≠ e) : (starting e v).Valid name w where
  state := ⟨v, opened, by
    rw [marked_starting]
    exact (DeltaGroup.combine_zero v).symm⟩
  marked o q h := absurd h Bool.false_ne_true
  outbox m h := nomatch h
  own m mem ho he := absurd he (new m mem ho)
  canonical := Marks.canonical_nil

example : (starting World.firstEpoch 0#8).Valid 1 (World.initial [1] 0#8) :=
  valid_starting List.mem_cons_self (fun _ h => nomatch h)

namespace Valid

/-- A replica stays valid when the log grows by messages of another origin that it has not marked, the network and the
epochs by whatever they like. -/
theorem mono {r : Replica α} {name : Nat} {w w' : World α} (h : r.Valid name w) (ms : List (Message α))
    (log : w'.log = w.log ++ ms) (foreign : ∀ m ∈ ms, m.id.origin ≠ name) (unmarked : ∀ m ∈ ms, r.has m.id = false)
    (sent : ∀ m ∈ w.sent, m ∈ w'.sent) (opened : ∀ e ∈ w.opened, e ∈ w'.opened) : r.Valid name w' where
  state := by
    obtain ⟨v, mem, eq⟩ := h.state
    refine ⟨v, opened _ mem, ?_⟩
    have none : ms.filter (r.has ·.id) = [] := List.filter_eq_nil_iff.mpr fun m hm => by
      rw [unmarked m hm]
      exact Bool.false_ne_true
    rw [eq, Replica.marked, Replica.marked, log, List.filter_append, none, List.append_nil]
  marked o q has := by
    obtain ⟨m, mem, id⟩ := h.marked o q has
    exact ⟨m, log ▸ List.mem_append_left _ mem, id⟩
  outbox m hm := by
    have ⟨mem, rest⟩ := h.outbox m hm
    exact ⟨log ▸ List.mem_append_left _ mem, rest⟩
  own m hm ho he := by
    rw [log, List.mem_append] at hm
    rcases hm with mem | mem
    · have ⟨has, kept⟩ := h.own m mem ho he
      exact ⟨has, kept.imp_left (sent m)⟩
    · exact absurd ho (foreign m mem)
  canonical := h.canonical

example : (starting World.firstEpoch 0#8).Valid 1 (World.initial [1, 2] 0#8) :=
  Valid.mono (w := World.initial [1] 0#8) (valid_starting List.mem_cons_self (fun _ h => nomatch h)) [] rfl
    (fun _ h => nomatch h) (fun _ h => nomatch h) (fun _ => id) (fun _ => id)

/-- A replica stays valid when it produces a delta under a new name. -/
theorem produce {r : Replica α} {name : Nat} {w : World α} (h : r.Valid name w) (w' : World α) (d : α)
    (absent : ∀ m ∈ w.log, m.id ≠ (r.message name d).id)
    (log : w'.log = w.log ++ [r.message name d]) (sent : w'.sent = w.sent) (opened : ∀ e ∈ w.opened, e ∈ w'.opened) :
    ({ r with state := r.state ∔ d, marks := r.marks.add name r.next, next := r.next + 1,
              outbox := r.outbox ++ [r.message name d] } : Replica α).Valid name w' := by
  have has (id : Id) : (r.has id || id = (r.message name d).id) =
      ({ r with state := r.state ∔ d, marks := r.marks.add name r.next, next := r.next + 1,
                outbox := r.outbox ++ [r.message name d] } : Replica α).has id :=
    (has_write_marks r (r.state ∔ d) (r.message name d).id id rfl).symm
  have mem : r.message name d ∈ w'.log := log ▸ List.mem_append_right _ List.mem_cons_self
  refine ⟨?_, fun o q hm => ?_, fun m hm => ?_, fun m hm ho he => ?_, Marks.canonical_add _ _ _ h.canonical⟩
  · obtain ⟨v, hv, eq⟩ := h.state
    refine ⟨v, opened _ hv, ?_⟩
    have old : w.log.filter (fun m => r.has m.id || m.id = (r.message name d).id) = r.marked w.log :=
      List.filter_congr fun m hm => by rw [decide_eq_false (absent m hm), Bool.or_false]
    dsimp only
    rw [Replica.marked, log]
    simp only [← has]
    rw [List.filter_append, old, List.filter_cons, decide_eq_true rfl, Bool.or_true, if_pos rfl, List.filter_nil,
      List.map_append, DeltaGroup.combineAll_append, List.map_cons, List.map_nil, DeltaGroup.combineAll_singleton, eq,
      DeltaGroup.combine_assoc]
    rfl
  · dsimp only at hm
    rw [Marks.has_add, Bool.or_eq_true] at hm
    rcases hm with old | eq
    · obtain ⟨m, hm, id⟩ := h.marked o q old
      exact ⟨m, log ▸ List.mem_append_left _ hm, id⟩
    · rw [Bool.and_eq_true, decide_eq_true_iff, decide_eq_true_iff] at eq
      exact ⟨_, mem, by rw [eq.1, eq.2]; rfl⟩
  · rcases List.mem_append.mp hm with old | eq
    · have ⟨hlog, rest⟩ := h.outbox m old
      exact ⟨log ▸ List.mem_append_left _ hlog, rest⟩
    · cases List.mem_singleton.mp eq
      exact ⟨mem, rfl, rfl⟩
  · rw [← has]
    rw [log, List.mem_append] at hm
    rcases hm with old | eq
    · have ⟨had, kept⟩ := h.own m old ho he
      exact ⟨by rw [had, Bool.true_or], kept.imp (fun k => sent ▸ k) (List.mem_append_left _)⟩
    · cases List.mem_singleton.mp eq
      exact ⟨by rw [decide_eq_true rfl, Bool.or_true], .inr (List.mem_append_right _ List.mem_cons_self)⟩

example : (Replica.mk World.firstEpoch (0#8 ∔ 5#8) (Marks.add [] 1 0) 1 [⟨⟨World.firstEpoch, 1, 0⟩, 5#8⟩]).Valid 1
    ⟨[], [], [(World.firstEpoch, 0#8)], [⟨⟨World.firstEpoch, 1, 0⟩, 5#8⟩]⟩ :=
  Valid.produce (w := World.initial [1] 0#8) (valid_starting List.mem_cons_self (fun _ h => nomatch h)) _ 5#8
    (fun _ h => nomatch h) rfl rfl (fun _ => id)

/-- A replica stays valid when it applies a message that was produced and is new to it. -/
theorem deliver {r : Replica α} {name : Nat} {w : World α} (h : r.Valid name w) (w' : World α) {m : Message α}
    (ids : (w.log.map (·.id)).Nodup) (mem : m ∈ w.log) (same : m.id.epoch = r.epoch) (new : r.has m.id = false)
    (log : w'.log = w.log) (sent : w'.sent = w.sent) (opened : ∀ e ∈ w.opened, e ∈ w'.opened) :
    ({ r with state := r.state ∔ m.delta, marks := r.marks.add m.id.origin m.id.sequence } : Replica α).Valid
      name w' := by
  have has := has_write_marks r (r.state ∔ m.delta) m.id
  refine ⟨?_, fun o q hm => ?_, fun x hx => ?_, fun x hx ho he => ?_, Marks.canonical_add _ _ _ h.canonical⟩
  · obtain ⟨v, hv, eq⟩ := h.state
    refine ⟨v, opened _ hv, ?_⟩
    rw [Replica.marked, log, combineAll_mark w.log m r.has _ ids mem new fun id => has id same,
      ← DeltaGroup.combine_assoc, ← Replica.marked, ← eq]
  · dsimp only at hm
    rw [log]
    rw [Marks.has_add, Bool.or_eq_true] at hm
    rcases hm with old | eq
    · exact h.marked o q old
    · rw [Bool.and_eq_true, decide_eq_true_iff, decide_eq_true_iff] at eq
      exact ⟨m, mem, by rw [eq.1, eq.2]; exact congrArg (Id.mk · m.id.origin m.id.sequence) same⟩
  · rw [log]
    exact h.outbox x hx
  · rw [log] at hx
    have ⟨had, kept⟩ := h.own x hx ho he
    exact ⟨by rw [has x.id same, had, Bool.true_or], sent ▸ kept⟩

example : (Replica.mk World.firstEpoch (0#8 ∔ 5#8) (Marks.add [] 2 0) 0 []).Valid 1
    ⟨[], [], [(World.firstEpoch, 0#8)], [⟨⟨World.firstEpoch, 2, 0⟩, 5#8⟩]⟩ :=
  Valid.deliver (w := ⟨[], [], [(World.firstEpoch, 0#8)], [⟨⟨World.firstEpoch, 2, 0⟩, 5#8⟩]⟩)
    (r := starting World.firstEpoch 0#8)
    (valid_starting List.mem_cons_self fun m hm h => by
      cases List.mem_singleton.mp hm
      cases h) _ (m := ⟨⟨World.firstEpoch, 2, 0⟩, 5#8⟩) (List.pairwise_singleton _ _) List.mem_cons_self rfl rfl rfl rfl
    (fun _ => id)

/-- A replica stays valid when it forgets a message that was sent. -/
theorem acknowledge [DecidableEq α] {r : Replica α} {name : Nat} {w : World α} (h : r.Valid name w) (w' : World α)
    {m : Message α} (mem : m ∈ w.sent) (log : w'.log = w.log) (sent : w'.sent = w.sent)
    (opened : ∀ e ∈ w.opened, e ∈ w'.opened) :
    ({ r with outbox := r.outbox.erase m } : Replica α).Valid name w' := by
  refine ⟨?_, fun o q hm => log ▸ h.marked o q hm, fun x hx => log ▸ h.outbox x (List.mem_of_mem_erase hx),
    fun x hx ho he => ?_, h.canonical⟩
  · obtain ⟨v, hv, eq⟩ := h.state
    exact ⟨v, opened _ hv, log ▸ eq⟩
  · have ⟨had, kept⟩ := h.own x (log ▸ hx) ho he
    refine ⟨had, ?_⟩
    rw [sent]
    rcases kept with sent | out
    · exact .inl sent
    · by_cases eq : x = m
      · exact .inl (eq ▸ mem)
      · exact .inr ((List.mem_erase_of_ne eq).mpr out)

example : (starting World.firstEpoch 0#8).Valid 1
    ⟨[], [⟨⟨World.firstEpoch, 2, 0⟩, 5#8⟩], [(World.firstEpoch, 0#8)], []⟩ :=
  Valid.acknowledge (r := starting World.firstEpoch 0#8) (valid_starting List.mem_cons_self fun _ h => nomatch h) _
    (m := ⟨⟨World.firstEpoch, 2, 0⟩, 5#8⟩) (w := ⟨[], [⟨⟨World.firstEpoch, 2, 0⟩, 5#8⟩], [(World.firstEpoch, 0#8)], []⟩)
    List.mem_cons_self rfl rfl (fun _ => id)

end Valid
end Replica

namespace World
open Replica (starting valid_starting)

/-- Every initial world is valid. -/
theorem valid_initial (names : List Nat) (v : α) : (initial names v).Valid := by
  have found {n : Nat} {r : Replica α} (h : (initial names v).replicas.lookup n = some r) :
      r = starting firstEpoch v := by
    dsimp only [initial] at h
    induction names with
    | nil => exact nomatch h
    | cons x xs ih =>
      rw [List.map_cons, List.lookup_cons] at h
      split at h
      · exact (Option.some.inj h).symm
      · exact ih h
  refine ⟨List.nodup_nil, List.pairwise_singleton _ _, (fun m h => nomatch h), (fun m h => nomatch h), fun e h => ?_,
    fun n r h => ?_⟩
  · exact .inl (congrArg Epoch.number (List.mem_singleton.mp h))
  · rw [found h]
    exact valid_starting List.mem_cons_self fun m h => nomatch h

end World
end Atomik.Delivery
