import Atomik.Emit.Manifest
/-!
`App.Emit <folder>`: write every emitted file below the folder.
-/
open Atomik.Emit

private def write (root : System.FilePath) (f : File) : IO Unit := do
  let path := root / f.path
  if let some folder := path.parent then IO.FS.createDirAll folder
  IO.FS.writeFile path f.text

def main : List String → IO UInt32
  | [folder] => do
    let files := emitted {}
    files.forM (write folder)
    IO.println s!"emitted {files.length} files"
    return 0
  | _ => do
    IO.eprintln "usage: App.Emit <folder>"
    return 2
