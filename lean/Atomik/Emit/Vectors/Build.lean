import Atomik.Emit.Random
import Atomik.Emit.Settings
import Atomik.Emit.Vectors.Case
/-!
# Building programs

A move is an op that may look at the context it will meet: `merge` needs the reference of that moment to be accepted.
-/
namespace Atomik.Emit

/-- What the builders of one width share. -/
structure Bench where
  settings : Settings
  width : Nat

/-- An op chosen once the context before it is known. -/
abbrev Move := (w : Nat) → Context (BitVec w) → RawOp

namespace Move

def load (v : Nat) : Move := fun _ _ => ⟨.load, [v]⟩
def accum (v : Nat) : Move := fun _ _ => ⟨.accum, [v]⟩
def read : Move := fun _ _ => ⟨.read, []⟩
def swap : Move := fun _ _ => ⟨.swap, []⟩
def rollback (v : Nat) : Move := fun _ _ => ⟨.rollback, [v]⟩
def exchange (v : Nat) : Move := fun _ _ => ⟨.exchange, [v]⟩

/-- Merge with a context of the same reference. -/
def merge (accumulator : Nat) : Move := fun _ c => ⟨.merge, [c.reference.toNat, accumulator]⟩

/-- Merge with any context, accepted or not. -/
def mergeRaw (reference accumulator : Nat) : Move := fun _ _ => ⟨.merge, [reference, accumulator]⟩

/-- Merge with a context whose reference differs in the bits of `difference` (not zero). -/
def mergeApart (difference accumulator : Nat) : Move := fun _ c =>
  ⟨.merge, [c.reference.toNat ^^^ difference, accumulator]⟩

/-- The accepted op of this kind with the operand `v`, where it takes one. -/
def ofKind (k : OpKind) (v : Nat) : Move :=
  match k with
  | .load => load v
  | .accum => accum v
  | .read => read
  | .swap => swap
  | .rollback => rollback v
  | .exchange => exchange v
  | .merge => merge v

end Move

/-- The program that the moves make from a fresh context; rejected ones leave the context as it is. -/
def program (w : Nat) (moves : List Move) : List RawOp :=
  go Context.fresh moves
where
  go (c : Context (BitVec w)) : List Move → List RawOp
    | [] => []
    | m :: ms =>
      let raw := m w c
      let next := match c.stepRaw raw with
        | .ok (next, _) => next
        | .error _ => c
      raw :: go next ms

namespace Bench

/-- Any word for a label, below 2^w. -/
def anyWord (b : Bench) (label : String) : Nat := (hashLabel b.settings.seed label).toNat % 2 ^ b.width

/-- A word for a label that is in no boundary class. -/
def word (b : Bench) (label : String) : Nat :=
  let fixed := boundaries.map (·.word b.width)
  let tries := (List.range 64).map fun i => b.anyWord s!"{label}#{i}"
  (tries.find? fun v => !fixed.contains v).getD 2

/-- Every class of words with its member at this width; the random one is hashed from `label`. -/
def classes (b : Bench) (label : String) : List (String × Nat) :=
  boundaries.map (fun c => (c.name, c.word b.width)) ++ [(randomName, b.word (label ++ "/" ++ randomName))]

/-- Each bit of the word alone. -/
def bits (b : Bench) : List Nat := (List.range b.width).map (2 ^ ·)

/-- Every word with one bit missing. -/
def holes (b : Bench) : List Nat := b.bits.map (2 ^ b.width - 1 - ·)

/-- A case with this id, flags and moves. -/
def case (b : Bench) (id : String) (flags : List String) (moves : List Move) : Case :=
  ⟨id, flags, program b.width moves⟩

/-- The name that starts the ids of a family. -/
def prefixOf (b : Bench) (family : String) : String := s!"{family}/w{b.width}"

end Bench
end Atomik.Emit
