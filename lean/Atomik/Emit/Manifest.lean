import Atomik.Emit.C
import Atomik.Emit.Hash
import Atomik.Emit.Ir
import Atomik.Emit.Vectors
import Atomik.Emit.Verilog
/-!
# Everything that is emitted

`emitted` lists each file with its text, the manifest last. The SHA-256 of the manifest is the root hash.
-/
namespace Atomik.Emit
open Json (str num)

/-- One emitted file: path from the root of the repository, text, and how many cases it holds if it holds any. -/
structure File where
  path : String
  text : String
  cases : Option Nat := none

private def modelFiles : List File :=
  [⟨"spec/golden/atomik_golden.h", C.file, none⟩, ⟨"spec/golden/atomik_golden.v", Verilog.file, none⟩,
    ⟨"spec/ir/registry.json", registryFile, none⟩] ++
  Ir.ops.map fun d => ⟨s!"spec/ir/{opName d.kind}.json", opFile d, none⟩

private def vectorFiles (s : Settings) : List File :=
  (families s).map fun f => ⟨f.path, f.file, some f.cases.length⟩

private def entry (f : File) : Json :=
  let bytes := f.text.toUTF8
  .obj <| [("path", str f.path), ("sha256", str (hex 64 (Sha256.digest bytes))), ("bytes", num bytes.size)] ++
    f.cases.elim [] fun n => [("cases", num n)]

private def manifest (s : Settings) (files : List File) : String :=
  Json.file <| .block [
    ("generated", str generated), ("schema", str "atomik.manifest.v1"),
    ("generator", .obj [("toolchain", str s.toolchain), ("schemaVersion", num s.schemaVersion),
      ("seed", num s.seed.toNat), ("size", num s.size)]),
    ("cases", num (files.filterMap (·.cases)).sum),
    ("files", .rows (files.map entry))]

/-- Every emitted file, by path, and the manifest behind them. -/
def emitted (s : Settings) : List File :=
  let files := (modelFiles ++ vectorFiles s).mergeSort fun a b => a.path ≤ b.path
  files ++ [⟨"spec/MANIFEST.json", manifest s files, none⟩]

end Atomik.Emit
