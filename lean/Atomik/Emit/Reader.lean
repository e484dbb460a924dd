import Atomik.Emit.Frame
/-!
# A stream of frames

What to do with the input so far: wait for more bytes, or answer and go on. It never asks for a byte more than it
needs to decide, because the peer may be waiting for the reply.
-/
namespace Atomik.Emit

/-- Input that is not answered yet: the bytes from `start`. -/
structure Reader where
  bytes : ByteArray := .empty
  start : Nat := 0
  /-- after a refusal: everything before the next magic is dropped without a word -/
  seeking : Bool := false

namespace Reader
open Frame (headerBytes requestMagic)

/-- What to do next. -/
inductive Next where
  /-- this many more bytes are needed; what stood before the next magic is dropped already -/
  | wait (bytes : Nat) (rest : Reader)
  | answer (reply : ByteArray) (rest : Reader)
  /-- the input has ended and nothing is left to answer -/
  | done

private def waiting (r : Reader) : Nat := r.bytes.size - r.start

/-- The reader after more input. -/
def append (r : Reader) (more : ByteArray) : Reader :=
  if r.start = r.bytes.size then { r with bytes := more, start := 0 }
  else { r with bytes := r.bytes.extract r.start r.bytes.size ++ more, start := 0 }

/-- The first place from `start` where a magic stands or, cut off by the end of the input, may stand. -/
private def seek (bytes : ByteArray) : (fuel start : Nat) → Nat
  | 0, start => start
  | fuel + 1, start =>
    let seen := bytes.extract start (start + requestMagic.size)
    if seen == requestMagic.extract 0 seen.size then start else seek bytes fuel (start + 1)

/-- Drop what stands before the next magic. -/
private def sought (r : Reader) : Reader :=
  if r.seeking then { r with start := seek r.bytes r.waiting r.start } else r

/-- Refuse, drop `n` bytes and look for the next magic. -/
private def refuse (r : Reader) (rootId : ByteArray) (e : Protocol.Error) (n : Nat) : Next :=
  .answer (Frame.refusal rootId e) { r with start := r.start + n, seeking := true }

/-- The next thing to do; `ended` says that no more input will come. -/
def next (rootId : ByteArray) (ended : Bool) (reader : Reader) : Next :=
  let r := reader.sought
  let cutOff := r.seeking && r.waiting < requestMagic.size
  if ended && (r.waiting = 0 || cutOff) then .done
  else if r.waiting < headerBytes then
    if ended then r.refuse rootId .truncated r.waiting else .wait (headerBytes - r.waiting) r
  else match Frame.readHeader r.bytes r.start with
    | .error .badMagic => r.refuse rootId .badMagic 0
    | .error e => r.refuse rootId e requestMagic.size
    | .ok header =>
      let stop := r.start + header.total
      if r.bytes.size < stop && !ended then .wait (stop - r.bytes.size) r
      else
        let ours := r.bytes.extract (r.start + 12) (r.start + headerBytes) == rootId
        if !Bytes.startsAt r.bytes (stop - Frame.trailerBytes) Frame.trailer then
          r.refuse rootId (if ours then .truncated else .wrongHash) requestMagic.size
        else
          let programs := if ours then Frame.readPayload r.bytes r.start header else .error .wrongHash
          let answer := match programs with
            | .error e => Frame.refusal rootId e
            | .ok programs => Frame.reply rootId header.width programs
          .answer answer { r with start := stop, seeking := false }

end Reader
end Atomik.Emit
