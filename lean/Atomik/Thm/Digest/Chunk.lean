import Atomik.Thm.Digest.Keyed
import Atomik.Thm.Digest.Tree
/-!
# A buffer in chunks

Cut into chunks of any positive length, the digests of the chunks combine to the digest of the whole, and fit a tree of the
least depth.
-/
namespace Atomik.Digest
open DeltaGroup (combineAll)

universe u

/-- As many chunks as it takes hold every item. -/
theorem length_le_chunkCount_mul (n length : Nat) (positive : 0 < n) : length ≤ chunkCount n length * n := by
  have step := Nat.lt_div_mul_add positive (a := length + (n - 1))
  unfold chunkCount
  omega

example : 3 ≤ chunkCount 2 3 * 2 := length_le_chunkCount_mul 2 3 (by decide)

/-- Chunks one after another are the whole. -/
theorem flatten_chunks {α : Type u} (n count : Nat) (items : List α) (fits : items.length ≤ count * n) :
    (chunks n count items).flatten = items := by
  induction count generalizing items with
  | zero =>
    rw [Nat.zero_mul] at fits
    exact (List.eq_nil_of_length_eq_zero (Nat.le_zero.mp fits)).symm
  | succ count ih =>
    rw [Nat.succ_mul] at fits
    rw [chunks, List.flatten_cons, ih _ (by rw [List.length_drop]; omega), List.take_append_drop]

example : (chunks 2 2 [1, 2, 3]).flatten = [1, 2, 3] := flatten_chunks 2 2 [1, 2, 3] (by decide)

/-- The fold digests of the chunks combine to the fold digest of the whole. -/
theorem combineAll_foldChunks {w : Nat} (n : Nat) (buffer : List (BitVec w)) (positive : 0 < n) :
    combineAll (foldChunks n buffer) = fold buffer := by
  have whole := flatten_chunks n _ buffer (length_le_chunkCount_mul n _ positive)
  have join (parts : List (List (BitVec w))) : combineAll (parts.map fold) = fold parts.flatten := by
    induction parts with
    | nil => rfl
    | cons part parts ih =>
      rw [List.flatten_cons, fold, DeltaGroup.combineAll_append]
      exact congrArg (fold part ^^^ ·) ih
  rw [foldChunks, join, whole]

