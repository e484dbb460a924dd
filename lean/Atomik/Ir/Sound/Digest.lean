import Atomik.Ir.Digest
/-!
# The emitted digests are those of the Spec
-/
namespace Atomik.Ir
open Digest

/-- The emitted multiplication is that of the field. -/
theorem horner_reduction (a b : BitVec 64) (k : Nat) :
    Term.horner Field.reduction a b k = Field.horner a b k := by
  induction k with
  | zero => rfl
  | succ k ih =>
    show Term.timesX Field.reduction (Term.horner Field.reduction a b k) ^^^ (if a.getMsbD k then b else 0#64) =
      Term.timesX Field.reduction (Field.horner a b k) ^^^ (if a.getMsbD k then b else 0#64)
    rw [ih]

/-- The keyed digest is all emitted terms XORed. -/
theorem combineAll_keyed (keys words : List (BitVec 64)) :
    DeltaGroup.combineAll (List.zipWith (fun key word => keyed.eval key word) keys words) = Digest.keyed keys words := by
  have term : (fun key word => keyed.eval key word) = Field.mul := by
    funext key word
    exact horner_reduction key word 64
  rw [term, Digest.keyed]

/-- The fold digest at 64 bits is all emitted terms XORed; keys are not looked at. -/
theorem combineAll_fold (key : BitVec 64) (words : List (BitVec 64)) :
    DeltaGroup.combineAll (words.map fun word => fold.eval key word) = Digest.fold words := by
  rw [show (fun word => fold.eval key word) = id from rfl, List.map_id, Digest.fold]

/-- A word of bytes is read in the emitted order. -/
theorem wordAt_eq_read (w : Nat) (bytes : List Wire.Byte) (start : Nat) :
    BitVec.ofNat w (foldOrder.read (Wire.field bytes start (w / 8))) = wordAt w bytes start :=
  rfl

end Atomik.Ir
