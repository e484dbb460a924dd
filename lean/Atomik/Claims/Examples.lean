import Atomik.Thm.Examples
/-!
# Claims about published examples

Numbers that public documentation gives, as the Spec computes them; the form is that of `Atomik.Claims`.
-/
namespace Atomik.Claims

/-- Load 0xDEADBEEF, accumulate 0xFF, read 0xDEADBE10.

Claims: C7.

Does not say: anything beyond this example. -/
theorem claim_example_read : ((Context.fresh.load 0xDEADBEEF#64).accum 0xFF#64).read = 0xDEADBE10#64 :=
  Examples.load_accum_read

/-- Load 0xFF00, accumulate 0x00FF, read 0xFFFF.

Claims: C124.

Does not say: anything beyond this example. -/
theorem claim_example_disjoint : ((Context.fresh.load 0xFF00#64).accum 0x00FF#64).read = 0xFFFF#64 :=
  Examples.load_accum_disjoint

/-- Load 1000, accumulate 50, swap: the new reference is 986, not 1018.

Claims: C127.

Does not say: anything beyond this example. -/
theorem claim_example_swap : ((Context.fresh.load 1000#64).accum 50#64).swap.reference = 986#64 :=
  Examples.load_accum_swap

/-- Load 0xCAFEBABE, accumulate 1, read 0xCAFEBABF.

Claims: C129 C130.

Does not say: anything beyond this example. -/
theorem claim_example_table : ((Context.fresh.load 0xCAFEBABE#64).accum 1#64).read = 0xCAFEBABF#64 :=
  Examples.load_accum_one

/-- Four deltas in the four bytes of 32 bits read 0xFFFFFFFF.

Claims: C134.

Does not say: that deltas whose bits overlap add up. -/
theorem claim_example_bytes :
    (Context.fresh.accumAll [0xFF#64, 0xFF00#64, 0xFF0000#64, 0xFF000000#64]).read = 0xFFFFFFFF#64 :=
  Examples.accum_disjoint_bytes

/-- Deltas of 1000 and 100 read 908, not 1100: XOR is not addition.

Claims: C44 C135.

Does not say: that sums cannot be kept; modular addition is another delta group. -/
theorem claim_example_profit : (Context.fresh.accumAll [1000#64, 100#64]).read = 908#64 :=
  Examples.profit_and_loss

/-- Load 10, accumulate 7, load 20, roll back 7 reads 19, not 20.

Claims: C8.

Does not say: anything beyond this example. -/
theorem claim_example_rollback :
    ((((Context.fresh.load 10#64).accum 7#64).load 20#64).rollback 7#64).read = 19#64 :=
  Examples.rollback_after_load

/-- One transaction changes 0 to 5, the next 5 to 6; rolling back the first leaves 3, which nobody wrote.

Claims: C143.

Does not say: that rollback is wrong for a single writer. -/
theorem claim_example_cascade : ((Context.fresh.accumAll [5#64, 3#64]).rollback 5#64).read = 3#64 :=
  Examples.cascading_rollback

/-- Deltas of 1000 and 100 on a counter, under addition, read 1100.

Claims: C44 C135.

Does not say: that XOR words and counters can be mixed; they are different groups. -/
theorem claim_example_profit_counter :
    (Context.fresh.accumAll [(⟨1000#64⟩ : Counter 64), ⟨100#64⟩]).read = ⟨1100#64⟩ :=
  Examples.profit_and_loss_counter

/-- Two nodes that accumulate each other's delta, and then also apply what the other has pending, lose both updates.

Claims: C15 C69 C144.

Does not say: that one exchange, done once, diverges. -/
theorem claim_example_pending :
    ((Context.fresh.load 0xCAFEBABE#64).accumAll [0xFF#64, 0xFF00#64, 0xFF00#64, 0xFF#64]).read = 0xCAFEBABE#64 ∧
      ((Context.fresh.load 0xCAFEBABE#64).accumAll [0xFF00#64, 0xFF#64, 0xFF#64, 0xFF00#64]).read =
        0xCAFEBABE#64 :=
  Examples.pending_exchanged

/-- A node that merges A, and then B who had already heard A, loses A's delta: 0xCAFC instead of 0xCAFD.

Claims: C63 C66 C75.

Does not say: that nodes which merge disjoint deltas once diverge. -/
theorem claim_example_relay :
    ((Context.fresh.load 0xCAFE#64).merge ((Context.fresh.load 0xCAFE#64).accum 1#64) |>.merge
      ((Context.fresh.load 0xCAFE#64).accumAll [1#64, 2#64])).read = 0xCAFC#64 :=
  Examples.merge_relayed

/-- Three nodes that get 0x001, 0x010 and 0x100 in different orders all read 0xABBB from 0xAAAA.

Claims: C25 C67 C147.

Does not say: that the network delivers each delta exactly once. -/
theorem claim_example_orders :
    ((Context.fresh.load 0xAAAA#64).accumAll [0x001#64, 0x010#64, 0x100#64]).read = 0xABBB#64 ∧
      ((Context.fresh.load 0xAAAA#64).accumAll [0x100#64, 0x001#64, 0x010#64]).read = 0xABBB#64 ∧
      ((Context.fresh.load 0xAAAA#64).accumAll [0x010#64, 0x100#64, 0x001#64]).read = 0xABBB#64 :=
  Examples.three_orders

end Atomik.Claims
