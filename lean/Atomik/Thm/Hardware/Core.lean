import Atomik.Thm.Hardware.Core.Cycle
/-!
# The core for every stream of inputs

From the first clock edge with reset on, whatever the registers held before, the registers are a context to which the
operations of the stream were applied one after the other, and the outputs answer each of them (T17).
-/
namespace Atomik.Core
variable {w b : Nat}

/-- The registers follow the specification, for every stream of inputs. -/
theorem context_foldl_next (q : CoreRegisters w) (is : List (CoreInput b)) :
    (is.foldl next q).context = is.foldl Context.clock q.context := by
  induction is generalizing q with
  | nil => rfl
  | cons i is ih => rw [List.foldl_cons, List.foldl_cons, ih, context_next]

/-- After a cycle with reset, the registers are a fresh context that has been through the rest of the stream, whatever
they held at power-up and whatever came before (T17). -/
theorem context_foldl_next_reset (q : CoreRegisters w) (before : List (CoreInput b)) (r : CoreInput b)
    (reset : r.reset = true) (rest : List (CoreInput b)) :
    ((before ++ r :: rest).foldl next q).context = rest.foldl Context.clock Context.fresh := by
  have fresh : (r :: rest).foldl Context.clock (before.foldl next q).context =
      rest.foldl Context.clock (Context.fresh : Context (BitVec w)) := by
    rw [List.foldl_cons, Context.clock, if_pos reset]
  rw [List.foldl_append, context_foldl_next, fresh]

