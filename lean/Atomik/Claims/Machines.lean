import Atomik.Ir.Sound.Counter
import Atomik.Ir.Sound.Digest
import Atomik.Ir.Sound.Entry
import Atomik.Ir.Sound.Table
import Atomik.Ir.Sound.Tree
/-!
# Claims about the emitted machines, codecs and digests

The form is that of `Atomik.Claims`: what each theorem says, the public claims it bears on, and what it does not say.
-/
namespace Atomik.Claims
variable {w n : Nat}

/-- The expressions that the counter's files are printed from denote contexts over addition modulo 2^w: every op, every
width, every number as operand, every reject.

Claims: none.

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

Claims: none.

Does not say: that the printers, or any C, TypeScript or Verilog, are correct; vectors do. -/
theorem claim_table_ir_sound (op : Ir.OpDef) (h : op ∈ Ir.table.cells) (t : Table (BitVec w) n) (address : Nat)
    (values : List Nat) : Ir.table.stepRaw op t address values = t.stepRaw address ⟨op.kind, values⟩ :=
  Ir.tableStepRaw_eq_stepRaw op h t address values

example : Ir.table.stepRaw Ir.load (Table.fresh : Table (BitVec 8) 2) 2 [256] = .error .addressOutOfRange :=
  claim_table_ir_sound Ir.load (by decide) Table.fresh 2 [256]

/-- A batch of raw operations that are in range is the batch of the operations that they mean.

Claims: none.

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

/-- The layouts, the numbers of an entry and the checksum that the frame's file is printed from denote its encoder.

Claims: none.

Does not say: that the limits and the order of the reasons to refuse are data; they are printed from the decoder's own
constants, and vectors check the decoders. -/
theorem claim_frame_ir_sound (f : Wire.Frame) : Ir.encodeFrame f = f.encode :=
  Ir.encodeFrame_eq_encode f

/-- The term that the keyed digest's file is printed from denotes it.

Claims: none.

Does not say: that an implementation multiplies as the file says; vectors check that. -/
theorem claim_keyed_ir_sound (keys words : List (BitVec 64)) :
    DeltaGroup.combineAll (List.zipWith (fun key word => Ir.keyed.eval key word) keys words) = Digest.keyed keys words :=
  Ir.combineAll_keyed keys words

/-- The expressions and the order that the tree's file is printed from denote the descent to a changed chunk.

Claims: none.

Does not say: how a buffer is cut into chunks; that is in words in the contract, and vectors check it. -/
theorem claim_tree_ir_sound {depth : Nat} (t u : Digest.Tree (BitVec w) depth) : Ir.tree.locate t u = t.locate u :=
  Ir.tree_locate t u

end Atomik.Claims
