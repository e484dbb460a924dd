import Atomik.Spec.Context
import Atomik.Spec.Hardware.Original
import Atomik.Thm.Context.Read
/-!
# The published cores, computed

What goes wrong in the modelled circuits, exactly when, and the published numbers.
-/
namespace Atomik.Original

universe u
variable {α : Type u} [DeltaGroup α]

local infixl:65 " ∔ " => DeltaGroup.combine

open DeltaGroup (zero)

/-- A load and a delta in the same clock leave the loaded word, the delta, and all that had been accumulated before. -/
theorem DeltaAcc.read_clock (q : DeltaAcc α) (v d : α) :
    (q.clock (some v) (some d)).read = v ∔ (q.accumulator ∔ d) := rfl

/-- A load and a delta in the same clock give what load and then accum give only if the accumulator was zero. -/
theorem DeltaAcc.read_clock_eq_load_accum_iff (q : DeltaAcc α) (v d : α) :
    (q.clock (some v) (some d)).read = ((Context.load ⟨q.initialState, q.accumulator⟩ v).accum d).read ↔
      q.accumulator = zero := by
  rw [read_clock, Context.read_accum, Context.read_load, DeltaGroup.combine_left_cancel_iff, DeltaGroup.combine_comm,
    DeltaGroup.combine_eq_left_iff]

/-- They give what accum and then load give only if the delta undoes the accumulator. -/
theorem DeltaAcc.read_clock_eq_accum_load_iff (q : DeltaAcc α) (v d : α) :
    (q.clock (some v) (some d)).read = ((Context.accum ⟨q.initialState, q.accumulator⟩ d).load v).read ↔
      q.accumulator ∔ d = zero := by
  rw [read_clock, Context.read_load, DeltaGroup.combine_eq_left_iff]

/-- Executed: with `0xFF` accumulated, `0x1000` loaded and `0x0F` arriving in the same clock, the state is `0x10F0`:
neither `0x100F` (load first) nor `0x1000` (load last). -/
theorem DeltaAcc.read_clock_counterexample :
    (DeltaAcc.clock ⟨0x0000#64, 0x00FF#64⟩ (some 0x1000#64) (some 0x000F#64)).read = 0x10F0#64 ∧
      ((Context.load ⟨0x0000#64, 0x00FF#64⟩ 0x1000#64).accum 0x000F#64).read = 0x100F#64 ∧
      ((Context.accum ⟨0x0000#64, 0x00FF#64⟩ 0x000F#64).load 0x1000#64).read = 0x1000#64 := by
  decide

/-- With one accumulator for all addresses, a delta changes the state at every address, unless it is zero. -/
theorem Shared.read_accum_eq_iff {n : Nat} (q : Shared α n) (address other : Fin n) (d : α) :
    (q.accum address d).read other = q.read other ↔ d = zero := by
  have moved : (q.accum address d).read other = q.read other ∔ d := (DeltaGroup.combine_assoc _ _ _).symm
  rw [moved, DeltaGroup.combine_eq_left_iff]

/-- Executed: after load `0x1000` at 1, load `0x2000` at 2 and the delta `0xFF` at 2, address 1 reads `0x10FF`; after a
load at 3, the delta at 2 is lost. -/
theorem Shared.read_counterexample :
    let q : Shared (BitVec 64) 256 :=
      ((Shared.load ⟨fun _ => 0#64, 0#64⟩ 1 0x1000#64).load 2 0x2000#64).accum 2 0xFF#64
    q.read 1 = 0x10FF#64 ∧ q.read 2 = 0x20FF#64 ∧ (q.load 3 0x3000#64).read 2 = 0x2000#64 := by
  decide

end Atomik.Original
