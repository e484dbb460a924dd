import Atomik.Thm.Fold
/-!
# Delivery without marks

A naive receiver combines whatever arrives. Two of them agree exactly if the deltas delivered, each as often as it was,
combine to the same; for words: if those whose numbers of deliveries differ in parity cancel (T4). No receiver can tell
a duplicate from a second message that looks the same (T5).
-/
namespace Atomik.Delivery
open DeltaGroup (zero combineAll times)

universe u v
variable {ι : Type v} {α : Type u} [DeltaGroup α]

local infixl:65 " ∔ " => DeltaGroup.combine

/-- Two naive receivers that start from the same state agree exactly if what they got combines to the same. -/
theorem foldl_eq_iff_combineAll_eq (s : α) (ds es : List α) :
    ds.foldl DeltaGroup.combine s = es.foldl DeltaGroup.combine s ↔ combineAll ds = combineAll es := by
  rw [DeltaGroup.foldl_combine, DeltaGroup.foldl_combine, DeltaGroup.combine_left_cancel_iff]

/-- One delivery more, or one less, makes a difference unless its delta is zero: a duplicate and a loss both diverge
(T4). -/
theorem foldl_eq_iff_of_perm_cons (s d : α) {ds es : List α} (h : es.Perm (d :: ds)) :
    es.foldl DeltaGroup.combine s = ds.foldl DeltaGroup.combine s ↔ d = zero := by
  rw [foldl_eq_iff_combineAll_eq, DeltaGroup.combineAll_perm h, DeltaGroup.combineAll_cons, DeltaGroup.combine_comm,
    DeltaGroup.combine_eq_left_iff]

