import Atomik.Thm.Digest
/-!
# Claims about digests

The form is that of `Atomik.Claims`: what each theorem says, the public claims it bears on, and what it does not say. The
fingerprint of atomik-core 0.4 is the fold digest.
-/
namespace Atomik.Claims
open Digest
open DeltaGroup (combineAll)
open Wire (Byte)

section Fold
variable {w : Nat}

/-- A change of a single word is always detected: the fold digest stays only if the word does.

Claims: C23 C97 C101.

Does not say: anything about changes of several words, which may cancel (`claim_fold_miss`). -/
theorem claim_fold_word (buffer : List (BitVec w)) (i : Nat) (h : i < buffer.length) (v : BitVec w) :
    fold (buffer.set i v) = fold buffer ↔ v = buffer[i] :=
  fold_set_eq_iff buffer i h v

example : fold ([1#8, 2#8].set 1 5#8) ≠ fold [1#8, 2#8] := fun e =>
  absurd ((claim_fold_word [1#8, 2#8] 1 (by decide) 5#8).mp e) (by decide)

/-- The fold digest misses a change exactly if the XOR of the changes, word by word, is zero: it has false negatives, and
these are all.

Claims: C97 C101 C105 C113 C139.

Does not say: how likely that is for real data; related words cancel far more often than random ones. -/
theorem claim_fold_miss (a b : List (BitVec w)) (len : a.length = b.length) :
    fold a = fold b ↔ fold (difference a b) = 0#w :=
  fold_eq_iff a b len

example : fold [7#8, 9#8] = fold [6#8, 8#8] := (claim_fold_miss [7#8, 9#8] [6#8, 8#8] rfl).mpr (by decide)

/-- Of the 2^(w (n + 1)) buffers of `n + 1` words, exactly 2^(w n) have a given fold digest.

Claims: C101 C113 C139.

Does not say: that an application's buffers are spread evenly over the digests. -/
theorem claim_fold_count (n : Nat) (d : BitVec w) :
    (allBuffers w (n + 1)).countP (fun buffer => decide (fold buffer = d)) = 2 ^ (w * n) :=
  countP_fold n d

/-- Swapped, sorted or otherwise moved words are never detected.

Claims: C101 C139.

Does not say: that other changes are detected. -/
theorem claim_fold_perm_missed {a b : List (BitVec w)} (h : a.Perm b) : fold a = fold b :=
  fold_perm h

example : fold [50#32, 100#32] = fold [100#32, 50#32] := claim_fold_perm_missed (.swap _ _ _)

/-- The same delta on two words is never detected.

Claims: C23 C101 C139.

Does not say: that equal increments are equal deltas; they are if they flip the same bits. -/
theorem claim_fold_same_delta (buffer : List (BitVec w)) (i j : Nat) (hi : i < buffer.length) (hj : j < buffer.length)
    (ne : i ≠ j) (d : BitVec w) : fold ((buffer.set i (buffer[i] ^^^ d)).set j (buffer[j] ^^^ d)) = fold buffer :=
  fold_set_set buffer i j hi hj ne d

example : fold [100#32 ^^^ 1#32, 100#32 ^^^ 1#32] = fold [100#32, 100#32] :=
  claim_fold_same_delta [100#32, 100#32] 0 1 (by decide) (by decide) (by decide) 1#32

/-- A word changed and changed back leaves no trace: `changed` means a net change of the digest, not activity.

Claims: C23.

Does not say: that this is a fault; the buffer is what it was. -/
theorem claim_fold_back (buffer : List (BitVec w)) (i : Nat) (h : i < buffer.length) (v : BitVec w) :
    fold ((buffer.set i v).set i buffer[i]) = fold buffer :=
  fold_set_back buffer i h v

example : fold (([1#8].set 0 2#8).set 0 1#8) = fold [1#8] := claim_fold_back [1#8] 0 (by decide) 2#8

/-- Told where bytes have changed, and from what to what, the fold digest is that of the changed buffer, whatever the
offset and without a look at the rest.

Claims: C21 C22 C23 C97 C138.

Does not say: that a change is found without being told of it; that takes a look at every byte. -/
theorem claim_fold_update (w : Nat) (before old new behind : List Byte) (wide : 8 ≤ w) (len : old.length = new.length) :
    foldBytes w (before ++ new ++ behind) =
      foldBytes w (before ++ old ++ behind) ^^^ foldAt w before.length (difference old new) :=
  foldBytes_change w before old new behind wide len

example : foldBytes 64 ([0#8] ++ [7#8] ++ [1#8]) =
    foldBytes 64 ([0#8] ++ [5#8] ++ [1#8]) ^^^ foldAt 64 1 (difference [5#8] [7#8]) :=
  claim_fold_update 64 [0#8] [5#8] [7#8] [1#8] (by decide) rfl

/-- An update that is not told the offset, as in atomik-core 0.4, is right for all bytes exactly at offsets that are
multiples of the word's length.

Claims: C22 C23.

Does not say: that it is wrong for every change elsewhere. -/
theorem claim_fold_offset (w offset : Nat) (wide : 8 ≤ w) :
    (∀ bytes, foldAt w offset bytes = foldAt w 0 bytes) ↔ offset % (w / 8) = 0 :=
  foldAt_eq_foldAt_zero_iff w offset wide

example : ¬∀ bytes, foldAt 64 4 bytes = foldAt 64 0 bytes :=
  fun h => absurd ((claim_fold_offset 64 4 (by decide)).mp h) (by decide)

/-- Zero bytes at the end are invisible to the fold digest.

Claims: C101 C139.

Does not say: that lengths cannot be compared beside the digests; they must be. -/
theorem claim_fold_zeros (w : Nat) (bytes : List Byte) (n : Nat) (wide : 8 ≤ w) :
    foldBytes w (bytes ++ List.replicate n 0#8) = foldBytes w bytes :=
  foldBytes_append_zero w bytes n wide

example : foldBytes 64 [0x61#8, 0#8] = foldBytes 64 [0x61#8] := claim_fold_zeros 64 [0x61#8] 1 (by decide)

end Fold

/-- No digest of `w` bits, whatever it computes, tells all buffers apart that have more than `w` bits.

Claims: C101 C113 C139.

Does not say: that anybody can find two that collide. -/
theorem claim_pigeonhole {v n w : Nat} (digest : List (BitVec v) → BitVec w) (long : w < v * n) :
    ∃ a b, a.length = n ∧ b.length = n ∧ a ≠ b ∧ digest a = digest b :=
  exists_buffers_collision digest long

example (digest : List (BitVec 8) → BitVec 64) : ∃ a b, a.length = 9 ∧ b.length = 9 ∧ a ≠ b ∧ digest a = digest b :=
  claim_pigeonhole digest (by decide)

/-- Two different buffers of `n` words have the same keyed digest for exactly 2^(64 (n - 1)) of the 2^(64 n) choices of
keys: one in 2^64.

Claims: C101 C113 C139.

Does not say: anything about keys that are not chosen uniformly and independently of the buffers and of each other, or
about buffers of different lengths. -/
theorem claim_keyed_miss (a b : List (BitVec 64)) (len : a.length = b.length) (ne : a ≠ b) :
    (allBuffers 64 a.length).countP (fun keys => decide (keyed keys a = keyed keys b)) =
      2 ^ (64 * (a.length - 1)) :=
  countP_keyed_miss a b len ne

example : (allBuffers 64 2).countP (fun keys => decide (keyed keys [1#64, 2#64] = keyed keys [2#64, 1#64])) = 2 ^ 64 :=
  claim_keyed_miss [1#64, 2#64] [2#64, 1#64] rfl (by decide)

/-- Told which word has changed, and from what to what, the keyed digest is that of the changed buffer after one product.

Claims: C21 C22 C23 C97 C138.

Does not say: that a change is found without being told of it. -/
theorem claim_keyed_update (keys buffer : List (BitVec 64)) (i : Nat) (hk : i < keys.length) (hb : i < buffer.length)
    (v : BitVec 64) :
    keyed keys (buffer.set i v) = keyed keys buffer ^^^ Field.mul keys[i] (buffer[i] ^^^ v) :=
  keyed_set keys buffer i hk hb v

example : keyed [2#64] ([5#64].set 0 7#64) = keyed [2#64] [5#64] ^^^ Field.mul 2#64 (5#64 ^^^ 7#64) :=
  claim_keyed_update [2#64] [5#64] 0 (by decide) (by decide) 7#64

/-- The keyed digest of the XOR of two buffers is the XOR of their digests, so digests merge and undo as deltas do.

Claims: none.

Does not say: that it resists an attacker; being linear, it does not. -/
theorem claim_keyed_linear (keys a b : List (BitVec 64)) (len : a.length = b.length) :
    keyed keys (difference a b) = keyed keys a ^^^ keyed keys b :=
  keyed_difference keys a b len

example : keyed [2#64] (difference [1#64] [3#64]) = keyed [2#64] [1#64] ^^^ keyed [2#64] [3#64] :=
  claim_keyed_linear _ _ _ rfl

/-- Whoever may choose a buffer and see its keyed digest reads off any key: it detects accidents and authenticates nothing.

Claims: C113.

Does not say: that digests which stay secret, of buffers nobody chose, reveal keys. -/
theorem claim_keyed_not_authentic (keys : List (BitVec 64)) (i : Nat) (h : i < keys.length) :
    keyed keys ((List.replicate keys.length 0#64).set i 1#64) = keys[i] :=
  keyed_unit keys i h

example : keyed [2#64, 3#64] ((List.replicate 2 0#64).set 1 1#64) = 3#64 :=
  claim_keyed_not_authentic [2#64, 3#64] 1 (by decide)

section Tree
universe u
variable {α : Type u} [DeltaGroup α]

/-- An update of one chunk gives the tree that would be built from the new digests, with one write a level.

Claims: C22 C104.

Does not say: how long the digest of the changed chunk takes. -/
theorem claim_tree_update (depth : Nat) (chunk : Nat → α) (i : Nat) (h : i < 2 ^ depth) (delta : α) :
    (Tree.build depth chunk).update i delta =
      (Tree.build depth fun j => if j = i then DeltaGroup.combine (chunk j) delta else chunk j, depth + 1) :=
  Tree.update_build depth chunk i h delta

example : ((Tree.build 1 fun _ => 1#8).update 1 2#8).2 = 2 :=
  congrArg Prod.snd (claim_tree_update 1 (fun _ => 1#8) 1 (by decide) 2#8)

/-- If exactly one chunk has changed its digest, descending by digests that differ finds it with one comparison a level.

Claims: C104.

Does not say: that one digest alone could locate a change, or that the changes of several chunks are all found. -/
theorem claim_tree_locate [DecidableEq α] (depth : Nat) (f g : Nat → α) (i : Nat) (h : i < 2 ^ depth)
    (changed : f i ≠ g i) (others : ∀ j, j < 2 ^ depth → j ≠ i → f j = g j) :
    (Tree.build depth f).locate (Tree.build depth g) = (i, depth) :=
  Tree.locate_build depth f g i h changed others

example : (Tree.build 0 fun _ => 1#8).locate (Tree.build 0 fun _ => 2#8) = (0, 0) :=
  claim_tree_locate 0 (fun _ => 1#8) (fun _ => 2#8) 0 (by decide) (by decide) fun _ lt ne =>
    absurd (Nat.lt_one_iff.mp lt) ne

/-- If the roots differ, descending ends at a chunk whose digest has changed, however many have: no false alarm.

Claims: C104.

Does not say: that roots differ whenever a chunk has changed. -/
theorem claim_tree_sound [DecidableEq α] (depth : Nat) (f g : Nat → α)
    (differ : (Tree.build depth f).root ≠ (Tree.build depth g).root) :
    f ((Tree.build depth f).locate (Tree.build depth g)).1 ≠ g ((Tree.build depth f).locate (Tree.build depth g)).1 :=
  Tree.locate_ne depth f g differ

example : (fun _ => 1#8) ((Tree.build 0 fun _ => 1#8).locate (Tree.build 0 fun _ => 2#8)).1 ≠ 2#8 :=
  claim_tree_sound 0 (fun _ => 1#8) (fun _ => 2#8) (by decide)

end Tree

/-- Two words, each a chunk, change places: every fold digest of the tree but two is the same, the root with them, and
nothing is found.

Claims: C101 C104.

Does not say: that keyed digests miss it; one in 2^64 choices of keys does. -/
theorem claim_tree_missed :
    (Tree.ofList 1 (foldChunks 1 [1#8, 2#8])).changed (Tree.ofList 1 (foldChunks 1 [2#8, 1#8])) = none :=
  Tree.changed_eq_none

/-- The root of a tree over the keyed digests of chunks is the keyed digest of the whole buffer, for any number of chunks
that fits the tree; it need not be a power of two.

Claims: none.

Does not say: that the buffer is hashed in the manner of Merkle; a tree over XOR binds nobody to a buffer. -/
theorem claim_tree_root (depth : Nat) (chunks : List (List (BitVec 64) × List (BitVec 64)))
    (fits : chunks.length ≤ 2 ^ depth) (len : ∀ chunk ∈ chunks, chunk.1.length = chunk.2.length) :
    (Tree.ofList depth (chunks.map fun chunk => keyed chunk.1 chunk.2)).root =
      keyed (chunks.flatMap (·.1)) (chunks.flatMap (·.2)) :=
  Tree.root_keyed depth chunks fits len

example : (Tree.ofList 2 [keyed [2#64] [5#64], keyed [3#64] [7#64]]).root = keyed [2#64, 3#64] [5#64, 7#64] :=
  claim_tree_root 2 [([2#64], [5#64]), ([3#64], [7#64])] (by decide) (by decide)

/-- One chunk of `n` words has changed: at most one in 2^64 of the choices of its keys fail to locate it in the tree.

Claims: C101 C104.

Does not say: anything about several changed chunks, or keys that are not uniform and independent. -/
theorem claim_tree_keyed (depth i : Nat) (h : i < 2 ^ depth) (others : Nat → BitVec 64) (a b : List (BitVec 64))
    (len : a.length = b.length) (ne : a ≠ b) :
    (allBuffers 64 a.length).countP (fun keys => decide
      ((Tree.build depth fun j => if j = i then keyed keys a else others j).locate
        (Tree.build depth fun j => if j = i then keyed keys b else others j) ≠ (i, depth))) ≤
      2 ^ (64 * (a.length - 1)) :=
  Tree.countP_locate_ne depth i h others a b len ne

example : (allBuffers 64 1).countP (fun keys => decide
    ((Tree.build 3 fun j => if j = 5 then keyed keys [1#64] else 0#64).locate
      (Tree.build 3 fun j => if j = 5 then keyed keys [2#64] else 0#64) ≠ (5, 3))) ≤ 2 ^ 0 :=
  claim_tree_keyed 3 5 (by decide) (fun _ => 0#64) [1#64] [2#64] rfl (by decide)

end Atomik.Claims
