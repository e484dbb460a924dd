import Atomik.Thm.Delivery.Step
/-!
# What schedules of one kind do

Deliveries mark exactly the messages delivered; sends put exactly the outboxes on the network; adoptions bring every
replica to an epoch that is not earlier than any it heard of. None of them changes the log or the epochs.
-/
namespace Atomik.Delivery

universe u
variable {α : Type u} [DeltaGroup α] [DecidableEq α]

local infixl:65 " ∔ " => DeltaGroup.combine

namespace World

/-- Deliveries change neither the network nor the epochs nor the log, and bring no replica. -/
theorem run_deliveries (w : World α) (ds : List (Nat × Message α)) :
    (w.run (deliveries ds)).sent = w.sent ∧ (w.run (deliveries ds)).opened = w.opened ∧
      (w.run (deliveries ds)).log = w.log ∧
      ∀ n, ((w.run (deliveries ds)).replicas.lookup n).map (·.epoch) = (w.replicas.lookup n).map (·.epoch) := by
  induction ds generalizing w with
  | nil => exact ⟨rfl, rfl, rfl, fun _ => rfl⟩
  | cons d ds ih =>
    have ⟨sent, opened, log, epochs⟩ := ih (w.step (.act d.1 (.deliver d.2)))
    rcases step_deliver w d.1 d.2 with ⟨eq, _⟩ | ⟨r, hr, _, _, _, eq⟩
    · rw [eq] at sent opened log epochs
      exact ⟨(congrArg (fun w => (run w _).sent) eq).trans sent, (congrArg (fun w => (run w _).opened) eq).trans opened,
        (congrArg (fun w => (run w _).log) eq).trans log,
        fun n => (congrArg (fun w => ((run w _).replicas.lookup n).map (·.epoch)) eq).trans (epochs n)⟩
    · refine ⟨sent.trans (by rw [eq]), opened.trans (by rw [eq]), log.trans (by rw [eq]), fun n => (epochs n).trans ?_⟩
      rw [eq]
      dsimp only
      rw [lookup_put]
      by_cases same : n = d.1
      · rw [if_pos same, same, hr]
        rfl
      · rw [if_neg same]

