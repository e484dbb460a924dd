import Atomik.Ir.Sound.Counter
import Atomik.Ir.Sound.Table
/-!
# Claims about the emitted machines

The form is that of `Atomik.Claims`: what each theorem says, the public claims it bears on, and what it does not say.
-/
namespace Atomik.Claims
variable {w n : Nat}

/-- The expressions that the counter's files are printed from denote contexts over addition modulo 2^w: every op, every
width, every number as operand, every reject.

Claims: C30 C41.

Does not say: that the printers, or any C, TypeScript or Verilog, are correct; vectors do. -/
theorem claim_counter_ir_sound (d : Ir.OpDef) (h : d ∈ Ir.counterOps) (c : Context (BitVec w)) (values : List Nat) :
    (d.stepRaw c values).map (fun s => (s.1.map Counter.mk, s.2.map Counter.mk)) =
      (c.map Counter.mk).stepRawCounter ⟨d.kind, values⟩ :=
  Ir.stepRaw_eq_stepRawCounter d h c values

example : ((Ir.rollback Ir.addWords).stepRaw ⟨0#8, 2#8⟩ [3]).map
    (fun s => (s.1.map Counter.mk, s.2.map Counter.mk)) = .ok (⟨⟨0#8⟩, ⟨255#8⟩⟩, none) :=
  claim_counter_ir_sound (Ir.rollback Ir.addWords) (by decide) ⟨0#8, 2#8⟩ [3]

/-- The data that the table's file is printed from denotes tables: every op at every address of every table, whether the
address is in range or not, and every reject.

Claims: C26 C41.

Does not say: that the printers, or any C, TypeScript or Verilog, are correct; vectors do. -/
theorem claim_table_ir_sound (op : Ir.OpDef) (h : op ∈ Ir.table.cells) (t : Table (BitVec w) n) (address : Nat)
    (values : List Nat) : Ir.table.stepRaw op t address values = t.stepRaw address ⟨op.kind, values⟩ :=
  Ir.tableStepRaw_eq_stepRaw op h t address values

example : Ir.table.stepRaw Ir.load (Table.fresh : Table (BitVec 8) 2) 2 [256] = .error .addressOutOfRange :=
  claim_table_ir_sound Ir.load (by decide) Table.fresh 2 [256]

/-- A batch of raw operations that are in range is the batch of the operations that they mean.

Claims: C28.

Does not say: what a batch with an operand out of range does; it is refused like a step, at its place in the batch. -/
theorem claim_table_batch_raw (t : Table (BitVec w) n) (steps : List (Nat × RawOp × Op (BitVec w)))
    (means : ∀ s ∈ steps, s.2.1.check w = .ok s.2.2) :
    t.batchRaw (steps.map fun s => (s.1, s.2.1)) = t.batch (steps.map fun s => (s.1, s.2.2)) :=
  Ir.batchRaw_eq_batch t steps means

example (t : Table (BitVec 8) 3) : t.batchRaw [(2, ⟨.accum, [5]⟩)] = t.batch [(2, .accum 5#8)] :=
  claim_table_batch_raw t [(2, ⟨.accum, [5]⟩, .accum 5#8)] fun s h => by
    rcases h with _ | ⟨_, h⟩
    · rfl
    · cases h

end Atomik.Claims
