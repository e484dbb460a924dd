import Atomik.Spec.Digest.Fold
import Atomik.Thm.Digest.Count
import Atomik.Thm.Fold
/-!
# Fold digest of words

It follows every change by one XOR. It detects every change of one word, and misses a change of several exactly if the
changes XOR to zero: swapped or sorted words, one delta on two words.
-/
namespace Atomik.Digest
open DeltaGroup (combineAll)

variable {w : Nat}

/-- The first word is XORed in front. -/
theorem fold_cons (x : BitVec w) (buffer : List (BitVec w)) : fold (x :: buffer) = x ^^^ fold buffer := rfl

/-- The digest of a buffer in two parts is the XOR of their digests. -/
theorem fold_append (a b : List (BitVec w)) : fold (a ++ b) = fold a ^^^ fold b :=
  DeltaGroup.combineAll_append a b

/-- The digest of the difference is the difference of the digests, so digests of deltas merge and undo as deltas do. -/
theorem fold_difference (a b : List (BitVec w)) (len : a.length = b.length) :
    fold (difference a b) = fold a ^^^ fold b := by
  induction a generalizing b with
  | nil =>
    cases b with
    | nil => exact BitVec.xor_self.symm
    | cons _ _ => cases len
  | cons x a ih =>
    cases b with
    | nil => cases len
    | cons y b =>
      show (x ^^^ y) ^^^ fold (difference a b) = (x ^^^ fold a) ^^^ (y ^^^ fold b)
      rw [ih b (Nat.succ.inj len)]
      ac_rfl

example : fold (difference [1#8, 2#8] [4#8, 2#8]) = fold [1#8, 2#8] ^^^ fold [4#8, 2#8] := fold_difference _ _ rfl

/-- Two buffers of one length have the same digest exactly if the XOR of all changes, word by word, is zero. -/
theorem fold_eq_iff (a b : List (BitVec w)) (len : a.length = b.length) :
    fold a = fold b ↔ fold (difference a b) = 0#w := by
  rw [fold_difference a b len]
  exact (SelfInverse.combine_eq_zero_iff (fold a) (fold b)).symm

example : fold [7#8, 9#8] = fold [6#8, 8#8] ↔ fold [1#8, 1#8] = 0#8 := fold_eq_iff [7#8, 9#8] [6#8, 8#8] rfl

/-- After a change of one word, the digest has changed by the XOR of the old word and the new one: no other word need be
looked at. -/
theorem fold_set (buffer : List (BitVec w)) (i : Nat) (h : i < buffer.length) (v : BitVec w) :
    fold (buffer.set i v) = fold buffer ^^^ (buffer[i] ^^^ v) := by
  induction buffer generalizing i with
  | nil => exact absurd h (Nat.not_lt_zero i)
  | cons x buffer ih =>
    cases i with
    | zero =>
      show v ^^^ fold buffer = (x ^^^ fold buffer) ^^^ (x ^^^ v)
      rw [show (x ^^^ fold buffer) ^^^ (x ^^^ v) = x ^^^ (x ^^^ (v ^^^ fold buffer)) by ac_rfl, Word.xor_xor_self_left]
    | succ i =>
      show x ^^^ fold (buffer.set i v) = (x ^^^ fold buffer) ^^^ (buffer[i]'(Nat.lt_of_succ_lt_succ h) ^^^ v)
      rw [ih i (Nat.lt_of_succ_lt_succ h), BitVec.xor_assoc]

example : fold ([1#8, 2#8].set 1 5#8) = fold [1#8, 2#8] ^^^ (2#8 ^^^ 5#8) := fold_set _ 1 (by decide) _

/-- A change of one word, whichever and to whatever, is always detected: the digest stays only if the word does. -/
theorem fold_set_eq_iff (buffer : List (BitVec w)) (i : Nat) (h : i < buffer.length) (v : BitVec w) :
    fold (buffer.set i v) = fold buffer ↔ v = buffer[i] := by
  rw [fold_set buffer i h]
  refine (DeltaGroup.combine_eq_left_iff (fold buffer) (buffer[i] ^^^ v)).trans ?_
  exact (SelfInverse.combine_eq_zero_iff buffer[i] v).trans eq_comm

example : fold ([1#8, 2#8].set 1 5#8) ≠ fold [1#8, 2#8] :=
  fun e => absurd ((fold_set_eq_iff [1#8, 2#8] 1 (by decide) 5#8).mp e) (by decide)

/-- The same delta on two words is never detected. Example: bid and ask both from 100 to 101. -/
theorem fold_set_set (buffer : List (BitVec w)) (i j : Nat) (hi : i < buffer.length) (hj : j < buffer.length)
    (ne : i ≠ j) (d : BitVec w) : fold ((buffer.set i (buffer[i] ^^^ d)).set j (buffer[j] ^^^ d)) = fold buffer := by
  rw [fold_set _ j (by rw [List.length_set]; exact hj), fold_set buffer i hi, List.getElem_set_ne ne,
    Word.xor_xor_self_left, Word.xor_xor_self_left, Word.xor_xor_self_right]

example : fold [100#32 ^^^ 1#32, 100#32 ^^^ 1#32] = fold [100#32, 100#32] :=
  fold_set_set [100#32, 100#32] 0 1 (by decide) (by decide) (by decide) 1#32

/-- Words in another order are never detected, however many have moved. -/
theorem fold_perm {a b : List (BitVec w)} (h : a.Perm b) : fold a = fold b := DeltaGroup.combineAll_perm h

example : fold [50#32, 100#32] = fold [100#32, 50#32] := fold_perm (.swap _ _ _)

/-- A word that was changed and changed back leaves no trace: the digest tells values, not activity. -/
theorem fold_set_back (buffer : List (BitVec w)) (i : Nat) (h : i < buffer.length) (v : BitVec w) :
    fold ((buffer.set i v).set i buffer[i]) = fold buffer := by
  rw [List.set_set, List.set_getElem_self]

example : fold (([1#8].set 0 2#8).set 0 1#8) = fold [1#8] := fold_set_back [1#8] 0 (by decide) 2#8

/-- Of the 2^(w (n + 1)) buffers of `n + 1` words, exactly 2^(w n) have a given digest. -/
theorem countP_fold (n : Nat) (d : BitVec w) :
    (allBuffers w (n + 1)).countP (fun buffer => decide (fold buffer = d)) = 2 ^ (w * n) := by
  have step := countP_allBuffers_succ (w := w) (n := n) (c := 1) (fun buffer => decide (fold buffer = d))
    (fun _ => true) fun rest _ => by
      rw [if_pos rfl, ← countP_allWords_eq (fold rest ^^^ d)]
      refine List.countP_congr fun x _ => ?_
      rw [decide_eq_true_iff, decide_eq_true_iff, fold_cons, BitVec.xor_comm, Word.xor_eq_iff_eq_xor]
  rw [step, List.countP_true, length_allBuffers, Nat.one_mul]

end Atomik.Digest
