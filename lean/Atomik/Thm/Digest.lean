import Atomik.Thm.Digest.Bytes
import Atomik.Thm.Digest.Chunk
import Atomik.Thm.Digest.Keyed
import Atomik.Thm.Digest.Pigeonhole
import Atomik.Thm.Digest.Tree
/-!
# Digests

`Digest/Fold` and `Digest/Bytes`: what the fold digest misses, how often, and how it follows a change. `Digest/Keyed`: one
in 2^64 choices of keys misses a change. `Digest/Pigeonhole`: no digest that is shorter than its buffers detects every
change. `Digest/Tree`: one write and one comparison a level. `Digest/Chunk`: a buffer cut
into chunks. Here: a tree over keyed digests of chunks.
-/
namespace Atomik.Digest
open DeltaGroup (combineAll)

/-- Chunks one after another, each with its keys: the digest of the whole buffer is the combination of the digests of the
chunks. -/
theorem keyed_flatMap (chunks : List (List (BitVec 64) × List (BitVec 64)))
    (len : ∀ chunk ∈ chunks, chunk.1.length = chunk.2.length) :
    keyed (chunks.flatMap (·.1)) (chunks.flatMap (·.2)) = combineAll (chunks.map fun chunk => keyed chunk.1 chunk.2) := by
  induction chunks with
  | nil => rfl
  | cons chunk chunks ih =>
    rw [List.flatMap_cons, List.flatMap_cons, keyed_append _ _ _ _ (len chunk List.mem_cons_self),
      ih fun c hc => len c (List.mem_cons_of_mem _ hc)]
    rfl

example : keyed [2#64, 3#64] [5#64, 7#64] = combineAll [keyed [2#64] [5#64], keyed [3#64] [7#64]] :=
  keyed_flatMap [([2#64], [5#64]), ([3#64], [7#64])] (by decide)

/-- The root of a tree over the keyed digests of chunks is the keyed digest of the whole buffer, for any number of chunks
that fits the tree. -/
theorem Tree.root_keyed (depth : Nat) (chunks : List (List (BitVec 64) × List (BitVec 64)))
    (fits : chunks.length ≤ 2 ^ depth) (len : ∀ chunk ∈ chunks, chunk.1.length = chunk.2.length) :
    (ofList depth (chunks.map fun chunk => keyed chunk.1 chunk.2)).root =
      keyed (chunks.flatMap (·.1)) (chunks.flatMap (·.2)) := by
  rw [root_ofList depth _ (by rw [List.length_map]; exact fits), keyed_flatMap chunks len]

example : (Tree.ofList 2 [keyed [2#64] [5#64], keyed [3#64] [7#64]]).root = keyed [2#64, 3#64] [5#64, 7#64] :=
  Tree.root_keyed 2 [([2#64], [5#64]), ([3#64], [7#64])] (by decide) (by decide)

/-- One chunk of `n` words has changed from `a` to `b`: of the 2^(64 n) choices of its keys, at most 2^(64 (n - 1)), one in
2^64, fail to locate it in the tree. -/
theorem Tree.countP_locate_ne (depth i : Nat) (h : i < 2 ^ depth) (others : Nat → BitVec 64) (a b : List (BitVec 64))
    (len : a.length = b.length) (ne : a ≠ b) :
    (allBuffers 64 a.length).countP (fun keys => decide
      ((build depth fun j => if j = i then keyed keys a else others j).locate
        (build depth fun j => if j = i then keyed keys b else others j) ≠ (i, depth))) ≤ 2 ^ (64 * (a.length - 1)) := by
  rw [← countP_keyed_miss a b len ne]
  refine List.countP_mono_left fun keys _ fails => ?_
  rw [decide_eq_true_iff] at fails ⊢
  refine Decidable.byContradiction fun differ => fails (locate_build depth _ _ i h ?_ fun j _ hj => ?_)
  · rw [if_pos rfl, if_pos rfl]
    exact differ
  · rw [if_neg hj, if_neg hj]

example : (allBuffers 64 1).countP (fun keys => decide
    ((Tree.build 3 fun j => if j = 5 then keyed keys [1#64] else 0#64).locate
      (Tree.build 3 fun j => if j = 5 then keyed keys [2#64] else 0#64) ≠ (5, 3))) ≤ 2 ^ 0 :=
  Tree.countP_locate_ne 3 5 (by decide) (fun _ => 0#64) [1#64] [2#64] rfl (by decide)

end Atomik.Digest
