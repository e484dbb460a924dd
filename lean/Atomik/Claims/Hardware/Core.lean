import Atomik.Thm.Hardware.Core
import Atomik.Thm.Hardware.Original
/-!
# Claims about the core, and about the published ones
-/
namespace Atomik.Claims
open DeltaGroup (zero)

universe u

section Core
variable {w b : Nat}

/-- From the first clock edge with reset on, whatever the registers held before, the registers of the core are a context
that has been through the operations of the input stream: idle cycles do nothing, refused operations change nothing,
another reset makes a fresh context. For every width, every bus width and every number on the bus.

Claims: C41 C111.

Does not say: that the Verilog is this model, or anything about clock rates and metastability. -/
theorem claim_core (q : CoreRegisters w) (before : List (CoreInput b)) (r : CoreInput b) (reset : r.reset = true)
    (rest : List (CoreInput b)) :
    ((before ++ r :: rest).foldl Core.next q).context = rest.foldl Context.clock Context.fresh :=
  Core.context_foldl_next_reset q before r reset rest

example (q : CoreRegisters 8) :
    ([⟨true, 2#3, 7#8, 0#8⟩, ⟨false, 2#3, 5#8, 0#8⟩].foldl Core.next q).context = ⟨0#8, 5#8⟩ :=
  claim_core q [] ⟨true, 2#3, 7#8, 0#8⟩ rfl [⟨false, 2#3, 5#8, 0#8⟩]

/-- In every cycle after a reset the outputs of the core show that context, and answer the operation presented in the
same cycle with the specification's result or with the code of its reject.

Claims: C41 C111.

Does not say: what the outputs are before the first reset. -/
theorem claim_core_output (q : CoreRegisters w) (before : List (CoreInput b)) (r : CoreInput b)
    (reset : r.reset = true) (rest : List (CoreInput b)) (i : CoreInput b) :
    let c : Context (BitVec w) := rest.foldl Context.clock Context.fresh
    let o := Core.output ((before ++ r :: rest).foldl Core.next q) i
    o.state = c.read ∧ o.reference = c.reference ∧ o.accumulator = c.accumulator ∧ o.answer = c.answer i :=
  Core.output_foldl_next_reset q before r reset rest i

example (q : CoreRegisters 8) :
    (Core.output ([⟨true, 0#3, 0#8, 0#8⟩, ⟨false, 2#3, 5#8, 0#8⟩].foldl Core.next q) ⟨false, 3#3, 0#8, 0#8⟩).state =
      5#8 :=
  (claim_core_output q [] ⟨true, 0#3, 0#8, 0#8⟩ rfl [⟨false, 2#3, 5#8, 0#8⟩] ⟨false, 3#3, 0#8, 0#8⟩).1

/-- Swap, and a delta in the very next cycle: the checkpoint has everything from before, the accumulator has the whole
delta.

Claims: C12 C41.

Does not say: that any other core does this. -/
theorem claim_core_swap_accum (q : CoreRegisters w) (x y word other : BitVec b) (range : Core.isWide w word = false) :
    Core.next (Core.next q ⟨false, 4#3, x, y⟩) ⟨false, 2#3, word, other⟩ =
      ⟨q.reference ^^^ q.accumulator, word.setWidth w⟩ :=
  Core.next_accum_next_swap q x y word other range

example : Core.next (Core.next ⟨0x100F#16, 0#16⟩ ⟨false, 4#3, 0#16, 0#16⟩) ⟨false, 2#3, 0xFF#16, 0#16⟩ =
    ⟨0x100F#16, 0xFF#16⟩ :=
  claim_core_swap_accum _ _ _ _ _ (by decide)

/-- Exchange, and a delta in the very next cycle: the new reference, the whole delta, and nothing from before.

Claims: C12 C41.

Does not say: that the delta was computed from the new reference. -/
theorem claim_core_exchange_accum (q : CoreRegisters w) (v y word other : BitVec b) (fits : Core.isWide w v = false)
    (range : Core.isWide w word = false) :
    Core.next (Core.next q ⟨false, 6#3, v, y⟩) ⟨false, 2#3, word, other⟩ = ⟨v.setWidth w, word.setWidth w⟩ :=
  Core.next_accum_next_exchange q v y word other fits range

example : Core.next (Core.next ⟨1#16, 2#16⟩ ⟨false, 6#3, 0x1000#16, 0#16⟩) ⟨false, 2#3, 0x0F#16, 0#16⟩ =
    ⟨0x1000#16, 0x0F#16⟩ :=
  claim_core_exchange_accum _ _ _ _ _ (by decide) (by decide)

/-- In every cycle the accumulator on the outputs is zero exactly if the state is the reference: for one word, a net
change shows in the same cycle.

Claims: C97 C98.

Does not say: how many gates the comparison with zero takes, or anything about buffers of several words. -/
theorem claim_core_clean (q : CoreRegisters w) (i : CoreInput b) :
    (Core.output q i).accumulator = 0#w ↔ (Core.output q i).state = (Core.output q i).reference :=
  Core.accumulator_output_eq_zero_iff q i

/-- Where the bus is as wide as a word, whether the core has a result in a cycle depends on the op and on reset alone:
on no operand and on no stored word.

Claims: C99 C103.

Does not say: anything about power, about a merge's reject, which depends on the reference, or about software. -/
theorem claim_core_timing (q : CoreRegisters w) (i : CoreInput w) :
    (Core.output q i).resultValid = (!i.reset && Core.hasResult i.op) :=
  Core.resultValid_output q i

end Core

section Original
variable {α : Type u} [DeltaGroup α]

/-- Executed on a model of the published accumulator: `0xFF` accumulated, then load `0x1000` and delta `0x0F` in the
same clock leave the state `0x10F0`, which is neither order of the two.

Claims: C12 C41.

Does not say: that the model is the published Verilog. -/
theorem claim_original_load_delta :
    (Original.DeltaAcc.clock ⟨0x0000#64, 0x00FF#64⟩ (some 0x1000#64) (some 0x000F#64)).read = 0x10F0#64 ∧
      ((Context.load ⟨0x0000#64, 0x00FF#64⟩ 0x1000#64).accum 0x000F#64).read = 0x100F#64 ∧
      ((Context.accum ⟨0x0000#64, 0x00FF#64⟩ 0x000F#64).load 0x1000#64).read = 0x1000#64 :=
  Original.DeltaAcc.read_clock_counterexample

/-- In that model, load and a delta in the same clock act as load and then accum only if nothing had been accumulated.

Claims: C41.

Does not say: that its users present both in one clock; the generated wrappers let them. -/
theorem claim_original_load_delta_iff (q : Original.DeltaAcc α) (v d : α) :
    (q.clock (some v) (some d)).read = ((Context.load ⟨q.initialState, q.accumulator⟩ v).accum d).read ↔
      q.accumulator = zero :=
  Original.DeltaAcc.read_clock_eq_load_accum_iff q v d

/-- In a model of the published cores with addresses, which have one accumulator for all, a delta at one address leaves
the state at another as it was only if the delta is zero.

Claims: C26 C41.

Does not say: anything about the tables of the published software, which have an accumulator for each address. -/
theorem claim_original_addresses {n : Nat} (q : Original.Shared α n) (address other : Fin n) (d : α) :
    (q.accum address d).read other = q.read other ↔ d = zero :=
  Original.Shared.read_accum_eq_iff q address other d

/-- Executed on that model: a delta `0xFF` for address 2 turns `0x1000` at address 1 into `0x10FF`, and a load at
address 3 takes the delta from address 2 again.

Claims: C26 C41.

Does not say: that the model is the published Verilog. -/
theorem claim_original_addresses_executed :
    let q : Original.Shared (BitVec 64) 256 :=
      ((Original.Shared.load ⟨fun _ => 0#64, 0#64⟩ 1 0x1000#64).load 2 0x2000#64).accum 2 0xFF#64
    q.read 1 = 0x10FF#64 ∧ q.read 2 = 0x20FF#64 ∧ (q.load 3 0x3000#64).read 2 = 0x2000#64 :=
  Original.Shared.read_counterexample

end Original

end Atomik.Claims
