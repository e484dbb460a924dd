import Atomik.Spec.Delivery.Mark
import Atomik.Spec.Group
/-!
# Replicas

What one replica keeps, what it may do, and how it writes that down. A replica applies each (epoch, origin, sequence)
at most once; `load` and `exchange` open a new epoch, and deltas of another epoch are refused.
-/
namespace Atomik.Delivery

universe u

local infixl:65 " ∔ " => DeltaGroup.combine

/-- An epoch: between two loads of a cell. Ordered by number, then by opener, so that epochs opened at once differ. -/
structure Epoch where
  /-- 0 for the first epoch -/
  number : Nat
  /-- the replica that opened it -/
  opener : Nat
deriving DecidableEq, Repr

/-- Earlier epochs lose against later ones. -/
instance : LT Epoch := ⟨fun a b => a.number < b.number ∨ a.number = b.number ∧ a.opener < b.opener⟩

instance (a b : Epoch) : Decidable (a < b) :=
  inferInstanceAs (Decidable (a.number < b.number ∨ a.number = b.number ∧ a.opener < b.opener))

/-- The name of one delta, given once in the life of a system. -/
structure Id where
  epoch : Epoch
  /-- the replica that produced the delta -/
  origin : Nat
  /-- how many deltas the origin had produced in this epoch before -/
  sequence : Nat
deriving DecidableEq, Repr

/-- What travels: a delta and its name. -/
structure Message (α : Type u) where
  id : Id
  delta : α
deriving DecidableEq, Repr

/-- What a replica of one cell keeps in durable storage. -/
structure Replica (α : Type u) where
  epoch : Epoch
  state : α
  /-- which deltas of this epoch the state contains -/
  marks : Marks
  /-- the sequence of the next delta produced here in this epoch -/
  next : Nat
  /-- own deltas of this epoch that others may still lack -/
  outbox : List (Message α)
deriving DecidableEq, Repr

/-- Why a request was refused, without any effect. -/
inductive Refusal where
  /-- no replica has this name -/
  | unknownReplica
  /-- a joining replica takes a name that was given before -/
  | nameTaken
  /-- the network has no such message or epoch, or the outbox has no such message -/
  | unknownMessage
  /-- the delta belongs to an epoch that this replica has left -/
  | earlierEpoch
  /-- the delta belongs to an epoch that this replica must adopt first -/
  | laterEpoch
  /-- the state contains the delta already -/
  | duplicate
  /-- the epoch to adopt is not later than the replica's own -/
  | epochNotLater
deriving DecidableEq, Repr

/-- What a replica may be asked to do. -/
inductive Action (α : Type u) where
  /-- change the own state by a delta and keep it for sending -/
  | produce (d : α)
  /-- apply a message from the network -/
  | deliver (m : Message α)
  /-- `load v` or `exchange v`: start a new epoch from the state `v` -/
  | reopen (v : α)
  /-- move to a later epoch, which another replica started from the state `v` -/
  | adopt (e : Epoch) (v : α)
  /-- forget a message that was sent and confirmed -/
  | acknowledge (m : Message α)
deriving DecidableEq, Repr

/-- One write to storage: a field is replaced. -/
inductive Write (α : Type u) where
  | epoch (e : Epoch)
  | state (s : α)
  | marks (ms : Marks)
  | next (n : Nat)
  | outbox (ms : List (Message α))
deriving DecidableEq, Repr

namespace Replica
variable {α : Type u}

/-- A replica that starts an epoch: nothing applied, produced or kept. -/
def starting (e : Epoch) (v : α) : Replica α := ⟨e, v, [], 0, []⟩

/-- The replica with one field replaced. -/
def write (r : Replica α) : Write α → Replica α
  | .epoch e => { r with epoch := e }
  | .state s => { r with state := s }
  | .marks ms => { r with marks := ms }
  | .next n => { r with next := n }
  | .outbox ms => { r with outbox := ms }

/-- Whether the state contains the delta of this name. -/
def has (r : Replica α) (id : Id) : Bool := id.epoch = r.epoch && r.marks.has id.origin id.sequence

/-- The messages of `log` that the state contains. -/
def marked (r : Replica α) (log : List (Message α)) : List (Message α) := log.filter (r.has ·.id)

/-- The message of the next delta produced by `r`, whose name is `name`. -/
def message (r : Replica α) (name : Nat) (d : α) : Message α := ⟨⟨r.epoch, name, r.next⟩, d⟩

/-- The epoch that `r`, whose name is `name`, opens next. -/
def nextEpoch (r : Replica α) (name : Nat) : Epoch := ⟨r.epoch.number + 1, name⟩

/-- All fields written anew: the epoch `e` from the state `v`. What the outbox held is of an epoch that nobody needs
any more, and is dropped. -/
def restart (e : Epoch) (v : α) : List (Write α) := [.epoch e, .state v, .marks [], .next 0, .outbox []]

/-- The writes by which the replica `name` follows a request, or why it refuses. -/
def writes [DeltaGroup α] [DecidableEq α] (r : Replica α) (name : Nat) : Action α → Except Refusal (List (Write α))
  | .produce d => .ok [.state (r.state ∔ d), .marks (r.marks.add name r.next), .next (r.next + 1),
      .outbox (r.outbox ++ [r.message name d])]
  | .deliver m =>
    if m.id.epoch < r.epoch then .error .earlierEpoch
    else if r.epoch < m.id.epoch then .error .laterEpoch
    else if r.marks.has m.id.origin m.id.sequence then .error .duplicate
    else .ok [.state (r.state ∔ m.delta), .marks (r.marks.add m.id.origin m.id.sequence)]
  | .reopen v => .ok (restart (r.nextEpoch name) v)
  | .adopt e v => if r.epoch < e then .ok (restart e v) else .error .epochNotLater
  | .acknowledge m => if m ∈ r.outbox then .ok [.outbox (r.outbox.erase m)] else .error .unknownMessage

/-- What a new replica takes from an old one: state and marks together, and nothing to send. -/
def joining (source : Replica α) : Replica α := { source with next := 0, outbox := [] }

end Replica

/-- What survives a crash, and the copy in memory on which a transaction works. -/
structure Store (α : Type u) where
  durable : Replica α
  volatile : Replica α

/-- A step of a transaction. -/
inductive Step (α : Type u) where
  /-- one write, to the copy in memory -/
  | write (w : Write α)
  /-- the copy replaces what is durable, at one stroke -/
  | commit

/-- One step of a transaction. -/
def Store.step {α : Type u} (s : Store α) : Step α → Store α
  | .write w => { s with volatile := s.volatile.write w }
  | .commit => { s with durable := s.volatile }

/-- Writes as one transaction. -/
def transaction {α : Type u} (ws : List (Write α)) : List (Step α) := ws.map .write ++ [.commit]

/-- The durable replica after the first `steps` steps of a transaction: what is found after a crash then. -/
def Replica.perform {α : Type u} (r : Replica α) (ws : List (Write α)) (steps : Nat) : Replica α :=
  (((transaction ws).take steps).foldl Store.step ⟨r, r⟩).durable

/-- For contrast: the durable replica after the first `steps` writes, if they are not a transaction. -/
def Replica.writeThrough {α : Type u} (r : Replica α) (ws : List (Write α)) (steps : Nat) : Replica α :=
  (ws.take steps).foldl Replica.write r

end Atomik.Delivery
