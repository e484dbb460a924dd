import Atomik.Spec.CounterOp
import Atomik.Spec.Delta
import Atomik.Thm.Context
/-!
# Changing the width

A map between delta groups that keeps sums keeps everything a context does. Cutting words or counters to fewer bits is
such a map (T16); adding zero bits in front is one for words, not for counters.
-/
namespace Atomik
open DeltaGroup (zero neg)

universe u
variable {α : Type u} {β : Type u} [DeltaGroup α] [DeltaGroup β]

local infixl:65 " ∔ " => DeltaGroup.combine

namespace KeepsSums
variable {f : α → β}

/-- A map that keeps sums keeps zero. -/
theorem map_zero (h : KeepsSums f) : f zero = zero := by
  apply (DeltaGroup.combine_eq_left_iff (f zero) (f zero)).mp
  rw [← h, DeltaGroup.combine_zero]

example : (0#16).setWidth 8 = 0#8 := map_zero (f := BitVec.setWidth 8) (fun _ _ => BitVec.setWidth_xor)

/-- A map that keeps sums keeps inverses. -/
theorem map_neg (h : KeepsSums f) (a : α) : f (neg a) = neg (f a) := by
  apply (DeltaGroup.combine_eq_zero_iff_eq_neg (f a) (f (neg a))).mp
  rw [← h, DeltaGroup.combine_neg, h.map_zero]

example (a : Counter 16) : (-a.value).setWidth 8 = -a.value.setWidth 8 :=
  congrArg Counter.value <|
    map_neg (f := fun a : Counter 16 => (⟨a.value.setWidth 8⟩ : Counter 8))
      (fun a b => congrArg Counter.mk (BitVec.setWidth_add a.value b.value (by omega))) a

end KeepsSums

/-- The state of a mapped context is the mapped state. -/
theorem Context.read_map {f : α → β} (h : KeepsSums f) (c : Context α) : (c.map f).read = f c.read :=
  (h c.reference c.accumulator).symm

example (c : Context (BitVec 64)) : (c.map (BitVec.setWidth 32)).read = c.read.setWidth 32 :=
  Context.read_map (fun _ _ => BitVec.setWidth_xor) c

/-- If `f` keeps sums, mapping context and operands first is the same as mapping what the operation leaves, for every
operation. -/
theorem Context.apply_map {f : α → β} (h : KeepsSums f) (c : Context α) (op : Op α) :
    (c.map f).apply (op.map f) = (c.apply op).map f := by
  cases op with
  | load v => exact congrArg (Context.mk (f v)) h.map_zero.symm
  | accum d => exact congrArg (Context.mk (f c.reference)) (h c.accumulator d).symm
  | read => rfl
  | swap =>
    have state : (c.map f).read = f c.read := Context.read_map h c
    have swapped : (c.map f).swap = ⟨f c.read, f zero⟩ := by rw [Context.swap, state, h.map_zero]
    exact swapped
  | rollback d =>
    refine congrArg (Context.mk (f c.reference)) ?_
    have undone := h c.accumulator (neg d)
    rw [h.map_neg] at undone
    exact undone.symm
  | exchange v => exact congrArg (Context.mk (f v)) h.map_zero.symm
  | merge other => exact congrArg (Context.mk (f c.reference)) (h c.accumulator other.accumulator).symm

example (c : Context (BitVec 64)) (d : BitVec 64) :
    (c.map (BitVec.setWidth 32)).accum (d.setWidth 32) = (c.accum d).map (BitVec.setWidth 32) :=
  Context.apply_map (fun _ _ => BitVec.setWidth_xor) c (.accum d)

/-- Cutting words to `v` bits, or extending them with zero bits, keeps XOR sums (T16). -/
theorem Word.keepsSums_setWidth (w v : Nat) : KeepsSums (fun a : BitVec w => a.setWidth v) :=
  fun _ _ => BitVec.setWidth_xor

/-- Cutting counters to `v` bits keeps sums (T16). -/
theorem Counter.keepsSums_setWidth {w v : Nat} (h : v ≤ w) :
    KeepsSums (fun a : Counter w => (⟨a.value.setWidth v⟩ : Counter v)) :=
  fun a b => congrArg Counter.mk (BitVec.setWidth_add a.value b.value h)

example : KeepsSums (fun a : Counter 16 => (⟨a.value.setWidth 8⟩ : Counter 8)) :=
  Counter.keepsSums_setWidth (by omega)

/-- Extending counters does not keep sums: at 8 bits, 255 and 1 make 0, at 16 bits 256. -/
theorem Counter.not_keepsSums_extend : ¬KeepsSums (fun a : Counter 8 => (⟨a.value.setWidth 16⟩ : Counter 16)) :=
  fun h => absurd (h ⟨255#8⟩ ⟨1#8⟩) (by decide)

end Atomik
