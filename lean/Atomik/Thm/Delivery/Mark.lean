import Atomik.Spec.Delivery.Mark
/-!
# Marks remember exactly what was added

Membership after `add`, and the canonical form: two marks of the same sequences are the same mark.
-/
namespace Atomik.Delivery

universe u

namespace Mark

private theorem mem_insert (q s : Nat) (l : List Nat) : q ∈ insert s l ↔ q = s ∨ q ∈ l := by
  induction l with
  | nil => simp only [insert, List.mem_singleton, List.not_mem_nil, or_false]
  | cons x xs ih =>
    unfold insert
    split
    · exact List.mem_cons
    · rw [List.mem_cons, ih, List.mem_cons]
      exact or_left_comm

private theorem has_iff (m : Mark) (q : Nat) : m.has q = true ↔ q < m.low ∨ q ∈ m.above := by
  rw [has, Bool.or_eq_true, decide_eq_true_iff, List.contains_iff_mem]

private theorem has_compact (low : Nat) (l : List Nat) (q : Nat) :
    (compact low l).has q = true ↔ q < low ∨ q ∈ l := by
  induction l generalizing low with
  | nil => exact has_iff ⟨low, []⟩ q
  | cons x xs ih =>
    unfold compact
    split
    · next h =>
      rw [ih, List.mem_cons]
      constructor
      · rintro (lt | mem)
        · rcases Nat.lt_succ_iff_lt_or_eq.mp lt with lt | eq
          · exact .inl lt
          · exact .inr (.inl (eq.trans h.symm))
        · exact .inr (.inr mem)
      · rintro (lt | eq | mem)
        · exact .inl (by omega)
        · exact .inl (by omega)
        · exact .inr mem
    · exact has_iff ⟨low, x :: xs⟩ q

/-- Adding a sequence to a mark adds exactly that one, whether it fills a gap, makes one, or was there before. -/
theorem has_add (m : Mark) (s q : Nat) : (m.add s).has q = (m.has q || q = s) := by
  rw [Bool.eq_iff_iff, Bool.or_eq_true, decide_eq_true_iff]
  unfold add
  split
  · next h =>
    constructor
    · exact .inl
    · rintro (has | eq)
      · exact has
      · rw [eq]
        exact h
  · rw [has_compact, mem_insert, has_iff]
    constructor
    · rintro (lt | eq | mem)
      · exact .inl (.inl lt)
      · exact .inr eq
      · exact .inl (.inr mem)
    · rintro ((lt | mem) | eq)
      · exact .inl lt
      · exact .inr (.inr mem)
      · exact .inr (.inl eq)

private theorem canonical_compact (low : Nat) (l : List Nat) (sorted : l.Pairwise (· < ·)) (ge : ∀ q ∈ l, low ≤ q) :
    (compact low l).Canonical := by
  induction l generalizing low with
  | nil => exact List.pairwise_singleton _ _
  | cons x xs ih =>
    have ⟨gt, rest⟩ := List.pairwise_cons.mp sorted
    have := ge x List.mem_cons_self
    unfold compact
    split
    · exact ih (low + 1) rest fun q mem => by
        have := gt q mem
        omega
    · refine List.pairwise_cons.mpr ⟨fun q mem => ?_, sorted⟩
      show low < q
      rcases List.mem_cons.mp mem with eq | mem
      · omega
      · have := gt q mem
        omega

private theorem sorted_insert (s : Nat) (l : List Nat) (sorted : l.Pairwise (· < ·)) (new : s ∉ l) :
    (insert s l).Pairwise (· < ·) := by
  induction l with
  | nil => exact List.pairwise_singleton _ _
  | cons x xs ih =>
    have ⟨gt, rest⟩ := List.pairwise_cons.mp sorted
    have ne : s ≠ x := fun eq => new (eq ▸ List.mem_cons_self)
    unfold insert
    split
    · next lt =>
      refine List.pairwise_cons.mpr ⟨fun q mem => ?_, sorted⟩
      rcases List.mem_cons.mp mem with eq | mem
      · omega
      · have := gt q mem
        omega
    · refine List.pairwise_cons.mpr ⟨fun q mem => ?_, ih rest fun mem => new (List.mem_cons_of_mem _ mem)⟩
      rcases (mem_insert q s xs).mp mem with eq | mem
      · omega
      · exact gt q mem

