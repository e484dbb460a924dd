import Atomik.Claims.Hardware.Core
import Atomik.Claims.Hardware.Pipeline
import Atomik.Claims.Hardware.Ports
import Atomik.Thm.Hardware
/-!
# Claims about hardware

Banks, ports and cycle-accurate models, in the form of `Atomik.Claims`. The models are definitions in
`Atomik.Spec.Hardware`; that the Verilog is the same is for formal checks and simulation to show.
-/
