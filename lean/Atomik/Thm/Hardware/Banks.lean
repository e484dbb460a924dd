import Atomik.Spec.Hardware.Banks
import Atomik.Thm.Fold
/-!
# Banks

Any sharing of deltas among any number of banks, and any tree over the banks, gives what one accumulator gives (T14).
-/
namespace Atomik

universe u v

local infixl:65 " ∔ " => DeltaGroup.combine

open DeltaGroup (zero combineAll)

/-- Each number below `n` is listed once. -/
theorem nodup_finRange (n : Nat) : (List.finRange n).Nodup := by
  refine List.pairwise_iff_getElem.mpr fun i j hi hj below => ?_
  rw [List.getElem_finRange, List.getElem_finRange]
  intro e
  have := congrArg Fin.val e
  exact absurd this (Nat.ne_of_lt below)

namespace MergeTree
variable {α : Type u} [DeltaGroup α]

/-- A tree of any shape combines the words at its leaves: grouping does not matter. -/
theorem merge_eq_combineAll {ι : Type v} (value : ι → α) (tree : MergeTree ι) :
    tree.merge value = combineAll (tree.leaves.map value) := by
  induction tree with
  | leaf word => exact (DeltaGroup.combineAll_singleton (value word)).symm
  | node left right ihl ihr =>
    rw [merge, ihl, ihr, leaves, List.map_append, DeltaGroup.combineAll_append]

/-- A tree over the numbers below `n` combines each of their words once: order does not matter either. -/
theorem IsOver.merge_eq {n : Nat} {tree : MergeTree (Fin n)} (h : tree.IsOver) (value : Fin n → α) :
    tree.merge value = combineAll ((List.finRange n).map value) := by
  rw [merge_eq_combineAll]
  exact DeltaGroup.combineAll_perm (h.map value)

/-- Three words, which is no power of two: the right-hand two first. -/
example (value : Fin 3 → BitVec 8) :
    (node (leaf 0) (node (leaf 2) (leaf 1)) : MergeTree (Fin 3)).merge value =
      combineAll ((List.finRange 3).map value) :=
  IsOver.merge_eq (by decide) value

end MergeTree

namespace DeltaGroup
variable {α : Type u} [DeltaGroup α]

/-- Combining two families of deltas member by member first is combining each family first. -/
theorem combineAll_map_combine {ι : Type v} (f g : ι → α) (is : List ι) :
    combineAll (is.map fun i => f i ∔ g i) = combineAll (is.map f) ∔ combineAll (is.map g) := by
  induction is with
  | nil => exact (combine_zero zero).symm
  | cons i is ih =>
    rw [List.map_cons, List.map_cons, List.map_cons, combineAll_cons, combineAll_cons, combineAll_cons, ih,
      combine_combine_combine_comm]

/-- A family that is zero everywhere combines to zero. -/
theorem combineAll_map_zero {ι : Type v} (is : List ι) : combineAll (is.map fun _ => (zero : α)) = zero := by
  induction is with
  | nil => rfl
  | cons i is ih => rw [List.map_cons, combineAll_cons, ih, combine_zero]

/-- A family that is zero except at one index, which occurs once, combines to its delta there. -/
theorem combineAll_map_ite {ι : Type v} [DecidableEq ι] (is : List ι) (nodup : is.Nodup) (j : ι) (mem : j ∈ is)
    (d : α) : combineAll (is.map fun i => if i = j then d else zero) = d := by
  induction is with
  | nil => exact absurd mem List.not_mem_nil
  | cons i is ih =>
    have parts := List.nodup_cons.mp nodup
    rw [List.map_cons, combineAll_cons]
    by_cases e : i = j
    · have none : is.map (fun i => if i = j then d else zero) = is.map fun _ => zero := by
        apply List.map_congr_left
        intro k hk
        exact if_neg fun ek : k = j => parts.1 (e.trans ek.symm ▸ hk)
      rw [if_pos e, none, combineAll_map_zero, combine_zero]
    · have rest : j ∈ is := (List.mem_cons.mp mem).resolve_left fun h => e h.symm
      rw [if_neg e, zero_combine, ih parts.2 rest]

