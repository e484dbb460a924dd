import Atomik.Thm.Counter
import Atomik.Thm.Limits.Conflict
import Atomik.Thm.Limits.Cut
import Atomik.Thm.Limits.History
import Atomik.Thm.Limits.Maps
/-!
# What deltas cannot do

- count with XOR: `Word.times_one_eq_ofNat_iff`, `Counter.encode_two_eq_encode_zero` (`Atomik.Thm.Counter`)
- remember a history or its last delta: `Context.accumAll_eq_iff`, `Context.not_undo` (`Atomik.Thm.Limits.History`)
- bear a duplicate without marks: `Context.accum_accum_eq_accum_iff`, `receive_receive_eq_iff` (same file)
- settle two writers who set a value at once: `combine_setDelta_setDelta_ne` (`Atomik.Thm.Limits.Conflict`)
- be merged twice, or back and forth: `Context.merge_merge_eq_merge_iff`, `Context.merge_back_eq_iff` (same file)
- increment, mask, set bits, take a maximum, assign: `isDeltaMap_*_iff` (`Atomik.Thm.Limits.Maps`)
- cut a distributed state consistently by `swap`: `Context.reference_replay_ne` (`Atomik.Thm.Limits.Cut`)
-/
