import Atomik.Spec.Hardware.Banks
/-!
# Ports

What can enter a synchronous machine in one clock cycle: at most one delta at each of its ports. How many deltas a
machine counts is measured against a schedule that brings the deltas of a stream to its ports; what the machine keeps
inside, banks or not, is left open.
-/
namespace Atomik

universe u

/-- What is at `p` ports in one cycle: each has one value or is idle. -/
abbrev Cycle (β : Type u) (p : Nat) := Fin p → Option β

/-- The values at the ports that are not idle, lowest port first. -/
def Cycle.valid {β : Type u} {p : Nat} (cycle : Cycle β p) : List β := (List.finRange p).filterMap cycle

/-- The words at the ports, where an idle port drives zero. -/
def Cycle.words {α : Type u} [DeltaGroup α] {p : Nat} (cycle : Cycle α p) (port : Fin p) : α :=
  (cycle port).getD DeltaGroup.zero

/-- A synchronous machine with `p` ports: any set of registers, and any function of them and of the ports as the next
ones. -/
structure PortMachine (α : Type u) (p : Nat) where
  /-- what the registers can hold: one accumulator, any number of banks, anything -/
  Registers : Type u
  start : Registers
  next : Registers → Cycle α p → Registers
  /-- what the machine says all its deltas combine to -/
  total : Registers → α

/-- Which delta of a stream, by its position from 0, is at which port: one entry a cycle, as many entries as cycles. -/
abbrev Schedule (p : Nat) := List (Cycle Nat p)

namespace PortMachine
variable {α : Type u} {p : Nat}

/-- What a machine says after a schedule has brought it the deltas of `stream`. -/
def totalAfter (m : PortMachine α p) (schedule : Schedule p) (stream : Nat → α) : α :=
  m.total ((schedule.map fun cycle port => (cycle port).map stream).foldl m.next m.start)

/-- Whether a machine, under a schedule fixed in advance, counts the first `k` deltas of every stream. -/
def Counts [DeltaGroup α] (m : PortMachine α p) (schedule : Schedule p) (k : Nat) : Prop :=
  ∀ stream : Nat → α, m.totalAfter schedule stream = DeltaGroup.combineAll ((List.range k).map stream)

/-- `n` banks behind one port: the delta of each cycle goes to the next bank in turn, and a tree combines the banks. The
registers are the number of the next bank and the banks. -/
def behindOnePort [DeltaGroup α] {n : Nat} (h : 0 < n) (tree : MergeTree (Fin n)) : PortMachine α 1 where
  Registers := Nat × Banks α n
  start := (0, Banks.fresh)
  next := fun (i, banks) cycle => (i + 1, banks.accum (Banks.roundRobin n h i) (cycle.words 0))
  total := fun (_, banks) => tree.merge banks

/-- A tree over `n` ports before one accumulator. -/
def beforeOneAccumulator [DeltaGroup α] {n : Nat} (tree : MergeTree (Fin n)) : PortMachine α n where
  Registers := α
  start := DeltaGroup.zero
  next := fun accumulator cycle => DeltaGroup.combine accumulator (tree.merge cycle.words)
  total := id

end PortMachine

/-- The schedule of `cycles` cycles in which every port gets a new delta each cycle. -/
def Schedule.full (p cycles : Nat) : Schedule p := (List.range cycles).map fun t port => some (t * p + port.val)

end Atomik
