import Atomik.Ir.Expr
/-!
# The seven definitions

The only place where an op's next-state expressions are written down; every emitted file is printed from here.
-/
namespace Atomik.Ir

private def state : Expr := .xor (.var .reference) (.var .accumulator)
private def addTo (o : Operand) : Expr := .xor (.var .accumulator) (.operand o)

def load : OpDef := { kind := .load, operands := [.word], reference := .operand .word, accumulator := .zero }
def accum : OpDef := { kind := .accum, operands := [.word], accumulator := addTo .word }
def read : OpDef := { kind := .read, operands := [], result := some state }
def swap : OpDef := { kind := .swap, operands := [], reference := state, accumulator := .zero, result := some state }
def rollback : OpDef := { kind := .rollback, operands := [.word], accumulator := addTo .word }
def exchange : OpDef :=
  { kind := .exchange, operands := [.word], reference := .operand .word, accumulator := .zero, result := some state }
def merge : OpDef :=
  { kind := .merge, operands := [.otherReference, .otherAccumulator],
    guards := [⟨.referenceMismatch, .operand .otherReference, .var .reference⟩],
    accumulator := addTo .otherAccumulator }

/-- Every op, in opcode order; opcodes start at 1 (0 is the hardware's idle). -/
def ops : List OpDef := [load, accum, read, swap, rollback, exchange, merge]

end Atomik.Ir
