import Atomik.Thm.Hardware.Core
import Atomik.Thm.Hardware.OneRegister
import Atomik.Thm.Hardware.Original
/-!
# Hardware

Banks, ports and cycle-accurate models. Main results: `Banks.combine_merge_accumAll`, `Banks.flatMap_share_perm`
(`Atomik.Thm.Hardware.Banks`), `Context.accum_merge_words`, `PortMachine.Counts.le_mul` (`Atomik.Thm.Hardware.Ports`),
`Core.context_foldl_next_reset`, `Core.output_foldl_next_reset` (`Atomik.Thm.Hardware.Core`),
`TwoRegisters.core_run_fresh`, `TwoRegisters.result_run_fresh` (`Atomik.Thm.Hardware.Pipeline`),
`OneRegister.core_run_fresh` (`Atomik.Thm.Hardware.OneRegister`), `Original.DeltaAcc.read_clock_counterexample`
(`Atomik.Thm.Hardware.Original`).
-/
