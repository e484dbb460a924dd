import Atomik.Thm.Delivery.Invariant
/-!
# What single events do

A request changes its replica or nothing; a crash undoes a request or nothing; messages of other epochs, duplicates and
own messages are refused.
-/
namespace Atomik.Delivery

universe u
variable {α : Type u} [DeltaGroup α] [DecidableEq α]

local infixl:65 " ∔ " => DeltaGroup.combine

namespace World

/-- A replica that breaks down in the midst of a request has done nothing of it, or all of it. -/
theorem step_crash (w : World α) (name : Nat) (a : Action α) (steps : Nat) :
    w.step (.crash name a steps) = w ∨ w.step (.crash name a steps) = w.step (.act name a) := by
  unfold step check attempt
  dsimp only
  cases hr : w.replicas.lookup name with
  | none => exact .inl rfl
  | some r =>
    dsimp only
    by_cases offered : w.offers a = true
    · rw [if_pos offered, if_pos offered]
      cases hw : r.writes name a with
      | error why => exact .inl rfl
      | ok ws =>
        dsimp only [Option.getD_some, Option.getD_none]
        rw [if_pos (Nat.lt_succ_self ws.length), Replica.perform_eq_ite, Replica.perform_eq_ite,
          if_pos (Nat.lt_succ_self ws.length)]
        by_cases all : ws.length < steps
        · rw [if_pos all, if_pos all]
          exact .inr rfl
        · rw [if_neg all, if_neg all, put_lookup name r w.replicas hr]
          exact .inl rfl
    · rw [if_neg offered, if_neg offered]
      exact .inl rfl

/-- A request that is not refused replaces its replica by the one with all writes made. -/
theorem step_act_of_writes (w : World α) (name : Nat) (a : Action α) (r : Replica α) (ws : List (Write α))
    (hr : w.replicas.lookup name = some r) (offered : w.offers a = true) (hw : r.writes name a = .ok ws) :
    w.step (.act name a) = ⟨put name (ws.foldl Replica.write r) w.replicas, w.sent, w.opened ++ openedBy r name a,
      w.log ++ produced r name a⟩ := by
  unfold step check attempt
  dsimp only
  rw [hr]
  dsimp only
  rw [if_pos offered, hw]
  dsimp only [Option.getD_none]
  rw [if_pos (Nat.lt_succ_self ws.length), Replica.perform_eq_ite, if_pos (Nat.lt_succ_self ws.length)]

