import Atomik.Thm.Delivery.Schedule
/-!
# Delivery over a network that loses, duplicates and reorders

Whatever happens, a replica's state is the start of its epoch combined once with each delta that it has marked; replicas
with the same marks are equal; and once everything has come through, all replicas are. Main results beside the ones
below: `World.valid_of_reachable` (invariant, `Atomik.Thm.Delivery.Invariant`), `World.step_deliver_deliver`,
`World.step_deliver_of_has`, `World.step_crash` (`Atomik.Thm.Delivery.Step`), `World.epoch_run_adoptions_eq`
(`Atomik.Thm.Delivery.Schedule`), `foldl_map_eq_iff_parity` (`Atomik.Thm.Delivery.Naive`: what happens without marks).
-/
namespace Atomik.Delivery
open DeltaGroup (combineAll)

universe u
variable {α : Type u} [DeltaGroup α] [DecidableEq α]

local infixl:65 " ∔ " => DeltaGroup.combine

namespace World

/-- In every reachable world, a replica's state is the state its epoch started from, combined once with each delta that
it has marked (T6). -/
theorem state_of_reachable (w : World α) (h : w.Reachable) (n : Nat) (r : Replica α)
    (hr : w.replicas.lookup n = some r) :
    ∃ v, (r.epoch, v) ∈ w.opened ∧ r.state = v ∔ combineAll ((r.marked w.log).map (·.delta)) :=
  ((valid_of_reachable w h).replicas n r hr).state

