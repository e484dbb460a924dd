import Atomik.Spec.Context
import Atomik.Spec.Counter
/-!
# Published examples, computed

Numbers that the documentation of the original gives, as the Spec computes them. Words are 64 bits.
-/
namespace Atomik.Examples
open Context

/-- Load 0xDEADBEEF, accumulate 0xFF, read 0xDEADBE10. -/
theorem load_accum_read : ((fresh.load 0xDEADBEEF#64).accum 0xFF#64).read = 0xDEADBE10#64 := by decide

/-- Load 0xFF00, accumulate 0x00FF, read 0xFFFF. -/
theorem load_accum_disjoint : ((fresh.load 0xFF00#64).accum 0x00FF#64).read = 0xFFFF#64 := by decide

/-- Load 1000, accumulate 50, swap: the new reference is 986, because 1000 XOR 50 is 986 (1018 is 1000 OR 50). -/
theorem load_accum_swap : ((fresh.load 1000#64).accum 50#64).swap.reference = 986#64 := by decide

/-- Load 0xCAFEBABE, accumulate 1, read 0xCAFEBABF. -/
theorem load_accum_one : ((fresh.load 0xCAFEBABE#64).accum 1#64).read = 0xCAFEBABF#64 := by decide

/-- Four deltas in disjoint bytes fill the word; in disjoint bits XOR, OR and addition agree. -/
theorem accum_disjoint_bytes :
    (fresh.accumAll [0xFF#64, 0xFF00#64, 0xFF0000#64, 0xFF000000#64]).read = 0xFFFFFFFF#64 := by decide

/-- Three receivers that get 0x001, 0x010 and 0x100 in different orders all read 0xABBB from 0xAAAA. -/
theorem three_orders :
    ((fresh.load 0xAAAA#64).accumAll [0x001#64, 0x010#64, 0x100#64]).read = 0xABBB#64 ∧
      ((fresh.load 0xAAAA#64).accumAll [0x100#64, 0x001#64, 0x010#64]).read = 0xABBB#64 ∧
      ((fresh.load 0xAAAA#64).accumAll [0x010#64, 0x100#64, 0x001#64]).read = 0xABBB#64 := by decide

/-- Profits and losses of +1000 and +100, accumulated as XOR deltas, read 908, not 1100. -/
theorem profit_and_loss : (fresh.accumAll [1000#64, 100#64]).read = 908#64 := by decide

/-- Load 10, accumulate 7, load 20, roll back 7: reads 19, not 20, because 7 was never part of 20. -/
theorem rollback_after_load : ((((fresh.load 10#64).accum 7#64).load 20#64).rollback 7#64).read = 19#64 := by decide

/-- Two transactions change 0 to 5 and 5 to 6 (deltas 5 and 3); rolling back the first leaves 3, which nobody
wrote. -/
theorem cascading_rollback : ((fresh.accumAll [5#64, 3#64]).rollback 5#64).read = 3#64 := by decide

/-- The same profits and losses on a counter, under addition modulo 2^64, read 1100. -/
theorem profit_and_loss_counter :
    (fresh.accumAll [(⟨1000#64⟩ : Counter 64), ⟨100#64⟩]).read = ⟨1100#64⟩ := by decide

/-- Two nodes each accumulate the other's delta and then also apply what the other still has pending: every delta
arrives twice, and both are back at 0xCAFEBABE. -/
theorem pending_exchanged :
    ((fresh.load 0xCAFEBABE#64).accumAll [0xFF#64, 0xFF00#64, 0xFF00#64, 0xFF#64]).read = 0xCAFEBABE#64 ∧
      ((fresh.load 0xCAFEBABE#64).accumAll [0xFF00#64, 0xFF#64, 0xFF#64, 0xFF00#64]).read = 0xCAFEBABE#64 := by decide

/-- Node A has the delta 1, node B has heard it and adds 2; a third node merges A and then B: it reads 0xCAFC, and not
0xCAFD, because A's delta came both ways. -/
theorem merge_relayed :
    ((fresh.load 0xCAFE#64).merge ((fresh.load 0xCAFE#64).accum 1#64) |>.merge
      ((fresh.load 0xCAFE#64).accumAll [1#64, 2#64])).read = 0xCAFC#64 := by decide

end Atomik.Examples