example : (initial [1] 0#8).step (.act 1 (.reopen 7#8)) =
    ⟨[(1, .starting ⟨1, 1⟩ 7#8)], [], [(⟨0, 0⟩, 0#8), (⟨1, 1⟩, 7#8)], []⟩ :=
  step_act_of_writes (initial [1] 0#8) 1 (.reopen 7#8) _ _ rfl rfl rfl

/-- A request that is refused, for whatever reason, changes nothing. -/
theorem step_act_of_refused (w : World α) (name : Nat) (a : Action α)
    (h : ∀ r ws, w.replicas.lookup name = some r → w.offers a = true → r.writes name a ≠ .ok ws) :
    w.step (.act name a) = w := by
  unfold step check attempt
  dsimp only
  cases hr : w.replicas.lookup name with
  | none => rfl
  | some r =>
    dsimp only
    by_cases offered : w.offers a = true
    · rw [if_pos offered]
      cases hw : r.writes name a with
      | error why => rfl
      | ok ws => exact absurd hw (h r ws hr offered)
    · rw [if_neg offered]

example : (initial [1] 0#8).step (.act 2 (.produce 7#8)) = initial [1] 0#8 :=
  step_act_of_refused (initial [1] 0#8) 2 (.produce 7#8) fun _ _ found => nomatch found

/-- A message that is no news to the replica, or of an epoch that is not its own, changes nothing. -/
theorem step_deliver_of_has (w : World α) (name : Nat) (m : Message α) (r : Replica α)
    (hr : w.replicas.lookup name = some r) (h : m.id.epoch ≠ r.epoch ∨ r.has m.id = true) :
    w.step (.act name (.deliver m)) = w := by
  refine step_act_of_refused w name _ fun s ws hs _ hw => ?_
  rw [hr] at hs
  cases hs
  have ⟨same, new, _⟩ := (Replica.writes_deliver_eq_ok_iff r name m ws).mp hw
  rcases h with other | known
  · exact other same
  · rw [new] at known
    exact Bool.false_ne_true known

example : (initial [1] 0#8).step (.act 1 (.deliver ⟨⟨⟨1, 2⟩, 2, 0⟩, 5#8⟩)) = initial [1] 0#8 :=
  step_deliver_of_has (initial [1] 0#8) 1 ⟨⟨⟨1, 2⟩, 2, 0⟩, 5#8⟩ _ rfl (.inl (by decide))

/-- A delivery does nothing, because the message is not on the network, not of this epoch, or known; or it combines
the delta into the state and marks it. -/
theorem step_deliver (w : World α) (name : Nat) (m : Message α) :
    (w.step (.act name (.deliver m)) = w ∧
      ∀ r, w.replicas.lookup name = some r → m ∈ w.sent → m.id.epoch = r.epoch → r.has m.id = true) ∨
    ∃ r, w.replicas.lookup name = some r ∧ m ∈ w.sent ∧ m.id.epoch = r.epoch ∧ r.has m.id = false ∧
      w.step (.act name (.deliver m)) = { w with replicas := put name { r with
        state := r.state ∔ m.delta, marks := r.marks.add m.id.origin m.id.sequence } w.replicas } := by
  cases hr : w.replicas.lookup name with
  | none =>
    exact .inl ⟨step_act_of_refused w name _ fun r ws found => (by rw [hr] at found; cases found),
      fun r h => nomatch h⟩
  | some r =>
    by_cases offered : m ∈ w.sent
    · by_cases same : m.id.epoch = r.epoch
      · cases new : r.has m.id with
        | true => exact .inl ⟨step_deliver_of_has w name m r hr (.inr new), fun s h _ _ => Option.some.inj h ▸ new⟩
        | false =>
          refine .inr ⟨r, rfl, offered, same, new, ?_⟩
          rw [step_act_of_writes w name (.deliver m) r _ hr (decide_eq_true offered)
            ((Replica.writes_deliver_eq_ok_iff r name m _).mpr ⟨same, new, rfl⟩)]
          exact congr (congrArg (World.mk _ w.sent) (List.append_nil _)) (List.append_nil _)
      · exact .inl ⟨step_deliver_of_has w name m r hr (.inl same),
          fun s h _ eq => absurd (Option.some.inj h ▸ eq) same⟩
    · exact .inl ⟨step_act_of_refused w name _ fun _ _ _ h => absurd (of_decide_eq_true h) offered,
        fun s _ h => absurd h offered⟩

/-- Delivering a message again changes nothing, in any world: the first delivery has marked it, or was refused for a
reason that still stands. -/
theorem step_deliver_deliver (w : World α) (name : Nat) (m : Message α) :
    (w.step (.act name (.deliver m))).step (.act name (.deliver m)) = w.step (.act name (.deliver m)) := by
  rcases step_deliver w name m with ⟨eq, _⟩ | ⟨r, hr, _, same, _, eq⟩
  · rw [eq, eq]
  · rw [eq]
    refine step_deliver_of_has _ name m
      { r with state := r.state ∔ m.delta, marks := r.marks.add m.id.origin m.id.sequence } ?_ (.inr ?_)
    · dsimp only
      rw [lookup_put, if_pos rfl]
    · rw [Replica.has_write_marks r _ m.id m.id same, decide_eq_true rfl, Bool.or_true]

/-- An adoption does nothing, because nobody opened the epoch or it is not later than the replica's own; or the replica
starts the epoch. -/
theorem step_adopt (w : World α) (name : Nat) (e : Epoch) (v : α) :
    (w.step (.act name (.adopt e v)) = w ∧
      ∀ r, w.replicas.lookup name = some r → (e, v) ∈ w.opened → ¬r.epoch < e) ∨
    ∃ r, w.replicas.lookup name = some r ∧ r.epoch < e ∧ (e, v) ∈ w.opened ∧
      w.step (.act name (.adopt e v)) = { w with replicas := put name (.starting e v) w.replicas } := by
  have writes (r : Replica α) : r.writes name (.adopt e v) =
      if r.epoch < e then .ok (Replica.restart e v) else .error .epochNotLater := rfl
  cases hr : w.replicas.lookup name with
  | none =>
    exact .inl ⟨step_act_of_refused w name _ fun r ws found => (by rw [hr] at found; cases found),
      fun r h => nomatch h⟩
  | some r =>
    by_cases offered : (e, v) ∈ w.opened
    · by_cases later : r.epoch < e
      · refine .inr ⟨r, rfl, later, offered, ?_⟩
        rw [step_act_of_writes w name (.adopt e v) r _ hr (decide_eq_true offered) ((writes r).trans (if_pos later))]
        exact congr (congrArg (World.mk _ w.sent) (List.append_nil _)) (List.append_nil _)
      · refine .inl ⟨step_act_of_refused w name _ fun s ws hs _ => ?_, fun s h _ => Option.some.inj h ▸ later⟩
        rw [hr] at hs
        cases hs
        rw [writes, if_neg later]
        exact fun h => nomatch h
    · exact .inl ⟨step_act_of_refused w name _ fun _ _ _ h => absurd (of_decide_eq_true h) offered,
        fun s _ h => absurd h offered⟩

end World
end Atomik.Delivery
