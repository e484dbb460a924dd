import Atomik.Thm.Limits
/-!
# Claims about what deltas cannot do

The form is that of `Atomik.Claims`: what each theorem says, the public claims it bears on, and what it does not say.
-/
namespace Atomik.Claims
open DeltaGroup (zero neg combineAll times)

universe u

local infixl:65 " ∔ " => DeltaGroup.combine

section AnyGroup
variable {α : Type u} [DeltaGroup α]

/-- Two histories of deltas end in the same context exactly if they combine to the same delta: the context keeps the
sum and forgets the rest.

Claims: C4 C61 C90 C114.

Does not say: that a log kept beside the context is superfluous; it says that one is needed for history. -/
theorem claim_history_lost (c : Context α) (ds es : List α) :
    c.accumAll ds = c.accumAll es ↔ combineAll ds = combineAll es :=
  Context.accumAll_eq_iff c ds es

/-- No function of the context alone takes back the last delta: of two different deltas that may have come last, it
fails on at least one.

Claims: C4 C18 C93 C140.

Does not say: that a caller who kept the delta cannot undo it (see `claim_rollback`). -/
theorem claim_no_blind_undo (undo : Context α → Context α) (c : Context α) (d e : α) (h : d ≠ e) :
    ¬(undo ((c.rollback d).accum d) = c.rollback d ∧ undo ((c.rollback e).accum e) = c.rollback e) :=
  Context.not_undo undo c h