/-- Nothing applied is in canonical form. -/
theorem canonical_empty : empty.Canonical := List.pairwise_singleton _ _

/-- Marks stay in canonical form: what is above the low-water mark is ascending and leaves a gap after it. -/
theorem canonical_add (m : Mark) (s : Nat) (h : m.Canonical) : (m.add s).Canonical := by
  unfold add
  split
  · exact h
  · next new =>
    have ⟨gt, sorted⟩ := List.pairwise_cons.mp h
    have ⟨ge, absent⟩ : m.low ≤ s ∧ s ∉ m.above := by
      rw [has_iff] at new
      exact ⟨Nat.not_lt.mp fun lt => new (.inl lt), fun mem => new (.inr mem)⟩
    refine canonical_compact _ _ (sorted_insert s _ sorted absent) fun q mem => ?_
    rcases (mem_insert q s _).mp mem with eq | mem
    · omega
    · exact Nat.le_of_lt (gt q mem)

example : (Mark.add ⟨2, [3]⟩ 2).Canonical := canonical_add ⟨2, [3]⟩ 2 (.cons (by decide) (.cons nofun .nil))
example : Mark.add ⟨2, [3, 5]⟩ 2 = ⟨4, [5]⟩ := by decide

private theorem sorted_ext (l k : List Nat) (hl : l.Pairwise (· < ·)) (hk : k.Pairwise (· < ·))
    (same : ∀ q, q ∈ l ↔ q ∈ k) : l = k := by
  induction l generalizing k with
  | nil => exact (List.eq_nil_iff_forall_not_mem.mpr fun q mem => nomatch (same q).mpr mem).symm
  | cons x xs ih =>
    cases k with
    | nil => exact nomatch (same x).mp List.mem_cons_self
    | cons y ys =>
      have ⟨gtx, restx⟩ := List.pairwise_cons.mp hl
      have ⟨gty, resty⟩ := List.pairwise_cons.mp hk
      have head : x = y := by
        rcases List.mem_cons.mp ((same x).mp List.mem_cons_self) with eq | inys
        · exact eq
        rcases List.mem_cons.mp ((same y).mpr List.mem_cons_self) with eq | inxs
        · exact eq.symm
        have := gty x inys
        have := gtx y inxs
        omega
      subst head
      refine congrArg (x :: ·) (ih ys restx resty fun q => ⟨fun mem => ?_, fun mem => ?_⟩)
      · rcases List.mem_cons.mp ((same q).mp (List.mem_cons_of_mem x mem)) with eq | mem'
        · exact absurd (gtx q mem) (eq ▸ Nat.lt_irrefl q)
        · exact mem'
      · rcases List.mem_cons.mp ((same q).mpr (List.mem_cons_of_mem x mem)) with eq | mem'
        · exact absurd (gty q mem) (eq ▸ Nat.lt_irrefl q)
        · exact mem'

/-- Two marks of the same sequences are the same mark: there is one canonical form. Example: however 0, 1 and 3 came,
the mark is 2 and `[3]`. -/
theorem eq_of_has_eq (m n : Mark) (hm : m.Canonical) (hn : n.Canonical) (same : ∀ q, m.has q = n.has q) : m = n := by
  have ⟨gtm, sortedm⟩ := List.pairwise_cons.mp hm
  have ⟨gtn, sortedn⟩ := List.pairwise_cons.mp hn
  have iff (q : Nat) : q < m.low ∨ q ∈ m.above ↔ q < n.low ∨ q ∈ n.above := by
    rw [← has_iff, ← has_iff, same q]
  have low : m.low = n.low := by
    rcases Nat.lt_trichotomy m.low n.low with lt | eq | gt
    · rcases (iff m.low).mpr (.inl lt) with lt | mem
      · omega
      · exact absurd (gtm _ mem) (Nat.lt_irrefl _)
    · exact eq
    · rcases (iff n.low).mp (.inl gt) with lt | mem
      · omega
      · exact absurd (gtn _ mem) (Nat.lt_irrefl _)
  have above : m.above = n.above := sorted_ext _ _ sortedm sortedn fun q => by
    constructor
    · intro mem
      have := gtm q mem
      exact ((iff q).mp (.inr mem)).resolve_left (by omega)
    · intro mem
      have := gtn q mem
      exact ((iff q).mpr (.inr mem)).resolve_left (by omega)
  cases m
  cases n
  exact congr (congrArg Mark.mk low) above

