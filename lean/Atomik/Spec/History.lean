import Atomik.Spec.Op
/-!
# Histories

What a context has been through, and where a run has left it.
-/
namespace Atomik

universe u

/-- What happens at one replica, first to last: a delta arrives (`some d`), or a checkpoint is taken (`none`). -/
def Context.replay {α : Type u} [DeltaGroup α] (c : Context α) (events : List (Option α)) : Context α :=
  events.foldl (fun c event => event.elim c.swap c.accum) c

/-- The context that a run ends in, when it started from `c`: the last one observed, or `c` if there was no step. -/
def Outcome.last {α : Type u} (o : Outcome α) (c : Context α) : Context α :=
  (o.observations.map (·.context)).getLast?.getD c

end Atomik
