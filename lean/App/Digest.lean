import Atomik.Emit.Hash
import Atomik.Emit.Names
/-!
`App.Digest n…`: the SHA-256 of the first n bytes of standard input, a line for each n. It lets a test compare the
project's own SHA-256 with another one.
-/
open Atomik.Emit

/-- Standard input up to its end. -/
private partial def readAll (input : IO.FS.Stream) (read : ByteArray) : IO ByteArray := do
  let more ← input.read 65536
  if more.isEmpty then return read else readAll input (read ++ more)

def main (lengths : List String) : IO UInt32 := do
  let bytes ← readAll (← IO.getStdin) .empty
  for length in lengths do
    match length.toNat? with
    | some n => IO.println (hex 64 (Sha256.digest (bytes.extract 0 n)))
    | none =>
      IO.eprintln s!"length: expected a number, got {length}"
      return 2
  return 0
