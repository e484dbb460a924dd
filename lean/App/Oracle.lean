import Atomik.Emit.Hash
import Atomik.Emit.Reader
/-!
`App.Oracle <MANIFEST.json>`: answer request frames on standard input with reply frames on standard output, until
the input ends. The root hash is that of the file named.
-/
open Atomik.Emit

/-- The first eight bytes of the SHA-256 of a file, most significant first. -/
private def rootId (manifest : ByteArray) : ByteArray :=
  let first := Sha256.digest manifest >>> 192
  ⟨((List.range 8).map fun i => (first >>> (8 * (7 - i))).toUInt8).toArray⟩

/-- Answer frames until the input has ended. A loop and not a recursion: the interpreter keeps every level of one. -/
private def serve (input output : IO.FS.Stream) (rootId : ByteArray) : IO Unit := do
  let mut reader : Reader := {}
  let mut ended := false
  repeat
    match reader.next rootId ended with
    | .done => break
    | .wait bytes rest =>
      let more ← input.read bytes.toUSize
      ended := more.isEmpty
      reader := rest.append more
    | .answer reply rest =>
      output.write reply
      output.flush
      reader := rest

def main : List String → IO UInt32
  | [manifest] => do
    serve (← IO.getStdin) (← IO.getStdout) (rootId (← IO.FS.readBinFile manifest))
    return 0
  | _ => do
    IO.eprintln "usage: App.Oracle <MANIFEST.json>"
    return 2
