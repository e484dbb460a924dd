import Atomik.Claims.Accidents
import Atomik.Claims.Delivery
import Atomik.Claims.Digest
import Atomik.Claims.Examples
import Atomik.Claims.Hardware
import Atomik.Claims.Limits
import Atomik.Claims.Machines
import Atomik.Claims.Table
import Atomik.Claims.Wire
import Atomik.Ir.Sound
import Atomik.Thm.Context
/-!
# Claims

The headline theorems, restated for an auditor: each with what it says in English, the public claims it supports or
refutes (`none`: it answers no published sentence), and what it does not say. Every proof is one exact reference. This file has contexts and the intermediate
representation; `Claims/Table` has tables, `Claims/Limits` what deltas cannot do, `Claims/Examples` published numbers.
-/
namespace Atomik.Claims
open DeltaGroup (zero neg combineAll times)

universe u

local infixl:65 " ∔ " => DeltaGroup.combine

section AnyGroup
variable {α : Type u} [DeltaGroup α]

/-- Applying any number of deltas one by one equals combining them all first and applying the combination.

Claims: C1 C60 C80 C92.

Does not say: that the history can be recovered, or how long combining takes. -/
theorem claim_fold (s : α) (ds : List α) : ds.foldl DeltaGroup.combine s = s ∔ combineAll ds :=
  DeltaGroup.foldl_combine s ds

/-- Applying the same deltas in any other order ends in the same value.

Claims: C24 C52 C67 C81 C133 C144 C146.

Does not say: anything about deltas that are lost, duplicated or computed from different states. -/
theorem claim_fold_perm (s : α) (ds es : List α) (h : ds.Perm es) :
    ds.foldl DeltaGroup.combine s = es.foldl DeltaGroup.combine s :=
  DeltaGroup.foldl_combine_perm s h

