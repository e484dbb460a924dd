import Atomik.Thm.Hardware.Pipeline
/-!
# One register for the state

The pipelined accumulator that keeps the state alone, and of each command two flags, does everything that can be seen of
the one with a reference and an accumulator.
-/
namespace Atomik

universe u
variable {α : Type u} [DeltaGroup α] {n : Nat}

local infixl:65 " ∔ " => DeltaGroup.combine

open DeltaGroup (zero combineAll)

/-- What an operation does to a state: forget it if the operation clears, and combine its contribution. -/
theorem Op.applyState_eq (op : Op α) (s : α) :
    op.applyState s = (if op.clears then zero else s) ∔ op.contribution := by
  cases op with
  | load v => exact (DeltaGroup.zero_combine v).symm
  | exchange v => exact (DeltaGroup.zero_combine v).symm
  | read => exact (DeltaGroup.combine_zero s).symm
  | swap => exact (DeltaGroup.combine_zero s).symm
  | accum _ => rfl
  | rollback _ => rfl
  | merge _ => rfl

omit [DeltaGroup α] in
/-- An operation reports the state, if it reports. -/
theorem Op.resultState_eq (op : Op α) (s : α) : op.resultState s = if op.reports then some s else none := by
  cases op <;> rfl

namespace OneRegister

/-- A cycle enters with one word for its command and one for each port. -/
private theorem length_enter_le {limit : Nat} (enough : n + 1 ≤ limit) (cycle : PortCycle α n) :
    (enter cycle).partials.length ≤ limit := by
  rw [enter, List.length_cons, List.length_map, List.length_finRange]
  exact enough

/-- What is absorbed of a cycle is what the specification makes of the state. -/
private theorem absorb_value (c : Context α) (cycle : PortCycle α n) :
    absorb c.read (enter cycle).value.1 (enter cycle).value.2 = (c.portCycle cycle).read := by
  have words : (enter cycle).value.2 =
      cycle.command.elim zero Op.contribution ∔ combineAll cycle.ports.valid :=
    congrArg (_ ∔ ·) cycle.ports.combineAll_words
  rw [words, c.portCycle_eq_accum, Context.read_accum, absorb, ← DeltaGroup.combine_assoc]
  refine congrArg (· ∔ _) ?_
  obtain ⟨command, ports⟩ := cycle
  cases command with
  | none => exact DeltaGroup.combine_zero c.read
  | some op => exact ((c.read_apply op).trans (op.applyState_eq c.read)).symm

/-- So are all cycles. -/
private theorem foldl_absorb_value (c : Context α) (cycles : List (PortCycle α n)) :
    cycles.foldl (fun s cycle => absorb s (enter cycle).value.1 (enter cycle).value.2) c.read =
      (cycles.foldl Context.portCycle c).read := by
  induction cycles generalizing c with
  | nil => rfl
  | cons cycle cycles ih => rw [List.foldl_cons, List.foldl_cons, absorb_value, ih]

/-- A fresh pipeline has the shape of its tree. -/
private theorem fits_fresh (radix stages : Nat) : (fresh stages : Pipeline _ _ α).Fits radix stages :=
  Pipeline.fits_replicate radix stages (Tag.mk false false) zero

/-- A fresh pipeline has nothing on its way. -/
private theorem flushed_fresh (stages : Nat) :
    (fresh stages : Pipeline _ _ α).flushed absorb = (Context.fresh : Context α).read :=
  (Pipeline.flushed_replicate stages absorb (Tag.mk false false) zero (DeltaGroup.combine_zero _)).trans
    Context.read_fresh.symm

/-- After reset, the one register is `stages` cycles later the state of the context that has been through all cycles
(T7, T14, T17). `n` ports and a command need `radix ^ stages > n`. -/
theorem core_run_fresh {radix stages : Nat} (pos : 0 < radix) (enough : n + 1 ≤ radix ^ stages)
    (before window : List (PortCycle α n)) (full : window.length = stages) :
    ((fresh stages).run radix absorb ((before ++ window).map enter)).core =
      (before.foldl Context.portCycle Context.fresh).read := by
  rw [Pipeline.core_run pos absorb enter (length_enter_le enough) (fresh stages) (fits_fresh radix stages) before window
    full, flushed_fresh, foldl_absorb_value]

/-- Five ports, two stages of radix four. -/
example (cycle next next' : PortCycle (BitVec 8) 5) :
    ((fresh 2).run 4 absorb (([cycle] ++ [next, next']).map enter)).core = (Context.fresh.portCycle cycle).read :=
  core_run_fresh (by omega) (by decide) [cycle] [next, next'] rfl

/-- It answers the command of a cycle `stages` cycles later with the same result (T7, T17). -/
theorem result_run_fresh {radix stages : Nat} (pos : 0 < radix) (enough : n + 1 ≤ radix ^ stages)
    (before window rest : List (PortCycle α n)) (full : window.length = stages) (cycle next : PortCycle α n)
    (first : window ++ [next] = cycle :: rest) :
    result ((fresh stages).run radix absorb ((before ++ window).map enter)) next =
      (before.foldl Context.portCycle Context.fresh).portResult cycle := by
  rw [result, core_run_fresh pos enough before window full,
    Pipeline.tag_leaving_run pos absorb enter (length_enter_le enough) (fresh stages) (fits_fresh radix stages) before
      window rest full cycle next first]
  obtain ⟨command, ports⟩ := cycle
  cases command with
  | none => rfl
  | some op => exact ((Context.result_eq_resultState _ op).trans (op.resultState_eq _)).symm

/-- One port, one stage: exchange with a delta, one cycle after another delta, answers with that other delta alone. -/
example (next : PortCycle (BitVec 8) 1) :
    let five : PortCycle (BitVec 8) 1 := ⟨none, fun _ => some 5#8⟩
    let exchange : PortCycle (BitVec 8) 1 := ⟨some (.exchange 9#8), fun _ => some 2#8⟩
    result ((fresh 1).run 2 absorb (([five] ++ [exchange]).map enter)) next = some 5#8 :=
  result_run_fresh (by omega) (by decide) [⟨none, fun _ => some 5#8⟩] [⟨some (.exchange 9#8), fun _ => some 2#8⟩] [next]
    rfl ⟨some (.exchange 9#8), fun _ => some 2#8⟩ next rfl

end OneRegister
end Atomik
