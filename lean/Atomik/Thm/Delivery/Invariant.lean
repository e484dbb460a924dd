import Atomik.Thm.Delivery.Update
/-!
# Every event preserves the invariant

The start is valid, each event keeps it so, hence every schedule does: `World.valid_step`, `World.valid_run`,
`World.valid_of_reachable`.
-/
namespace Atomik.Delivery

universe u
variable {α : Type u} [DeltaGroup α]

namespace World
open Replica (starting valid_starting)

variable [DecidableEq α]

/-- A request carried out to the end keeps a world valid. -/
private theorem valid_commit {w : World α} (h : w.Valid) {name : Nat} {r : Replica α} {a : Action α}
    {ws : List (Write α)} (hr : w.replicas.lookup name = some r) (offered : w.offers a = true)
    (hw : r.writes name a = .ok ws) :
    World.Valid ⟨put name (ws.foldl Replica.write r) w.replicas, w.sent, w.opened ++ openedBy r name a,
      w.log ++ produced r name a⟩ := by
  have v := h.replicas name r hr
  have before (m : Message α) (mem : m ∈ w.log) (ho : m.id.origin = name) :
      m.id.epoch < r.epoch ∨ m.id.epoch = r.epoch ∧ m.id.sequence < r.next := by
    obtain ⟨s, hs, past⟩ := h.past m mem
    rw [ho, hr] at hs
    cases hs
    exact past
  have restarted {e : Epoch} (s : α) (later : r.epoch < e) (log : List (Message α)) (hlog : log = w.log ++ [])
      (opened : List (Epoch × α)) (ho : (e, s) ∈ opened) : ((Replica.restart e s).foldl Replica.write r).Valid name
        ⟨put name ((Replica.restart e s).foldl Replica.write r) w.replicas, w.sent, opened, log⟩ :=
    valid_starting (w := ⟨_, w.sent, opened, log⟩) ho fun m mem ho he => by
      dsimp only at mem
      rw [hlog, List.append_nil] at mem
      rcases before m mem ho with lt | ⟨eq, _⟩
      · rw [he] at lt
        exact Epoch.not_lt_self _ (Epoch.lt_trans _ _ _ later lt)
      · rw [← eq, he] at later
        exact Epoch.not_lt_self _ later
  cases a with
  | produce d =>
    cases hw
    have absent (m : Message α) (mem : m ∈ w.log) : m.id ≠ (r.message name d).id := fun eq => by
      rcases before m mem (congrArg Id.origin eq) with lt | ⟨_, lt⟩
      · exact Epoch.not_lt_self _ (congrArg Id.epoch eq ▸ lt)
      · exact Nat.lt_irrefl _ (congrArg Id.sequence eq ▸ lt)
    refine h.update (es := []) (ms := [r.message name d]) hr (.inr ⟨rfl, Nat.le_succ _⟩) ?_ ?_
      (List.pairwise_singleton _ _) (fun _ h => nomatch h) List.nodup_nil
      (v.produce _ d absent rfl rfl fun _ => List.mem_append_left _)
    · intro m hm
      cases List.mem_singleton.mp hm
      exact ⟨rfl, rfl, Nat.le_refl _⟩
    · intro m hm
      cases List.mem_singleton.mp hm
      exact ⟨rfl, Nat.lt_succ_self _⟩
  | deliver m =>
    obtain ⟨same, new, rfl⟩ := (Replica.writes_deliver_eq_ok_iff r name m ws).mp hw
    refine h.update (es := []) (ms := []) hr (.inr ⟨rfl, Nat.le_refl _⟩) (fun _ h => nomatch h) (fun _ h => nomatch h)
      List.nodup_nil (fun _ h => nomatch h) List.nodup_nil ?_
    exact v.deliver _ h.ids (h.sent m (of_decide_eq_true offered)) same new (List.append_nil _) rfl
      fun _ => List.mem_append_left _
  | reopen s =>
    cases hw
    have later : r.epoch < r.nextEpoch name := .inl (Nat.lt_succ_self _)
    refine h.update (es := [(r.nextEpoch name, s)]) (ms := []) hr (.inl later) (fun _ h => nomatch h)
      (fun _ h => nomatch h) List.nodup_nil ?_ (List.pairwise_singleton _ _)
      (restarted s later _ rfl _ (List.mem_append_right _ List.mem_cons_self))
    intro e he
    cases List.mem_singleton.mp he
    exact ⟨Nat.succ_pos _, rfl, later, rfl⟩
  | adopt e s =>
    have ⟨later, eq⟩ : r.epoch < e ∧ ws = Replica.restart e s := by
      change (if r.epoch < e then Except.ok (Replica.restart e s) else Except.error Refusal.epochNotLater) = _ at hw
      split at hw
      · next later => exact ⟨later, (Except.ok.inj hw).symm⟩
      · cases hw
    subst eq
    refine h.update (es := []) (ms := []) hr (.inl later) (fun _ h => nomatch h) (fun _ h => nomatch h) List.nodup_nil
      (fun _ h => nomatch h) List.nodup_nil (restarted s later _ rfl _ (List.mem_append_left _ ?_))
    exact of_decide_eq_true offered
  | acknowledge m =>
    have eq : ws = [.outbox (r.outbox.erase m)] := by
      change (if m ∈ r.outbox then Except.ok [Write.outbox (r.outbox.erase m)]
        else Except.error Refusal.unknownMessage) = _ at hw
      split at hw
      · exact (Except.ok.inj hw).symm
      · cases hw
    subst eq
    refine h.update (es := []) (ms := []) hr (.inr ⟨rfl, Nat.le_refl _⟩) (fun _ h => nomatch h)
      (fun _ h => nomatch h) List.nodup_nil (fun _ h => nomatch h) List.nodup_nil ?_
    exact v.acknowledge _ (of_decide_eq_true offered) (List.append_nil _) rfl fun _ => List.mem_append_left _