example (q : CoreRegisters 8) : ([⟨true, 2#3, 7#8, 0#8⟩, ⟨false, 2#3, 5#8, 0#8⟩].foldl next q).context = ⟨0#8, 5#8⟩ :=
  context_foldl_next_reset q [] ⟨true, 2#3, 7#8, 0#8⟩ rfl [⟨false, 2#3, 5#8, 0#8⟩]

/-- In every cycle after a reset, `state_o`, `reference_o` and `accumulator_o` are those of that context, and
`result_valid_o` and `reject_o` answer the operation presented as it does (T17). -/
theorem output_foldl_next_reset (q : CoreRegisters w) (before : List (CoreInput b)) (r : CoreInput b)
    (reset : r.reset = true) (rest : List (CoreInput b)) (i : CoreInput b) :
    let c : Context (BitVec w) := rest.foldl Context.clock Context.fresh
    let o := output ((before ++ r :: rest).foldl next q) i
    o.state = c.read ∧ o.reference = c.reference ∧ o.accumulator = c.accumulator ∧ o.answer = c.answer i := by
  intro c o
  have registers : ((before ++ r :: rest).foldl next q).context = c :=
    context_foldl_next_reset q before r reset rest
  rw [← registers]
  exact ⟨rfl, rfl, rfl, answer_output _ i⟩

example (q : CoreRegisters 8) :
    (output ([⟨true, 0#3, 0#8, 0#8⟩, ⟨false, 2#3, 5#8, 0#8⟩].foldl next q) ⟨false, 3#3, 0#8, 0#8⟩).state = 5#8 :=
  (output_foldl_next_reset q [] ⟨true, 0#3, 0#8, 0#8⟩ rfl [⟨false, 2#3, 5#8, 0#8⟩] ⟨false, 3#3, 0#8, 0#8⟩).1

/-- Without reset, what a stream does is what its operations do one after the other: idle cycles do nothing, refused
operations change nothing. -/
theorem foldl_clock_eq_foldl_stepOrStay (c : Context (BitVec w)) (is : List (CoreInput b))
    (run : ∀ i ∈ is, i.reset = false) :
    is.foldl Context.clock c = (is.filterMap CoreInput.presented).foldl Context.stepOrStay c := by
  induction is generalizing c with
  | nil => rfl
  | cons i is ih =>
    have clock : c.clock i = i.presented.elim c c.stepOrStay := by
      rw [Context.clock, run i List.mem_cons_self]
      rfl
    have rest := fun c => ih c fun j hj => run j (List.mem_cons_of_mem i hj)
    rw [List.foldl_cons, clock, rest]
    match h : i.presented with
    | none => rw [List.filterMap_cons_none h, Option.elim_none]
    | some raw => rw [List.filterMap_cons_some h, Option.elim_some, List.foldl_cons]

example (c : Context (BitVec 8)) :
    [⟨false, 0#3, 7#8, 0#8⟩, ⟨false, 2#3, 5#8, 0#8⟩].foldl Context.clock c =
      [⟨.accum, [5]⟩].foldl Context.stepOrStay c :=
  foldl_clock_eq_foldl_stepOrStay c [⟨false, 0#3, 7#8, 0#8⟩, ⟨false, 2#3, 5#8, 0#8⟩] (by decide)

/-- An accum whose word is in range. -/
private theorem next_accum (q : CoreRegisters w) (word other : BitVec b) (range : isWide w word = false) :
    next q ⟨false, 2#3, word, other⟩ = ⟨q.reference, q.accumulator ^^^ word.setWidth w⟩ := by
  have decides : next q ⟨false, 2#3, word, other⟩ =
      if (if isWide w word then 1#4 else 0#4) == 0#4 then ⟨q.reference, q.accumulator ^^^ word.setWidth w⟩ else q := rfl
  rw [decides, range]
  rfl

example : next ⟨1#8, 2#8⟩ ⟨false, 2#3, 4#16, 0#16⟩ = ⟨1#8, 6#8⟩ := next_accum ⟨1#8, 2#8⟩ 4#16 0#16 (by decide)

/-- Swap, and accum in the very next cycle: the checkpoint has everything from before, the accumulator has the whole
delta, nothing is lost (T17). -/
theorem next_accum_next_swap (q : CoreRegisters w) (x y word other : BitVec b) (range : isWide w word = false) :
    next (next q ⟨false, 4#3, x, y⟩) ⟨false, 2#3, word, other⟩ = ⟨q.reference ^^^ q.accumulator, word.setWidth w⟩ := by
  have swapped : next q ⟨false, 4#3, x, y⟩ = ⟨q.reference ^^^ q.accumulator, 0#w⟩ := rfl
  rw [swapped, next_accum _ _ _ range, BitVec.zero_xor]

example : next (next ⟨0x100F#16, 0#16⟩ ⟨false, 4#3, 0#16, 0#16⟩) ⟨false, 2#3, 0xFF#16, 0#16⟩ = ⟨0x100F#16, 0xFF#16⟩ :=
  next_accum_next_swap _ _ _ _ _ (by decide)

/-- Exchange, and accum in the very next cycle: the new reference and the whole delta, and nothing from before (T17). -/
theorem next_accum_next_exchange (q : CoreRegisters w) (v y word other : BitVec b) (fits : isWide w v = false)
    (range : isWide w word = false) :
    next (next q ⟨false, 6#3, v, y⟩) ⟨false, 2#3, word, other⟩ = ⟨v.setWidth w, word.setWidth w⟩ := by
  have decides : next q ⟨false, 6#3, v, y⟩ =
      if (if isWide w v then 1#4 else 0#4) == 0#4 then ⟨v.setWidth w, 0#w⟩ else q := rfl
  have exchanged : next q ⟨false, 6#3, v, y⟩ = ⟨v.setWidth w, 0#w⟩ := by
    rw [decides, fits]
    rfl
  rw [exchanged, next_accum _ _ _ range, BitVec.zero_xor]

example : next (next ⟨1#16, 2#16⟩ ⟨false, 6#3, 0x1000#16, 0#16⟩) ⟨false, 2#3, 0x0F#16, 0#16⟩ = ⟨0x1000#16, 0x0F#16⟩ :=
  next_accum_next_exchange _ _ _ _ _ (by decide) (by decide)

/-- In every cycle, `accumulator_o` is zero exactly if `state_o` is `reference_o`: one comparison with zero, in the same
cycle. -/
theorem accumulator_output_eq_zero_iff (q : CoreRegisters w) (i : CoreInput b) :
    (output q i).accumulator = 0#w ↔ (output q i).state = (output q i).reference :=
  q.context.accumulator_eq_zero_iff

/-- Where the bus is as wide as a word, whether there is a result depends on the op and on reset alone: on no operand,
and on nothing that the registers hold. -/
theorem resultValid_output (q : CoreRegisters w) (i : CoreInput w) :
    (output q i).resultValid = (!i.reset && hasResult i.op) := by
  have exact (bus : BitVec w) : isWide w bus = false :=
    Bool.eq_false_iff.mpr fun wide => Nat.not_le.mpr bus.isLt ((isWide_iff bus).mp wide)
  have valid : (output q i).resultValid = (!i.reset && hasResult i.op && reject q i == 0#4) := rfl
  rw [valid, reject, exact, exact, Bool.and_false, Bool.and_false]
  cases i.reset with
  | true => rfl
  | false =>
    by_cases merge : i.op = 7#3
    · rw [merge]
      rfl
    · have other : (i.op == 7#3) = false := beq_eq_false_iff_ne.mpr merge
      rw [other]
      cases hasResult i.op <;> rfl

end Atomik.Core
