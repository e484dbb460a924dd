import Atomik.Ir.Sound
import Atomik.Ir.Table
import Atomik.Spec.TableProgram
/-!
# The table's definition is the Spec

One checked step at an address, for every width, number of contexts, address, operand and reject; and both lists.
-/
namespace Atomik.Ir
variable {w n : Nat}

/-- The guard refuses exactly the addresses that are not below the number of contexts. -/
theorem fires_guard_table_iff (contexts address : Nat) :
    table.guard.fires contexts address = true ↔ contexts ≤ address := by
  unfold table AddressGuard.fires Count.eval
  rw [Bool.not_eq_true', decide_eq_false_iff_not, Nat.not_lt]

/-- One checked step of any raw operation at any address is the checked step of the table's definition. -/
theorem tableStepRaw_eq_stepRaw (op : OpDef) (h : op ∈ table.cells) (t : Table (BitVec w) n) (address : Nat)
    (values : List Nat) : table.stepRaw op t address values = t.stepRaw address ⟨op.kind, values⟩ := by
  unfold TableDef.stepRaw
  by_cases inside : address < n
  · have quiet : ¬table.guard.fires n address = true := fun fires =>
      Nat.not_le.mpr inside ((fires_guard_table_iff n address).mp fires)
    rw [if_neg quiet, Vector.getElem?_eq_getElem inside, Table.stepRaw, if_pos inside]
    dsimp only
    rw [stepRaw_eq_stepRaw op h, Context.stepRaw]
    cases RawOp.check w ⟨op.kind, values⟩ with
    | error why => rfl
    | ok raw =>
      have accepted : (Except.ok raw >>= fun o => t[address].step o) = t[address].step raw := rfl
      rw [accepted]
      dsimp only
      rw [Table.step, dif_pos inside]
      cases t[address].step raw with
      | error why => rfl
      | ok s =>
        have same : t.setIfInBounds address s.1 = t.set address s.1 := Vector.toArray_inj.mp <| by
          simp only [Vector.toArray_setIfInBounds, Vector.toArray_set, Array.setIfInBounds, Vector.size_toArray, inside,
            dite_true]
        exact congrArg (fun next => Except.ok (next, s.2)) same
  · rw [if_pos ((fires_guard_table_iff n address).mpr (Nat.not_lt.mp inside)), Table.stepRaw, if_neg inside]
    rfl

example : table.stepRaw load (Table.fresh : Table (BitVec 8) 2) 2 [256] = .error .addressOutOfRange :=
  tableStepRaw_eq_stepRaw load (by decide) Table.fresh 2 [256]

/-- The definition lists the entries of the Spec. -/
theorem entries_table (t : Table (BitVec w) n) : table.entries t = t.entries :=
  rfl

/-- The definition shows the snapshot of the Spec. -/
theorem snapshot_table (t : Table (BitVec w) n) : table.snapshot t = t.snapshot :=
  rfl

/-- A batch of raw operations in range is the batch of the operations that they mean. -/
theorem batchRaw_eq_batch (t : Table (BitVec w) n) (steps : List (Nat × RawOp × Op (BitVec w)))
    (means : ∀ s ∈ steps, s.2.1.check w = .ok s.2.2) :
    t.batchRaw (steps.map fun s => (s.1, s.2.1)) = t.batch (steps.map fun s => (s.1, s.2.2)) := by
  induction steps generalizing t with
  | nil => rfl
  | cons s steps ih =>
    have rest := fun t => ih t fun s h => means s (.tail _ h)
    rw [List.map_cons, List.map_cons, Table.batchRaw, Table.batch]
    have first : t.stepRaw s.1 s.2.1 = t.step s.1 s.2.2 := by
      rw [Table.stepRaw, means s (.head _)]
      unfold Table.step
      split <;> rfl
    rw [first]
    cases t.step s.1 s.2.2 with
    | error why => rfl
    | ok next =>
      dsimp only
      rw [rest next.1]
      cases next.1.batch (steps.map fun s => (s.1, s.2.2)) <;> rfl

example (t : Table (BitVec 8) 3) :
    t.batchRaw [(2, ⟨.accum, [5]⟩), (0, ⟨.read, []⟩)] = t.batch [(2, .accum 5#8), (0, .read)] :=
  batchRaw_eq_batch t [(2, ⟨.accum, [5]⟩, .accum 5#8), (0, ⟨.read, []⟩, .read)] fun s h => by
    rcases h with _ | ⟨_, h⟩
    · rfl
    · rcases h with _ | ⟨_, h⟩
      · rfl
      · cases h

end Atomik.Ir
