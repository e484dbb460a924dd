import Atomik.Thm.Context
/-!
# Checkpoints and cuts

Each replica may `swap` whenever it likes without breaking the agreement of states; but the checkpoints it takes are
its own, and two replicas' checkpoints agree only if the deltas before them combine to the same.
-/
namespace Atomik.Context
open DeltaGroup (zero combineAll)

universe u
variable {α : Type u} [DeltaGroup α]

local infixl:65 " ∔ " => DeltaGroup.combine

/-- The state after any mix of deltas and checkpoints knows nothing of the checkpoints. -/
theorem read_replay (c : Context α) (events : List (Option α)) :
    (c.replay events).read = c.read ∔ combineAll (events.filterMap id) := by
  induction events generalizing c with
  | nil => exact (DeltaGroup.combine_zero c.read).symm
  | cons event events ih =>
    cases event with
    | none => exact (ih c.swap).trans (by rw [read_swap, List.filterMap_cons_none (f := id) rfl])
    | some d =>
      refine (ih (c.accum d)).trans ?_
      rw [read_accum, List.filterMap_cons_some (f := id) rfl, DeltaGroup.combineAll_cons, DeltaGroup.combine_assoc]

/-- Replicas that started equal and got the same deltas, in any order and with checkpoints anywhere, read the same. -/
theorem read_replay_perm (c : Context α) {events others : List (Option α)}
    (h : (events.filterMap id).Perm (others.filterMap id)) : (c.replay events).read = (c.replay others).read := by
  rw [read_replay, read_replay, DeltaGroup.combineAll_perm h]

example (c : Context (BitVec 8)) :
    (c.replay [some 1#8, none, some 2#8]).read = (c.replay [some 2#8, some 1#8, none]).read :=
  read_replay_perm c (.swap _ _ _)

/-- A checkpoint is the state at its moment: two replicas' checkpoints agree exactly if the deltas before them combine
to the same. -/
theorem reference_swap_accumAll_eq_iff (c : Context α) (ds es : List α) :
    (c.accumAll ds).swap.reference = (c.accumAll es).swap.reference ↔ combineAll ds = combineAll es := by
  have state (k : Context α) : k.swap.reference = k.read := rfl
  rw [state, state, read_accumAll, read_accumAll, DeltaGroup.combine_left_cancel_iff]

/-- No consistent cut: replicas that get the same two different deltas in opposite orders, and checkpoint between them,
agree on the state and disagree on the checkpoint. Example: from 0xCAFE with 0x0001 and 0x0002 the checkpoints are
0xCAFF and 0xCAFC. -/
theorem reference_replay_ne (c : Context α) {d e : α} (h : d ≠ e) :
    (c.replay [some d, none, some e]).read = (c.replay [some e, none, some d]).read ∧
      (c.replay [some d, none, some e]).reference ≠ (c.replay [some e, none, some d]).reference := by
  refine ⟨read_replay_perm c (.swap _ _ _), fun same => h ?_⟩
  have checkpoints : (c.accum d).read = (c.accum e).read := same
  rw [read_accum, read_accum] at checkpoints
  exact (DeltaGroup.combine_left_cancel_iff c.read d e).mp checkpoints

example : (Context.replay ⟨0xCAFE#16, 0#16⟩ [some 1#16, none, some 2#16]).reference ≠
    (Context.replay ⟨0xCAFE#16, 0#16⟩ [some 2#16, none, some 1#16]).reference :=
  (reference_replay_ne ⟨0xCAFE#16, 0#16⟩ (by decide)).2

end Atomik.Context