example : [1#8, 2#8].foldl DeltaGroup.combine 9#8 = [2#8, 1#8].foldl DeltaGroup.combine 9#8 :=
  claim_fold_perm 9#8 _ _ (.swap _ _ _)

/-- Two deltas may be accumulated in either order.

Claims: C31 C52.

Does not say: that load or exchange may change places with accum (see `claim_load_accum`). -/
theorem claim_accum_comm (c : Context α) (d e : α) : (c.accum d).accum e = (c.accum e).accum d :=
  Context.accum_comm c d e

/-- Accumulating two deltas is accumulating their combination.

Claims: C10 C32 C122.

Does not say: that anything counts how many deltas there were. -/
theorem claim_accum_accum (c : Context α) (d e : α) : (c.accum d).accum e = c.accum (d ∔ e) :=
  Context.accum_accum c d e

/-- Combining deltas is associative.

Claims: C32 C68.

Does not say: anything about machine arithmetic that is not modulo 2^w. -/
theorem claim_combine_assoc (a b c : α) : a ∔ b ∔ c = a ∔ (b ∔ c) :=
  DeltaGroup.combine_assoc a b c

/-- Accumulating the zero delta changes nothing.

Claims: C34.

Does not say: that an unchanged context received no deltas. -/
theorem claim_accum_zero (c : Context α) : c.accum zero = c :=
  Context.accum_zero c

/-- The state after any number of deltas is the state before, combined with the combination of them all: it is known
from two words, without replay.

Claims: C1 C9 C11 C19 C60 C61 C91 C123.

Does not say: that this is more than one variable can do (`claim_single_variable` says it is not). -/
theorem claim_read_accumAll (c : Context α) (ds : List α) : (c.accumAll ds).read = c.read ∔ combineAll ds :=
  Context.read_accumAll c ds

/-- After any operations, the state is that of a single variable that was changed along: reference and accumulator
together hold one value.

Claims: C1 C11 C80.

Does not say: that the reference is useless; it is what a clean context and merge are measured against. -/
theorem claim_single_variable (c : Context α) (ops : List (Op α)) :
    (ops.foldl Context.apply c).read = ops.foldl (fun s op => op.applyState s) c.read :=
  Context.read_foldl_apply c ops

/-- A fresh context reads zero.

Claims: C120.

Does not say: that an implementation clears memory it did not allocate. -/
theorem claim_fresh : (Context.fresh : Context α).read = zero :=
  Context.read_fresh

/-- After load the state is the loaded word.

Claims: C9 C121.

Does not say: that deltas still on their way were computed against this word. -/
theorem claim_load (c : Context α) (v : α) : (c.load v).read = v :=
  Context.read_load c v

/-- Swap does not change the state.

Claims: C12 C125 C126 C136.

Does not say: that swap is atomic in any implementation, or that swaps on two machines cut at the same place. -/
theorem claim_swap (c : Context α) : c.swap.read = c.read :=
  Context.read_swap c

/-- For the state it does not matter whether a swap comes before or after a delta.

Claims: C12 C137.

Does not say: that both orders checkpoint the same value. -/
theorem claim_swap_accum (c : Context α) (d : α) : (c.swap.accum d).read = (c.accum d).swap.read :=
  Context.read_accum_swap c d

/-- Load and a delta may change places only if the delta is zero: a reset that races with a delta diverges.

Claims: C24 C52 C69 C84 C144.

Does not say: that an epoch protocol cannot order them; it says that one is needed. -/
theorem claim_load_accum (c : Context α) (v d : α) :
    ((c.load v).accum d).read = ((c.accum d).load v).read ↔ d = zero :=
  Context.read_accum_load_eq_iff c v d

/-- A known delta anywhere in a sequence of deltas can be undone at the end, as if it had never been accumulated.

Claims: C8 C20 C57 C89 C93 C141.

Does not say: that a delta can be found in the accumulator, or be undone across a load or exchange. -/
theorem claim_rollback (c : Context α) (before after : List α) (d : α) :
    (c.accumAll (before ++ d :: after)).rollback d = c.accumAll (before ++ after) :=
  Context.rollback_accumAll c before after d

/-- Any part of the accumulated deltas can be undone in any order, and exactly the others remain.

Claims: C20 C89 C140 C141.

Does not say: that what remains makes sense to an application whose later deltas were computed from the undone ones. -/
theorem claim_rollback_any (c : Context α) (ds undone kept : List α) (h : ds.Perm (kept ++ undone)) :
    undone.foldl Context.rollback (c.accumAll ds) = c.accumAll kept :=
  Context.accumAll_neg_of_perm c h

example (c : Context (BitVec 8)) : [1#8].foldl Context.rollback (c.accumAll [1#8, 2#8]) = c.accumAll [2#8] :=
  claim_rollback_any c _ _ _ (.swap _ _ _)

/-- Load between a delta and its rollback: the rollback takes the delta out of a value that never contained it.

Claims: C8 C20.

Does not say: that an implementation must allow this; it shows what the plain operations do. -/
theorem claim_rollback_after_load (c : Context α) (v d : α) :
    (((c.accum d).load v).rollback d).read = v ∔ neg d :=
  Context.read_rollback_load_accum c v d

/-- Merging a context with the same reference is the three-way merge of both states over the common base.

Claims: C13 C63.

Does not say: that merging twice, or in both directions, is harmless. -/
theorem claim_merge (c other : Context α) (h : other.reference = c.reference) :
    (c.merge other).read = c.read ∔ other.read ∔ neg c.reference :=
  Context.read_merge_of_reference_eq c other h

example : (Context.merge ⟨5#8, 1#8⟩ ⟨5#8, 2#8⟩).read = 6#8 :=
  (claim_merge ⟨5#8, 1#8⟩ ⟨5#8, 2#8⟩ rfl).trans (by decide)

/-- The accumulator is zero exactly if the state equals the reference: for one word, a net change is never missed.

Claims: C23 C97 C101.

Does not say: anything about buffers of several words, or that no deltas were applied. -/
theorem claim_clean (c : Context α) : c.accumulator = zero ↔ c.read = c.reference :=
  Context.accumulator_eq_zero_iff c

end AnyGroup

section Words
variable {w : Nat}

/-- For words, a delta accumulated twice is undone. This makes undo free, and makes a duplicate erase an
update.

Claims: C8 C33 C57 C68 C144.

Does not say: that duplicates are harmless; it says the opposite. -/
theorem claim_self_inverse (c : Context (BitVec w)) (d : BitVec w) : (c.accum d).accum d = c :=
  Context.accum_accum_self c d

/-- For words, a delta delivered n times counts once if n is odd and not at all if n is even.

Claims: C57 C144.

Does not say: that a receiver can tell how often a delta was delivered. -/
theorem claim_parity (n : Nat) (d : BitVec w) : times n d = if n % 2 = 1 then d else zero :=
  SelfInverse.times_eq_ite n d

/-- For words, only the parity of how often each delta occurs matters.

Claims: C57 C133 C144.

Does not say: that different parities give different results. -/
theorem claim_parity_counts (ds es : List (BitVec w)) (h : ∀ d, ds.count d % 2 = es.count d % 2) :
    combineAll ds = combineAll es :=
  SelfInverse.combineAll_eq_of_count_mod_two h

example : combineAll [5#8, 3#8, 3#8] = combineAll [5#8] :=
  claim_parity_counts _ _ (fun d => by
    simp only [List.count_cons, List.count_nil]
    omega)

/-- A number is accepted as a word exactly if it is below 2^w, and then it is that word: nothing is masked silently.

Claims: none.

Does not say: that a binding checks its inputs; the conformance tests do. -/
theorem claim_checkWord (v : Nat) (x : BitVec w) : checkWord w v = .ok x ↔ x.toNat = v :=
  checkWord_eq_ok_iff w v x

/-- A program is refused exactly at its first refused step: what came before is observed, that step changes nothing,
and nothing behind it runs.

Claims: none.

Does not say: that a refused program is undone; its accepted steps stay. -/
theorem claim_run_rejected (c : Context (BitVec w)) (ops : List RawOp) (why : Reject) :
    (c.run ops).rejected = some why ↔
      ∃ before op rest, ops = before ++ op :: rest ∧ (c.run before).rejected = none ∧
        ((c.run before).last c).stepRaw op = .error why ∧
        (c.run ops).observations = (c.run before).observations ++ [⟨(c.run before).last c, none⟩] :=
  Context.run_rejected_iff c ops why

/-- The expressions that every emitted file is printed from denote the specification: every op, every width, every
number as operand, every reject.

Claims: C30 C41 C111.

Does not say: that the printers, or any C, TypeScript or Verilog, are correct; vectors, fuzzing and formal checks do. -/
theorem claim_ir_sound (d : Ir.OpDef) (h : d ∈ Ir.ops) (c : Context (BitVec w)) (values : List Nat) :
    d.stepRaw c values = c.stepRaw ⟨d.kind, values⟩ :=
  Ir.stepRaw_eq_stepRaw d h c values

example (c : Context (BitVec 8)) : (Ir.merge Ir.xorWords).stepRaw c [256, 0] = c.stepRaw ⟨.merge, [256, 0]⟩ :=
  claim_ir_sound (Ir.merge Ir.xorWords) (by decide) c [256, 0]

end Words

end Atomik.Claims
