import Atomik.Spec.Delivery
/-!
# The invariant of delivery

What holds in every world that a schedule can reach: `Atomik.Thm.Delivery` proves that it holds at the start and that
every event preserves it.
-/
namespace Atomik.Delivery

universe u
variable {α : Type u} [DeltaGroup α]

local infixl:65 " ∔ " => DeltaGroup.combine

/-- What holds of the replica `name`. -/
structure Replica.Valid (r : Replica α) (name : Nat) (w : World α) : Prop where
  /-- the state is that of the start of the epoch, combined with each marked delta once -/
  state : ∃ v, (r.epoch, v) ∈ w.opened ∧ r.state = v ∔ DeltaGroup.combineAll ((r.marked w.log).map (·.delta))
  /-- what is marked was produced -/
  marked : ∀ origin sequence, r.marks.has origin sequence → ∃ m ∈ w.log, m.id = ⟨r.epoch, origin, sequence⟩
  /-- the outbox holds own messages of this epoch -/
  outbox : ∀ m ∈ r.outbox, m ∈ w.log ∧ m.id.origin = name ∧ m.id.epoch = r.epoch
  /-- what was produced here in this epoch is marked, and was sent or is still to be sent -/
  own : ∀ m ∈ w.log, m.id.origin = name → m.id.epoch = r.epoch → r.has m.id ∧ (m ∈ w.sent ∨ m ∈ r.outbox)
  /-- marks are as short as they can be -/
  canonical : r.marks.Canonical

/-- What holds of a world. -/
structure World.Valid (w : World α) : Prop where
  /-- no two messages have the same name -/
  ids : (w.log.map (·.id)).Nodup
  /-- no epoch is opened twice -/
  epochs : (w.opened.map (·.1)).Nodup
  /-- nothing is on the network that was not produced -/
  sent : ∀ m ∈ w.sent, m ∈ w.log
  /-- the next sequence of an origin was never used: all its messages are of earlier epochs, or have lower sequences -/
  past : ∀ m ∈ w.log, ∃ r, w.replicas.lookup m.id.origin = some r ∧
    (m.id.epoch < r.epoch ∨ m.id.epoch = r.epoch ∧ m.id.sequence < r.next)
  /-- who opened an epoch is in it or in a later one -/
  openers : ∀ e ∈ w.opened.map (·.1), e.number = 0 ∨
    ∃ r, w.replicas.lookup e.opener = some r ∧ (e < r.epoch ∨ e = r.epoch)
  /-- every replica is as it should be -/
  replicas : ∀ name r, w.replicas.lookup name = some r → r.Valid name w

end Atomik.Delivery
