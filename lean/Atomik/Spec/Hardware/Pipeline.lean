import Atomik.Spec.Hardware.Ports
import Atomik.Spec.Op
import Atomik.Spec.State
/-!
# The pipelined accumulator with many ports

Every cycle takes one delta at each of `n` ports and one command. A tree of register stages combines the deltas, and the
command rides beside them; one core at the end takes the command first and then the deltas of the same cycle. With `L`
stages, what is presented in a cycle has taken effect `L` cycles later; nothing ever stalls.
Idle ports drive zero. Reset is a load of zero, presented like any other command: it needs no second path.
-/
namespace Atomik

universe u v w

/-- What is presented in one cycle. The command comes first: the deltas are combined into what it leaves. -/
structure PortCycle (α : Type u) (n : Nat) where
  command : Option (Op α)
  ports : Cycle α n

/-- What one cycle must do to a context: the command, then every delta at a port that is not idle. -/
def Context.portCycle {α : Type u} [DeltaGroup α] {n : Nat} (c : Context α) (cycle : PortCycle α n) : Context α :=
  (cycle.command.elim c c.apply).accumAll cycle.ports.valid

/-- What one cycle must report: the result of its command, which sees all earlier cycles and no delta of its own. -/
def Context.portResult {α : Type u} [DeltaGroup α] {n : Nat} (c : Context α) (cycle : PortCycle α n) : Option α :=
  cycle.command.bind c.result

/-- One register stage: the tag of a cycle, and partial sums of its deltas. -/
structure Slot (τ : Type v) (α : Type u) where
  tag : τ
  partials : List α
deriving DecidableEq, Repr

/-- Combine neighbours, `radix` at a time, the last group being whatever is left: `[1, 2, 4, 8, 16]` by four is
`[15, 16]`. RTL: one level of the tree. -/
def reduce {α : Type u} [DeltaGroup α] (radix : Nat) (ds : List α) : List α :=
  (List.range ((ds.length + radix - 1) / radix)).map fun i => DeltaGroup.combineAll ((ds.drop (i * radix)).take radix)

/-- The registers: stages with the oldest cycle first, and the core. The number of stages is the latency. -/
structure Pipeline (τ : Type v) (κ : Type w) (α : Type u) where
  slots : List (Slot τ α)
  core : κ
deriving DecidableEq, Repr

namespace Pipeline
variable {τ : Type v} {κ : Type w} {α : Type u} [DeltaGroup α]

/-- The tag and the word at the end of the tree in this cycle. If there are no stages, `entering` itself is there. -/
def leaving (s : Pipeline τ κ α) (entering : Slot τ α) : Slot τ α := s.slots.headD entering

/-- One rising edge: the core absorbs what leaves the tree (one word; a stage of no words would be zero), all other
cycles move one stage on, and each stage captures its predecessor reduced by `radix`. -/
def clock (radix : Nat) (absorb : κ → τ → α → κ) (s : Pipeline τ κ α) (entering : Slot τ α) : Pipeline τ κ α where
  slots := (s.slots ++ [entering]).tail.map fun slot => { slot with partials := reduce radix slot.partials }
  core := absorb s.core (s.leaving entering).tag ((s.leaving entering).partials.headD DeltaGroup.zero)

/-- Many cycles. -/
def run (radix : Nat) (absorb : κ → τ → α → κ) (s : Pipeline τ κ α) (entering : List (Slot τ α)) : Pipeline τ κ α :=
  entering.foldl (clock radix absorb) s

end Pipeline

/-- The shape of a tree with `stages` stages of radix `radix`: one word at the end, and before that at most `radix`
times as many at each step. It says how many registers there are, not what they hold at power-up. -/
def Pipeline.Fits {τ : Type v} {κ : Type w} {α : Type u} (radix stages : Nat) (s : Pipeline τ κ α) : Prop :=
  s.slots.length = stages ∧ ∀ i, (h : i < s.slots.length) → s.slots[i].partials.length ≤ radix ^ i

namespace TwoRegisters
variable {α : Type u} [DeltaGroup α] {n : Nat}

/-- The core with a reference and an accumulator: the command, then one delta. -/
def absorb (c : Context α) (command : Option (Op α)) (d : α) : Context α := (command.elim c c.apply).accum d

/-- The tag is the command, the leaves of the tree are the ports. -/
def enter (cycle : PortCycle α n) : Slot (Option (Op α)) α :=
  ⟨cycle.command, (List.finRange n).map cycle.ports.words⟩

/-- The result at the end of the tree in this cycle. -/
def result (s : Pipeline (Option (Op α)) (Context α) α) (cycle : PortCycle α n) : Option α :=
  (s.leaving (enter cycle)).tag.bind s.core.result

/-- After reset: no command and no delta on its way. -/
def fresh (stages : Nat) : Pipeline (Option (Op α)) (Context α) α := ⟨List.replicate stages ⟨none, []⟩, Context.fresh⟩

end TwoRegisters

namespace Op
variable {α : Type u} [DeltaGroup α]

/-- Whether the state before the operation is forgotten. -/
def clears : Op α → Bool
  | .load _ | .exchange _ => true
  | _ => false

/-- Whether the operation has a result. -/
def reports : Op α → Bool
  | .read | .swap | .exchange _ => true
  | _ => false

/-- What the operation combines into the state, or into zero if it clears. -/
def contribution : Op α → α
  | .load v | .exchange v => v
  | .accum d => d
  | .read | .swap => DeltaGroup.zero
  | .rollback d => DeltaGroup.neg d
  | .merge other => other.accumulator

end Op

namespace OneRegister

/-- What rides beside the deltas: two flags instead of a command. -/
structure Tag where
  clears : Bool
  reports : Bool
deriving DecidableEq, Repr

variable {α : Type u} [DeltaGroup α] {n : Nat}

/-- The core with one register for the state: one gate and one flip-flop a bit. -/
def absorb (s : α) (tag : Tag) (d : α) : α := DeltaGroup.combine (if tag.clears then DeltaGroup.zero else s) d

/-- What the command contributes is one more leaf before the ports. -/
def enter (cycle : PortCycle α n) : Slot Tag α where
  tag := ⟨cycle.command.any Op.clears, cycle.command.any Op.reports⟩
  partials := cycle.command.elim DeltaGroup.zero Op.contribution :: (List.finRange n).map cycle.ports.words

/-- The result at the end of the tree in this cycle. -/
def result (s : Pipeline Tag α α) (cycle : PortCycle α n) : Option α :=
  if (s.leaving (enter cycle)).tag.reports then some s.core else none

/-- After reset: no command and no delta on its way. -/
def fresh (stages : Nat) : Pipeline Tag α α := ⟨List.replicate stages ⟨⟨false, false⟩, []⟩, DeltaGroup.zero⟩

end OneRegister
end Atomik
