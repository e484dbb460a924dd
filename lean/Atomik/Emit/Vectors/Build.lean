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
  machine : Machine
  settings : Settings
  width : Nat
  /-- the boundary words of this width -/
  fixed : List Nat := boundaries.map (·.word width)

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
def program (m : Machine) (w : Nat) (moves : List Move) : List RawOp :=
  go ⟨0#w, 0#w⟩ moves
where
  go (c : Context (BitVec w)) : List Move → List RawOp
    | [] => []
    | move :: ms =>
      let raw := move w c
      let next := match m.step w c raw with
        | .ok (next, _) => next
        | .error _ => c
      raw :: go next ms

namespace Bench

/-- Any word for a label, below 2^w. -/
def anyWord (b : Bench) (label : String) : Nat := (hashLabel b.settings.seed label).toNat % 2 ^ b.width

/-- A word for a label that is in no boundary class: the first such of a chain of hashes. -/
def word (b : Bench) (label : String) : Nat :=
  go 64 (hashLabel b.settings.seed label)
where
  go : Nat → UInt64 → Nat
    | 0, _ => 2
    | tries + 1, h =>
      let v := h.toNat % 2 ^ b.width
      if b.fixed.contains v then go tries (mix h) else v

/-- `f name word` for every class of words; the random word is hashed from `label`. -/
def eachClass {α : Type} (b : Bench) (label : String) (f : String → Nat → α) : List α :=
  List.zipWith (fun c v => f c.name v) boundaries b.fixed ++ [f randomName (b.word (label ++ "/" ++ randomName))]

/-- Each bit of the word alone. -/
def bits (b : Bench) : List Nat := (List.range b.width).map (2 ^ ·)

/-- The delta that takes a word to another one. -/
def delta (b : Bench) (source target : Nat) : Nat := b.machine.delta b.width source target

/-- Every word with one bit missing. -/
def holes (b : Bench) : List Nat := b.bits.map (2 ^ b.width - 1 - ·)

/-- A case with this id, flags and moves. -/
def case (b : Bench) (id : String) (flags : List String) (moves : List Move) : Case :=
  ⟨id, flags, program b.machine b.width moves⟩

/-- The name that starts the ids of a family. -/
def prefixOf (b : Bench) (family : String) : String := s!"{b.machine.folder}{family}/w{b.width}"

end Bench
end Atomik.Emit
