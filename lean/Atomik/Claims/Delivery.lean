import Atomik.Thm.Delivery
import Atomik.Thm.Delivery.Naive
/-!
# Claims about delivery

What happens to deltas on a network that loses, duplicates and reorders: without marks, and with the protocol of
`Atomik.Spec.Delivery`. The form is that of `Atomik.Claims`.
-/
namespace Atomik.Claims
open DeltaGroup (zero combineAll times)
open Delivery Delivery.World

universe u v

local infixl:65 " ∔ " => DeltaGroup.combine

section Naive
variable {ι : Type v} {α : Type u} [DeltaGroup α]

/-- Receivers that combine whatever arrives agree exactly if the messages that one got an odd and the other an even
number of times cancel: the exact condition, over duplicates, losses and every order.

Claims: C24 C48 C57 C81 C84 C144 C146.

Does not say: that the condition can be checked by a receiver; it does not know the counts. -/
theorem claim_naive_parity [DecidableEq ι] [SelfInverse α] (f : ι → α) (all : List ι) (nodup : all.Nodup)
    (xs ys : List ι) (coverx : ∀ i ∈ xs, i ∈ all) (covery : ∀ i ∈ ys, i ∈ all) (s : α) :
    (xs.map f).foldl DeltaGroup.combine s = (ys.map f).foldl DeltaGroup.combine s ↔
      combineAll ((all.filter fun i => xs.count i % 2 ≠ ys.count i % 2).map f) = zero :=
  foldl_map_eq_iff_parity f all nodup xs ys coverx covery s

/-- Over any delta group, such receivers agree exactly if all messages, each taken as often as it came, combine to the
same.

Claims: C24 C48 C81.

Does not say: that addition is worse than XOR; a duplicate breaks both. -/
theorem claim_naive_counts [DecidableEq ι] (f : ι → α) (all : List ι) (nodup : all.Nodup) (xs ys : List ι)
    (coverx : ∀ i ∈ xs, i ∈ all) (covery : ∀ i ∈ ys, i ∈ all) (s : α) :
    (xs.map f).foldl DeltaGroup.combine s = (ys.map f).foldl DeltaGroup.combine s ↔
      combineAll (all.map fun i => times (xs.count i) (f i)) = combineAll (all.map fun i => times (ys.count i) (f i)) :=
  foldl_map_eq_iff_times_count f all nodup xs ys coverx covery s

/-- One delivery more or less makes two such receivers differ, unless its delta is zero: a duplicate and a loss both
diverge.

Claims: C4 C24 C48 C57 C63 C75 C144.

Does not say: that two accidents cannot cancel; they can (`claim_naive_parity`). -/
theorem claim_naive_extra (s d : α) (ds es : List α) (h : es.Perm (d :: ds)) :
    es.foldl DeltaGroup.combine s = ds.foldl DeltaGroup.combine s ↔ d = zero :=
  foldl_eq_iff_of_perm_cons s d h

/-- If two messages of the same delta look the same on the wire, no receiver, whatever it remembers, treats rightly
both the two of them and one of them duplicated: metadata that names each delta is necessary.

Claims: C58 C64 C74 C96.

Does not say: how long the name must be. -/
theorem claim_name_needed {φ : Type v} (frame : ι → α → φ) (receive : List φ → α) (s d : α) (i j : ι)
    (alike : frame i d = frame j d) (two : receive [frame i d, frame j d] = s ∔ d ∔ d)
    (once : receive [frame i d, frame i d] = s ∔ d) : d = zero :=
  eq_zero_of_frame_eq frame receive s d i j alike two once

end Naive

section Protocol
variable {α : Type u} [DeltaGroup α] [DecidableEq α]

/-- Every schedule of productions, sends, losses, duplicates, deliveries in any order, loads, joins and crashes keeps
the invariant: each state is the start of its epoch combined once with each marked delta, no name is used twice, and
nothing is on the network that was not produced.

Claims: C24 C48 C144.

Does not say: that a message arrives, or that replicas agree before it does. -/
theorem claim_invariant (w : World α) (h : w.Reachable) : w.Valid :=
  valid_of_reachable w h

/-- A replica's state is the state its epoch started from, combined once with each delta that it has marked, whatever
the network did.

Claims: C24 C48 C60 C144.

Does not say: that two replicas have marked the same deltas. -/
theorem claim_exactly_once (w : World α) (h : w.Reachable) (n : Nat) (r : Replica α)
    (hr : w.replicas.lookup n = some r) :
    ∃ v, (r.epoch, v) ∈ w.opened ∧ r.state = v ∔ combineAll ((r.marked w.log).map (·.delta)) :=
  state_of_reachable w h n r hr

