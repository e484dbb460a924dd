import Atomik.Thm.Context.Accum
import Atomik.Thm.Context.Run
/-!
# Contexts

A context of two words behaves like one variable, and which operations may change places. Main results beside the
ones below: `Context.read_*` (`Atomik.Thm.Context.Read`), `Context.accumAll_perm`, `Context.rollback_accumAll`
(`Atomik.Thm.Context.Accum`), `checkWord_eq_ok_iff`, `Context.step_eq_error_iff` (`Atomik.Thm.Context.Step`),
`RawOp.check_eq_ok_iff`, `Context.stepRaw_eq_*_iff` (`Atomik.Thm.Context.Raw`), `Context.run_rejected_iff`
(`Atomik.Thm.Context.Run`).
-/
namespace Atomik.Context
open DeltaGroup (zero)

universe u
variable {α : Type u} [DeltaGroup α]

local infixl:65 " ∔ " => DeltaGroup.combine

/-- Every operation changes the state as it would change a single variable (T7): reference and accumulator are one
value kept in two words. -/
theorem read_apply (c : Context α) (op : Op α) : (c.apply op).read = op.applyState c.read := by
  cases op with
  | load v => exact read_load c v
  | accum d => exact read_accum c d
  | read => rfl
  | swap => exact read_swap c
  | rollback d => exact read_rollback c d
  | exchange v => exact read_load c v
  | merge other => exact read_merge c other

/-- Every operation reports what it would report of a single variable (T7). -/
theorem result_eq_resultState (c : Context α) (op : Op α) : c.result op = op.resultState c.read := by
  cases op <;> rfl

/-- After any number of operations, the state is that of the single variable (T7). -/
theorem read_foldl_apply (c : Context α) (ops : List (Op α)) :
    (ops.foldl apply c).read = ops.foldl (fun s op => op.applyState s) c.read := by
  induction ops generalizing c with
  | nil => rfl
  | cons op ops ih => rw [List.foldl_cons, List.foldl_cons, ih, read_apply]

/-- Two contexts with the same state and the same reference are the same context. -/
theorem eq_of_read_eq {c e : Context α} (reference : c.reference = e.reference) (state : c.read = e.read) : c = e := by
  obtain ⟨r, a⟩ := c
  obtain ⟨r', b⟩ := e
  cases reference
  rw [(DeltaGroup.combine_left_cancel_iff r a b).mp state]

example : (Context.mk 1#8 2#8).rollback 2#8 = ⟨1#8, 0#8⟩ := eq_of_read_eq rfl (by decide)

/-- For the state, a `swap` may come before or after an `accum` (T8): a checkpoint loses no delta. -/
theorem read_accum_swap (c : Context α) (d : α) : (c.swap.accum d).read = (c.accum d).swap.read := by
  rw [read_accum, read_swap, read_swap, read_accum]

/-- As contexts, `swap` and `accum d` may change places only if `d` is zero: the delta is either in the checkpoint or
after it. -/
theorem accum_swap_eq_iff (c : Context α) (d : α) : c.swap.accum d = (c.accum d).swap ↔ d = zero := by
  constructor
  · intro h
    have accumulator := congrArg Context.accumulator h
    rw [← DeltaGroup.zero_combine d]
    exact accumulator
  · intro h
    rw [h, accum_zero, accum_zero]

/-- `load` and `accum` may change places only if the delta is zero (T8). Example: `load 0x1000` before the delta `0x0F`
gives `0x100F`, after it `0x1000`. IR `load`; the same holds of `exchange`. -/
theorem read_accum_load_eq_iff (c : Context α) (v d : α) :
    ((c.load v).accum d).read = ((c.accum d).load v).read ↔ d = zero := by
  rw [read_accum, read_load, read_load, DeltaGroup.combine_eq_left_iff]

example : ((Context.mk 0xCAFE#16 0#16).load 0x1000#16 |>.accum 0x0F#16).read = 0x100F#16 := by decide
example : ((Context.mk 0xCAFE#16 0#16).accum 0x0F#16 |>.load 0x1000#16).read = 0x1000#16 := by decide

/-- `load v` between a delta and its `rollback` takes the undone delta out of `v`, which never contained it. Example:
load 10, accum 7, load 20, rollback 7 leaves 19 under XOR, not 20. -/
theorem read_rollback_load_accum (c : Context α) (v d : α) :
    (((c.accum d).load v).rollback d).read = v ∔ DeltaGroup.neg d := by
  rw [read_rollback, read_load]

end Atomik.Context
