import Atomik.Thm.Context
import Atomik.Thm.Hardware.Pipeline.Latency
import Atomik.Thm.Hardware.Ports
/-!
# The pipelined accumulator for every stream of inputs

With `L` stages, its core is `L` cycles later what the specification says of the cycles presented: every delta at
every port counted once, commands before the deltas of their own cycle, no cycle refused or delayed (T14, T17). First,
what the specification says of a command and deltas in one cycle.
-/
namespace Atomik

universe u
variable {α : Type u} [DeltaGroup α] {n : Nat}

local infixl:65 " ∔ " => DeltaGroup.combine

open DeltaGroup (zero combineAll)

namespace Context

/-- The deltas of a cycle are one delta: what they combine to. -/
theorem portCycle_eq_accum (c : Context α) (cycle : PortCycle α n) :
    c.portCycle cycle = (cycle.command.elim c c.apply).accum (combineAll cycle.ports.valid) :=
  accumAll_eq_accum _ _

/-- Load and deltas in the same cycle: the loaded word and all of the deltas, and nothing from before. -/
theorem portCycle_load (c : Context α) (v : α) (ports : Cycle α n) :
    c.portCycle ⟨some (.load v), ports⟩ = ⟨v, combineAll ports.valid⟩ :=
  (c.portCycle_eq_accum _).trans (congrArg (Context.mk v) (DeltaGroup.zero_combine _))

/-- Swap and deltas in the same cycle: the checkpoint has all from before, the accumulator has all of the deltas. -/
theorem portCycle_swap (c : Context α) (ports : Cycle α n) :
    c.portCycle ⟨some .swap, ports⟩ = ⟨c.read, combineAll ports.valid⟩ :=
  (c.portCycle_eq_accum _).trans (congrArg (Context.mk c.read) (DeltaGroup.zero_combine _))

/-- Swap with some deltas, and more deltas in the very next cycle: the checkpoint has all from before, the accumulator
has all of both, nothing is lost between the two. -/
theorem portCycle_portCycle_swap (c : Context α) (ports later : Cycle α n) :
    (c.portCycle ⟨some .swap, ports⟩).portCycle ⟨none, later⟩ = ⟨c.read, combineAll (ports.valid ++ later.valid)⟩ := by
  rw [portCycle_swap, DeltaGroup.combineAll_append]
  exact portCycle_eq_accum _ _

end Context

namespace TwoRegisters

/-- A cycle enters with one word for each port. -/
private theorem length_enter_le {limit : Nat} (enough : n ≤ limit) (cycle : PortCycle α n) :
    (enter cycle).partials.length ≤ limit := by
  rw [enter, List.length_map, List.length_finRange]
  exact enough

/-- What is absorbed of a cycle is its command and all its deltas. -/
private theorem absorb_value :
    (fun (c : Context α) (cycle : PortCycle α n) => absorb c (enter cycle).value.1 (enter cycle).value.2) =
      Context.portCycle := by
  funext c cycle
  have words : (enter cycle).value.2 = combineAll cycle.ports.valid := cycle.ports.combineAll_words
  rw [words]
  exact (c.portCycle_eq_accum cycle).symm

/-- From any registers on, the core is what the specification makes, first of what was in the pipeline, then of all
cycles presented, except for as many of the last as there are stages. -/
theorem core_run {radix stages : Nat} (pos : 0 < radix) (enough : n ≤ radix ^ stages)
    (s : Pipeline (Option (Op α)) (Context α) α) (fits : s.Fits radix stages) (before window : List (PortCycle α n))
    (full : window.length = stages) :
    (s.run radix absorb ((before ++ window).map enter)).core =
      before.foldl Context.portCycle (s.flushed absorb) := by
  rw [Pipeline.core_run pos absorb enter (length_enter_le enough) s fits before window full,
    absorb_value]