/-- What becomes of a request that is not refused: nothing, if a crash breaks it off, or all of it. -/
theorem attempt_eq_ok (w w' : World α) (name : Nat) (a : Action α) (crash : Option Nat)
    (h : w.attempt name a crash = .ok w') : ∃ r ws, w.replicas.lookup name = some r ∧ w.offers a = true ∧
      r.writes name a = .ok ws ∧ w' = if ws.length < crash.getD (ws.length + 1) then
        ⟨put name (ws.foldl Replica.write r) w.replicas, w.sent, w.opened ++ openedBy r name a,
          w.log ++ produced r name a⟩
        else w := by
  unfold attempt at h
  split at h
  · cases h
  · next r hr =>
    split at h
    · next offered =>
      split at h
      · cases h
      · next ws hw =>
        refine ⟨r, ws, hr, offered, hw, ?_⟩
        dsimp only at h
        split at h
        · next all =>
          rw [if_pos all, ← Except.ok.inj h, Replica.perform_eq_ite, if_pos all]
        · next part =>
          rw [if_neg part, ← Except.ok.inj h, Replica.perform_eq_ite, if_neg part, put_lookup name r w.replicas hr]
    · cases h

example : ∃ r, (initial [1] 0#8).replicas.lookup 1 = some r :=
  (attempt_eq_ok (initial [1] 0#8) (initial [1] 0#8) 1 (.produce 5#8) (some 4) rfl).imp fun _ ⟨_, h, _⟩ => h

/-- Every event that is not refused keeps a world valid. -/
private theorem valid_check {w w' : World α} (h : w.Valid) (event : Event α) (hw : w.check event = .ok w') :
    w'.Valid := by
  have attempted (name : Nat) (a : Action α) (crash : Option Nat) (hw : w.attempt name a crash = .ok w') :
      w'.Valid := by
    obtain ⟨r, ws, hr, offered, hws, rfl⟩ := attempt_eq_ok w w' name a crash hw
    split
    · exact valid_commit h hr offered hws
    · exact h
  cases event with
  | act name a => exact attempted name a none hw
  | crash name a steps => exact attempted name a (some steps) hw
  | send name m =>
    unfold check at hw
    dsimp only at hw
    split at hw
    · cases hw
    · next r hr =>
      split at hw
      · next mem =>
        cases hw
        refine ⟨h.ids, h.epochs, fun x hx => ?_, h.past, h.openers, fun n s hs => ?_⟩
        · rcases List.mem_append.mp hx with old | new
          · exact h.sent x old
          · exact List.mem_singleton.mp new ▸ ((h.replicas name r hr).outbox m mem).1
        · exact (h.replicas n s hs).mono [] (List.append_nil _).symm (fun _ h => nomatch h) (fun _ h => nomatch h)
            (fun _ => List.mem_append_left _) (fun _ => id)
      · cases hw
  | join name source =>
    unfold check at hw
    dsimp only at hw
    split at hw
    · cases hw
    · cases hw
    · next s free hs =>
      cases hw
      have kept {n : Nat} {r : Replica α} (hr : w.replicas.lookup n = some r) :
          (put name s.joining w.replicas).lookup n = some r := by
        rw [lookup_put, if_neg, hr]
        intro eq
        rw [eq, free] at hr
        cases hr
      refine ⟨h.ids, h.epochs, h.sent, fun m hm => ?_, fun e he => ?_, fun n r hr => ?_⟩
      · obtain ⟨r, hr, past⟩ := h.past m hm
        exact ⟨r, kept hr, past⟩
      · exact (h.openers e he).imp_right fun ⟨r, hr, past⟩ => ⟨r, kept hr, past⟩
      · dsimp only at hr
        rw [lookup_put] at hr
        by_cases eq : n = name
        · rw [if_pos eq] at hr
          cases hr
          have v := h.replicas source s hs
          refine ⟨v.state, v.marked, (fun m h => nomatch h), fun m hm ho => ?_, v.canonical⟩
          obtain ⟨r, hr, _⟩ := h.past m hm
          rw [ho, eq, free] at hr
          cases hr
        · rw [if_neg eq] at hr
          exact (h.replicas n r hr).mono [] (List.append_nil _).symm (fun _ h => nomatch h) (fun _ h => nomatch h)
            (fun _ => id) (fun _ => id)

/-- Every event keeps a world valid, refused or not. -/
theorem valid_step (w : World α) (event : Event α) (h : w.Valid) : (w.step event).Valid := by
  unfold step
  split
  · next w' hw => exact valid_check h event hw
  · exact h

example : ((initial [1] 0#8).step (.act 1 (.produce 5#8))).Valid := valid_step _ _ (valid_initial [1] 0#8)

/-- Every schedule keeps a world valid. -/
theorem valid_run (w : World α) (events : List (Event α)) (h : w.Valid) : (w.run events).Valid := by
  induction events generalizing w with
  | nil => exact h
  | cons event events ih => exact ih (w.step event) (valid_step w event h)

example : ((initial [1] 0#8).run [.act 1 (.produce 5#8), .join 2 1]).Valid := valid_run _ _ (valid_initial [1] 0#8)

/-- What can be reached from a reachable world is reachable. -/
theorem reachable_run (w : World α) (events : List (Event α)) (h : w.Reachable) : (w.run events).Reachable := by
  obtain ⟨names, v, before, rfl⟩ := h
  exact ⟨names, v, before ++ events, List.foldl_append.symm⟩

example : ((initial [1] 0#8).run [.act 1 (.produce 5#8)]).Reachable :=
  reachable_run (initial [1] 0#8) _ ⟨[1], 0#8, [], rfl⟩

/-- Whatever was lost, duplicated, reordered or interrupted by crashes: the world is valid. -/
theorem valid_of_reachable (w : World α) (h : w.Reachable) : w.Valid := by
  obtain ⟨names, v, events, rfl⟩ := h
  exact valid_run _ events (valid_initial names v)

example : ((initial [1] 0#8).run [.act 1 (.produce 5#8)]).Valid :=
  valid_of_reachable _ ⟨[1], 0#8, [.act 1 (.produce 5#8)], rfl⟩

end World
end Atomik.Delivery
