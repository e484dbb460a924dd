import Atomik.Spec.Digest.Count
/-!
# Counting words and buffers

`allWords` and `allBuffers` have every word and every buffer exactly once, so `countP` over them is a number of words or
buffers. A condition that the first word of a buffer meets for exactly `c` values, whatever the rest is, is met by `c` times
as many buffers as there are rests.
-/
namespace Atomik.Digest

/-- Every word is in the list of all words. -/
theorem mem_allWords {w : Nat} (x : BitVec w) : x ∈ allWords w :=
  List.mem_map.mpr ⟨x.toNat, List.mem_range.mpr x.isLt, (BitVec.ofNat_toNat w x).trans (BitVec.setWidth_eq x)⟩

/-- No word is in it twice. -/
theorem nodup_allWords (w : Nat) : (allWords w).Nodup := by
  refine List.pairwise_map.mpr (List.Pairwise.imp_of_mem ?_ List.nodup_range)
  intro a b ha hb ne e
  have := congrArg BitVec.toNat e
  rw [BitVec.toNat_ofNat, BitVec.toNat_ofNat, Nat.mod_eq_of_lt (List.mem_range.mp ha),
    Nat.mod_eq_of_lt (List.mem_range.mp hb)] at this
  exact ne this

/-- There are 2^w words. -/
theorem length_allWords (w : Nat) : (allWords w).length = 2 ^ w := by
  rw [allWords, List.length_map, List.length_range]

/-- One word is a given word. -/
theorem countP_allWords_eq {w : Nat} (v : BitVec w) : (allWords w).countP (fun x => decide (x = v)) = 1 := by
  have h := (nodup_allWords w).count (a := v)
  rw [if_pos (mem_allWords v)] at h
  rw [← h]
  refine List.countP_congr fun x _ => ?_
  rw [decide_eq_true_iff, beq_iff_eq]

/-- The buffers of `n` words are the lists of length `n`. -/
theorem mem_allBuffers {w n : Nat} (b : List (BitVec w)) : b ∈ allBuffers w n ↔ b.length = n := by
  induction n generalizing b with
  | zero => rw [allBuffers, List.mem_singleton, List.length_eq_zero_iff]
  | succ n ih =>
    rw [allBuffers, List.mem_flatMap]
    constructor
    · rintro ⟨rest, hrest, hb⟩
      obtain ⟨x, _, rfl⟩ := List.mem_map.mp hb
      rw [List.length_cons, (ih rest).mp hrest]
    · intro h
      cases b with
      | nil => exact absurd h.symm (Nat.succ_ne_zero n)
      | cons x rest => exact ⟨rest, (ih rest).mpr (Nat.succ.inj h), List.mem_map.mpr ⟨x, mem_allWords x, rfl⟩⟩

/-- No buffer is in the list of all buffers twice. -/
theorem nodup_allBuffers (w n : Nat) : (allBuffers w n).Nodup := by
  induction n with
  | zero => exact List.nodup_cons.mpr ⟨List.not_mem_nil, List.nodup_nil⟩
  | succ n ih =>
    refine List.pairwise_flatMap.mpr ⟨fun rest _ => List.pairwise_map.mpr ?_, ?_⟩
    · exact (nodup_allWords w).imp fun ne e => ne (List.cons.inj e).1
    · refine ih.imp ?_
      intro a b ne x hx y hy e
      obtain ⟨_, _, rfl⟩ := List.mem_map.mp hx
      obtain ⟨_, _, rfl⟩ := List.mem_map.mp hy
      exact ne (List.cons.inj e).2

/-- If each rest that meets `q` can be continued to meet `p` by exactly `c` first words, and no other rest can, then there
are `c` times as many buffers that meet `p` as rests that meet `q`. -/
theorem countP_allBuffers_succ {w n c : Nat} (p q : List (BitVec w) → Bool)
    (h : ∀ rest, rest.length = n → (allWords w).countP (fun x => p (x :: rest)) = if q rest then c else 0) :
    (allBuffers w (n + 1)).countP p = c * (allBuffers w n).countP q := by
  rw [allBuffers, List.countP_flatMap]
  have sum (l : List (List (BitVec w))) (all : ∀ b ∈ l, b.length = n) :
      (l.map (List.countP p ∘ fun rest => (allWords w).map (· :: rest))).sum = c * l.countP q := by
    induction l with
    | nil => rw [List.map_nil, List.sum_nil, List.countP_nil, Nat.mul_zero]
    | cons b l ih =>
      rw [List.map_cons, List.sum_cons, ih fun b hb => all b (List.mem_cons_of_mem _ hb), List.countP_cons, Nat.mul_add,
        Nat.add_comm, Function.comp_apply, List.countP_map]
      congr 1
      refine (h b (all b List.mem_cons_self)).trans ?_
      cases q b
      · exact (Nat.mul_zero c).symm
      · exact (Nat.mul_one c).symm
  exact sum _ fun b hb => (mem_allBuffers b).mp hb

/-- There are 2^(w n) buffers of `n` words of `w` bits. -/
theorem length_allBuffers (w n : Nat) : (allBuffers w n).length = 2 ^ (w * n) := by
  induction n with
  | zero => rfl
  | succ n ih =>
    have step := countP_allBuffers_succ (w := w) (n := n) (c := 2 ^ w) (fun _ => true) (fun _ => true) fun rest _ => by
      rw [List.countP_true, length_allWords, if_pos rfl]
    rw [List.countP_true, ih, ← Nat.pow_add] at step
    rw [step, Nat.mul_succ, Nat.add_comm]

example : (allBuffers 8 1).countP (fun _ => true) = 2 ^ 8 * (allBuffers 8 0).countP (fun _ => true) :=
  countP_allBuffers_succ _ _ fun rest _ => by rw [List.countP_true, length_allWords, if_pos rfl]

end Atomik.Digest