/-- Replicas in the same epoch that have marked the same deltas have the same state.

Claims: C24 C48 C81.

Does not say: that equal states mean equal marks; different deltas may combine to the same. -/
theorem claim_same_marks (w : World α) (h : w.Reachable) (n n' : Nat) (r r' : Replica α)
    (hr : w.replicas.lookup n = some r) (hr' : w.replicas.lookup n' = some r') (epoch : r'.epoch = r.epoch)
    (has : ∀ id, r'.has id = r.has id) : r'.state = r.state :=
  state_eq_of_has_eq w h n n' r r' hr hr' epoch has

/-- With marks, the order and the number of deliveries do not matter: only which messages came.

Claims: C24 C52 C57 C63 C67 C75 C96 C144 C146.

Does not say: that this holds without marks, or across a load. -/
theorem claim_order_and_duplicates (w : World α) (h : w.Reachable) (n : Nat) (ds ks : List (Nat × Message α))
    (same : ∀ m, (n, m) ∈ ds ↔ (n, m) ∈ ks) (origin : Nat) :
    ((w.run (deliveries ds)).replicas.lookup n).map (fun r => (r.state, r.marks.of origin)) =
      ((w.run (deliveries ks)).replicas.lookup n).map (fun r => (r.state, r.marks.of origin)) :=
  run_deliveries_eq w h n ds ks same origin

/-- Delivering a message again changes nothing.

Claims: C57 C144.

Does not say: that the second delivery is undone by self-inverse; it is refused. -/
theorem claim_deliver_twice (w : World α) (name : Nat) (m : Message α) :
    (w.step (.act name (.deliver m))).step (.act name (.deliver m)) = w.step (.act name (.deliver m)) :=
  step_deliver_deliver w name m

/-- Once every replica has heard of every epoch, every outbox was sent, and every message was delivered at least once,
each replica is in the latest epoch, at its first state combined with every delta produced in it.

Claims: C24 C42 C48 C53 C63 C75 C144.

Does not say: when that is, that no message of an earlier epoch counts for nothing (all of them do), or that the
replicas know it. -/
theorem claim_progress (w : World α) (h : w.Reachable) (es : List (Nat × Epoch × α)) (posts ds : List (Nat × Message α))
    (all : w.Flushes es posts ds) (n : Nat) (r : Replica α) (hr : (w.flush es posts ds).replicas.lookup n = some r) :
    (∀ p ∈ w.opened, ¬r.epoch < p.1) ∧
      ∃ v, (r.epoch, v) ∈ w.opened ∧ r.state = v ∔ combineAll ((w.log.filter (·.id.epoch = r.epoch)).map (·.delta)) :=
  state_flush w h es posts ds all n r hr

/-- Then all replicas are in the same epoch and have the same state, without consensus.

Claims: C24 C42 C48 C53 C63 C75 C144.

Does not say: that the replicas agree before that, or on an order of the updates. -/
theorem claim_all_equal (w : World α) (h : w.Reachable) (es : List (Nat × Epoch × α))
    (posts ds : List (Nat × Message α)) (all : w.Flushes es posts ds) (n n' : Nat) (r r' : Replica α)
    (hr : (w.flush es posts ds).replicas.lookup n = some r) (hr' : (w.flush es posts ds).replicas.lookup n' = some r') :
    r'.epoch = r.epoch ∧ r'.state = r.state :=
  flush_eq w h es posts ds all n n' r r' hr hr'

/-- From every world there is a schedule by which everything comes through.

Claims: C24 C63 C75.

Does not say: that a network follows it. -/
theorem claim_flush_exists (w : World α) : w.Flushes w.allNews (w.run (adoptions w.allNews)).allPosts
    ((w.run (adoptions w.allNews)).run (sends (w.run (adoptions w.allNews)).allPosts)).allMail :=
  flushes_all w

/-- A message of another epoch than the replica's own, or one it has already marked, changes nothing: a load that races
with a delta cannot make replicas of one epoch differ.

Claims: C8 C24 C52 C121.

Does not say: that the refused delta is applied somewhere else; a load discards what it did not see. -/
theorem claim_other_epoch (w : World α) (name : Nat) (m : Message α) (r : Replica α)
    (hr : w.replicas.lookup name = some r) (h : m.id.epoch ≠ r.epoch ∨ r.has m.id = true) :
    w.step (.act name (.deliver m)) = w :=
  step_deliver_of_has w name m r hr h

/-- Replicas that have heard of the same epochs, their own included, agree on the epoch: of loads at once, the later
opener's wins everywhere.

Claims: C24 C72 C94.

Does not say: that the losing load, or what was produced after it, is kept. -/
theorem claim_same_epoch (w : World α) (es : List (Nat × Epoch × α)) (n n' : Nat) (r s r' s' : Replica α)
    (hr : w.replicas.lookup n = some r) (hs : w.replicas.lookup n' = some s)
    (hr' : (w.run (adoptions es)).replicas.lookup n = some r')
    (hs' : (w.run (adoptions es)).replicas.lookup n' = some s')
    (same : ∀ e, (e = r.epoch ∨ ∃ v, (n, e, v) ∈ es ∧ (e, v) ∈ w.opened) ↔
      (e = s.epoch ∨ ∃ v, (n', e, v) ∈ es ∧ (e, v) ∈ w.opened)) : r'.epoch = s'.epoch :=
  epoch_run_adoptions_eq w es n n' r s r' s' hr hs hr' hs' same

/-- What a replica produced comes back to it without effect: messages may be forwarded by anybody.

Claims: C63 C66 C69 C75.

Does not say: that accumulators may be forwarded (`claim_merge_back`). -/
theorem claim_forwarded (w : World α) (h : w.Reachable) (r : Replica α) (m : Message α) (mem : m ∈ w.log)
    (hr : w.replicas.lookup m.id.origin = some r) : w.step (.act m.id.origin (.deliver m)) = w :=
  step_deliver_own w h r m mem hr

/-- No two deltas ever get the same name, whatever crashes happen.

Claims: C58 C64 C74.

Does not say: that a replica which lost its durable storage may come back under its old name; it must join under a new
one. -/
theorem claim_names_unique (w : World α) (h : w.Reachable) : (w.log.map (·.id)).Nodup :=
  nodup_ids w h

/-- No crash and no acknowledgement loses a delta: while its origin is in its epoch, it was sent or is in the outbox.

Claims: C24 C75 C144.

Does not say: that a sent message arrives; an acknowledgement must wait for those who need it. -/
theorem claim_nothing_lost (w : World α) (h : w.Reachable) (r : Replica α) (m : Message α) (mem : m ∈ w.log)
    (hr : w.replicas.lookup m.id.origin = some r) (epoch : m.id.epoch = r.epoch) : m ∈ w.sent ∨ m ∈ r.outbox :=
  mem_sent_or_mem_outbox w h r m mem hr epoch

/-- A snapshot of the state alone does not let a replica join: what the state already contains is applied again.

Claims: C4 C64 C75.

Does not say: that joining is impossible; with the marks it is safe, because `claim_invariant` includes joins. -/
theorem claim_join_without_marks (r : Replica α) (name : Nat) (m : Message α) (h : r.has m.id = true) :
    ({ r with marks := [] } : Replica α).writes name (.deliver m) =
      .ok [.state (r.state ∔ m.delta), .marks (Marks.add [] m.id.origin m.id.sequence)] :=
  Replica.writes_deliver_of_no_marks r name m h

/-- A replica that crashes at any step of a request has done nothing of it, or all of it.

Claims: C12 C137.

Does not say: that a given storage engine commits at one stroke; this is what it must provide. -/
theorem claim_crash (w : World α) (name : Nat) (a : Action α) (steps : Nat) :
    w.step (.crash name a steps) = w ∨ w.step (.crash name a steps) = w.step (.act name a) :=
  step_crash w name a steps

/-- Without a transaction, the state written first: a crash before the marks are written makes the delta count twice.

Claims: C12 C137.

Does not say: that the crash is likely. -/
theorem claim_crash_state_first (r : Replica α) (name : Nat) (m : Message α) (ws : List (Write α))
    (h : r.writes name (.deliver m) = .ok ws) : ∃ again, (r.writeThrough ws 1).writes name (.deliver m) = .ok again ∧
      ((r.writeThrough ws 1).perform again 3).state = r.state ∔ m.delta ∔ m.delta :=
  Replica.writeThrough_state_first r name m ws h

/-- Without a transaction, the marks written first: a crash before the state is written loses the delta.

Claims: C12 C137.

Does not say: that the crash is likely. -/
theorem claim_crash_marks_first (r : Replica α) (name : Nat) (m : Message α) (ws : List (Write α))
    (h : r.writes name (.deliver m) = .ok ws) : (r.writeThrough ws.reverse 1).state = r.state ∧
      (r.writeThrough ws.reverse 1).writes name (.deliver m) = .error .duplicate :=
  Replica.writeThrough_marks_first r name m ws h

end Protocol
end Atomik.Claims
