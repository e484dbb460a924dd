import Atomik.Thm.Wire.Crc
import Atomik.Thm.Wire.Frame
import Atomik.Thm.Wire.Message
/-!
# Bytes on the wire

`Wire/Message`: the compatible form comes back, has 16 bytes and cannot name its sender. `Wire/Frame`: the decoder
accepts the bytes of valid frames and nothing else, each reason to refuse is reached in its order, and one flipped bit,
two flipped bits and bursts of up to 32 bits are noticed. `Wire/Crc`: CRC-32C, for bytes of any length.
-/
