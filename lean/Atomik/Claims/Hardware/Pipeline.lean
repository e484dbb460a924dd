import Atomik.Thm.Hardware.OneRegister
/-!
# Claims about the pipelined accumulator
-/
namespace Atomik.Claims
open DeltaGroup (combineAll)

universe u

variable {α : Type u} [DeltaGroup α] {n : Nat}

/-- A load and deltas at the ports in the same cycle: the loaded word and all of these deltas, and nothing from before.

Claims: C41.

Does not say: that load and deltas may change places; the load comes first. -/
theorem claim_cycle_load (c : Context α) (v : α) (ports : Cycle α n) :
    c.portCycle ⟨some (.load v), ports⟩ = ⟨v, combineAll ports.valid⟩ :=
  Context.portCycle_load c v ports

/-- A swap and deltas in the same cycle, and more deltas in the very next one: the checkpoint has all from before, the
accumulator has all of both.

Claims: C12 C41.

Does not say: that the checkpoint includes the deltas of its own cycle; it does not. -/
theorem claim_cycle_swap (c : Context α) (ports later : Cycle α n) :
    (c.portCycle ⟨some .swap, ports⟩).portCycle ⟨none, later⟩ = ⟨c.read, combineAll (ports.valid ++ later.valid)⟩ :=
  Context.portCycle_portCycle_swap c ports later

/-- The pipelined accumulator with `n` ports and `stages` register stages is, after reset and `stages` cycles late, the
context that has been through all cycles: every command first, then every delta of its cycle; nothing stalls, nothing is
lost, in every stream.

Claims: C41 C106.

Does not say: at which clock rate, or that a given Verilog module is this model. -/
theorem claim_pipeline {radix stages : Nat} (pos : 0 < radix) (enough : n ≤ radix ^ stages)
    (before window : List (PortCycle α n)) (full : window.length = stages) :
    ((TwoRegisters.fresh stages).run radix TwoRegisters.absorb ((before ++ window).map TwoRegisters.enter)).core =
      before.foldl Context.portCycle Context.fresh :=
  TwoRegisters.core_run_fresh pos enough before window full

