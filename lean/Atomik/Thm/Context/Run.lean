import Atomik.Spec.History
import Atomik.Thm.Context.Raw
/-!
# Programs

What a run reports: one observation a step, nothing after a refused step, and an unchanged context at that step.
-/
namespace Atomik
variable {w : Nat}

namespace Context

/-- The empty program is accepted and observes nothing. -/
theorem run_nil (c : Context (BitVec w)) : c.run [] = ⟨[], none⟩ := rfl

/-- A program whose first step is refused ends there; its one observation shows the unchanged context. -/
theorem run_cons_of_error (c : Context (BitVec w)) (op : RawOp) (ops : List RawOp) (why : Reject)
    (h : c.stepRaw op = .error why) : c.run (op :: ops) = ⟨[⟨c, none⟩], some why⟩ := by
  rw [run, h]

example : (Context.mk 1#8 2#8).run [⟨.load, [256]⟩, ⟨.read, []⟩] = ⟨[⟨⟨1#8, 2#8⟩, none⟩], some .wordOutOfRange⟩ :=
  run_cons_of_error _ _ _ _ rfl

/-- A program whose first step is accepted observes it and goes on from the next context. -/
theorem run_cons_of_ok (c next : Context (BitVec w)) (op : RawOp) (ops : List RawOp) (result : Option (BitVec w))
    (h : c.stepRaw op = .ok (next, result)) :
    c.run (op :: ops) = ⟨⟨next, result⟩ :: (next.run ops).observations, (next.run ops).rejected⟩ := by
  rw [run, h]

example : (Context.mk 1#8 2#8).run [⟨.read, []⟩] = ⟨[⟨⟨1#8, 2#8⟩, some 3#8⟩], none⟩ :=
  run_cons_of_ok _ ⟨1#8, 2#8⟩ _ _ (some 3#8) rfl

/-- The context that a run ends in is the one that what follows its first step ends in. -/
private theorem last_cons (seen : Observation (BitVec w)) (rest : Outcome (BitVec w)) (c : Context (BitVec w)) :
    (Outcome.mk (seen :: rest.observations) rest.rejected).last c = rest.last seen.context := by
  rw [Outcome.last, List.map_cons, List.getLast?_cons, Option.getD_some, Outcome.last]

/-- An accepted program has one observation a step. -/
theorem length_observations_run (c : Context (BitVec w)) (ops : List RawOp) (h : (c.run ops).rejected = none) :
    (c.run ops).observations.length = ops.length := by
  induction ops generalizing c with
  | nil => rfl
  | cons op ops ih =>
    match s : c.stepRaw op with
    | .error why =>
      rw [run_cons_of_error c op ops why s] at h
      cases h
    | .ok (next, result) =>
      rw [run_cons_of_ok c next op ops result s] at h ⊢
      rw [List.length_cons, List.length_cons, ih next h]

example : ((Context.mk 1#8 2#8).run [⟨.read, []⟩, ⟨.swap, []⟩]).observations.length = 2 :=
  length_observations_run _ [⟨.read, []⟩, ⟨.swap, []⟩] rfl

/-- A program in two parts, of which the first is accepted, runs the second from where the first ended. -/
theorem run_append_of_accepted (c : Context (BitVec w)) (before rest : List RawOp)
    (h : (c.run before).rejected = none) :
    c.run (before ++ rest) =
      ⟨(c.run before).observations ++ (((c.run before).last c).run rest).observations,
        (((c.run before).last c).run rest).rejected⟩ := by
  induction before generalizing c with
  | nil => rfl
  | cons op ops ih =>
    match s : c.stepRaw op with
    | .error why =>
      rw [run_cons_of_error c op ops why s] at h
      cases h
    | .ok (next, result) =>
      rw [run_cons_of_ok c next op ops result s] at h
      rw [List.cons_append, run_cons_of_ok c next op _ result s, ih next h, run_cons_of_ok c next op ops result s,
        last_cons, List.cons_append]

example : (Context.mk 1#8 2#8).run ([⟨.swap, []⟩] ++ [⟨.read, []⟩]) =
    ⟨[⟨⟨3#8, 0#8⟩, some 3#8⟩, ⟨⟨3#8, 0#8⟩, some 3#8⟩], none⟩ :=
  run_append_of_accepted _ [⟨.swap, []⟩] [⟨.read, []⟩] rfl

/-- A program is refused exactly if it has a refused step behind an accepted part; what is observed is that part and
the unchanged context, and nothing behind the refused step runs. -/
theorem run_rejected_iff (c : Context (BitVec w)) (ops : List RawOp) (why : Reject) :
    (c.run ops).rejected = some why ↔
      ∃ before op rest, ops = before ++ op :: rest ∧ (c.run before).rejected = none ∧
        ((c.run before).last c).stepRaw op = .error why ∧
        (c.run ops).observations = (c.run before).observations ++ [⟨(c.run before).last c, none⟩] := by
  constructor
  · intro h
    induction ops generalizing c with
    | nil => cases h
    | cons op ops ih =>
      match s : c.stepRaw op with
      | .error reason =>
        rw [run_cons_of_error c op ops reason s] at h ⊢
        injection h with h
        exact ⟨[], op, ops, rfl, rfl, h ▸ s, rfl⟩
      | .ok (next, result) =>
        rw [run_cons_of_ok c next op ops result s] at h ⊢
        obtain ⟨before, bad, rest, e, accepted, refused, seen⟩ := ih next h
        refine ⟨op :: before, bad, rest, by rw [e, List.cons_append], ?_, ?_, ?_⟩
        · rw [run_cons_of_ok c next op before result s]
          exact accepted
        · rw [run_cons_of_ok c next op before result s, last_cons]
          exact refused
        · rw [run_cons_of_ok c next op before result s, last_cons, List.cons_append, seen]
  · intro ⟨before, op, rest, e, accepted, refused, _⟩
    rw [e, run_append_of_accepted c before _ accepted, run_cons_of_error _ op rest why refused]

end Context
end Atomik
