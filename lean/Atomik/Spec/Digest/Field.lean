/-!
# The field of 2^64 elements

A word of 64 bits is a polynomial over GF(2): bit `i` is the coefficient of x^i. Addition is XOR. Multiplication is
modulo x^64 + x^4 + x^3 + x + 1, which is irreducible, so every word but zero has an inverse.
-/
namespace Atomik.Digest.Field

/-- What x^64 is equal to: x^4 + x^3 + x + 1. -/
def reduction : BitVec 64 := 0x1b#64

/-- The product with x. -/
def timesX (a : BitVec 64) : BitVec 64 :=
  if a.msb then (a <<< 1) ^^^ reduction else a <<< 1

/-- The product of `b` and the polynomial that the highest `k` bits of `a` are, by Horner's rule. -/
def horner (a b : BitVec 64) : (k : Nat) → BitVec 64
  | 0 => 0#64
  | k + 1 => timesX (horner a b k) ^^^ if a.getMsbD k then b else 0#64

/-- The product of two words. `mul 2 0x8000000000000000 = 0x1b`. -/
def mul (a b : BitVec 64) : BitVec 64 := horner a b 64

/-- The product of `n` factors `a`; 1 for `n = 0`. -/
def pow (a : BitVec 64) : (n : Nat) → BitVec 64
  | 0 => 1#64
  | n + 1 => mul a (pow a n)

end Atomik.Digest.Field
