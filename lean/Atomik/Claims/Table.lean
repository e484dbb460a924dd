import Atomik.Thm.Table
/-!
# Claims about tables

The form is that of `Atomik.Claims`: what each theorem says, the public claims it bears on, and what it does not say.
-/
namespace Atomik.Claims

universe u

variable {α : Type u} [DeltaGroup α] [DecidableEq α] {n : Nat}

/-- A step at one address leaves every other context of the table as it was.

Claims: C26 C27 C128.

Does not say: that a given implementation keeps one accumulator for each address; conformance tests do. -/
theorem claim_table_frame (t next : Table α n) (address : Nat) (op : Op α) (result : Option α)
    (accepted : t.step address op = .ok (next, result)) (i : Nat) (h : i < n) (ne : i ≠ address) : next[i] = t[i] :=
  Table.getElem_step_ne t next address op result accepted i h ne

example : (#v[⟨0#8, 0#8⟩, ⟨0#8, 1#8⟩] : Table (BitVec 8) 2)[0] = (Table.fresh : Table (BitVec 8) 2)[0] :=
  claim_table_frame Table.fresh _ 1 (.accum 1#8) none rfl 0 (by omega) (by omega)

/-- A step at an address does to the context there what the operation does to a context alone.

Claims: C26 C27.

Does not say: how fast. -/
theorem claim_table_self (t next : Table α n) (address : Nat) (op : Op α) (result : Option α)
    (accepted : t.step address op = .ok (next, result)) (h : address < n) :
    t[address].step op = .ok (next[address], result) :=
  Table.getElem_step_self t next address op result accepted h

example : (Context.fresh : Context (BitVec 8)).step (.accum 1#8) = .ok (⟨0#8, 1#8⟩, none) :=
  claim_table_self (Table.fresh : Table (BitVec 8) 2) #v[⟨0#8, 0#8⟩, ⟨0#8, 1#8⟩] 1 (.accum 1#8) none rfl (by omega)

/-- A batch is refused exactly if one of its steps is, all steps before it being accepted, for that step's reason; then
there is no table, so nothing is half applied.

Claims: C28.

Does not say: that a batch is atomic under concurrent access. -/
theorem claim_batch (t : Table α n) (ops : List (Nat × Op α)) (why : TableReject) :
    t.batch ops = .error why ↔
      ∃ before i op rest mid results, ops = before ++ (i, op) :: rest ∧ t.batch before = .ok (mid, results) ∧
        mid.step i op = .error why :=
  Table.batch_eq_error_iff t ops why

/-- A batch of deltas in any other order has the same verdict, the same results and the same table.

Claims: C28 C31 C52.

Does not say: that batches with other operations may be reordered. -/
theorem claim_batch_perm (t : Table α n) (ds es : List (Nat × α)) (h : ds.Perm es) :
    t.batch (Table.accums ds) = t.batch (Table.accums es) :=
  Table.batch_accums_perm t h

example (t : Table (BitVec 8) 2) :
    t.batch (Table.accums [(0, 1#8), (1, 2#8)]) = t.batch (Table.accums [(1, 2#8), (0, 1#8)]) :=
  claim_batch_perm t _ _ (.swap _ _ _)

/-- Two tables of one size have the same snapshot exactly if they have the same state at every address; what the
snapshot leaves out reads zero.

Claims: C29.

Does not say: that a snapshot keeps references and accumulators apart, or tells an unused context from one at zero. -/
theorem claim_snapshot (t u : Table α n) : t.snapshot = u.snapshot ↔ ∀ i, (h : i < n) → t[i].read = u[i].read :=
  Table.snapshot_eq_iff t u

end Atomik.Claims