example : combineAll (foldChunks 2 [1#8, 2#8, 4#8]) = 7#8 := (combineAll_foldChunks 2 [1#8, 2#8, 4#8] (by decide)).trans (by decide)

/-- The keyed digests of the chunks combine to the keyed digest of the whole. -/
theorem combineAll_keyedChunks (n : Nat) (keys buffer : List (BitVec 64)) (positive : 0 < n)
    (len : keys.length = buffer.length) : combineAll (keyedChunks n keys buffer) = keyed keys buffer := by
  have join (count : Nat) (keys buffer : List (BitVec 64)) (len : keys.length = buffer.length)
      (fits : buffer.length ≤ count * n) :
      combineAll (List.zipWith keyed (chunks n count keys) (chunks n count buffer)) = keyed keys buffer := by
    induction count generalizing keys buffer with
    | zero =>
      rw [Nat.zero_mul] at fits
      have none_ := List.eq_nil_of_length_eq_zero (Nat.le_zero.mp fits)
      subst none_
      rw [List.eq_nil_of_length_eq_zero len]
      rfl
    | succ count ih =>
      rw [Nat.succ_mul] at fits
      have rest := ih (keys.drop n) (buffer.drop n) (by rw [List.length_drop, List.length_drop, len])
        (by rw [List.length_drop]; omega)
      have cut := keyed_append (keys.take n) (keys.drop n) (buffer.take n) (buffer.drop n)
        (by rw [List.length_take, List.length_take, len])
      rw [List.take_append_drop, List.take_append_drop] at cut
      rw [cut, ← rest]
      rfl
  exact join _ keys buffer len (length_le_chunkCount_mul n _ positive)

example : combineAll (keyedChunks 1 [2#64, 3#64] [5#64, 7#64]) = keyed [2#64, 3#64] [5#64, 7#64] :=
  combineAll_keyedChunks 1 _ _ (by decide) rfl

namespace Tree

/-- A tree of this depth has room. -/
theorem le_two_pow_depthFor (n : Nat) : n ≤ 2 ^ depthFor n := by
  unfold depthFor
  split
  · exact ‹n ≤ 1›
  · have room := Nat.lt_log2_self (n := n - 1)
    omega

/-- A tree of a smaller depth has none. -/
theorem depthFor_le {n depth : Nat} (room : n ≤ 2 ^ depth) : depthFor n ≤ depth := by
  unfold depthFor
  split
  · exact Nat.zero_le _
  · have least := (Nat.log2_lt (n := n - 1) (k := depth) (by omega)).mpr (by omega)
    omega

example : depthFor 5 ≤ 3 := depthFor_le (by decide)

/-- The root of a tree of the least depth over the keyed digests of chunks of `n` words is the keyed digest of the
buffer. -/
theorem root_keyedChunks (n : Nat) (keys buffer : List (BitVec 64)) (positive : 0 < n) (len : keys.length = buffer.length) :
    (ofList (depthFor (keyedChunks n keys buffer).length) (keyedChunks n keys buffer)).root = keyed keys buffer := by
  rw [root_ofList _ _ (le_two_pow_depthFor _), combineAll_keyedChunks n keys buffer positive len]

example : (ofList (depthFor 2) (keyedChunks 1 [2#64, 3#64] [5#64, 7#64])).root = keyed [2#64, 3#64] [5#64, 7#64] :=
  root_keyedChunks 1 [2#64, 3#64] [5#64, 7#64] (by decide) rfl

/-- The root of a tree of the least depth over the fold digests of chunks is the fold digest of the buffer. -/
theorem root_foldChunks {w : Nat} (n : Nat) (buffer : List (BitVec w)) (positive : 0 < n) :
    (ofList (depthFor (foldChunks n buffer).length) (foldChunks n buffer)).root = fold buffer := by
  rw [root_ofList _ _ (le_two_pow_depthFor _), combineAll_foldChunks n buffer positive]

example : (ofList (depthFor 2) (foldChunks 2 [1#8, 2#8, 4#8])).root = 7#8 :=
  (root_foldChunks 2 [1#8, 2#8, 4#8] (by decide)).trans (by decide)

section
variable {α : Type u} [DeltaGroup α] [DecidableEq α]

/-- If exactly one chunk has changed its digest, it is found. -/
theorem changed_build (depth : Nat) (f g : Nat → α) (i : Nat) (h : i < 2 ^ depth) (differ : f i ≠ g i)
    (others : ∀ j, j < 2 ^ depth → j ≠ i → f j = g j) : (build depth f).changed (build depth g) = some i := by
  rw [changed, if_neg fun e => differ ((root_build_eq_iff depth f g i h others).mp e),
    locate_build depth f g i h differ others]

example : (build 0 fun _ => 1#8).changed (build 0 fun _ => 2#8) = some 0 :=
  changed_build 0 (fun _ => 1#8) (fun _ => 2#8) 0 (by decide) (by decide) fun _ lt ne =>
    absurd (Nat.lt_one_iff.mp lt) ne

/-- What is found has changed its digest, however many others have, too. -/
theorem ne_of_changed_eq_some (depth : Nat) (f g : Nat → α) (i : Nat)
    (found : (build depth f).changed (build depth g) = some i) : f i ≠ g i := by
  rw [changed] at found
  split at found
  · cases found
  · exact Option.some.inj found ▸ locate_ne depth f g ‹_›

example : 1#8 ≠ 2#8 := ne_of_changed_eq_some 0 (fun _ => 1#8) (fun _ => 2#8) 0 (by decide)

end
end Tree

/-- Nothing is found if the changes of two chunks cancel: a smallest buffer, one word a chunk. -/
theorem Tree.changed_eq_none :
    (ofList 1 (foldChunks 1 [1#8, 2#8])).changed (ofList 1 (foldChunks 1 [2#8, 1#8])) = none := by decide

end Atomik.Digest
