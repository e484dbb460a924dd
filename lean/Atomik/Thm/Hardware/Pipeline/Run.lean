import Atomik.Thm.Hardware.Pipeline.Reduce
/-!
# A pipeline as a queue

Whatever the core absorbs, a pipeline that is wide enough absorbs the cycles in their order, each as its tag and what
its words combine to, and each as many cycles late as there are stages.
-/
namespace Atomik

universe u v w
variable {τ : Type v} {κ : Type w} {α : Type u} [DeltaGroup α]

open DeltaGroup (zero combineAll)

/-- What a slot means: its tag, and what its words combine to. -/
def Slot.value (slot : Slot τ α) : τ × α := (slot.tag, combineAll slot.partials)

namespace Pipeline

omit [DeltaGroup α] in
/-- What is absorbed, and what stays behind it. -/
private theorem slots_append (s : Pipeline τ κ α) (e : Slot τ α) :
    s.slots ++ [e] = s.leaving e :: (s.slots ++ [e]).tail := by
  rw [leaving]
  cases s.slots <;> rfl

omit [DeltaGroup α] in
/-- All places of the tree, and the entry before them, are wide enough. -/
private theorem Fits.append {radix stages : Nat} {s : Pipeline τ κ α} (fits : s.Fits radix stages) {e : Slot τ α}
    (enters : e.partials.length ≤ radix ^ stages) (i : Nat) (h : i < (s.slots ++ [e]).length) :
    (s.slots ++ [e])[i].partials.length ≤ radix ^ i := by
  by_cases below : i < s.slots.length
  · rw [List.getElem_append_left below]
    exact fits.2 i below
  · rw [List.getElem_append_right (Nat.not_lt.mp below), List.getElem_singleton]
    rw [List.length_append, List.length_singleton] at h
    have last : i = stages := by
      have := fits.1
      omega
    rw [last]
    exact enters

omit [DeltaGroup α] in
/-- What leaves the tree is one word. -/
private theorem Fits.leaving {radix stages : Nat} {s : Pipeline τ κ α} (fits : s.Fits radix stages) {e : Slot τ α}
    (enters : e.partials.length ≤ radix ^ stages) : (s.leaving e).partials.length ≤ 1 := by
  have first := fits.append enters 0 (by rw [List.length_append, List.length_singleton]; omega)
  have head : (s.slots ++ [e])[0]'(by rw [List.length_append, List.length_singleton]; omega) = s.leaving e := by
    rw [List.getElem_of_eq (slots_append s e)]
    rfl
  rw [head] at first
  exact first

/-- A clock keeps the shape of the tree. -/
private theorem Fits.clock {radix stages : Nat} (pos : 0 < radix) {s : Pipeline τ κ α} (fits : s.Fits radix stages)
    (absorb : κ → τ → α → κ) {e : Slot τ α} (enters : e.partials.length ≤ radix ^ stages) :
    (s.clock radix absorb e).Fits radix stages := by
  constructor
  · rw [Pipeline.clock, List.length_map, List.length_tail, List.length_append, List.length_singleton, fits.1]
    omega
  · intro i h
    have inside : i + 1 < (s.slots ++ [e]).length := by
      rw [Pipeline.clock, List.length_map, List.length_tail] at h
      omega
    have moved : (s.clock radix absorb e).slots[i].partials = reduce radix (s.slots ++ [e])[i + 1].partials := by
      simp only [Pipeline.clock, List.getElem_map, List.getElem_tail]
    rw [moved]
    exact length_reduce_le radix pos _ i (fits.append enters (i + 1) inside)

/-- A clock moves what the slots mean one place on. -/
private theorem map_value_clock {radix : Nat} (pos : 0 < radix) (s : Pipeline τ κ α) (absorb : κ → τ → α → κ)
    (e : Slot τ α) : (s.clock radix absorb e).slots.map Slot.value = (s.slots ++ [e]).tail.map Slot.value := by
  rw [clock, List.map_map]
  apply List.map_congr_left
  intro slot _
  exact congrArg (Prod.mk slot.tag) (combineAll_reduce radix pos slot.partials)

/-- What enters after some cycles is behind what was in the pipeline. -/
private theorem append_cons (s : Pipeline τ κ α) (e : Slot τ α) (es : List (Slot τ α)) :
    (s.slots ++ e :: es).map Slot.value =
      (s.leaving e).value :: ((s.slots ++ [e]).tail.map Slot.value ++ es.map Slot.value) := by
  have split : s.slots ++ e :: es = (s.slots ++ [e]) ++ es := by rw [List.append_assoc, List.singleton_append]
  rw [split, slots_append, List.cons_append, List.map_cons, List.map_append, List.tail_cons]

/-- For any stream, the core has absorbed as many cycles as have entered, the oldest first, beginning with those that
were in the pipeline; the younger ones are still there. -/
theorem run_eq {radix stages : Nat} (pos : 0 < radix) (absorb : κ → τ → α → κ) (es : List (Slot τ α))
    (enter : ∀ e ∈ es, e.partials.length ≤ radix ^ stages) (s : Pipeline τ κ α) (fits : s.Fits radix stages) :
    (s.run radix absorb es).core =
        (((s.slots ++ es).map Slot.value).take es.length).foldl (fun k v => absorb k v.1 v.2) s.core ∧
      (s.run radix absorb es).slots.map Slot.value = ((s.slots ++ es).map Slot.value).drop es.length := by
  induction es generalizing s with
  | nil => exact ⟨rfl, by rw [List.append_nil]; rfl⟩
  | cons e es ih =>
    have enters := enter e List.mem_cons_self
    have absorbed : (s.clock radix absorb e).core = absorb s.core (s.leaving e).value.1 (s.leaving e).value.2 := by
      rw [clock, headD_eq_combineAll _ (fits.leaving enters)]
      rfl
    have next := ih (fun f hf => enter f (List.mem_cons_of_mem e hf)) (s.clock radix absorb e)
      (fits.clock pos absorb enters)
    rw [List.map_append, map_value_clock pos, absorbed] at next
    rw [append_cons, List.length_cons, List.take_succ_cons, List.drop_succ_cons, List.foldl_cons]
    exact next

example : ((Pipeline.mk [⟨(), [1#8]⟩] 0#8).run 2 (fun k _ d => k ^^^ d) [⟨(), [2#8, 4#8]⟩]).core = 1#8 :=
  (run_eq (stages := 1) (by omega) (fun k _ d => k ^^^ d) [⟨(), [2#8, 4#8]⟩] (by decide) ⟨[⟨(), [1#8]⟩], 0#8⟩
    ⟨rfl, by decide⟩).1

end Pipeline
end Atomik
