import Atomik.Spec.Wire.Frame
import Atomik.Spec.Wire.Message
/-!
# Bytes on the wire

`Wire/Message`: one delta in 16 bytes, the compatible form. `Wire/Frame`: our form, with origin, epoch, sequence numbers
and a CRC-32C. `Wire/Bytes` has the reasons to refuse bytes.
-/
