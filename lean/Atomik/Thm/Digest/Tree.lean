import Atomik.Spec.Digest.Tree
import Atomik.Thm.Fold
/-!
# Tree of digests

The root combines all digests. A change of one digest is carried into the tree by one write a level, and found again by one
comparison a level.
-/
namespace Atomik.Digest.Tree
open DeltaGroup (zero combineAll)

local infixl:65 " ∔ " => DeltaGroup.combine

universe u
variable {α : Type u} [DeltaGroup α]

/-- The root is the combination of the digests of all chunks. -/
theorem root_build (depth : Nat) (chunk : Nat → α) :
    (build depth chunk).root = combineAll ((List.range (2 ^ depth)).map chunk) := by
  induction depth generalizing chunk with
  | zero => exact (DeltaGroup.combineAll_singleton _).symm
  | succ depth ih =>
    show (build depth chunk).root ∔ (build depth _).root = _
    rw [ih, ih, Nat.pow_succ, Nat.mul_two, List.range_add, List.map_append, DeltaGroup.combineAll_append, List.map_map]
    rfl

/-- Any number of digests that fit: the root is the combination of them all; the zeros behind them do not count. -/
theorem root_ofList (depth : Nat) (digests : List α) (fits : digests.length ≤ 2 ^ depth) :
    (ofList depth digests).root = combineAll digests := by
  have pad (n : Nat) : combineAll ((List.range (digests.length + n)).map fun i => digests.getD i zero) =
      combineAll digests := by
    induction n with
    | zero =>
      congr 1
      refine List.ext_getElem (by rw [List.length_map, List.length_range, Nat.add_zero]) fun i _ h => ?_
      rw [List.getElem_map, List.getElem_range, List.getD_eq_getElem?_getD, List.getElem?_eq_getElem h, Option.getD_some]
    | succ n ih =>
      rw [← Nat.add_assoc, List.range_succ, List.map_append, DeltaGroup.combineAll_append, ih, List.map_singleton,
        DeltaGroup.combineAll_singleton, List.getD_eq_getElem?_getD, List.getElem?_eq_none (by omega), Option.getD_none,
        DeltaGroup.combine_zero]
  have h := pad (2 ^ depth - digests.length)
  rw [Nat.add_sub_cancel' fits] at h
  rw [ofList, root_build, h]

example : (ofList 2 [1#8, 2#8, 4#8]).root = 7#8 := (root_ofList 2 [1#8, 2#8, 4#8] (by decide)).trans (by decide)

/-- Trees depend only on the digests at their leaves. -/
theorem build_congr (depth : Nat) (f g : Nat → α) (h : ∀ i, i < 2 ^ depth → f i = g i) : build depth f = build depth g := by
  induction depth generalizing f g with
  | zero => rw [build, build, h 0 (by decide)]
  | succ depth ih =>
    have left := ih f g fun i lt => h i (by rw [Nat.pow_succ]; omega)
    have right := ih (fun i => f (2 ^ depth + i)) (fun i => g (2 ^ depth + i)) fun i lt =>
      h _ (by rw [Nat.pow_succ]; omega)
    rw [build, build, left, right]

example : build 0 (fun i => BitVec.ofNat 8 i) = build 0 (fun _ => 0#8) :=
  build_congr 0 _ _ fun i lt => by rw [Nat.lt_one_iff.mp lt]

/-- The root after an update. -/
theorem root_update {depth : Nat} (t : Tree α depth) (i : Nat) (delta : α) : (t.update i delta).1.root = t.root ∔ delta := by
  cases t with
  | leaf digest => rfl
  | node digest left right =>
    rw [update]
    split <;> rfl

/-- An update of chunk `i` gives the tree that would be built from the new digests, and writes one digest a level. -/
theorem update_build (depth : Nat) (chunk : Nat → α) (i : Nat) (h : i < 2 ^ depth) (delta : α) :
    (build depth chunk).update i delta = (build depth fun j => if j = i then chunk j ∔ delta else chunk j, depth + 1) := by
  induction depth generalizing chunk i with
  | zero =>
    have first : i = 0 := Nat.lt_one_iff.mp h
    subst first
    rfl
  | succ depth ih =>
    rw [Nat.pow_succ] at h
    by_cases lt : i < 2 ^ depth
    · have step := ih chunk i lt
      have same : build depth (fun j => if 2 ^ depth + j = i then chunk (2 ^ depth + j) ∔ delta else chunk (2 ^ depth + j)) =
          build depth fun j => chunk (2 ^ depth + j) :=
        build_congr depth _ _ fun j _ => if_neg (by omega)
      have root := root_update (build depth chunk) i delta
      rw [step] at root
      rw [build, update, if_pos lt, step]
      dsimp only at root ⊢
      rw [build, same, root, DeltaGroup.combine_right_comm]
    · have step := ih (fun j => chunk (2 ^ depth + j)) (i - 2 ^ depth) (by omega)
      have same : build depth (fun j => if j = i then chunk j ∔ delta else chunk j) = build depth chunk :=
        build_congr depth _ _ fun j _ => if_neg (by omega)
      have place : (fun j => if j = i - 2 ^ depth then chunk (2 ^ depth + j) ∔ delta else chunk (2 ^ depth + j)) =
          fun j => if 2 ^ depth + j = i then chunk (2 ^ depth + j) ∔ delta else chunk (2 ^ depth + j) := by
        funext j
        by_cases e : j = i - 2 ^ depth
        · rw [if_pos e, if_pos (by omega)]
        · rw [if_neg e, if_neg (by omega)]
      rw [place] at step
      have root := root_update (build depth fun j => chunk (2 ^ depth + j)) (i - 2 ^ depth) delta
      rw [step] at root
      rw [build, update, if_neg lt, step]
      dsimp only at root ⊢
      rw [build, same, root, DeltaGroup.combine_assoc]

example : (build 1 fun _ => 1#8).update 1 2#8 = (build 1 fun j => if j = 1 then 1#8 ∔ 2#8 else 1#8, 2) :=
  update_build 1 (fun _ => 1#8) 1 (by decide) 2#8

/-- If the digests of two buffers agree but for chunk `i`, the roots agree exactly if those of chunk `i` do. -/
theorem root_build_eq_iff (depth : Nat) (f g : Nat → α) (i : Nat) (h : i < 2 ^ depth)
    (others : ∀ j, j < 2 ^ depth → j ≠ i → f j = g j) :
    (build depth f).root = (build depth g).root ↔ f i = g i := by
  induction depth generalizing f g i with
  | zero =>
    have first : i = 0 := Nat.lt_one_iff.mp h
    subst first
    exact Iff.rfl
  | succ depth ih =>
    rw [Nat.pow_succ] at h others
    show (build depth f).root ∔ (build depth fun j => f (2 ^ depth + j)).root =
      (build depth g).root ∔ (build depth fun j => g (2 ^ depth + j)).root ↔ _
    by_cases lt : i < 2 ^ depth
    · rw [build_congr depth (fun j => f (2 ^ depth + j)) _ fun j hj => others _ (by omega) (by omega),
        DeltaGroup.combine_right_cancel_iff]
      exact ih f g i lt fun j hj => others j (by omega)
    · rw [build_congr depth f g fun j hj => others j (by omega) (by omega), DeltaGroup.combine_left_cancel_iff]
      have step := ih (fun j => f (2 ^ depth + j)) (fun j => g (2 ^ depth + j)) (i - 2 ^ depth) (by omega)
        fun j hj ne => others _ (by omega) (by omega)
      dsimp only at step
      rwa [Nat.add_sub_cancel' (Nat.not_lt.mp lt)] at step

example : (build 0 fun _ => 1#8).root = (build 0 fun _ => 2#8).root ↔ 1#8 = 2#8 :=
  root_build_eq_iff 0 (fun _ => 1#8) (fun _ => 2#8) 0 (by decide) fun _ lt ne => absurd (Nat.lt_one_iff.mp lt) ne

variable [DecidableEq α]

/-- If exactly one chunk has changed its digest, descending by digests that differ ends at that chunk, after one comparison
a level. -/
theorem locate_build (depth : Nat) (f g : Nat → α) (i : Nat) (h : i < 2 ^ depth) (changed : f i ≠ g i)
    (others : ∀ j, j < 2 ^ depth → j ≠ i → f j = g j) : (build depth f).locate (build depth g) = (i, depth) := by
  induction depth generalizing f g i with
  | zero =>
    have first : i = 0 := Nat.lt_one_iff.mp h
    subst first
    rfl
  | succ depth ih =>
    rw [Nat.pow_succ] at h others
    rw [build, build, locate]
    by_cases lt : i < 2 ^ depth
    · have left (j : Nat) (hj : j < 2 ^ depth) (ne : j ≠ i) : f j = g j := others j (by omega) ne
      rw [if_pos fun e => changed ((root_build_eq_iff depth f g i lt left).mp e), ih f g i lt changed left]
    · have same : build depth f = build depth g := build_congr depth f g fun j hj => others j (by omega) (by omega)
      have place : 2 ^ depth + (i - 2 ^ depth) = i := by omega
      have step := ih (fun j => f (2 ^ depth + j)) (fun j => g (2 ^ depth + j)) (i - 2 ^ depth) (by omega)
        (by dsimp only; rw [place]; exact changed) fun j hj ne => others _ (by omega) (by omega)
      rw [if_neg fun e => e (congrArg root same), step]
      dsimp only
      rw [place]

example : (build 0 fun _ => 1#8).locate (build 0 fun _ => 2#8) = (0, 0) :=
  locate_build 0 (fun _ => 1#8) (fun _ => 2#8) 0 (by decide) (by decide) fun _ lt ne => absurd (Nat.lt_one_iff.mp lt) ne

/-- If the roots differ, descending ends at a chunk whose digest has changed, however many others have changed too. -/
theorem locate_ne (depth : Nat) (f g : Nat → α) (differ : (build depth f).root ≠ (build depth g).root) :
    f ((build depth f).locate (build depth g)).1 ≠ g ((build depth f).locate (build depth g)).1 := by
  induction depth generalizing f g with
  | zero => exact differ
  | succ depth ih =>
    rw [build, build, locate]
    by_cases left : (build depth f).root ≠ (build depth g).root
    · rw [if_pos left]
      exact ih f g left
    · rw [if_neg left]
      refine ih (fun j => f (2 ^ depth + j)) (fun j => g (2 ^ depth + j)) fun right => differ ?_
      show (build depth f).root ∔ _ = (build depth g).root ∔ _
      rw [Classical.not_not.mp left, right]

example : (fun _ => 1#8) ((build 0 fun _ => 1#8).locate (build 0 fun _ => 2#8)).1 ≠ 2#8 :=
  locate_ne 0 (fun _ => 1#8) (fun _ => 2#8) (by decide)

end Atomik.Digest.Tree
