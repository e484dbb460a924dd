import Atomik.Thm.Hardware.Pipeline.Run
/-!
# The latency of a pipeline

A pipeline of `L` stages is the core it ends in, `L` cycles late.
-/
namespace Atomik.Pipeline

universe u v w
variable {τ : Type v} {κ : Type w} {α ι : Type u} [DeltaGroup α]

/-- What the core will be when all that is in the pipeline has arrived. -/
def flushed (absorb : κ → τ → α → κ) (s : Pipeline τ κ α) : κ :=
  (s.slots.map Slot.value).foldl (fun k v => absorb k v.1 v.2) s.core

/-- All that is in a pipeline and all that enters, except for as many of the last as there are stages. -/
private theorem take_append_append {β : Type w} (slots before window : List β) (full : window.length = slots.length) :
    (slots ++ (before ++ window)).take (before ++ window).length = slots ++ before := by
  rw [← List.append_assoc, List.length_append, full, Nat.add_comm, ← List.length_append, List.take_left]

/-- As many of the last as there are stages. -/
private theorem drop_append_append {β : Type w} (slots before window : List β) (full : window.length = slots.length) :
    (slots ++ (before ++ window)).drop (before ++ window).length = window := by
  rw [← List.append_assoc, List.length_append, full, Nat.add_comm, ← List.length_append, List.drop_left]

/-- What the core has absorbed: first what was in the pipeline, then all that entered, except for as many of the last as
there are stages. -/
theorem core_run {radix stages : Nat} (pos : 0 < radix) (absorb : κ → τ → α → κ) (enter : ι → Slot τ α)
    (fit : ∀ i, (enter i).partials.length ≤ radix ^ stages) (s : Pipeline τ κ α) (fits : s.Fits radix stages)
    (before window : List ι) (full : window.length = stages) :
    (s.run radix absorb ((before ++ window).map enter)).core =
      before.foldl (fun k i => absorb k (enter i).value.1 (enter i).value.2) (s.flushed absorb) := by
  have enters : ∀ e ∈ (before ++ window).map enter, e.partials.length ≤ radix ^ stages := by
    intro e he
    obtain ⟨i, _, hi⟩ := List.mem_map.mp he
    exact hi ▸ fit i
  have same : (window.map enter).length = s.slots.length := by rw [List.length_map, full, fits.1]
  rw [(run_eq pos absorb _ enters s fits).1, List.map_append, List.map_take.symm, ← List.map_append,
    List.map_append (f := enter), take_append_append _ _ _ same, List.map_append, List.foldl_append, List.map_map,
    List.foldl_map]
  rfl

example : ((Pipeline.mk [⟨(), [1#8]⟩] 0#8).run 2 (fun k _ d => k ^^^ d)
    (([2#8] ++ [4#8]).map fun d => ⟨(), [d]⟩)).core = 3#8 :=
  core_run (stages := 1) (by omega) (fun k _ d => k ^^^ d) (fun d => ⟨(), [d]⟩) (fun _ => Nat.le_succ 1)
    ⟨[⟨(), [1#8]⟩], 0#8⟩ ⟨rfl, by decide⟩ [2#8] [4#8] rfl

/-- What leaves while `next` enters is what entered first of the last cycles, as many as there are stages. -/
theorem tag_leaving_run {radix stages : Nat} (pos : 0 < radix) (absorb : κ → τ → α → κ) (enter : ι → Slot τ α)
    (fit : ∀ i, (enter i).partials.length ≤ radix ^ stages) (s : Pipeline τ κ α) (fits : s.Fits radix stages)
    (before window rest : List ι) (full : window.length = stages) (i next : ι) (first : window ++ [next] = i :: rest) :
    ((s.run radix absorb ((before ++ window).map enter)).leaving (enter next)).tag = (enter i).tag := by
  have enters : ∀ e ∈ (before ++ window).map enter, e.partials.length ≤ radix ^ stages := by
    intro e he
    obtain ⟨i, _, hi⟩ := List.mem_map.mp he
    exact hi ▸ fit i
  have same : (window.map enter).length = s.slots.length := by rw [List.length_map, full, fits.1]
  have behind := (run_eq pos absorb _ enters s fits).2
  rw [List.map_append (f := enter), List.map_drop.symm, drop_append_append _ _ _ same, List.map_map] at behind
  rw [leaving]
  cases window with
  | nil =>
    injection first with first
    have empty := List.map_eq_nil_iff.mp behind
    rw [List.map_append, empty, List.headD_nil, first]
  | cons j window =>
    injection first with first
    rw [List.map_cons] at behind
    obtain ⟨slot, slots, e, value, _⟩ := List.map_eq_cons_iff.mp behind
    rw [List.map_append, List.map_cons, e, List.headD_cons, ← first]
    exact congrArg Prod.fst value

example : (((Pipeline.mk [⟨9, [1#8]⟩] 0#8).run 2 (fun k _ d => k ^^^ d)
    (([5] ++ [6]).map fun tag : Nat => ⟨tag, [2#8]⟩)).leaving ⟨7, [2#8]⟩).tag = 6 :=
  tag_leaving_run (stages := 1) (by omega) (fun k _ d => k ^^^ d) (fun tag : Nat => ⟨tag, [2#8]⟩)
    (fun _ => Nat.le_succ 1)
    ⟨[⟨9, [1#8]⟩], 0#8⟩ ⟨rfl, by decide⟩ [5] [6] [7] rfl 6 7 rfl

omit [DeltaGroup α] in
/-- A pipeline of empty stages has the shape of its tree. -/
theorem fits_replicate (radix stages : Nat) (tag : τ) (core : κ) :
    (Pipeline.mk (α := α) (List.replicate stages ⟨tag, []⟩) core).Fits radix stages := by
  constructor
  · exact List.length_replicate
  · intro i h
    simp only [List.getElem_replicate, List.length_nil, Nat.zero_le]

/-- If a tag without deltas leaves the core as it is, a pipeline of such stages will bring nothing to it. -/
theorem flushed_replicate (stages : Nat) (absorb : κ → τ → α → κ) (tag : τ) (core : κ)
    (idle : absorb core tag DeltaGroup.zero = core) :
    (Pipeline.mk (List.replicate stages ⟨tag, []⟩) core).flushed absorb = core := by
  rw [flushed]
  induction stages with
  | zero => rfl
  | succ stages ih =>
    rw [List.replicate_succ, List.map_cons, List.foldl_cons]
    have same : absorb core (Slot.mk (α := α) tag []).value.1 (Slot.mk (α := α) tag []).value.2 = core := idle
    rw [same]
    exact ih

example : (Pipeline.mk (List.replicate 3 ⟨(), []⟩) 5#8).flushed (fun k _ d => k ^^^ d) = 5#8 :=
  flushed_replicate 3 (fun k _ d => k ^^^ d) () 5#8 (by decide)

end Atomik.Pipeline
