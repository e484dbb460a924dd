import Atomik.Ir.Layout
import Atomik.Spec.Digest.Fold
import Atomik.Spec.Digest.Keyed
/-!
# Digests

Both digests as data: a term for each word, all terms XORed. `Atomik.Ir.Sound.Digest` proves that they denote the
digests of the Spec.
-/
namespace Atomik.Ir

/-- What a word contributes. -/
inductive Term where
  /-- itself -/
  | word
  /-- its product with the key of its place, modulo x^64 plus this polynomial -/
  | product (reduction : BitVec 64)
deriving DecidableEq, Repr

namespace Term

/-- The product with x modulo x^64 plus `reduction`. -/
def timesX (reduction a : BitVec 64) : BitVec 64 := if a.msb then (a <<< 1) ^^^ reduction else a <<< 1

/-- The product of `b` and the polynomial that the highest `k` bits of `a` are. -/
def horner (reduction a b : BitVec 64) : (k : Nat) → BitVec 64
  | 0 => 0#64
  | k + 1 => timesX reduction (horner reduction a b k) ^^^ if a.getMsbD k then b else 0#64

/-- What a word of 64 bits contributes with a key. -/
def eval (key word : BitVec 64) : Term → BitVec 64
  | .word => word
  | .product reduction => horner reduction key word 64

end Term

/-- The term of the fold digest. -/
def fold : Term := .word

/-- The term of the keyed digest. -/
def keyed : Term := .product Digest.Field.reduction

/-- How bytes become words. -/
def foldOrder : ByteOrder := .little

end Atomik.Ir
