import Atomik.Emit.Bytes
import Atomik.Emit.Names
import Atomik.Emit.Protocol
/-!
# Answering frames

A request frame as bytes to the reply as bytes (`spec/README.md`, "Bytes"). What programs do is `Context.run` of
the Spec; a refused frame runs none.
-/
namespace Atomik.Emit.Frame
open Protocol (Error)

def requestMagic : ByteArray := "ATMq".toUTF8
def replyMagic : ByteArray := "ATMr".toUTF8
def trailer : ByteArray := "qMTA".toUTF8

def headerBytes : Nat := 20
def trailerBytes : Nat := trailer.size

/-- What a request's header says. -/
structure Header where
  width : Nat
  programs : Nat
  /-- bytes between header and trailer -/
  payload : Nat

/-- Bytes of the whole frame. -/
def Header.total (h : Header) : Nat := headerBytes + h.payload + trailerBytes

/-- The header at `start` of at least 20 bytes there; the hash is not looked at. -/
def readHeader (bytes : ByteArray) (start : Nat) : Except Error Header := do
  unless Bytes.startsAt bytes start requestMagic do throw .badMagic
  unless Bytes.read bytes (start + 4) 1 = Protocol.version do throw .badVersion
  let width := Bytes.read bytes (start + 5) 1
  unless widths.contains width do throw .badWidth
  let programs := Bytes.read bytes (start + 6) 2
  unless 0 < programs && programs ≤ Protocol.maxPrograms do throw .badCount
  let payload := Bytes.read bytes (start + 8) 4
  unless payload ≤ Protocol.maxPayload do throw .oversized
  return { width, programs, payload }

/-- How many operands each opcode takes; opcode 0 and those above the table are unknown. -/
private def operandCounts : Array (Option (OpKind × Nat)) :=
  ((List.range (lastOpcode + 1)).map fun code => (opOfCode code).map fun d => (d.kind, d.operands.length)).toArray

/-- `n` words of 64 bits. -/
private def readWords (bytes : ByteArray) (start : Nat) : Nat → List Nat
  | 0 => []
  | n + 1 => Bytes.read64 bytes start :: readWords bytes (start + 8) n

/-- `n` ops from `start`, which must end before `limit`; then where they end. -/
private def readOps (bytes : ByteArray) (limit : Nat) : (n start : Nat) → (done : List RawOp) →
    Except Error (List RawOp × Nat)
  | 0, start, done => .ok (done.reverse, start)
  | n + 1, start, done =>
    if limit ≤ start then .error .truncated
    else match operandCounts.getD (bytes.get! start).toNat none with
      | none => .error .unknownOp
      | some (kind, operands) =>
        let next := start + 1 + 8 * operands
        if limit < next then .error .truncated
        else readOps bytes limit n next (⟨kind, readWords bytes (start + 1) operands⟩ :: done)

/-- `n` programs from `start`, which must fill the bytes up to `limit`. A program that is too long is reported only if
nothing is truncated or unknown, here or in a later one. -/
private def readPrograms (bytes : ByteArray) (limit : Nat) : (n start : Nat) → (tooLong : Bool) →
    (done : List (List RawOp)) → Except Error (List (List RawOp))
  | 0, start, tooLong, done => if tooLong || start ≠ limit then .error .badLength else .ok done.reverse
  | n + 1, start, tooLong, done => do
    if limit < start + 2 then throw .truncated
    let count := Bytes.read bytes start 2
    let (ops, next) ← readOps bytes limit count (start + 2) []
    readPrograms bytes limit n next (tooLong || Protocol.maxOps < count) (ops :: done)

/-- The programs of the frame at `start`, all bytes of which are there. -/
def readPayload (bytes : ByteArray) (start : Nat) (h : Header) : Except Error (List (List RawOp)) :=
  let first := start + headerBytes
  readPrograms bytes (first + h.payload) h.programs first false []

private def pushStep {w : Nat} (out : ByteArray) (seen : Observation (BitVec w)) : ByteArray :=
  let out := Bytes.push64 out seen.context.reference.toNat
  let out := Bytes.push64 out seen.context.accumulator.toNat
  Bytes.push64 out (seen.result.elim 0 (·.toNat))

private def pushProgram (width : Nat) (out : ByteArray) (ops : List RawOp) : ByteArray :=
  let outcome := (Context.fresh : Context (BitVec width)).run ops
  let out := Bytes.push out 2 outcome.observations.length
  let out := (out.push ((outcome.rejected.elim 0 rejectCode).toUInt8)).push 0
  outcome.observations.foldl pushStep out

private def replyHeader (rootId : ByteArray) (status programs payload : Nat) : ByteArray :=
  let out := (replyMagic.push Protocol.version.toUInt8).push status.toUInt8
  Bytes.push (Bytes.push out 2 programs) 4 payload ++ rootId

/-- The reply that refuses a frame. -/
def refusal (rootId : ByteArray) (e : Error) : ByteArray := replyHeader rootId (Protocol.status e) 0 0

/-- The reply to programs. -/
def reply (rootId : ByteArray) (width : Nat) (programs : List (List RawOp)) : ByteArray :=
  let payload := programs.foldl (pushProgram width) ByteArray.empty
  replyHeader rootId 0 programs.length payload.size ++ payload

end Atomik.Emit.Frame
