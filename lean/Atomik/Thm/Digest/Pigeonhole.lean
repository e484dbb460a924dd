import Atomik.Thm.Digest.Count
/-!
# Every digest has collisions

A list without repetition is no longer than a list that contains it. So a function from more values than it has results
takes two of them to one result, whatever function it is: a checksum, a cryptographic hash, a digest with any key.
-/
namespace Atomik.Digest

universe u

/-- A list without repetition is no longer than a list that has all its members. -/
theorem length_le_of_nodup_of_subset {α : Type u} {l m : List α} (nodup : l.Nodup) (sub : ∀ x ∈ l, x ∈ m) :
    l.length ≤ m.length := by
  induction l generalizing m with
  | nil => exact Nat.zero_le _
  | cons x l ih =>
    obtain ⟨before, behind, e⟩ := List.append_of_mem (sub x List.mem_cons_self)
    subst e
    obtain ⟨hx, hl⟩ := List.nodup_cons.mp nodup
    have rest : l.length ≤ (before ++ behind).length := by
      refine ih hl fun y hy => ?_
      have hm := sub y (List.mem_cons_of_mem _ hy)
      rcases List.mem_append.mp hm with h | h
      · exact List.mem_append_left _ h
      · rcases List.mem_cons.mp h with h | h
        · subst h
          exact absurd hy hx
        · exact List.mem_append_right _ h
    rw [List.length_append] at rest
    rw [List.length_append, List.length_cons, List.length_cons]
    omega

example : [1].length ≤ [2, 1].length :=
  length_le_of_nodup_of_subset (List.nodup_cons.mpr ⟨List.not_mem_nil, List.nodup_nil⟩) (by decide)

/-- Any function from a list of more than 2^w different values to words of `w` bits takes two of them to one word. -/
theorem exists_collision {α : Type u} {w : Nat} (f : α → BitVec w) {l : List α} (nodup : l.Nodup)
    (long : 2 ^ w < l.length) : ∃ a ∈ l, ∃ b ∈ l, a ≠ b ∧ f a = f b := by
  refine Classical.byContradiction fun none => ?_
  have images : (l.map f).Nodup := by
    refine List.pairwise_map.mpr (List.Pairwise.imp_of_mem ?_ nodup)
    intro a b ha hb ne e
    exact none ⟨a, ha, b, hb, ne, e⟩
  have le := length_le_of_nodup_of_subset images fun x _ => mem_allWords x
  rw [List.length_map, length_allWords] at le
  exact Nat.not_le.mpr long le

example : ∃ a ∈ allBuffers 8 2, ∃ b ∈ allBuffers 8 2, a ≠ b ∧ (fun _ => 0#8) a = (fun _ => 0#8) b :=
  exists_collision (fun _ => 0#8) (nodup_allBuffers 8 2) (by rw [length_allBuffers]; decide)

/-- Any digest of `w` bits takes some two different buffers of `n` words of `v` bits to one digest, if the buffers have
more bits than the digest. Example: 9 bytes, 64 bits. -/
theorem exists_buffers_collision {v n w : Nat} (digest : List (BitVec v) → BitVec w) (long : w < v * n) :
    ∃ a b, a.length = n ∧ b.length = n ∧ a ≠ b ∧ digest a = digest b := by
  have more : 2 ^ w < (allBuffers v n).length := by
    rw [length_allBuffers]
    exact Nat.pow_lt_pow_right (Nat.lt_succ_self 1) long
  obtain ⟨a, ha, b, hb, ne, e⟩ := exists_collision digest (nodup_allBuffers v n) more
  exact ⟨a, b, (mem_allBuffers a).mp ha, (mem_allBuffers b).mp hb, ne, e⟩

example (digest : List (BitVec 8) → BitVec 64) : ∃ a b, a.length = 9 ∧ b.length = 9 ∧ a ≠ b ∧ digest a = digest b :=
  exists_buffers_collision digest (by decide)

end Atomik.Digest