example : [0xFF#16, 0xFF#16].foldl DeltaGroup.combine 0xCAFE#16 = [0xFF#16].foldl DeltaGroup.combine 0xCAFE#16 ↔
    0xFF#16 = 0#16 :=
  foldl_eq_iff_of_perm_cons 0xCAFE#16 0xFF#16 (.refl _)

/-- A receiver that gets the delta but not its whole name fails, whatever it remembers: if two messages of the same
delta look the same on the wire, then two of them, one each, and one of them twice, look the same as well, and no
receiver can treat both rightly unless the delta is zero (T5). Bare deltas are such messages, and so are sequences
without an origin. -/
theorem eq_zero_of_frame_eq {φ : Type v} (frame : ι → α → φ) (receive : List φ → α) (s d : α) (i j : ι)
    (alike : frame i d = frame j d) (two : receive [frame i d, frame j d] = s ∔ d ∔ d)
    (once : receive [frame i d, frame i d] = s ∔ d) : d = zero := by
  rw [← alike, once] at two
  exact (DeltaGroup.combine_eq_left_iff (s ∔ d) d).mp two.symm

example : 0#8 = DeltaGroup.zero :=
  eq_zero_of_frame_eq (fun (id : Nat × Nat) d => (id.2, d)) (fun _ => 7#8) 7#8 0#8 (1, 0) (2, 0) rfl rfl rfl

private theorem combineAll_map_combine (all : List ι) (f g : ι → α) :
    combineAll (all.map fun i => f i ∔ g i) = combineAll (all.map f) ∔ combineAll (all.map g) := by
  induction all with
  | nil => exact (DeltaGroup.combine_zero zero).symm
  | cons i all ih =>
    rw [List.map_cons, List.map_cons, List.map_cons, DeltaGroup.combineAll_cons, DeltaGroup.combineAll_cons,
      DeltaGroup.combineAll_cons, ih, DeltaGroup.combine_combine_combine_comm]

private theorem combineAll_map_ite (all : List ι) (p : ι → Bool) (f : ι → α) :
    combineAll (all.map fun i => if p i then f i else zero) = combineAll ((all.filter p).map f) := by
  induction all with
  | nil => rfl
  | cons i all ih =>
    rw [List.map_cons, DeltaGroup.combineAll_cons, ih, List.filter_cons]
    by_cases h : p i = true
    · rw [if_pos h, if_pos h, List.map_cons, DeltaGroup.combineAll_cons]
    · rw [if_neg h, if_neg h, DeltaGroup.zero_combine]

variable [DecidableEq ι]

private theorem filter_eq_self_of_nodup {all : List ι} (nodup : all.Nodup) {i : ι} (mem : i ∈ all) :
    all.filter (· = i) = [i] := by
  induction all with
  | nil => cases mem
  | cons x xs ih =>
    rw [List.nodup_cons] at nodup
    rw [List.filter_cons]
    by_cases eq : x = i
    · rw [decide_eq_true eq, if_pos rfl, eq, List.filter_eq_nil_iff.mpr fun y hy h => ?_]
      exact nodup.1 (eq ▸ of_decide_eq_true h ▸ hy)
    · rw [decide_eq_false eq, if_neg Bool.false_ne_true]
      exact ih nodup.2 ((List.mem_cons.mp mem).resolve_left (Ne.symm eq))

/-- What a list of messages combines to, by counts: each message taken as often as it was delivered. `all` lists the
messages there are, each once. -/
theorem combineAll_map_eq_times_count (f : ι → α) (all : List ι) (nodup : all.Nodup) (xs : List ι)
    (cover : ∀ i ∈ xs, i ∈ all) : combineAll (xs.map f) = combineAll (all.map fun i => times (xs.count i) (f i)) := by
  induction xs with
  | nil =>
    have none : all.filter (fun _ => false) = [] := List.filter_eq_nil_iff.mpr fun _ _ => Bool.false_ne_true
    have h := combineAll_map_ite all (fun _ => false) f
    rw [none] at h
    exact h.symm
  | cons x xs ih =>
    have split : (fun i => times ((x :: xs).count i) (f i)) =
        fun i => times (xs.count i) (f i) ∔ (if decide (i = x) then f i else zero) := funext fun i => by
      rw [List.count_cons, DeltaGroup.times_add]
      by_cases eq : i = x
      · rw [if_pos (beq_iff_eq.mpr eq.symm), if_pos (decide_eq_true eq), DeltaGroup.times_succ, DeltaGroup.times_zero,
          DeltaGroup.combine_zero]
      · rw [if_neg (fun h => eq (beq_iff_eq.mp h).symm), decide_eq_false eq, if_neg Bool.false_ne_true,
          DeltaGroup.times_zero]
    rw [split, combineAll_map_combine, combineAll_map_ite all (fun i => decide (i = x)) f,
      filter_eq_self_of_nodup nodup (cover x List.mem_cons_self), List.map_cons, DeltaGroup.combineAll_cons,
      ih fun i hi => cover i (List.mem_cons_of_mem x hi), List.map_cons, List.map_nil, DeltaGroup.combineAll_singleton,
      DeltaGroup.combine_comm]

example : combineAll [5#8, 3#8, 5#8] = combineAll [times 2 5#8, times 1 3#8] :=
  combineAll_map_eq_times_count (BitVec.ofNat 8) [5, 3] (by decide) [5, 3, 5] (by decide)

/-- Two naive receivers agree exactly if each message, taken as often as the one got it, combines with the others to
the same as taken as often as the other got it (T4): the exact condition over any delta group. -/
theorem foldl_map_eq_iff_times_count (f : ι → α) (all : List ι) (nodup : all.Nodup) (xs ys : List ι)
    (coverx : ∀ i ∈ xs, i ∈ all) (covery : ∀ i ∈ ys, i ∈ all) (s : α) :
    (xs.map f).foldl DeltaGroup.combine s = (ys.map f).foldl DeltaGroup.combine s ↔
      combineAll (all.map fun i => times (xs.count i) (f i)) =
        combineAll (all.map fun i => times (ys.count i) (f i)) := by
  rw [foldl_eq_iff_combineAll_eq, combineAll_map_eq_times_count f all nodup xs coverx,
    combineAll_map_eq_times_count f all nodup ys covery]

example : [1#8, 2#8].foldl DeltaGroup.combine 9#8 = [2#8, 1#8].foldl DeltaGroup.combine 9#8 ↔
    combineAll [times 1 1#8, times 1 2#8] = combineAll [times 1 1#8, times 1 2#8] :=
  foldl_map_eq_iff_times_count (BitVec.ofNat 8) [1, 2] (by decide) [1, 2] [2, 1] (by decide) (by decide) 9#8

/-- For words: two naive receivers agree exactly if the messages that one got an odd and the other an even number of
times cancel (T4). Duplicates, losses and order are all in the counts. -/
theorem foldl_map_eq_iff_parity [SelfInverse α] (f : ι → α) (all : List ι) (nodup : all.Nodup) (xs ys : List ι)
    (coverx : ∀ i ∈ xs, i ∈ all) (covery : ∀ i ∈ ys, i ∈ all) (s : α) :
    (xs.map f).foldl DeltaGroup.combine s = (ys.map f).foldl DeltaGroup.combine s ↔
      combineAll ((all.filter fun i => xs.count i % 2 ≠ ys.count i % 2).map f) = zero := by
  have parity : (fun i => times ((xs ++ ys).count i) (f i)) =
      fun i => if decide (xs.count i % 2 ≠ ys.count i % 2) then f i else zero := funext fun i => by
    rw [SelfInverse.times_eq_ite, List.count_append]
    by_cases h : xs.count i % 2 = ys.count i % 2
    · rw [if_neg (by omega), decide_eq_false (not_not_intro h), if_neg Bool.false_ne_true]
    · rw [if_pos (by omega), decide_eq_true h, if_pos rfl]
  rw [SelfInverse.foldl_combine_eq_iff, ← List.map_append, combineAll_map_eq_times_count f all nodup (xs ++ ys)
    (fun i hi => (List.mem_append.mp hi).elim (coverx i) (covery i)), parity,
    combineAll_map_ite all (fun i => decide (xs.count i % 2 ≠ ys.count i % 2)) f]

example : [1#8, 2#8, 2#8].foldl DeltaGroup.combine 9#8 = [3#8].foldl DeltaGroup.combine 9#8 ↔
    combineAll [1#8, 3#8] = 0#8 :=
  foldl_map_eq_iff_parity (BitVec.ofNat 8) [1, 2, 3] (by decide) [1, 2, 2] [3] (by decide) (by decide) 9#8

end Atomik.Delivery
