import Atomik.Emit.Names
import Atomik.Spec.CounterOp
/-!
# The machines that run ops on a context

The same seven ops over two groups. Words go in and out of both as `BitVec w`, so that builders and printers are shared;
what happens in between is the Spec's step of the machine.
-/
namespace Atomik.Emit

/-- A group of deltas, with everything that emitted files say of contexts over it. -/
structure Machine where
  name : String
  english : String
  /-- its definitions, in opcode order -/
  defs : List Ir.OpDef
  /-- one checked step of the Spec -/
  step : (w : Nat) → Context (BitVec w) → RawOp → Except Reject (Context (BitVec w) × Option (BitVec w))
  /-- what the Spec shows of a program that starts from a fresh context -/
  run : (w : Nat) → List RawOp → Outcome (BitVec w)
  /-- the delta that takes the first word to the second, modulo 2^w -/
  delta : (w source target : Nat) → Nat
  /-- what stands before an op's name in C -/
  cPrefix : String
  /-- the class that has the ops in TypeScript -/
  tsClass : String
  /-- whether all cases are written; a later machine has those that fill the coverage grid, and those in which its group
  differs from the first one's -/
  thorough : Bool

namespace Machine

/-- Contexts over words with XOR. -/
def context : Machine where
  name := "context"
  english := "a context over words with XOR"
  defs := Ir.ops
  step _ c raw := c.stepRaw raw
  run _ ops := Context.fresh.run ops
  delta _ source target := source ^^^ target
  cPrefix := "atomik_"
  tsClass := "AtomikContext"
  thorough := true

private def words {w : Nat} (c : Context (Counter w)) : Context (BitVec w) := c.map (·.value)

/-- Contexts over counters. -/
def counter : Machine where
  name := "counter"
  english := "a context over numbers with addition modulo 2^w"
  defs := Ir.counterOps
  step _ c raw := ((c.map Counter.mk).stepRawCounter raw).map fun s => (words s.1, s.2.map (·.value))
  run _ ops :=
    let outcome := Context.fresh.runCounter ops
    ⟨outcome.observations.map fun o => ⟨words o.context, o.result.map (·.value)⟩, outcome.rejected⟩
  delta w source target := (target + (2 ^ w - source)) % 2 ^ w
  cPrefix := "atomik_counter_"
  tsClass := "AtomikCounter"
  thorough := false

/-- Both, the one that all other things are made of first. -/
def all : List Machine := [context, counter]

/-- Where its files stand below `spec/ir` and `conformance/vectors`: the first machine's at the top. -/
def folder (m : Machine) : String := if m.name = context.name then "" else m.name ++ "/"

end Machine
end Atomik.Emit