example : combineAll ([0, 1, 2].map fun i => if i = 1 then 5#8 else zero) = 5#8 :=
  combineAll_map_ite [0, 1, 2] (by decide) 1 (by decide) 5#8

end DeltaGroup

namespace Banks
variable {α : Type u} [DeltaGroup α] {n : Nat}

/-- A delta into one bank, whichever it is, is in the sum of all banks once. -/
theorem merge_accum {tree : MergeTree (Fin n)} (h : tree.IsOver) (banks : Banks α n) (bank : Fin n) (d : α) :
    tree.merge (banks.accum bank d) = tree.merge banks ∔ d := by
  have split : banks.accum bank d = fun i => banks i ∔ (if i = bank then d else zero) := by
    funext i
    rw [accum]
    split
    · rfl
    · exact (DeltaGroup.combine_zero (banks i)).symm
  rw [h.merge_eq, h.merge_eq, split, DeltaGroup.combineAll_map_combine,
    DeltaGroup.combineAll_map_ite _ (nodup_finRange n) bank (List.mem_finRange bank)]

example (banks : Banks (BitVec 8) 1) : (MergeTree.leaf 0).merge (banks.accum 0 5#8) = banks 0 ∔ 5#8 :=
  merge_accum (by decide) banks 0 5#8

/-- From any banks on: whatever bank each delta goes to, and whatever tree combines the banks, the sum is that of the
banks before and of all deltas. -/
theorem merge_accumAll {tree : MergeTree (Fin n)} (h : tree.IsOver) (banks : Banks α n) (assign : Nat → Fin n)
    (ds : List α) : tree.merge (banks.accumAll assign ds) = tree.merge banks ∔ combineAll ds := by
  have general : ∀ (es : List (α × Nat)) (banks : Banks α n),
      tree.merge (es.foldl (fun (b : Banks α n) d => b.accum (assign d.2) d.1) banks) =
        tree.merge banks ∔ combineAll (es.map Prod.fst) := by
    intro es
    induction es with
    | nil => exact fun banks => (DeltaGroup.combine_zero _).symm
    | cons e es ih =>
      intro banks
      rw [List.foldl_cons, ih, merge_accum h, List.map_cons, DeltaGroup.combineAll_cons, DeltaGroup.combine_assoc]
  rw [accumAll, general, List.zipIdx_map_fst]

example (banks : Banks (BitVec 8) 1) (assign : Nat → Fin 1) (ds : List (BitVec 8)) :
    (MergeTree.leaf 0).merge (banks.accumAll assign ds) = banks 0 ∔ combineAll ds :=
  merge_accumAll (by decide) banks assign ds

/-- Banks that start at zero hold nothing together. -/
theorem merge_fresh {tree : MergeTree (Fin n)} (h : tree.IsOver) : tree.merge (fresh : Banks α n) = zero := by
  rw [h.merge_eq]
  exact DeltaGroup.combineAll_map_zero _

example : (MergeTree.leaf 0).merge (fresh : Banks (BitVec 8) 1) = zero :=
  merge_fresh (by decide)

/-- A reference, `n` banks and a tree of any shape give what applying all deltas one by one gives, however the deltas
are shared out among the banks (T14). `n` need not be a power of two. -/
theorem combine_merge_accumAll {tree : MergeTree (Fin n)} (h : tree.IsOver) (assign : Nat → Fin n) (s : α)
    (ds : List α) : s ∔ tree.merge (fresh.accumAll assign ds) = ds.foldl DeltaGroup.combine s := by
  rw [merge_accumAll h, merge_fresh h, DeltaGroup.zero_combine, DeltaGroup.foldl_combine]

/-- Three banks in turn, four deltas. -/
example :
    9#8 ∔ (MergeTree.node (.leaf 0) (.node (.leaf 2) (.leaf 1))).merge
        (fresh.accumAll (roundRobin 3 (by omega)) [1#8, 2#8, 4#8, 8#8]) =
      [1#8, 2#8, 4#8, 8#8].foldl DeltaGroup.combine 9#8 :=
  combine_merge_accumAll (by decide) _ _ _

/-- A bank holds the deltas of its share, and nothing else. -/
theorem accumAll_eq_share (banks : Banks α n) (assign : Nat → Fin n) (ds : List α) (bank : Fin n) :
    banks.accumAll assign ds bank = banks bank ∔ combineAll (share assign ds bank) := by
  have general : ∀ (es : List (α × Nat)) (banks : Banks α n),
      es.foldl (fun (b : Banks α n) d => b.accum (assign d.2) d.1) banks bank =
        banks bank ∔ combineAll ((es.filter fun d => assign d.2 = bank).map Prod.fst) := by
    intro es
    induction es with
    | nil => exact fun banks => (DeltaGroup.combine_zero _).symm
    | cons e es ih =>
      intro banks
      rw [List.foldl_cons, ih, accum]
      by_cases at' : assign e.2 = bank
      · rw [if_pos at'.symm, List.filter_cons_of_pos (by rw [decide_eq_true_iff]; exact at'), List.map_cons,
          DeltaGroup.combineAll_cons, DeltaGroup.combine_assoc]
      · rw [if_neg fun e => at' e.symm, List.filter_cons_of_neg (by rw [decide_eq_true_iff]; exact at')]
  rw [accumAll, general, share]

/-- One element in front at one index, which occurs once, is one element in front of everything. -/
private theorem flatMap_ite_perm {β : Type u} {ι : Type v} [DecidableEq ι] (is : List ι) (nodup : is.Nodup) (j : ι)
    (mem : j ∈ is) (d : β) (f : ι → List β) :
    (is.flatMap fun i => if i = j then d :: f i else f i).Perm (d :: is.flatMap f) := by
  induction is with
  | nil => exact absurd mem List.not_mem_nil
  | cons i is ih =>
    have parts := List.nodup_cons.mp nodup
    rw [List.flatMap_cons, List.flatMap_cons]
    by_cases e : i = j
    · have same : (is.flatMap fun i => if i = j then d :: f i else f i) = is.flatMap f := by
        rw [List.flatMap_def, List.flatMap_def]
        refine congrArg List.flatten (List.map_congr_left fun k hk => ?_)
        exact if_neg fun ek : k = j => parts.1 (e.trans ek.symm ▸ hk)
      rw [if_pos e, same, List.cons_append]
    · have rest : j ∈ is := (List.mem_cons.mp mem).resolve_left fun h => e h.symm
      rw [if_neg e]
      exact ((ih parts.2 rest).append_left (f i)).trans List.perm_middle

example : ([0, 1].flatMap fun i => if i = 1 then 7 :: [i] else [i]).Perm [7, 0, 1] :=
  flatMap_ite_perm [0, 1] (by decide) 1 (by decide) 7 fun i => [i]

omit [DeltaGroup α] in
/-- All shares together are the stream: every delta is counted exactly once, and no delta twice. -/
theorem flatMap_share_perm (assign : Nat → Fin n) (ds : List α) :
    ((List.finRange n).flatMap (share assign ds)).Perm ds := by
  have general : ∀ es : List (α × Nat),
      ((List.finRange n).flatMap fun bank => (es.filter fun d => assign d.2 = bank).map Prod.fst).Perm
        (es.map Prod.fst) := by
    intro es
    induction es with
    | nil => exact .of_eq (List.flatMap_eq_nil_iff.mpr fun _ _ => rfl)
    | cons e es ih =>
      have cons : (fun bank => ((e :: es).filter fun d => assign d.2 = bank).map Prod.fst) = fun bank =>
          if bank = assign e.2 then e.1 :: (es.filter fun d => assign d.2 = bank).map Prod.fst
          else (es.filter fun d => assign d.2 = bank).map Prod.fst := by
        funext bank
        by_cases here : assign e.2 = bank
        · rw [if_pos here.symm, List.filter_cons_of_pos (by rw [decide_eq_true_iff]; exact here), List.map_cons]
        · rw [if_neg fun h => here h.symm, List.filter_cons_of_neg (by rw [decide_eq_true_iff]; exact here)]
      rw [cons]
      exact (flatMap_ite_perm _ (nodup_finRange n) _ (List.mem_finRange _) e.1 _).trans (.cons e.1 ih)
  have all := general ds.zipIdx
  rw [List.zipIdx_map_fst] at all
  exact all

/-- One delta into each bank at once counts all of them. -/
theorem merge_accumEach {tree : MergeTree (Fin n)} (h : tree.IsOver) (banks : Banks α n) (ds : Fin n → α) :
    tree.merge (banks.accumEach ds) = tree.merge banks ∔ combineAll ((List.finRange n).map ds) := by
  rw [h.merge_eq, h.merge_eq, ← DeltaGroup.combineAll_map_combine]
  rfl

example (banks : Banks (BitVec 8) 1) :
    (MergeTree.leaf 0).merge (banks.accumEach fun _ => 5#8) = banks 0 ∔ (5#8 ∔ 0#8) :=
  merge_accumEach (by decide) banks _

end Banks
end Atomik
