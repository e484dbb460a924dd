import Atomik.Spec.Group
/-!
# Counters

The second delta group: words of `w` bits under addition modulo 2^w. It does what XOR cannot, count and sum; it is a
type of its own so that the two groups are never mixed up.
-/
namespace Atomik

/-- A number modulo 2^w. Unit: whatever is counted. -/
structure Counter (w : Nat) where
  /-- the count, as a word of `w` bits -/
  value : BitVec w
deriving DecidableEq, Repr

/-- Addition modulo 2^w: zero changes nothing, and a delta is undone by its negative. -/
instance counterGroup (w : Nat) : DeltaGroup (Counter w) where
  zero := ⟨0#w⟩
  combine a b := ⟨a.value + b.value⟩
  neg a := ⟨-a.value⟩
  combine_assoc a b c := congrArg Counter.mk (BitVec.add_assoc a.value b.value c.value)
  combine_comm a b := congrArg Counter.mk (BitVec.add_comm a.value b.value)
  combine_zero a := congrArg Counter.mk (BitVec.add_zero a.value)
  combine_neg a := congrArg Counter.mk (BitVec.add_right_neg a.value)

end Atomik
