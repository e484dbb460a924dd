import Atomik.Spec.Delivery.Replica
/-!
# Delivery

Replicas of one cell and a network that may lose, duplicate and reorder, as an executable transition system. A schedule
is any list of events; an event whose condition fails is refused and changes nothing.
-/
namespace Atomik.Delivery

universe u

/-- Everything there is. No replica reads `log`; it is there to state what holds. -/
structure World (α : Type u) where
  /-- the replicas by name -/
  replicas : List (Nat × Replica α)
  /-- every message ever put on the network. Any of them may arrive anywhere, at any time, any number of times or never:
  that is loss, duplication and reordering, and also forwarding by others. -/
  sent : List (Message α)
  /-- every epoch ever opened, with the state it started from; news of it travels like a message -/
  opened : List (Epoch × α)
  /-- every message ever produced -/
  log : List (Message α)
deriving DecidableEq, Repr

/-- What may happen next. -/
inductive Event (α : Type u) where
  /-- a replica carries out a request as one transaction -/
  | act (name : Nat) (action : Action α)
  /-- a replica crashes within that transaction, after `steps` steps, and restarts from what is durable -/
  | crash (name : Nat) (action : Action α) (steps : Nat)
  /-- a message of the outbox is put on the network -/
  | send (name : Nat) (m : Message α)
  /-- a new replica takes state and marks of another one -/
  | join (name source : Nat)
deriving DecidableEq, Repr

namespace World
variable {α : Type u} [DeltaGroup α] [DecidableEq α]

/-- The first epoch. -/
def firstEpoch : Epoch := ⟨0, 0⟩

/-- Replicas of these names, all in the first epoch with the state `v`. -/
def initial (names : List Nat) (v : α) : World α :=
  ⟨names.map fun name => (name, .starting firstEpoch v), [], [(firstEpoch, v)], []⟩

/-- Whether the network can have brought what the request speaks of. -/
def offers (w : World α) : Action α → Bool
  | .deliver m | .acknowledge m => m ∈ w.sent
  | .adopt e v => (e, v) ∈ w.opened
  | .produce _ | .reopen _ => true

/-- What a request adds to the log, if `r` carries it out. -/
def produced (r : Replica α) (name : Nat) : Action α → List (Message α)
  | .produce d => [r.message name d]
  | _ => []

/-- Which epochs a request opens, if `r` carries it out. -/
def openedBy (r : Replica α) (name : Nat) : Action α → List (Epoch × α)
  | .reopen v => [(r.nextEpoch name, v)]
  | _ => []

/-- A request to the replica `name`, carried out to the end, or up to a crash after so many steps. -/
def attempt (w : World α) (name : Nat) (action : Action α) (crash : Option Nat) : Except Refusal (World α) :=
  match w.replicas.lookup name with
  | none => .error .unknownReplica
  | some r =>
    if w.offers action then
      match r.writes name action with
      | .error why => .error why
      | .ok ws =>
        let steps := crash.getD (ws.length + 1)
        let replicas := put name (r.perform ws steps) w.replicas
        if ws.length < steps then
          .ok ⟨replicas, w.sent, w.opened ++ openedBy r name action, w.log ++ produced r name action⟩
        else
          .ok { w with replicas }
    else
      .error .unknownMessage

/-- One event: the next world, or why it was refused. -/
def check (w : World α) : Event α → Except Refusal (World α)
  | .act name action => w.attempt name action none
  | .crash name action steps => w.attempt name action (some steps)
  | .send name m =>
    match w.replicas.lookup name with
    | none => .error .unknownReplica
    | some r => if m ∈ r.outbox then .ok { w with sent := w.sent ++ [m] } else .error .unknownMessage
  | .join name source =>
    match w.replicas.lookup name, w.replicas.lookup source with
    | some _, _ => .error .nameTaken
    | none, none => .error .unknownReplica
    | none, some s => .ok { w with replicas := put name s.joining w.replicas }

/-- One event: a refused one changes nothing. -/
def step (w : World α) (event : Event α) : World α :=
  match w.check event with
  | .ok next => next
  | .error _ => w

/-- A schedule, first to last. -/
def run (w : World α) (events : List (Event α)) : World α := events.foldl step w

/-- Deliveries as a schedule: to whom, and what. -/
def deliveries (ds : List (Nat × Message α)) : List (Event α) := ds.map fun d => .act d.1 (.deliver d.2)

/-- Sends as a schedule: by whom, and what. -/
def sends (ds : List (Nat × Message α)) : List (Event α) := ds.map fun d => .send d.1 d.2

/-- Adoptions as a schedule: by whom, and which epoch with its first state. -/
def adoptions (es : List (Nat × Epoch × α)) : List (Event α) := es.map fun e => .act e.1 (.adopt e.2.1 e.2.2)

/-- Whether some schedule leads here from the start. -/
def Reachable (w : World α) : Prop := ∃ names v events, w = (initial names v).run events

/-- Every epoch for every replica. -/
def allNews (w : World α) : List (Nat × Epoch × α) := w.replicas.flatMap fun p => w.opened.map (p.1, ·)

/-- Every message of every outbox. -/
def allPosts (w : World α) : List (Nat × Message α) := w.replicas.flatMap fun p => p.2.outbox.map (p.1, ·)

/-- Every message on the network for every replica. -/
def allMail (w : World α) : List (Nat × Message α) := w.replicas.flatMap fun p => w.sent.map (p.1, ·)

/-- Adoptions, then sends, then deliveries. -/
def flush (w : World α) (es : List (Nat × Epoch × α)) (posts ds : List (Nat × Message α)) : World α :=
  ((w.run (adoptions es)).run (sends posts)).run (deliveries ds)

/-- Everything comes through: each replica hears of every epoch, then sends what is in its outbox, and then gets every
message on the network, in any order and at least once. -/
structure Flushes (w : World α) (es : List (Nat × Epoch × α)) (posts ds : List (Nat × Message α)) : Prop where
  /-- news of every epoch reaches every replica -/
  heard : ∀ n r e v, w.replicas.lookup n = some r → (e, v) ∈ w.opened → (n, e, v) ∈ es
  /-- then every outbox is sent -/
  posted : ∀ n r m, (w.run (adoptions es)).replicas.lookup n = some r → m ∈ r.outbox → (n, m) ∈ posts
  /-- then every message reaches every replica -/
  delivered : ∀ n r m, (w.run (adoptions es)).replicas.lookup n = some r →
    m ∈ ((w.run (adoptions es)).run (sends posts)).sent → (n, m) ∈ ds

end World
end Atomik.Delivery
