import Atomik.Emit.Codec.Case
import Atomik.Spec.Wire.Message
/-!
# Cases of the message
-/
namespace Atomik.Emit.Codec
open Wire
open Json (str)

private def fields (m : Message) : Json :=
  .obj [("address", word m.address), ("delta", word m.delta), ("sequence", word m.sequence)]

private def encoding (flag id : String) (m : Message) : Case :=
  ⟨id, flag, [("do", str "encode"), ("fields", fields m), ("expect", .obj [("bytes", hexBytes m.encode)]), ("result", str "ok")]⟩

private def decoding (flag id : String) (bytes : List Byte) : Case :=
  ⟨id, flag, [("do", str "decode"), ("bytes", hexBytes bytes)] ++ answer fields (Message.decode bytes)⟩

private def randomMessage (s : Settings) (label : String) : Message :=
  ⟨random s 32 (label ++ "/address"), random s 64 (label ++ "/delta"), random s 32 (label ++ "/sequence")⟩

/-- `n` random bytes. -/
def randomBytes (s : Settings) (n : Nat) (label : String) : List Byte :=
  (List.range n).map fun i => random s 8 s!"{label}/{i}"

/-- All cases of the message. -/
def messages (s : Settings) : Suite where
  folder := "wire"
  name := "message"
  flags := [
    ("encode", "a boundary word in one field, ones in the others"),
    ("random", "random words in all fields"),
    ("each_bit", "one bit of the 16 bytes alone, lowest bit of the first byte first"),
    ("length", "random bytes, as many as the id says")]
  cases :=
    (words s 32 "message/address").map (fun (n, v) => encoding "encode" ("address/" ++ n) ⟨v, 1#64, 1#32⟩) ++
    (words s 64 "message/delta").map (fun (n, v) => encoding "encode" ("delta/" ++ n) ⟨1#32, v, 1#32⟩) ++
    (words s 32 "message/sequence").map (fun (n, v) => encoding "encode" ("sequence/" ++ n) ⟨1#32, 1#64, v⟩) ++
    (List.range s.size).map (fun i => encoding "random" (toString i) (randomMessage s s!"message/random/{i}")) ++
    (List.range 128).map (fun i => decoding "each_bit" (toString i) (flipBit i (List.replicate 16 0#8))) ++
    ((List.range 35).map fun n => decoding "length" (toString n) (randomBytes s n s!"message/length/{n}"))

end Atomik.Emit.Codec
