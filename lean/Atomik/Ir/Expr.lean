import Atomik.Spec.Op
/-!
# The intermediate representation

Next-state functions as data: small expressions over the context and the operands. Printers turn them into JSON, C
and Verilog; `Atomik.Ir.Sound` proves that what they denote is the Spec.
-/
namespace Atomik.Ir

/-- A word of the context. -/
inductive Var where
  | reference | accumulator
deriving DecidableEq, Repr

/-- The names of operands, the same in every language. -/
inductive Operand where
  | word | otherReference | otherAccumulator
deriving DecidableEq, Repr

/-- An expression over one context and the operands of one op. -/
inductive Expr where
  | var (v : Var)
  | operand (o : Operand)
  | zero
  | xor (a b : Expr)
  | add (a b : Expr)
  | neg (a : Expr)
deriving DecidableEq, Repr

/-- When an op is refused, beside an operand that is out of range: two expressions differ. -/
structure Guard where
  code : Reject
  left : Expr
  right : Expr
deriving DecidableEq, Repr

/-- One op: operands in wire order, guards in priority order, both next words, and the result if there is one. -/
structure OpDef where
  kind : OpKind
  operands : List Operand
  guards : List Guard := []
  reference : Expr := .var .reference
  accumulator : Expr := .var .accumulator
  result : Option Expr := none
deriving DecidableEq, Repr

variable {w : Nat}

/-- Operand values by name. -/
abbrev Env (w : Nat) := Operand → BitVec w

/-- The word that an expression denotes; `add` and `neg` are modulo 2^w. -/
def Expr.eval (c : Context (BitVec w)) (env : Env w) : Expr → BitVec w
  | var .reference => c.reference
  | var .accumulator => c.accumulator
  | operand o => env o
  | zero => 0#w
  | xor a b => a.eval c env ^^^ b.eval c env
  | add a b => a.eval c env + b.eval c env
  | neg a => -a.eval c env

/-- Whether a guard refuses. -/
def Guard.fires (g : Guard) (c : Context (BitVec w)) (env : Env w) : Bool :=
  g.left.eval c env != g.right.eval c env

/-- The next context that a definition denotes. -/
def OpDef.next (d : OpDef) (c : Context (BitVec w)) (env : Env w) : Context (BitVec w) :=
  ⟨d.reference.eval c env, d.accumulator.eval c env⟩

/-- One checked step as a definition denotes it: the first guard that fires refuses. -/
def OpDef.step (d : OpDef) (c : Context (BitVec w)) (env : Env w) :
    Except Reject (Context (BitVec w) × Option (BitVec w)) :=
  match d.guards.find? (·.fires c env) with
  | some g => .error g.code
  | none => .ok (d.next c env, d.result.map (·.eval c env))

end Atomik.Ir
