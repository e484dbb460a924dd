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

private partial def serve (input output : IO.FS.Stream) (rootId : ByteArray) (ended : Bool) (r : Reader) : IO Unit := do
  match r.next rootId ended with
  | .done => return
  | .wait bytes =>
    let more ← input.read bytes.toUSize
    serve input output rootId more.isEmpty (r.append more)
  | .answer reply rest =>
    output.write reply
    output.flush
    serve input output rootId ended rest

def main : List String → IO UInt32
  | [manifest] => do
    serve (← IO.getStdin) (← IO.getStdout) (rootId (← IO.FS.readBinFile manifest)) false {}
    return 0
  | _ => do
    IO.eprintln "usage: App.Oracle <MANIFEST.json>"
    return 2
