import Atomik.Spec.Group
/-!
# Words

A word of `w` bits is `BitVec w`, with XOR as the group operation. Theorems hold for every `w`;
implementations offer the widths in `widths`.
-/
namespace Atomik

/-- The widths, in bits, that every implementation offers. -/
def widths : List Nat := [8, 16, 32, 64]

/-- XOR on words of `w` bits: the zero word changes nothing and each word undoes itself. -/
instance wordGroup (w : Nat) : DeltaGroup (BitVec w) where
  zero := 0#w
  combine a b := a ^^^ b
  neg a := a
  combine_assoc := BitVec.xor_assoc
  combine_comm := BitVec.xor_comm
  combine_zero _ := BitVec.xor_zero
  combine_neg _ := BitVec.xor_self

/-- XOR with the same word twice changes nothing. -/
instance wordSelfInverse (w : Nat) : SelfInverse (BitVec w) where
  combine_self _ := BitVec.xor_self

end Atomik