/-- Two ports, one stage of radix two, and a word in the pipeline at power-up. -/
example (cycle next : PortCycle (BitVec 8) 2) :
    ((Pipeline.mk [⟨none, [1#8]⟩] (Context.mk 5#8 0#8)).run 2 absorb (([cycle] ++ [next]).map enter)).core =
      (Context.mk 5#8 1#8).portCycle cycle :=
  core_run (stages := 1) (by omega) (by decide) ⟨[⟨none, [1#8]⟩], ⟨5#8, 0#8⟩⟩ ⟨rfl, by decide⟩ [cycle] [next] rfl

/-- A fresh pipeline has the shape of its tree. -/
private theorem fits_fresh (radix stages : Nat) : (fresh stages : Pipeline _ _ α).Fits radix stages :=
  Pipeline.fits_replicate radix stages none Context.fresh

/-- A fresh pipeline has nothing on its way. -/
private theorem flushed_fresh (stages : Nat) : (fresh stages : Pipeline _ _ α).flushed absorb = Context.fresh :=
  Pipeline.flushed_replicate stages absorb none Context.fresh (Context.accum_zero _)

/-- After reset, the pipelined accumulator is `stages` cycles later the context that has been through all cycles: every
command, and every delta at every port (T14, T17). `n` ports need `radix ^ stages ≥ n`. -/
theorem core_run_fresh {radix stages : Nat} (pos : 0 < radix) (enough : n ≤ radix ^ stages)
    (before window : List (PortCycle α n)) (full : window.length = stages) :
    ((fresh stages).run radix absorb ((before ++ window).map enter)).core =
      before.foldl Context.portCycle Context.fresh := by
  rw [core_run pos enough (fresh stages) (fits_fresh radix stages) before window full, flushed_fresh]

/-- Five ports, two stages of radix four. -/
example (cycle next next' : PortCycle (BitVec 8) 5) :
    ((fresh 2).run 4 absorb (([cycle] ++ [next, next']).map enter)).core = Context.fresh.portCycle cycle :=
  core_run_fresh (by omega) (by decide) [cycle] [next, next'] rfl

/-- A load that has gone through the pipeline makes all before it forgotten, also what the registers held at power-up:
no other reset is needed. -/
theorem core_run_load {radix stages : Nat} (pos : 0 < radix) (enough : n ≤ radix ^ stages)
    (s : Pipeline (Option (Op α)) (Context α) α) (fits : s.Fits radix stages) (before : List (PortCycle α n)) (v : α)
    (ports : Cycle α n) (rest window : List (PortCycle α n)) (full : window.length = stages) :
    (s.run radix absorb ((before ++ ⟨some (.load v), ports⟩ :: rest ++ window).map enter)).core =
      rest.foldl Context.portCycle ⟨v, combineAll ports.valid⟩ := by
  rw [core_run pos enough s fits _ window full, List.foldl_append, List.foldl_cons, Context.portCycle_load]

/-- Two ports, one stage of radix two, garbage at power-up. -/
example (garbage : BitVec 8) (c : Context (BitVec 8)) (ports : Cycle (BitVec 8) 2) (next : PortCycle (BitVec 8) 2) :
    let clear : PortCycle (BitVec 8) 2 := ⟨some (.load 0#8), ports⟩
    ((Pipeline.mk [⟨some .swap, [garbage]⟩] c).run 2 absorb (([] ++ clear :: [] ++ [next]).map enter)).core =
      ⟨0#8, combineAll ports.valid⟩ :=
  core_run_load (stages := 1) (by omega) (by decide) ⟨[⟨some .swap, [garbage]⟩], c⟩
    ⟨rfl, fun | 0, _ => Nat.le_refl 1⟩ [] 0#8 ports [] [next] rfl

/-- The command of a cycle is answered `stages` cycles later as the specification answers it: the result sees all
earlier cycles and no later one (T17). `window` is what was presented from that cycle on, before `next`. -/
theorem result_run_fresh {radix stages : Nat} (pos : 0 < radix) (enough : n ≤ radix ^ stages)
    (before window rest : List (PortCycle α n)) (full : window.length = stages) (cycle next : PortCycle α n)
    (first : window ++ [next] = cycle :: rest) :
    result ((fresh stages).run radix absorb ((before ++ window).map enter)) next =
      (before.foldl Context.portCycle Context.fresh).portResult cycle := by
  rw [result, core_run_fresh pos enough before window full,
    Pipeline.tag_leaving_run pos absorb enter (length_enter_le enough) (fresh stages)
      (fits_fresh radix stages) before window rest full cycle next first]
  rfl

/-- One port, one stage: swap with a delta, one cycle after another delta, answers with that other delta alone. -/
example (next : PortCycle (BitVec 8) 1) :
    let five : PortCycle (BitVec 8) 1 := ⟨none, fun _ => some 5#8⟩
    let swap : PortCycle (BitVec 8) 1 := ⟨some .swap, fun _ => some 2#8⟩
    result ((fresh 1).run 2 absorb (([five] ++ [swap]).map enter)) next = some 5#8 :=
  result_run_fresh (by omega) (by decide) [⟨none, fun _ => some 5#8⟩] [⟨some .swap, fun _ => some 2#8⟩] [next] rfl
    ⟨some .swap, fun _ => some 2#8⟩ next rfl

end TwoRegisters
end Atomik
