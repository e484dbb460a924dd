import Atomik.Spec.Digest.Keyed
import Atomik.Thm.Digest.Field.Inverse
import Atomik.Thm.Digest.Fold
/-!
# Keyed digest

It is linear, so it follows every change by one product, and it merges and undoes as deltas do. Any two different buffers
of one length have the same digest for exactly one in 2^64 of all choices of keys.
-/
namespace Atomik.Digest
open Field (mul)

/-- The first word counts with the first key. -/
theorem keyed_cons (k x : BitVec 64) (keys buffer : List (BitVec 64)) :
    keyed (k :: keys) (x :: buffer) = mul k x ^^^ keyed keys buffer := rfl

/-- The digest of a buffer in two parts, each with its own keys. -/
theorem keyed_append (keys keys' a b : List (BitVec 64)) (len : keys.length = a.length) :
    keyed (keys ++ keys') (a ++ b) = keyed keys a ^^^ keyed keys' b := by
  unfold keyed
  rw [List.zipWith_append len]
  exact DeltaGroup.combineAll_append _ _

example : keyed ([2#64] ++ [3#64]) ([1#64] ++ [1#64]) = keyed [2#64] [1#64] ^^^ keyed [3#64] [1#64] :=
  keyed_append [2#64] [3#64] [1#64] [1#64] rfl

/-- The digest of the XOR of two buffers is the XOR of their digests: digests of deltas merge and undo as deltas do. -/
theorem keyed_difference (keys a b : List (BitVec 64)) (len : a.length = b.length) :
    keyed keys (difference a b) = keyed keys a ^^^ keyed keys b := by
  induction keys generalizing a b with
  | nil => exact BitVec.xor_self.symm
  | cons k keys ih =>
    cases a with
    | nil =>
      cases b with
      | nil => exact BitVec.xor_self.symm
      | cons _ _ => cases len
    | cons x a =>
      cases b with
      | nil => cases len
      | cons y b =>
        show mul k (x ^^^ y) ^^^ keyed keys (difference a b) = _
        rw [ih a b (Nat.succ.inj len), Field.mul_xor_right, keyed_cons, keyed_cons]
        ac_rfl

example : keyed [2#64] (difference [1#64] [3#64]) = keyed [2#64] [1#64] ^^^ keyed [2#64] [3#64] :=
  keyed_difference _ _ _ rfl

/-- Digests of one buffer with two choices of keys combine to the digest with the XOR of the keys. -/
theorem keyed_difference_left (keys keys' buffer : List (BitVec 64)) (len : keys.length = keys'.length) :
    keyed (difference keys keys') buffer = keyed keys buffer ^^^ keyed keys' buffer := by
  have flip (keys buffer : List (BitVec 64)) : keyed keys buffer = keyed buffer keys :=
    congrArg DeltaGroup.combineAll (List.zipWith_comm_of_comm (fun a b => Field.mul_comm a b))
  rw [flip, keyed_difference buffer _ _ len, flip keys, flip keys']

example : keyed (difference [2#64] [3#64]) [5#64] = keyed [2#64] [5#64] ^^^ keyed [3#64] [5#64] :=
  keyed_difference_left [2#64] [3#64] _ rfl

/-- After a change of one word, the digest has changed by the key times the XOR of the old word and the new one: no other
word need be looked at. -/
theorem keyed_set (keys buffer : List (BitVec 64)) (i : Nat) (hk : i < keys.length) (hb : i < buffer.length)
    (v : BitVec 64) : keyed keys (buffer.set i v) = keyed keys buffer ^^^ mul keys[i] (buffer[i] ^^^ v) := by
  induction i generalizing keys buffer with
  | zero =>
    cases keys with
    | nil => cases hk
    | cons k keys =>
      cases buffer with
      | nil => cases hb
      | cons x buffer =>
        show mul k v ^^^ keyed keys buffer = (mul k x ^^^ keyed keys buffer) ^^^ mul k (x ^^^ v)
        rw [Field.mul_xor_right, show (mul k x ^^^ keyed keys buffer) ^^^ (mul k x ^^^ mul k v) =
          mul k x ^^^ (mul k x ^^^ (mul k v ^^^ keyed keys buffer)) by ac_rfl, Word.xor_xor_self_left]
  | succ i ih =>
    cases keys with
    | nil => exact absurd hk (Nat.not_lt_zero _)
    | cons k keys =>
      cases buffer with
      | nil => exact absurd hb (Nat.not_lt_zero _)
      | cons x buffer =>
        have step := ih keys buffer (Nat.lt_of_succ_lt_succ hk) (Nat.lt_of_succ_lt_succ hb)
        show mul k x ^^^ keyed keys (buffer.set i v) = (mul k x ^^^ keyed keys buffer) ^^^ _
        rw [step, BitVec.xor_assoc]
        rfl

example : keyed [2#64] ([5#64].set 0 7#64) = keyed [2#64] [5#64] ^^^ mul 2#64 (5#64 ^^^ 7#64) :=
  keyed_set [2#64] [5#64] 0 (by decide) (by decide) 7#64

/-- A change of one word is missed only if the key of its place is zero. -/
theorem keyed_set_eq_iff (keys buffer : List (BitVec 64)) (i : Nat) (hk : i < keys.length) (hb : i < buffer.length)
    (v : BitVec 64) : keyed keys (buffer.set i v) = keyed keys buffer ↔ keys[i] = 0#64 ∨ v = buffer[i] := by
  rw [keyed_set keys buffer i hk hb]
  refine (DeltaGroup.combine_eq_left_iff _ _).trans ((Field.mul_eq_zero_iff _ _).trans (or_congr_right ?_))
  exact (SelfInverse.combine_eq_zero_iff buffer[i] v).trans eq_comm

example : keyed [2#64] ([5#64].set 0 7#64) ≠ keyed [2#64] [5#64] := fun e =>
  absurd ((keyed_set_eq_iff [2#64] [5#64] 0 (by decide) (by decide) 7#64).mp e) (by decide)

/-- With all keys 1, it is the fold digest. -/
theorem keyed_replicate_one (buffer : List (BitVec 64)) :
    keyed (List.replicate buffer.length 1#64) buffer = fold buffer := by
  induction buffer with
  | nil => rfl
  | cons x buffer ih =>
    show mul 1#64 x ^^^ keyed (List.replicate buffer.length 1#64) buffer = x ^^^ fold buffer
    rw [ih, Field.one_mul]

/-- A buffer of zeros has digest zero, whatever the keys. -/
theorem keyed_replicate_zero (keys : List (BitVec 64)) (n : Nat) : keyed keys (List.replicate n 0#64) = 0#64 := by
  induction n generalizing keys with
  | zero => cases keys <;> rfl
  | succ n ih =>
    cases keys with
    | nil => rfl
    | cons k keys =>
      rw [List.replicate_succ, keyed_cons, ih, Field.mul_zero, BitVec.xor_zero]

/-- Whoever may choose the buffer reads every key off its digest: all words 0 but word `i`, which is 1, has key `i` for
its digest. So it authenticates nothing. -/
theorem keyed_unit (keys : List (BitVec 64)) (i : Nat) (h : i < keys.length) :
    keyed keys ((List.replicate keys.length 0#64).set i 1#64) = keys[i] := by
  rw [keyed_set keys _ i h (by rw [List.length_replicate]; exact h), keyed_replicate_zero, List.getElem_replicate,
    BitVec.zero_xor, BitVec.zero_xor, Field.mul_one]

example : keyed [2#64, 3#64] ((List.replicate 2 0#64).set 1 1#64) = 3#64 := keyed_unit [2#64, 3#64] 1 (by decide)

/-- Two different buffers of one length differ in some word. -/
theorem exists_difference_ne_zero {w : Nat} (a b : List (BitVec w)) (len : a.length = b.length) (ne : a ≠ b) :
    ∃ x ∈ difference a b, x ≠ 0#w := by
  induction a generalizing b with
  | nil =>
    cases b with
    | nil => exact absurd rfl ne
    | cons _ _ => cases len
  | cons x a ih =>
    cases b with
    | nil => cases len
    | cons y b =>
      by_cases same : x = y
      · subst same
        obtain ⟨z, hz, nz⟩ := ih b (Nat.succ.inj len) fun e => ne (congrArg _ e)
        exact ⟨z, List.mem_cons_of_mem _ hz, nz⟩
      · exact ⟨x ^^^ y, List.mem_cons_self, fun e => same ((SelfInverse.combine_eq_zero_iff x y).mp e)⟩

example : ∃ x ∈ difference [1#8] [2#8], x ≠ 0#8 := exists_difference_ne_zero [1#8] [2#8] rfl (by decide)

/-- For a buffer that is not all zero, the digests with all choices of keys are spread evenly: each word is the digest
for exactly one in 2^64 choices. -/
theorem countP_keyed_eq (buffer : List (BitVec 64)) (some_ : ∃ x ∈ buffer, x ≠ 0#64) (digest : BitVec 64) :
    (allBuffers 64 buffer.length).countP (fun keys => decide (keyed keys buffer = digest)) =
      2 ^ (64 * (buffer.length - 1)) := by
  induction buffer with
  | nil =>
    obtain ⟨_, h, _⟩ := some_
    exact absurd h List.not_mem_nil
  | cons x rest ih =>
    by_cases zero : x = 0#64
    · subst zero
      have some_rest : ∃ x ∈ rest, x ≠ 0#64 := by
        obtain ⟨y, hy, ny⟩ := some_
        exact ⟨y, (List.mem_cons.mp hy).resolve_left ny, ny⟩
      have step := countP_allBuffers_succ (w := 64) (n := rest.length) (c := 2 ^ 64)
        (fun keys => decide (keyed keys (0#64 :: rest) = digest)) (fun keys => decide (keyed keys rest = digest))
        fun keys _ => by
          dsimp only
          have same : (fun k => decide (keyed (k :: keys) (0#64 :: rest) = digest)) =
              fun _ => decide (keyed keys rest = digest) := by
            funext k
            rw [keyed_cons, Field.mul_zero, BitVec.zero_xor]
          rw [same]
          cases decide (keyed keys rest = digest)
          · rw [List.countP_false, if_neg Bool.false_ne_true, Function.const_apply]
          · rw [List.countP_true, length_allWords, if_pos rfl]
      rw [List.length_cons, step, ih some_rest, ← Nat.pow_add]
      congr 1
      have pos : 0 < rest.length := by
        obtain ⟨y, hy, _⟩ := some_rest
        exact List.length_pos_of_mem hy
      omega
    · have step := countP_allBuffers_succ (w := 64) (n := rest.length) (c := 1)
        (fun keys => decide (keyed keys (x :: rest) = digest)) (fun _ => true) fun keys _ => by
          rw [if_pos rfl, ← countP_allWords_eq (mul (Field.pow x (2 ^ 64 - 2)) (keyed keys rest ^^^ digest))]
          refine List.countP_congr fun k _ => ?_
          rw [decide_eq_true_iff, decide_eq_true_iff, keyed_cons, BitVec.xor_comm, Word.xor_eq_iff_eq_xor,
            Field.mul_comm, Field.mul_eq_iff x zero]
      rw [List.length_cons, step, List.countP_true, length_allBuffers, Nat.one_mul, Nat.add_sub_cancel]

example : (allBuffers 64 1).countP (fun keys => decide (keyed keys [2#64] = 5#64)) = 2 ^ (64 * (1 - 1)) :=
  countP_keyed_eq [2#64] ⟨2#64, List.mem_cons_self, by decide⟩ 5#64

/-- The digests of two different buffers of `n` words differ by a given word for exactly 2^(64 (n - 1)) of the 2^(64 n)
choices of keys. -/
theorem countP_keyed_xor (a b : List (BitVec 64)) (len : a.length = b.length) (ne : a ≠ b) (d : BitVec 64) :
    (allBuffers 64 a.length).countP (fun keys => decide (keyed keys a ^^^ keyed keys b = d)) =
      2 ^ (64 * (a.length - 1)) := by
  have length : (difference a b).length = a.length := by
    rw [difference, List.length_zipWith, ← len, Nat.min_self]
  have h := countP_keyed_eq (difference a b) (exists_difference_ne_zero a b len ne) d
  rw [length] at h
  rw [← h]
  refine List.countP_congr fun keys _ => ?_
  rw [decide_eq_true_iff, decide_eq_true_iff, keyed_difference keys a b len]

example : (allBuffers 64 1).countP (fun keys => decide (keyed keys [1#64] ^^^ keyed keys [2#64] = 0#64)) = 2 ^ 0 :=
  countP_keyed_xor [1#64] [2#64] rfl (by decide) 0#64

/-- Two different buffers of `n` words have the same digest for exactly 2^(64 (n - 1)) of the 2^(64 n) choices of keys:
one in 2^64. -/
theorem countP_keyed_miss (a b : List (BitVec 64)) (len : a.length = b.length) (ne : a ≠ b) :
    (allBuffers 64 a.length).countP (fun keys => decide (keyed keys a = keyed keys b)) =
      2 ^ (64 * (a.length - 1)) := by
  rw [← countP_keyed_xor a b len ne 0#64]
  refine List.countP_congr fun keys _ => ?_
  rw [decide_eq_true_iff, decide_eq_true_iff]
  exact (SelfInverse.combine_eq_zero_iff (keyed keys a) (keyed keys b)).symm

example : (allBuffers 64 2).countP (fun keys => decide (keyed keys [1#64, 2#64] = keyed keys [2#64, 1#64])) = 2 ^ 64 :=
  countP_keyed_miss [1#64, 2#64] [2#64, 1#64] rfl (by decide)

end Atomik.Digest