example (c : Context (BitVec 8)) :
    ¬(((c.rollback 1#8).accum 1#8).rollback 1#8 = c.rollback 1#8 ∧
      ((c.rollback 2#8).accum 2#8).rollback 1#8 = c.rollback 2#8) :=
  claim_no_blind_undo (·.rollback 1#8) c 1#8 2#8 (by decide)

/-- A receiver that knows nothing but the state, and applies every first delivery correctly, is changed by a second
delivery unless the delta is zero: tolerating duplicates needs metadata.

Claims: C24 C57 C58 C64 C74 C96 C144.

Does not say: how much metadata is needed. -/
theorem claim_duplicate (receive : α → α) (d : α) (correct : ∀ s, receive s = s ∔ d) (s : α) :
    receive (receive s) = receive s ↔ d = zero :=
  receive_receive_eq_iff receive d correct s

example : (0#8 ^^^ 1#8) ^^^ 1#8 = 0#8 ^^^ 1#8 ↔ 1#8 = 0#8 := claim_duplicate (· ^^^ 1#8) 1#8 (fun _ => rfl) 0#8

/-- Only the zero delta is idempotent: a group that merges like a join-semilattice is trivial, and neither structure is
stricter than the other.

Claims: C56 C88 C94.

Does not say: that join-semilattices can undo; they cannot. -/
theorem claim_no_join (a : α) : a ∔ a = a ↔ a = zero :=
  DeltaGroup.combine_self_eq_self_iff a

/-- Two writers who set different new values at once, each by the delta from the old state, leave a value that neither
of them wrote.

Claims: C47 C56 C72 C94 C148.

Does not say: that replicas disagree; they agree on the wrong value. -/
theorem claim_concurrent_set (s x y : α) (hx : x ≠ s) (hy : y ≠ s) :
    s ∔ setDelta s x ∔ setDelta s y ≠ x ∧ s ∔ setDelta s x ∔ setDelta s y ≠ y :=
  combine_setDelta_setDelta_ne s x y hx hy

example : (0#8 ^^^ (0#8 ^^^ 5#8)) ^^^ (0#8 ^^^ 3#8) ≠ 5#8 ∧ (0#8 ^^^ (0#8 ^^^ 5#8)) ^^^ (0#8 ^^^ 3#8) ≠ 3#8 :=
  claim_concurrent_set 0#8 5#8 3#8 (by decide) (by decide)

/-- Merging B into A and the result back into B makes them equal only if B had no net delta of its own.

Claims: C24 C63 C72 C75.

Does not say: that merging as they were before is harmful; from one reference that is harmless, once. -/
theorem claim_merge_back (a b : Context α) (h : b.reference = a.reference) :
    b.merge (a.merge b) = a.merge b ↔ b.accumulator = zero :=
  Context.merge_back_eq_iff a b h

example : (Context.mk 0#8 2#8).merge (Context.merge ⟨0#8, 1#8⟩ ⟨0#8, 2#8⟩) = Context.merge ⟨0#8, 1#8⟩ ⟨0#8, 2#8⟩ ↔
    2#8 = 0#8 :=
  claim_merge_back ⟨0#8, 1#8⟩ ⟨0#8, 2#8⟩ rfl

/-- Merging the same context twice counts its deltas twice, unless they are zero together.

Claims: C24 C63 C72.

Does not say: that a merge which remembers what it has seen cannot be repeated. -/
theorem claim_merge_twice (c other : Context α) :
    (c.merge other).merge other = c.merge other ↔ other.accumulator = zero :=
  Context.merge_merge_eq_merge_iff c other

/-- Replicas that started equal and got the same deltas once each read the same, in whatever order and wherever they
took checkpoints by swap.

Claims: C24 C25 C81 C136.

Does not say: that a network delivers each delta once, or that anything but deltas and swaps happened. -/
theorem claim_converge (c : Context α) (events others : List (Option α))
    (h : (events.filterMap id).Perm (others.filterMap id)) : (c.replay events).read = (c.replay others).read :=
  Context.read_replay_perm c h

example (c : Context (BitVec 8)) :
    (c.replay [some 1#8, none, some 2#8]).read = (c.replay [some 2#8, some 1#8, none]).read :=
  claim_converge c _ _ (.swap _ _ _)

/-- Two replicas that get the same two different deltas in opposite orders, and take a checkpoint between them, agree on
the state and disagree on the checkpoint.

Claims: C12 C136 C137.

Does not say: that no checkpoint protocol exists; local swaps alone are none. -/
theorem claim_no_consistent_cut (c : Context α) (d e : α) (h : d ≠ e) :
    (c.replay [some d, none, some e]).read = (c.replay [some e, none, some d]).read ∧
      (c.replay [some d, none, some e]).reference ≠ (c.replay [some e, none, some d]).reference :=
  Context.reference_replay_ne c h

example (c : Context (BitVec 8)) :
    (c.replay [some 1#8, none, some 2#8]).reference ≠ (c.replay [some 2#8, none, some 1#8]).reference :=
  (claim_no_consistent_cut c 1#8 2#8 (by decide)).2

/-- Whatever sequence of deltas is chosen beforehand, all it does to the state is to combine one fixed delta, the one it
leaves at zero.

Claims: C56.

Does not say: that a program which reads the state and then chooses a delta is limited; it is not, and it is no longer
order-free. -/
theorem claim_delta_maps (f : α → α) : IsDeltaMap f ↔ ∀ s, f s = s ∔ f zero :=
  isDeltaMap_iff_zero f

end AnyGroup

section Words
variable {w : Nat}

/-- From 2 bits on, XOR deltas of 1 do not count how many there were.

Claims: C44 C56 C135.

Does not say: that deltas cannot count at all; under addition they do. -/
theorem claim_xor_no_count : (∀ n, times n (1#w) = BitVec.ofNat w n) ↔ w ≤ 1 :=
  Word.times_one_eq_ofNat_iff w

/-- Under addition modulo 2^w, n deltas of d sum to n times d: counters and sums are the second delta group.

Claims: C44 C135.

Does not say: that a counter cannot overflow; it wraps at 2^w. -/
theorem claim_counter (n : Nat) (d : Counter w) : (times n d).value.toNat = n * d.value.toNat % 2 ^ w :=
  Counter.toNat_times n d

/-- Deltas of any size sum modulo 2^w on a counter.

Claims: C44 C135.

Does not say: that maxima, averages or other aggregates are sums. -/
theorem claim_counter_sum (ds : List (Counter w)) :
    (combineAll ds).value.toNat = (ds.map (·.value.toNat)).sum % 2 ^ w :=
  Counter.toNat_combineAll ds

/-- However counters are encoded as XOR words of any width, so that sums are kept, two counts look like none.

Claims: C56 C135.

Does not say: anything about encodings that do not keep sums, such as one bit for each event. -/
theorem claim_no_xor_counter {v : Nat} (encode : Counter w → BitVec v)
    (hom : ∀ a b, encode (a ∔ b) = encode a ^^^ encode b) : encode ⟨2#w⟩ = encode ⟨0#w⟩ :=
  Counter.encode_two_eq_encode_zero encode hom

example : (fun c : Counter 2 => c.value.setWidth 1) ⟨2#2⟩ = (fun c : Counter 2 => c.value.setWidth 1) ⟨0#2⟩ :=
  claim_no_xor_counter (fun c : Counter 2 => c.value.setWidth 1) (fun ⟨a⟩ ⟨b⟩ => by revert a b; decide)

/-- No sequence of XOR deltas adds one to every word, from 2 bits on.

Claims: C44 C56 C135.

Does not say: that one word cannot be incremented by a delta computed from it. -/
theorem claim_no_increment : IsDeltaMap (fun s : BitVec w => s + 1#w) ↔ w ≤ 1 :=
  isDeltaMap_increment_iff

/-- No sequence of XOR deltas clears bits: masking is a delta map only if the mask keeps every bit.

Claims: C56 C135.

Does not say: that bits cannot be toggled; that is all deltas do. -/
theorem claim_no_and (m : BitVec w) : IsDeltaMap (fun s => s &&& m) ↔ m = BitVec.allOnes w :=
  isDeltaMap_and_iff m

/-- No sequence of XOR deltas sets bits, whatever they were, unless there is no bit to set.

Claims: C56 C135.

Does not say: that a bit known to be clear cannot be set by toggling it. -/
theorem claim_no_or (m : BitVec w) : IsDeltaMap (fun s => s ||| m) ↔ m = 0#w :=
  isDeltaMap_or_iff m

/-- No sequence of XOR deltas takes the larger of the state and a value other than zero.

Claims: C56.

Does not say: that maxima cannot be kept by another structure; join-semilattices keep them. -/
theorem claim_no_max (k : BitVec w) : IsDeltaMap (fun s => if s < k then k else s) ↔ k = 0#w :=
  isDeltaMap_max_iff k

end Words
end Atomik.Claims
