/-!
# Delta groups

The algebra is stated once, over any abelian group of deltas. XOR on words (`Atomik.Spec.Word`) is the
instance this project is named for; a theorem that needs more than a group says so in its hypotheses.
Files that write `a ∔ b` declare it as local notation for `DeltaGroup.combine a b`.
-/
namespace Atomik

universe u

/-- An abelian group, written as deltas are used: `a ∔ b` combines, `zero` changes nothing, `neg` undoes. -/
class DeltaGroup (α : Type u) where
  /-- the delta that changes nothing -/
  zero : α
  /-- both deltas, in either order -/
  combine : α → α → α
  /-- the delta that undoes `a` -/
  neg : α → α
  /-- how deltas are grouped does not matter -/
  combine_assoc : ∀ a b c, combine (combine a b) c = combine a (combine b c)
  /-- their order does not matter -/
  combine_comm : ∀ a b, combine a b = combine b a
  /-- the zero delta changes nothing -/
  combine_zero : ∀ a, combine a zero = a
  /-- a delta and its inverse change nothing -/
  combine_neg : ∀ a, combine a (neg a) = zero

local infixl:65 " ∔ " => DeltaGroup.combine

/-- Every delta undoes itself. True of XOR, false of addition modulo 2^w for w ≥ 2. -/
class SelfInverse (α : Type u) [DeltaGroup α] : Prop where
  /-- a delta combined with itself changes nothing -/
  combine_self : ∀ a : α, a ∔ a = DeltaGroup.zero

/-- All deltas of a list combined, `zero` for the empty list. -/
def DeltaGroup.combineAll {α : Type u} [DeltaGroup α] (ds : List α) : α := ds.foldr DeltaGroup.combine DeltaGroup.zero

/-- `d` combined with itself, `n` times in all; `zero` for `n = 0`. -/
def DeltaGroup.times {α : Type u} [DeltaGroup α] (n : Nat) (d : α) : α := DeltaGroup.combineAll (List.replicate n d)

end Atomik