example : Mark.add ⟨2, [3]⟩ 2 = Mark.add ⟨2, [3]⟩ 2 :=
  have canonical := canonical_add ⟨2, [3]⟩ 2 (.cons (by decide) (.cons nofun .nil))
  eq_of_has_eq _ _ canonical canonical fun _ => rfl

end Mark

/-- What `put` sets is found, and every other key keeps its value. -/
theorem lookup_put {β : Type u} (key : Nat) (value : β) (l : List (Nat × β)) (k : Nat) :
    (put key value l).lookup k = if k = key then some value else l.lookup k := by
  induction l with
  | nil =>
    rw [put, List.lookup_cons, List.lookup_nil]
    by_cases h : k = key
    · rw [if_pos h, beq_iff_eq.mpr h]
    · rw [if_neg h, beq_eq_false_iff_ne.mpr h]
  | cons entry rest ih =>
    obtain ⟨key', v⟩ := entry
    unfold put
    split
    · next same =>
      subst same
      rw [List.lookup_cons, List.lookup_cons]
      by_cases h : k = key'
      · rw [if_pos h, beq_iff_eq.mpr h]
      · rw [if_neg h, beq_eq_false_iff_ne.mpr h]
    · next other =>
      rw [List.lookup_cons, List.lookup_cons, ih]
      by_cases h : k = key'
      · rw [beq_iff_eq.mpr h]
        exact (if_neg fun eq => other (h.symm.trans eq)).symm
      · rw [beq_eq_false_iff_ne.mpr h]

/-- Putting the value that is there already changes nothing. -/
theorem put_lookup {β : Type u} (key : Nat) (value : β) (l : List (Nat × β)) (h : l.lookup key = some value) :
    put key value l = l := by
  induction l with
  | nil => exact nomatch h
  | cons entry rest ih =>
    obtain ⟨key', v⟩ := entry
    rw [List.lookup_cons] at h
    unfold put
    split
    · next same =>
      rw [beq_iff_eq.mpr same.symm] at h
      rw [← same, Option.some.inj h]
    · next other =>
      rw [beq_eq_false_iff_ne.mpr (Ne.symm other)] at h
      rw [ih h]

example : put 7 true [(5, false), (7, true)] = [(5, false), (7, true)] := put_lookup 7 true _ (by decide)

namespace Marks

/-- Adding a delta to the marks adds exactly that one. -/
theorem has_add (ms : Marks) (origin s o q : Nat) :
    (ms.add origin s).has o q = (ms.has o q || (o = origin && q = s)) := by
  rw [has, has, of, add, lookup_put]
  by_cases h : o = origin
  · rw [if_pos h, Option.getD_some, Mark.has_add, decide_eq_true h, Bool.true_and, h, of]
  · rw [if_neg h, decide_eq_false h, Bool.false_and, Bool.or_false, of]

/-- No marks are in canonical form. -/
theorem canonical_nil : Canonical [] := fun _ => Mark.canonical_empty

/-- Marks of all origins stay in canonical form. -/
theorem canonical_add (ms : Marks) (origin s : Nat) (h : ms.Canonical) : (ms.add origin s).Canonical := by
  intro o
  rw [of, add, lookup_put]
  by_cases same : o = origin
  · rw [if_pos same]
    exact Mark.canonical_add _ s (h origin)
  · rw [if_neg same]
    exact h o

example : (Marks.add [] 3 1).Canonical := canonical_add [] 3 1 canonical_nil

end Marks
end Atomik.Delivery
