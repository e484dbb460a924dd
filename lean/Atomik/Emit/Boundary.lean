import Atomik.Emit.Names
/-!
# Boundary words

The classes of words that every op is tried with. They are listed in `spec/ir/registry.json`, so that coverage can
be counted from there.
-/
namespace Atomik.Emit

/-- A class of words with one member at each width. -/
structure Boundary where
  name : String
  english : String
  /-- its word of `w` bits -/
  word : Nat → Nat

/-- `01` or `10`, repeated up to `w` bits. -/
private def repeated (pair w : Nat) : Nat := pair * ((2 ^ w - 1) / 3)

def boundaries : List Boundary := [
  ⟨"zero", "no bit of the word is set", fun _ => 0⟩,
  ⟨"one", "only the lowest bit of the word is set", fun _ => 1⟩,
  ⟨"all_ones", "every bit of the word is set", fun w => 2 ^ w - 1⟩,
  ⟨"top_bit", "only the highest bit of the word is set", fun w => 2 ^ (w - 1)⟩,
  ⟨"alternating_01", "every other bit of the word is set, the lowest one included", fun w => repeated 1 w⟩,
  ⟨"alternating_10", "every other bit of the word is set, the highest one included", fun w => repeated 2 w⟩]

/-- The class of all other words. -/
def randomName : String := "random"
def randomEnglish : String := "a word of no other class, hashed from the id of its case"

end Atomik.Emit
