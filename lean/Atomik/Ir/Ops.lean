import Atomik.Ir.Expr
/-!
# The seven definitions

The only place where an op's next-state expressions are written down; every emitted file is printed from here. They are
written once for both groups: an algebra says how deltas are combined and undone.
-/
namespace Atomik.Ir

/-- How a group of deltas is written in expressions. -/
structure Algebra where
  combine : Expr → Expr → Expr
  neg : Expr → Expr

/-- XOR: every word undoes itself. -/
def xorWords : Algebra := ⟨.xor, id⟩

/-- Addition modulo 2^w. -/
def addWords : Algebra := ⟨.add, .neg⟩

section
variable (g : Algebra)

private def state : Expr := g.combine (.var .reference) (.var .accumulator)
private def addTo (e : Expr) : Expr := g.combine (.var .accumulator) e

def load : OpDef := { kind := .load, operands := [.word], reference := .operand .word, accumulator := .zero }
def accum : OpDef := { kind := .accum, operands := [.word], accumulator := addTo g (.operand .word) }
def read : OpDef := { kind := .read, operands := [], result := some (state g) }
def swap : OpDef :=
  { kind := .swap, operands := [], reference := state g, accumulator := .zero, result := some (state g) }
def rollback : OpDef := { kind := .rollback, operands := [.word], accumulator := addTo g (g.neg (.operand .word)) }
def exchange : OpDef :=
  { kind := .exchange, operands := [.word], reference := .operand .word, accumulator := .zero,
    result := some (state g) }
def merge : OpDef :=
  { kind := .merge, operands := [.otherReference, .otherAccumulator],
    guards := [⟨.referenceMismatch, .operand .otherReference, .var .reference⟩],
    accumulator := addTo g (.operand .otherAccumulator) }

/-- Every op over a group, in opcode order; opcodes start at 1 (0 is the hardware's idle). -/
def opsOf : List OpDef := [load, accum g, read g, swap g, rollback g, exchange g, merge g]

end

/-- The ops of contexts over words with XOR. -/
abbrev ops : List OpDef := opsOf xorWords

/-- The ops of contexts over counters. -/
abbrev counterOps : List OpDef := opsOf addWords

end Atomik.Ir