example : ∃ v, (firstEpoch, v) ∈ (initial [1] 7#8).opened ∧
    7#8 = v ∔ combineAll (((Replica.starting firstEpoch 7#8).marked []).map (·.delta)) :=
  state_of_reachable (initial [1] 7#8) ⟨[1], 7#8, [], rfl⟩ 1 (.starting firstEpoch 7#8) rfl

omit [DeltaGroup α] [DecidableEq α] in
private theorem eq_of_mem {opened : List (Epoch × α)} (unique : (opened.map (·.1)).Nodup) {e : Epoch} {v v' : α}
    (hv : (e, v) ∈ opened) (hv' : (e, v') ∈ opened) : v = v' := by
  induction opened with
  | nil => cases hv
  | cons p ps ih =>
    rw [List.map_cons, List.nodup_cons] at unique
    rcases List.mem_cons.mp hv with eq | mem <;> rcases List.mem_cons.mp hv' with eq' | mem'
    · exact congrArg Prod.snd (eq.trans eq'.symm)
    · exact absurd (List.mem_map.mpr ⟨_, mem', (congrArg Prod.fst eq : e = p.1)⟩) unique.1
    · exact absurd (List.mem_map.mpr ⟨_, mem, (congrArg Prod.fst eq' : e = p.1)⟩) unique.1
    · exact ih unique.2 mem mem'

omit [DecidableEq α] in
private theorem state_eq {w w' : World α} (h : w.Valid) (h' : w'.Valid) (log : w'.log = w.log)
    (opened : w'.opened = w.opened) {n n' : Nat} {r r' : Replica α} (hr : w.replicas.lookup n = some r)
    (hr' : w'.replicas.lookup n' = some r') (epoch : r'.epoch = r.epoch)
    (has : ∀ id, r'.has id = true ↔ r.has id = true) : r'.state = r.state := by
  obtain ⟨v, hv, eq⟩ := (h.replicas n r hr).state
  obtain ⟨v', hv', eq'⟩ := (h'.replicas n' r' hr').state
  have marked : r'.marked w'.log = r.marked w.log := by
    rw [log]
    exact List.filter_congr fun m _ => Bool.eq_iff_iff.mpr (has m.id)
  rw [opened, epoch] at hv'
  rw [eq, eq', marked, eq_of_mem h.epochs hv hv']

/-- Two replicas in the same epoch that have marked the same deltas have the same state, however they came by them. -/
theorem state_eq_of_has_eq (w : World α) (h : w.Reachable) (n n' : Nat) (r r' : Replica α)
    (hr : w.replicas.lookup n = some r) (hr' : w.replicas.lookup n' = some r') (epoch : r'.epoch = r.epoch)
    (has : ∀ id, r'.has id = r.has id) : r'.state = r.state :=
  have v := valid_of_reachable w h
  state_eq v v rfl rfl hr hr' epoch fun id => Bool.eq_iff_iff.mp (has id)

example : (Replica.starting firstEpoch 7#8).state = (Replica.starting firstEpoch 7#8).state :=
  state_eq_of_has_eq (initial [1, 2] 7#8) ⟨[1, 2], 7#8, [], rfl⟩ 1 2 _ _ rfl rfl rfl fun _ => rfl

/-- Two lists of deliveries that bring a replica the same messages, in any order and any numbers, leave it with the
same state and the same marks (T6). -/
theorem run_deliveries_eq (w : World α) (h : w.Reachable) (n : Nat) (ds ks : List (Nat × Message α))
    (same : ∀ m, (n, m) ∈ ds ↔ (n, m) ∈ ks) (origin : Nat) :
    ((w.run (deliveries ds)).replicas.lookup n).map (fun r => (r.state, r.marks.of origin)) =
      ((w.run (deliveries ks)).replicas.lookup n).map (fun r => (r.state, r.marks.of origin)) := by
  have v := valid_of_reachable w h
  have ⟨_, openedD, logD, epochD⟩ := run_deliveries w ds
  have ⟨_, openedK, logK, epochK⟩ := run_deliveries w ks
  have epochs := (epochD n).trans (epochK n).symm
  have epochD := epochD n
  have validD := valid_run w (deliveries ds) v
  have validK := valid_run w (deliveries ks) v
  cases hd : (w.run (deliveries ds)).replicas.lookup n with
  | none =>
    cases hk : (w.run (deliveries ks)).replicas.lookup n with
    | none => rfl
    | some k =>
      rw [hd, hk] at epochs
      cases epochs
  | some d =>
    cases hk : (w.run (deliveries ks)).replicas.lookup n with
    | none =>
      rw [hd, hk] at epochs
      cases epochs
    | some k =>
      rw [hd, hk] at epochs
      rw [hd] at epochD
      have epoch : d.epoch = k.epoch := Option.some.inj epochs
      cases hr : w.replicas.lookup n with
      | none =>
        rw [hr] at epochD
        cases epochD
      | some r =>
        have has (id : Id) : d.has id = true ↔ k.has id = true := by
          rw [has_run_deliveries w ds n r d hr hd, has_run_deliveries w ks n r k hr hk]
          exact or_congr_right (exists_congr fun m => and_congr_left fun _ => same m)
        have state := state_eq validK validD (logD.trans logK.symm) (openedD.trans openedK.symm) hk hd epoch has
        have marks : d.marks.of origin = k.marks.of origin :=
          Mark.eq_of_has_eq _ _ ((validD.replicas n d hd).canonical origin) ((validK.replicas n k hk).canonical origin)
            fun q => by
              have := has ⟨d.epoch, origin, q⟩
              rw [Replica.has, Replica.has, decide_eq_true rfl, decide_eq_true epoch, Bool.true_and,
                Bool.true_and] at this
              exact Bool.eq_iff_iff.mpr this
        exact congrArg some (Prod.ext state marks)

example (m k : Message (BitVec 8)) :
    (((initial [1] 7#8).run (deliveries [(1, m), (1, k), (1, m)])).replicas.lookup 1).map
      (fun r => (r.state, r.marks.of 5)) =
    (((initial [1] 7#8).run (deliveries [(1, k), (1, m)])).replicas.lookup 1).map (fun r => (r.state, r.marks.of 5)) :=
  run_deliveries_eq (initial [1] 7#8) ⟨[1], 7#8, [], rfl⟩ 1 _ _ (fun x => by
    simp only [List.mem_cons, List.not_mem_nil, or_false]
    exact ⟨fun h => h.elim .inr id, .inr⟩) 5

/-- What a replica produced comes back to it without effect, from whoever forwards it. -/
theorem step_deliver_own (w : World α) (h : w.Reachable) (r : Replica α) (m : Message α) (mem : m ∈ w.log)
    (hr : w.replicas.lookup m.id.origin = some r) : w.step (.act m.id.origin (.deliver m)) = w := by
  refine step_deliver_of_has w _ m r hr ?_
  by_cases same : m.id.epoch = r.epoch
  · exact .inr (((valid_of_reachable w h).replicas _ r hr).own m mem rfl same).1
  · exact .inl same

example : ((initial [1] 0#8).run [.act 1 (.produce 5#8)]).step (.act 1 (.deliver ⟨⟨⟨0, 0⟩, 1, 0⟩, 5#8⟩)) =
    (initial [1] 0#8).run [.act 1 (.produce 5#8)] :=
  step_deliver_own _ ⟨[1], 0#8, [.act 1 (.produce 5#8)], rfl⟩ _ ⟨⟨⟨0, 0⟩, 1, 0⟩, 5#8⟩ List.mem_cons_self rfl

/-- No two messages ever get the same name, whatever crashes happen: no sequence is used twice. -/
theorem nodup_ids (w : World α) (h : w.Reachable) : (w.log.map (·.id)).Nodup := (valid_of_reachable w h).ids

example : (((initial [1] 0#8).run [.act 1 (.produce 5#8), .crash 1 (.produce 6#8) 3, .act 1 (.produce 7#8)]).log.map
    (·.id)).Nodup :=
  nodup_ids _ ⟨[1], 0#8, _, rfl⟩

/-- No message is lost to a crash or to an acknowledgement: while its origin is in the message's epoch, the message was
sent or is in the outbox. -/
theorem mem_sent_or_mem_outbox (w : World α) (h : w.Reachable) (r : Replica α) (m : Message α) (mem : m ∈ w.log)
    (hr : w.replicas.lookup m.id.origin = some r) (epoch : m.id.epoch = r.epoch) : m ∈ w.sent ∨ m ∈ r.outbox :=
  (((valid_of_reachable w h).replicas _ r hr).own m mem rfl epoch).2

example : (⟨⟨⟨0, 0⟩, 1, 0⟩, 5#8⟩ : Message (BitVec 8)) ∈ ((initial [1] 0#8).run [.act 1 (.produce 5#8)]).sent ∨
    (⟨⟨⟨0, 0⟩, 1, 0⟩, 5#8⟩ : Message (BitVec 8)) ∈ [(⟨⟨⟨0, 0⟩, 1, 0⟩, 5#8⟩ : Message (BitVec 8))] :=
  mem_sent_or_mem_outbox _ ⟨[1], 0#8, [.act 1 (.produce 5#8)], rfl⟩ _ _ List.mem_cons_self rfl rfl

/-- Progress within an epoch: once every message of the epoch is on the network, and each was then delivered at least
once to each replica of the epoch, in any order, these replicas all have the state their epoch started from combined
with every delta produced in it. -/
theorem state_run_deliveries (w : World α) (h : w.Reachable) (ds : List (Nat × Message α)) (e : Epoch)
    (sent : ∀ m ∈ w.log, m.id.epoch = e → m ∈ w.sent)
    (delivered : ∀ n r m, w.replicas.lookup n = some r → r.epoch = e → m ∈ w.sent → m.id.epoch = e → (n, m) ∈ ds)
    (n : Nat) (r : Replica α) (hr : (w.run (deliveries ds)).replicas.lookup n = some r) (epoch : r.epoch = e) :
    ∃ v, (e, v) ∈ w.opened ∧ r.state = v ∔ combineAll ((w.log.filter (·.id.epoch = e)).map (·.delta)) := by
  have ⟨_, opened, log, epochs⟩ := run_deliveries w ds
  have epochs := epochs n
  obtain ⟨v, hv, eq⟩ := ((valid_run w (deliveries ds) (valid_of_reachable w h)).replicas n r hr).state
  rw [opened, epoch] at hv
  refine ⟨v, hv, eq.trans ?_⟩
  rw [hr] at epochs
  cases hs : w.replicas.lookup n with
  | none =>
    rw [hs] at epochs
    cases epochs
  | some s =>
    rw [hs] at epochs
    have same : r.epoch = s.epoch := Option.some.inj epochs
    have marked : r.marked (w.run (deliveries ds)).log = w.log.filter (·.id.epoch = e) := by
      rw [Replica.marked, log]
      refine List.filter_congr fun m mem => Bool.eq_iff_iff.mpr ?_
      rw [decide_eq_true_iff]
      constructor
      · intro has
        rw [Replica.has, Bool.and_eq_true, decide_eq_true_iff] at has
        exact has.1.trans epoch
      · intro here
        refine (has_run_deliveries w ds n s r hs hr m.id).mpr (.inr ⟨m, ?_, sent m mem here, rfl, ?_⟩)
        · exact delivered n s m hs (same.symm.trans epoch) (sent m mem here) here
        · exact here.trans (epoch.symm.trans same)
    rw [marked]

example : ∃ v, (firstEpoch, v) ∈ (initial [1] 7#8).opened ∧ 7#8 = v ∔ combineAll [] :=
  state_run_deliveries (initial [1] 7#8) ⟨[1], 7#8, [], rfl⟩ [] firstEpoch (fun _ h => nomatch h)
    (fun _ _ _ _ _ h => nomatch h) 1 (.starting firstEpoch 7#8) rfl rfl

private theorem mem_of_lookup {β : Type u} {l : List (Nat × β)} {n : Nat} {v : β} (h : l.lookup n = some v) :
    (n, v) ∈ l := by
  induction l with
  | nil => cases h
  | cons p ps ih =>
    rw [List.lookup_cons] at h
    by_cases eq : n = p.1
    · rw [beq_iff_eq.mpr eq] at h
      rw [eq, ← Option.some.inj h]
      exact List.mem_cons_self
    · rw [beq_eq_false_iff_ne.mpr eq] at h
      exact List.mem_cons_of_mem p (ih h)

/-- There is always a schedule by which everything comes through, and it can be computed. -/
theorem flushes_all (w : World α) : w.Flushes w.allNews (w.run (adoptions w.allNews)).allPosts
    ((w.run (adoptions w.allNews)).run (sends (w.run (adoptions w.allNews)).allPosts)).allMail where
  heard _ _ _ _ hr he := List.mem_flatMap.mpr ⟨_, mem_of_lookup hr, List.mem_map.mpr ⟨_, he, rfl⟩⟩
  posted _ _ _ hr hm := List.mem_flatMap.mpr ⟨_, mem_of_lookup hr, List.mem_map.mpr ⟨_, hm, rfl⟩⟩
  delivered n _ _ hr hm := List.mem_flatMap.mpr
    ⟨_, mem_of_lookup ((congrArg (List.lookup n) (run_sends _ _).1).trans hr), List.mem_map.mpr ⟨_, hm, rfl⟩⟩

/-- Progress of the whole: from any reachable world, once everything has come through, every replica is in the latest
epoch and has its first state combined with every delta produced in it. Crashes, losses and duplicates before that do
not matter. -/
theorem state_flush (w : World α) (h : w.Reachable) (es : List (Nat × Epoch × α)) (posts ds : List (Nat × Message α))
    (all : w.Flushes es posts ds) (n : Nat) (r : Replica α) (hr : (w.flush es posts ds).replicas.lookup n = some r) :
    (∀ p ∈ w.opened, ¬r.epoch < p.1) ∧
      ∃ v, (r.epoch, v) ∈ w.opened ∧
        r.state = v ∔ combineAll ((w.log.filter (·.id.epoch = r.epoch)).map (·.delta)) := by
  obtain ⟨heard, posted, delivered⟩ := all
  unfold flush at hr
  have ⟨sent₁, opened₁, log₁, names₁⟩ := run_adoptions w es
  have ⟨replicas₂, opened₂, log₂, sent₂⟩ := run_sends (w.run (adoptions es)) posts
  have ⟨_, _, _, epochs₃⟩ := run_deliveries ((w.run (adoptions es)).run (sends posts)) ds
  have reach₁ : (w.run (adoptions es)).Reachable := reachable_run w _ h
  have reach₂ := reachable_run _ (sends posts) reach₁
  -- after the adoptions every replica is in the latest epoch
  have latest (n : Nat) (r : Replica α) (hr : (w.run (adoptions es)).replicas.lookup n = some r) :
      ∀ p ∈ w.opened, ¬r.epoch < p.1 := by
    intro p hp
    have name := names₁ n
    rw [hr] at name
    cases hs : w.replicas.lookup n with
    | none =>
      rw [hs] at name
      cases name
    | some s => exact (not_lt_run_adoptions w es n s r hs hr).2.1 p.1 p.2 (heard n s p.1 p.2 hs hp) hp
  have agree (n n' : Nat) (r r' : Replica α) (hr : (w.run (adoptions es)).replicas.lookup n = some r)
      (hr' : (w.run (adoptions es)).replicas.lookup n' = some r') : r'.epoch = r.epoch := by
    obtain ⟨v, hv, _⟩ := state_of_reachable _ reach₁ n r hr
    obtain ⟨v', hv', _⟩ := state_of_reachable _ reach₁ n' r' hr'
    rw [opened₁] at hv hv'
    rcases Epoch.lt_trichotomy r'.epoch r.epoch with lt | eq | lt
    · exact absurd lt (latest n' r' hr' _ hv)
    · exact eq
    · exact absurd lt (latest n r hr _ hv')
  -- where the replica was before the deliveries
  have epochs := epochs₃ n
  rw [hr, replicas₂] at epochs
  cases hs : (w.run (adoptions es)).replicas.lookup n with
  | none =>
    rw [hs] at epochs
    cases epochs
  | some s =>
    rw [hs] at epochs
    have same : r.epoch = s.epoch := Option.some.inj epochs
    -- every message of the epoch was sent, because its origin is in the epoch too
    have sent (m : Message α) (mem : m ∈ w.log) (epoch : m.id.epoch = r.epoch) :
        m ∈ ((w.run (adoptions es)).run (sends posts)).sent := by
      obtain ⟨o, ho, _⟩ := (valid_of_reachable _ reach₁).past m (log₁ ▸ mem)
      have here : m.id.epoch = o.epoch := epoch.trans (same.trans (agree m.id.origin n o s ho hs))
      refine (sent₂ m).mpr ((mem_sent_or_mem_outbox _ reach₁ o m (log₁ ▸ mem) ho here).imp_right fun out => ?_)
      exact ⟨m.id.origin, o, posted _ o m ho out, ho, out⟩
    have final := state_run_deliveries _ reach₂ ds r.epoch (fun m mem => sent m (log₁ ▸ log₂ ▸ mem))
      (fun n' r' m hr' _ mem _ => delivered n' r' m (replicas₂ ▸ hr') mem) n r hr rfl
    rw [opened₂, opened₁, log₂, log₁] at final
    exact ⟨same ▸ latest n s hs, final⟩

example : ∃ v, (firstEpoch, v) ∈ ((initial [1, 2] 7#8).run [.act 1 (.produce 5#8)]).opened ∧
    2#8 = v ∔ combineAll [5#8] :=
  (state_flush _ ⟨[1, 2], 7#8, [.act 1 (.produce 5#8)], rfl⟩ _ _ _ (flushes_all _) 2
    ⟨firstEpoch, 2#8, [(1, ⟨1, []⟩)], 0, []⟩ rfl).2

/-- Once everything has come through, all replicas are in the same epoch and have the same state. -/
theorem flush_eq (w : World α) (h : w.Reachable) (es : List (Nat × Epoch × α)) (posts ds : List (Nat × Message α))
    (all : w.Flushes es posts ds) (n n' : Nat) (r r' : Replica α)
    (hr : (w.flush es posts ds).replicas.lookup n = some r) (hr' : (w.flush es posts ds).replicas.lookup n' = some r') :
    r'.epoch = r.epoch ∧ r'.state = r.state := by
  have ⟨latest, v, hv, eq⟩ := state_flush w h es posts ds all n r hr
  have ⟨latest', v', hv', eq'⟩ := state_flush w h es posts ds all n' r' hr'
  have epoch : r'.epoch = r.epoch := by
    rcases Epoch.lt_trichotomy r'.epoch r.epoch with lt | eq | lt
    · exact absurd lt (latest' _ hv)
    · exact eq
    · exact absurd lt (latest _ hv')
  rw [epoch] at hv' eq'
  exact ⟨epoch, by rw [eq, eq', eq_of_mem (valid_of_reachable w h).epochs hv hv']⟩

example : (Replica.starting ⟨1, 1⟩ 7#8).epoch = ⟨1, 1⟩ ∧ (Replica.starting ⟨1, 1⟩ 7#8).state = 7#8 :=
  flush_eq _ ⟨[1, 2], 0#8, [.act 1 (.reopen 7#8)], rfl⟩ _ _ _ (flushes_all _) 1 2 (.starting ⟨1, 1⟩ 7#8)
    (.starting ⟨1, 1⟩ 7#8) rfl rfl

end World
end Atomik.Delivery