/-- After deliveries a replica has what it had and what was delivered to it of its epoch, and nothing else. -/
theorem has_run_deliveries (w : World α) (ds : List (Nat × Message α)) (n : Nat) (r r' : Replica α)
    (hr : w.replicas.lookup n = some r) (hr' : (w.run (deliveries ds)).replicas.lookup n = some r') (id : Id) :
    r'.has id = true ↔ r.has id = true ∨ ∃ m, (n, m) ∈ ds ∧ m ∈ w.sent ∧ m.id = id ∧ id.epoch = r.epoch := by
  induction ds generalizing w r with
  | nil =>
    have eq : r = r' := Option.some.inj (hr.symm.trans hr')
    rw [eq]
    exact ⟨.inl, fun h => h.resolve_right fun ⟨_, h, _⟩ => nomatch h⟩
  | cons d ds ih =>
    change ((w.step (.act d.1 (.deliver d.2))).run (deliveries ds)).replicas.lookup n = some r' at hr'
    have tail (s : Replica α) (hs : (w.step (.act d.1 (.deliver d.2))).replicas.lookup n = some s)
        (sent : (w.step (.act d.1 (.deliver d.2))).sent = w.sent) (epoch : s.epoch = r.epoch)
        (now : s.has id = true ↔ r.has id = true ∨ n = d.1 ∧ d.2 ∈ w.sent ∧ d.2.id = id ∧ id.epoch = r.epoch) :
        r'.has id = true ↔ r.has id = true ∨ ∃ m, (n, m) ∈ d :: ds ∧ m ∈ w.sent ∧ m.id = id ∧ id.epoch = r.epoch := by
      rw [ih _ s hs hr', now, sent, epoch]
      constructor
      · rintro ((had | ⟨eq, rest⟩) | ⟨m, mem, rest⟩)
        · exact .inl had
        · exact .inr ⟨d.2, eq ▸ List.mem_cons_self, rest⟩
        · exact .inr ⟨m, List.mem_cons_of_mem _ mem, rest⟩
      · rintro (had | ⟨m, mem, rest⟩)
        · exact .inl (.inl had)
        · rcases List.mem_cons.mp mem with eq | mem
          · exact .inl (.inr ⟨congrArg Prod.fst eq, congrArg Prod.snd eq ▸ rest⟩)
          · exact .inr ⟨m, mem, rest⟩
    rcases step_deliver w d.1 d.2 with ⟨eq, known⟩ | ⟨s, hs, offered, same, new, eq⟩
    · refine tail r (by rw [eq, hr]) (by rw [eq]) rfl ⟨.inl, fun h => h.elim (fun had => had) ?_⟩
      rintro ⟨eqn, offered, rfl, epoch⟩
      exact known r (eqn ▸ hr) offered epoch
    · by_cases eqn : n = d.1
      · rw [eqn, hs] at hr
        cases hr
        refine tail { r with state := r.state ∔ d.2.delta, marks := r.marks.add d.2.id.origin d.2.id.sequence }
          ?_ (by rw [eq]) rfl ?_
        · rw [eq]
          dsimp only
          rw [lookup_put, if_pos eqn]
        · rw [Replica.has_write_marks r _ d.2.id id same, Bool.or_eq_true, decide_eq_true_iff]
          exact or_congr_right ⟨fun h => ⟨eqn, offered, h.symm, h ▸ same⟩, fun h => h.2.2.1.symm⟩
      · refine tail r ?_ (by rw [eq]) rfl ⟨.inl, fun h => h.resolve_right fun h => eqn h.1⟩
        rw [eq]
        dsimp only
        rw [lookup_put, if_neg eqn, hr]

example : (Replica.mk ⟨0, 0⟩ 5#8 [(1, ⟨1, []⟩)] 0 []).has ⟨⟨0, 0⟩, 1, 0⟩ = true :=
  (has_run_deliveries ⟨[(2, .starting ⟨0, 0⟩ 0#8)], [⟨⟨⟨0, 0⟩, 1, 0⟩, 5#8⟩], [], []⟩ [(2, ⟨⟨⟨0, 0⟩, 1, 0⟩, 5#8⟩)]
    2 _ _ rfl rfl ⟨⟨0, 0⟩, 1, 0⟩).mpr (.inr ⟨_, List.mem_cons_self, List.mem_cons_self, rfl, rfl⟩)

/-- Sending changes nothing but the network, which then carries what it carried and all that was sent from an outbox. -/
theorem run_sends (w : World α) (ds : List (Nat × Message α)) :
    (w.run (sends ds)).replicas = w.replicas ∧ (w.run (sends ds)).opened = w.opened ∧ (w.run (sends ds)).log = w.log ∧
      ∀ m, m ∈ (w.run (sends ds)).sent ↔
        m ∈ w.sent ∨ ∃ n r, (n, m) ∈ ds ∧ w.replicas.lookup n = some r ∧ m ∈ r.outbox := by
  induction ds generalizing w with
  | nil => exact ⟨rfl, rfl, rfl, fun m => ⟨.inl, fun h => h.resolve_right fun ⟨_, _, h, _⟩ => nomatch h⟩⟩
  | cons d ds ih =>
    have ⟨replicas, opened, log, sent⟩ := ih (w.step (.send d.1 d.2))
    have now : (w.step (.send d.1 d.2)).replicas = w.replicas ∧ (w.step (.send d.1 d.2)).opened = w.opened ∧
        (w.step (.send d.1 d.2)).log = w.log ∧ ∀ m, m ∈ (w.step (.send d.1 d.2)).sent ↔
          m ∈ w.sent ∨ m = d.2 ∧ ∃ r, w.replicas.lookup d.1 = some r ∧ m ∈ r.outbox := by
      unfold step check
      dsimp only
      cases hr : w.replicas.lookup d.1 with
      | none => exact ⟨rfl, rfl, rfl, fun m => ⟨.inl, fun h => h.resolve_right fun ⟨_, _, h, _⟩ => nomatch h⟩⟩
      | some r =>
        dsimp only
        by_cases mem : d.2 ∈ r.outbox
        · rw [if_pos mem]
          refine ⟨rfl, rfl, rfl, fun m => ?_⟩
          dsimp only
          rw [List.mem_append, List.mem_singleton]
          exact or_congr_right ⟨fun eq => ⟨eq, r, rfl, eq ▸ mem⟩, fun h => h.1⟩
        · rw [if_neg mem]
          refine ⟨rfl, rfl, rfl, fun m => ⟨.inl, fun h => h.resolve_right ?_⟩⟩
          rintro ⟨rfl, s, hs, out⟩
          exact mem (Option.some.inj hs ▸ out)
    refine ⟨replicas.trans now.1, opened.trans now.2.1, log.trans now.2.2.1, fun m => (sent m).trans ?_⟩
    rw [now.1, now.2.2.2]
    constructor
    · rintro ((old | ⟨eq, r, hr, mem⟩) | ⟨n, r, hn, rest⟩)
      · exact .inl old
      · exact .inr ⟨d.1, r, eq ▸ List.mem_cons_self, hr, mem⟩
      · exact .inr ⟨n, r, List.mem_cons_of_mem _ hn, rest⟩
    · rintro (old | ⟨n, r, hn, hr, mem⟩)
      · exact .inl (.inl old)
      · rcases List.mem_cons.mp hn with eq | hn
        · exact .inl (.inr ⟨congrArg Prod.snd eq, r, congrArg Prod.fst eq ▸ hr, mem⟩)
        · exact .inr ⟨n, r, hn, hr, mem⟩

/-- Adopting epochs changes neither the network nor the epochs nor the log, and brings no replica. -/
theorem run_adoptions (w : World α) (es : List (Nat × Epoch × α)) :
    (w.run (adoptions es)).sent = w.sent ∧ (w.run (adoptions es)).opened = w.opened ∧
      (w.run (adoptions es)).log = w.log ∧
      ∀ n, ((w.run (adoptions es)).replicas.lookup n).isSome = (w.replicas.lookup n).isSome := by
  induction es generalizing w with
  | nil => exact ⟨rfl, rfl, rfl, fun _ => rfl⟩
  | cons e es ih =>
    have ⟨sent, opened, log, names⟩ := ih (w.step (.act e.1 (.adopt e.2.1 e.2.2)))
    rcases step_adopt w e.1 e.2.1 e.2.2 with ⟨eq, _⟩ | ⟨r, hr, _, _, eq⟩
    · refine ⟨sent.trans (by rw [eq]), opened.trans (by rw [eq]), log.trans (by rw [eq]), fun n => (names n).trans ?_⟩
      rw [eq]
    · refine ⟨sent.trans (by rw [eq]), opened.trans (by rw [eq]), log.trans (by rw [eq]), fun n => (names n).trans ?_⟩
      rw [eq]
      dsimp only
      rw [lookup_put]
      by_cases same : n = e.1
      · rw [if_pos same, same, hr]
        rfl
      · rw [if_neg same]

/-- After adoptions a replica is in no earlier epoch than before, in none earlier than any it heard of, and in one of
these. -/
theorem not_lt_run_adoptions (w : World α) (es : List (Nat × Epoch × α)) (n : Nat) (r r' : Replica α)
    (hr : w.replicas.lookup n = some r) (hr' : (w.run (adoptions es)).replicas.lookup n = some r') :
    ¬r'.epoch < r.epoch ∧ (∀ e v, (n, e, v) ∈ es → (e, v) ∈ w.opened → ¬r'.epoch < e) ∧
      (r'.epoch = r.epoch ∨ ∃ v, (n, r'.epoch, v) ∈ es ∧ (r'.epoch, v) ∈ w.opened) := by
  induction es generalizing w r with
  | nil =>
    cases hr.symm.trans hr'
    exact ⟨Epoch.not_lt_self _, (fun _ _ h => nomatch h), .inl rfl⟩
  | cons d es ih =>
    change ((w.step (.act d.1 (.adopt d.2.1 d.2.2))).run (adoptions es)).replicas.lookup n = some r' at hr'
    rcases step_adopt w d.1 d.2.1 d.2.2 with ⟨eq, heard⟩ | ⟨s, hs, later, offered, eq⟩
    · have ⟨own, others, one⟩ := ih _ r (by rw [eq, hr]) hr'
      refine ⟨own, fun e v mem opened => ?_, one.imp_right fun ⟨v, mem, opened⟩ =>
        ⟨v, List.mem_cons_of_mem _ mem, by rw [eq] at opened; exact opened⟩⟩
      rcases List.mem_cons.mp mem with rfl | mem
      · exact Epoch.not_lt_trans _ _ _ own (heard r hr opened)
      · exact others e v mem (by rw [eq]; exact opened)
    · by_cases same : n = d.1
      · rw [same, hs] at hr
        cases hr
        have ⟨own, others, one⟩ :=
          ih _ (.starting d.2.1 d.2.2) (by rw [eq]; dsimp only; rw [lookup_put, if_pos same]) hr'
        refine ⟨Epoch.not_lt_trans _ _ _ own fun lt => Epoch.not_lt_self _ (Epoch.lt_trans _ _ _ lt later),
          fun e v mem opened => ?_, .inr ?_⟩
        · rcases List.mem_cons.mp mem with rfl | mem
          · exact own
          · exact others e v mem (by rw [eq]; exact opened)
        · rcases one with here | ⟨v, mem, opened⟩
          · rw [here]
            exact ⟨d.2.2, same ▸ List.mem_cons_self, offered⟩
          · exact ⟨v, List.mem_cons_of_mem _ mem, by rw [eq] at opened; exact opened⟩
      · have ⟨own, others, one⟩ := ih _ r (by rw [eq]; dsimp only; rw [lookup_put, if_neg same, hr]) hr'
        refine ⟨own, fun e v mem opened => ?_, one.imp_right fun ⟨v, mem, opened⟩ =>
          ⟨v, List.mem_cons_of_mem _ mem, by rw [eq] at opened; exact opened⟩⟩
        rcases List.mem_cons.mp mem with rfl | mem
        · exact absurd rfl same
        · exact others e v mem (by rw [eq]; exact opened)

example : ¬(⟨1, 2⟩ : Epoch) < ⟨0, 0⟩ :=
  (not_lt_run_adoptions ⟨[(1, .starting ⟨0, 0⟩ 0#8)], [], [(⟨1, 2⟩, 7#8)], []⟩ [(1, ⟨1, 2⟩, 7#8)] 1
    (.starting ⟨0, 0⟩ 0#8) (.starting ⟨1, 2⟩ 7#8) rfl rfl).1

/-- Replicas that have heard of the same epochs, their own included, agree on the epoch, in whatever order they heard of
them: loads at once are settled. -/
theorem epoch_run_adoptions_eq (w : World α) (es : List (Nat × Epoch × α)) (n n' : Nat) (r s r' s' : Replica α)
    (hr : w.replicas.lookup n = some r) (hs : w.replicas.lookup n' = some s)
    (hr' : (w.run (adoptions es)).replicas.lookup n = some r')
    (hs' : (w.run (adoptions es)).replicas.lookup n' = some s')
    (same : ∀ e, (e = r.epoch ∨ ∃ v, (n, e, v) ∈ es ∧ (e, v) ∈ w.opened) ↔
      (e = s.epoch ∨ ∃ v, (n', e, v) ∈ es ∧ (e, v) ∈ w.opened)) : r'.epoch = s'.epoch := by
  have ⟨own, others, one⟩ := not_lt_run_adoptions w es n r r' hr hr'
  have ⟨own', others', one'⟩ := not_lt_run_adoptions w es n' s s' hs hs'
  rcases Epoch.lt_trichotomy r'.epoch s'.epoch with lt | eq | lt
  · rcases (same _).mpr one' with eq | ⟨v, mem, opened⟩
    · exact absurd lt (eq ▸ own)
    · exact absurd lt (others _ v mem opened)
  · exact eq
  · rcases (same _).mp one with eq | ⟨v, mem, opened⟩
    · exact absurd lt (eq ▸ own')
    · exact absurd lt (others' _ v mem opened)

example : (Replica.starting ⟨1, 1⟩ 9#8).epoch = ⟨1, 1⟩ :=
  epoch_run_adoptions_eq ((initial [1, 2] 7#8).run [.act 1 (.reopen 9#8)]) [(1, ⟨0, 0⟩, 7#8), (2, ⟨1, 1⟩, 9#8)] 1 2
    (.starting ⟨1, 1⟩ 9#8) (.starting ⟨0, 0⟩ 7#8) (.starting ⟨1, 1⟩ 9#8) (.starting ⟨1, 1⟩ 9#8) rfl rfl rfl rfl
    fun e => by
      constructor
      · rintro (rfl | ⟨v, mem, _⟩)
        · exact .inr ⟨9#8, by decide, by decide⟩
        · rcases List.mem_cons.mp mem with eq | mem
          · cases eq
            exact .inl rfl
          · cases List.mem_singleton.mp mem
      · rintro (rfl | ⟨v, mem, _⟩)
        · exact .inr ⟨7#8, by decide, by decide⟩
        · rcases List.mem_cons.mp mem with eq | mem
          · cases eq
          · cases List.mem_singleton.mp mem
            exact .inl rfl

end World
end Atomik.Delivery
