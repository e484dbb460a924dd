import Atomik.Thm.Delivery.Examples
/-!
# Claims about delivery, executed

The accidents of `Atomik.Thm.Delivery.Examples`: what they do to naive receivers, and to the protocol. The form is that
of `Atomik.Claims`.
-/
namespace Atomik.Claims
open Delivery

/-- A naive receiver that gets 0xFF twice from 0xCAFE is back at 0xCAFE; the sender is at 0xCA01.

Claims: C24 C57 C144.

Does not say: anything beyond this example (see `claim_naive_extra`). -/
theorem claim_accident_duplicate : [0xFF#16].foldl DeltaGroup.combine 0xCAFE#16 = 0xCA01#16 ∧
    [0xFF#16, 0xFF#16].foldl DeltaGroup.combine 0xCAFE#16 = 0xCAFE#16 :=
  Examples.naive_duplicate

/-- A naive receiver that loses one of two deltas stays at another value for ever.

Claims: C4 C24 C144.

Does not say: anything beyond this example (see `claim_naive_extra`). -/
theorem claim_accident_loss : [0xFF#16, 0xF00#16].foldl DeltaGroup.combine 0xCAFE#16 = 0xC501#16 ∧
    [0xF00#16].foldl DeltaGroup.combine 0xCAFE#16 = 0xC5FE#16 :=
  Examples.naive_loss

/-- A late joiner with a snapshot that already contains a delta undoes the delta when it arrives.

Claims: C4 C24 C64.

Does not say: anything beyond this example (see `claim_join_without_marks`). -/
theorem claim_accident_join : [0xF0#16].foldl DeltaGroup.combine 0xCAFE#16 = 0xCA0E#16 ∧
    [0xF0#16].foldl DeltaGroup.combine 0xCA0E#16 = 0xCAFE#16 :=
  Examples.naive_join

/-- A load before or after a delta from elsewhere gives two different states.

Claims: C24 C52.

Does not say: that accum and load should commute; they cannot. -/
theorem claim_accident_load :
    (((⟨0xCAFE#16, 0#16⟩ : Context (BitVec 16)).load 0x1000#16).accum 0x0F#16).read = 0x100F#16 ∧
    (((⟨0xCAFE#16, 0#16⟩ : Context (BitVec 16)).accum 0x0F#16).load 0x1000#16).read = 0x1000#16 :=
  Examples.naive_load

/-- Two senders both number their first delta 1: a receiver that remembers numbers without origins drops a real delta.

Claims: C58 C64 C74.

Does not say: that the 16-byte message is useless; it needs a transport that delivers once. -/
theorem claim_accident_sequence :
    ([(1, 0x1#16), (1, 0x2#16)].foldl (fun (mark, state) (sequence, d) =>
      if mark.has sequence then (mark, state) else (mark.add sequence, state ^^^ d)) (Mark.empty, 0xCAFE#16)).2 =
        0xCAFF#16 ∧
    [0x1#16, 0x2#16].foldl DeltaGroup.combine 0xCAFE#16 = 0xCAFD#16 :=
  Examples.sequence_without_origin

/-- The protocol survives duplicates, forwarding, a late joiner, two senders with the same sequence and two crashes:
all three replicas end at 0xC501.

Claims: C24 C63 C66 C69 C75 C144.

Does not say: anything beyond this schedule (see `claim_all_equal`). -/
theorem claim_accidents_survived : ([1, 2, 3].map fun name =>
    (((World.initial [1, 2] 0xCAFE#16).run Examples.accidents).replicas.lookup name).map (·.state)) =
      [some 0xC501#16, some 0xC501#16, some 0xC501#16] :=
  Examples.survives_accidents

end Atomik.Claims