/-- Five ports, two stages of radix four. -/
example (cycle next next' : PortCycle (BitVec 8) 5) :
    ((TwoRegisters.fresh 2).run 4 TwoRegisters.absorb (([cycle] ++ [next, next']).map TwoRegisters.enter)).core =
      Context.fresh.portCycle cycle :=
  claim_pipeline (by omega) (by decide) [cycle] [next, next'] rfl

/-- The command of a cycle is answered `stages` cycles later as the specification answers it, for a context that has
been through all earlier cycles and no later one.

Claims: C12 C41.

Does not say: that the result is known earlier. -/
theorem claim_pipeline_result {radix stages : Nat} (pos : 0 < radix) (enough : n ≤ radix ^ stages)
    (before window rest : List (PortCycle α n)) (full : window.length = stages) (cycle next : PortCycle α n)
    (first : window ++ [next] = cycle :: rest) :
    TwoRegisters.result
        ((TwoRegisters.fresh stages).run radix TwoRegisters.absorb ((before ++ window).map TwoRegisters.enter)) next =
      (before.foldl Context.portCycle Context.fresh).portResult cycle :=
  TwoRegisters.result_run_fresh pos enough before window rest full cycle next first

example (next : PortCycle (BitVec 8) 1) :
    let five : PortCycle (BitVec 8) 1 := ⟨none, fun _ => some 5#8⟩
    let swap : PortCycle (BitVec 8) 1 := ⟨some .swap, fun _ => some 2#8⟩
    TwoRegisters.result ((TwoRegisters.fresh 1).run 2 TwoRegisters.absorb (([five] ++ [swap]).map TwoRegisters.enter))
      next = some 5#8 :=
  claim_pipeline_result (by omega) (by decide) [⟨none, fun _ => some 5#8⟩] [⟨some .swap, fun _ => some 2#8⟩] [next] rfl
    ⟨some .swap, fun _ => some 2#8⟩ next rfl

/-- A load that has gone through the pipeline makes everything before it forgotten, also what the registers held at
power-up: a load of zero is a reset.

Claims: C41.

Does not say: that outputs mean anything before that. -/
theorem claim_pipeline_power_up {radix stages : Nat} (pos : 0 < radix) (enough : n ≤ radix ^ stages)
    (s : Pipeline (Option (Op α)) (Context α) α) (fits : s.Fits radix stages) (before : List (PortCycle α n)) (v : α)
    (ports : Cycle α n) (rest window : List (PortCycle α n)) (full : window.length = stages) :
    (s.run radix TwoRegisters.absorb
        ((before ++ ⟨some (.load v), ports⟩ :: rest ++ window).map TwoRegisters.enter)).core =
      rest.foldl Context.portCycle ⟨v, combineAll ports.valid⟩ :=
  TwoRegisters.core_run_load pos enough s fits before v ports rest window full

/-- Two ports, one stage of radix two, garbage at power-up. -/
example (garbage : BitVec 8) (c : Context (BitVec 8)) (ports : Cycle (BitVec 8) 2) (next : PortCycle (BitVec 8) 2) :
    let clear : PortCycle (BitVec 8) 2 := ⟨some (.load 0#8), ports⟩
    ((Pipeline.mk [⟨some .swap, [garbage]⟩] c).run 2 TwoRegisters.absorb
      (([] ++ clear :: [] ++ [next]).map TwoRegisters.enter)).core = ⟨0#8, combineAll ports.valid⟩ :=
  claim_pipeline_power_up (stages := 1) (by omega) (by decide) ⟨[⟨some .swap, [garbage]⟩], c⟩
    ⟨rfl, fun | 0, _ => Nat.le_refl 1⟩ [] 0#8 ports [] [next] rfl

/-- With one register for the state, and two flags of each command beside the deltas, the pipelined accumulator has at
all times the state of that context.

Claims: C41 C106.

Does not say: that reference and accumulator can be told from the state. -/
theorem claim_one_register {radix stages : Nat} (pos : 0 < radix) (enough : n + 1 ≤ radix ^ stages)
    (before window : List (PortCycle α n)) (full : window.length = stages) :
    ((OneRegister.fresh stages).run radix OneRegister.absorb ((before ++ window).map OneRegister.enter)).core =
      (before.foldl Context.portCycle Context.fresh).read :=
  OneRegister.core_run_fresh pos enough before window full

example (cycle next next' : PortCycle (BitVec 8) 5) :
    ((OneRegister.fresh 2).run 4 OneRegister.absorb (([cycle] ++ [next, next']).map OneRegister.enter)).core =
      (Context.fresh.portCycle cycle).read :=
  claim_one_register (by omega) (by decide) [cycle] [next, next'] rfl

/-- With one register, commands are answered as with two.

Claims: C41.

Does not say: that it can refuse a merge; that takes the reference. -/
theorem claim_one_register_result {radix stages : Nat} (pos : 0 < radix) (enough : n + 1 ≤ radix ^ stages)
    (before window rest : List (PortCycle α n)) (full : window.length = stages) (cycle next : PortCycle α n)
    (first : window ++ [next] = cycle :: rest) :
    OneRegister.result
        ((OneRegister.fresh stages).run radix OneRegister.absorb ((before ++ window).map OneRegister.enter)) next =
      (before.foldl Context.portCycle Context.fresh).portResult cycle :=
  OneRegister.result_run_fresh pos enough before window rest full cycle next first

example (next : PortCycle (BitVec 8) 1) :
    let five : PortCycle (BitVec 8) 1 := ⟨none, fun _ => some 5#8⟩
    let exchange : PortCycle (BitVec 8) 1 := ⟨some (.exchange 9#8), fun _ => some 2#8⟩
    OneRegister.result ((OneRegister.fresh 1).run 2 OneRegister.absorb (([five] ++ [exchange]).map OneRegister.enter))
      next = some 5#8 :=
  claim_one_register_result (by omega) (by decide) [⟨none, fun _ => some 5#8⟩]
    [⟨some (.exchange 9#8), fun _ => some 2#8⟩] [next] rfl ⟨some (.exchange 9#8), fun _ => some 2#8⟩ next rfl

end Atomik.Claims
