import Atomik.Spec.Group
/-!
# Deltas as functions

The delta that sets a value, and the functions on states that sequences of deltas can be.
-/
namespace Atomik

universe u
variable {α : Type u} [DeltaGroup α]

/-- The delta by which a writer who sees the state `s` sets it to `v`. For words: `s ^^^ v`. -/
def setDelta (s v : α) : α := DeltaGroup.combine (DeltaGroup.neg s) v

/-- Whether `f` is what some sequence of deltas, chosen before the state is known, does to every state. -/
def IsDeltaMap (f : α → α) : Prop := ∃ ds : List α, ∀ s, f s = ds.foldl DeltaGroup.combine s

/-- Whether `f` keeps sums: a homomorphism of delta groups. -/
def KeepsSums {β : Type u} [DeltaGroup β] (f : α → β) : Prop :=
  ∀ a b, f (DeltaGroup.combine a b) = DeltaGroup.combine (f a) (f b)

end Atomik
