import Atomik.Spec.Context
import Atomik.Spec.Delivery
/-!
# Accidents, executed

What duplicates, losses, late joiners, loads and missing origins do to naive receivers, and that the protocol survives
the same accidents. States are 16 bits and start from 0xCAFE.
-/
namespace Atomik.Delivery.Examples

/-- A naive receiver gets 0xFF twice and is back where it started, while the sender is at 0xCA01. -/
theorem naive_duplicate : [0xFF#16].foldl DeltaGroup.combine 0xCAFE#16 = 0xCA01#16 ∧
    [0xFF#16, 0xFF#16].foldl DeltaGroup.combine 0xCAFE#16 = 0xCAFE#16 := by decide

/-- Of 0xFF and 0xF00 the first is lost: the receiver stays at 0xC5FE, the sender at 0xC501, and nobody notices. -/
theorem naive_loss : [0xFF#16, 0xF00#16].foldl DeltaGroup.combine 0xCAFE#16 = 0xC501#16 ∧
    [0xF00#16].foldl DeltaGroup.combine 0xCAFE#16 = 0xC5FE#16 := by decide

/-- A late joiner takes the state 0xCA0E, which contains the delta 0xF0; then the delta arrives, and is undone. -/
theorem naive_join : [0xF0#16].foldl DeltaGroup.combine 0xCAFE#16 = 0xCA0E#16 ∧
    [0xF0#16].foldl DeltaGroup.combine 0xCA0E#16 = 0xCAFE#16 := by decide

/-- A load of 0x1000 before or after a delta 0x0F from elsewhere: 0x100F or 0x1000. -/
theorem naive_load :
    (((⟨0xCAFE#16, 0#16⟩ : Context (BitVec 16)).load 0x1000#16).accum 0x0F#16).read = 0x100F#16 ∧
    (((⟨0xCAFE#16, 0#16⟩ : Context (BitVec 16)).accum 0x0F#16).load 0x1000#16).read = 0x1000#16 := by decide

/-- Two senders both give the sequence 1 to their first delta; a receiver that remembers sequences without origins
drops the second delta: it ends at 0xCAFF instead of 0xCAFD. -/
theorem sequence_without_origin :
    ([(1, 0x1#16), (1, 0x2#16)].foldl (fun (mark, state) (sequence, d) =>
      if mark.has sequence then (mark, state) else (mark.add sequence, state ^^^ d)) (Mark.empty, 0xCAFE#16)).2 =
        0xCAFF#16 ∧
    [0x1#16, 0x2#16].foldl DeltaGroup.combine 0xCAFE#16 = 0xCAFD#16 := by decide

/-- The first delta of replica 1. -/
def first : Message (BitVec 16) := ⟨⟨⟨0, 0⟩, 1, 0⟩, 0xFF#16⟩

/-- The first delta of replica 2, with the same sequence. -/
def second : Message (BitVec 16) := ⟨⟨⟨0, 0⟩, 2, 0⟩, 0xF00#16⟩

/-- Replicas 1 and 2 produce a delta each; 2 breaks down while it applies 1's; that one is then delivered twice, also
back to 1, and acknowledged; 3 joins from 2 and gets everything again; 2's delta arrives late; 1 breaks down while it
produces another one. -/
def accidents : List (Event (BitVec 16)) := [
  .act 1 (.produce 0xFF#16), .act 2 (.produce 0xF00#16), .send 1 first, .send 1 first,
  .crash 2 (.deliver first) 2, .act 2 (.deliver first), .act 2 (.deliver first), .act 1 (.deliver first),
  .act 1 (.acknowledge first), .join 3 2, .act 3 (.deliver first), .send 2 second, .act 3 (.deliver second),
  .act 1 (.deliver second), .crash 1 (.produce 0x1#16) 4]

/-- After all these accidents the three replicas agree on 0xC501. -/
theorem survives_accidents : ([1, 2, 3].map fun name =>
    (((World.initial [1, 2] 0xCAFE#16).run accidents).replicas.lookup name).map (·.state)) =
      [some 0xC501#16, some 0xC501#16, some 0xC501#16] := by decide

/-- Replica 1 loads 0x1000 while 2's delta is under way: the delta is refused in the new epoch, and when 2 hears of it,
both are at 0x1000; what 1 produces then reaches both. -/
theorem survives_load : ([1, 2].map fun name => (((World.initial [1, 2] 0xCAFE#16).run [
    .act 2 (.produce 0xF00#16), .send 2 second, .act 1 (.reopen 0x1000#16), .act 1 (.deliver second),
    .act 1 (.produce 0x0F#16), .send 1 ⟨⟨⟨1, 1⟩, 1, 0⟩, 0x0F#16⟩, .act 2 (.deliver ⟨⟨⟨1, 1⟩, 1, 0⟩, 0x0F#16⟩),
    .act 2 (.adopt ⟨1, 1⟩ 0x1000#16), .act 2 (.deliver ⟨⟨⟨1, 1⟩, 1, 0⟩, 0x0F#16⟩)]).replicas.lookup name).map
      (·.state)) =
      [some 0x100F#16, some 0x100F#16] := by decide

/-- Two loads at once open two epochs with the same number; the later opener wins everywhere. -/
theorem survives_two_loads : ([1, 2].map fun name => (((World.initial [1, 2] 0xCAFE#16).run [
    .act 1 (.reopen 0x1000#16), .act 2 (.reopen 0x2000#16), .act 1 (.adopt ⟨1, 2⟩ 0x2000#16),
    .act 2 (.adopt ⟨1, 1⟩ 0x1000#16)]).replicas.lookup name).map (·.state)) =
      [some 0x2000#16, some 0x2000#16] := by decide

/-- Every reason to refuse occurs. -/
theorem every_refusal : ([.act 9 (.produce 1#16), .join 1 2, .act 1 (.deliver second), .act 1 (.deliver first),
      .act 2 (.deliver ⟨⟨⟨1, 1⟩, 1, 0⟩, 0x0F#16⟩), .act 1 (.deliver ⟨⟨⟨1, 1⟩, 1, 0⟩, 0x0F#16⟩),
      .act 1 (.adopt ⟨0, 0⟩ 0xCAFE#16)].map fun event =>
    match ((World.initial [1, 2] 0xCAFE#16).run [.act 1 (.produce 0xFF#16), .send 1 first, .act 1 (.reopen 0x1000#16),
      .act 1 (.produce 0x0F#16), .send 1 ⟨⟨⟨1, 1⟩, 1, 0⟩, 0x0F#16⟩]).check event with
    | .error why => some why
    | .ok _ => none) =
      [some .unknownReplica, some .nameTaken, some .unknownMessage, some .earlierEpoch, some .laterEpoch,
        some .duplicate, some .epochNotLater] := by decide

end Atomik.Delivery.Examples
