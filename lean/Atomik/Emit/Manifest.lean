import Atomik.Emit.C
import Atomik.Emit.Codec
import Atomik.Emit.Hash
import Atomik.Emit.Ir
import Atomik.Emit.Table.Ir
import Atomik.Emit.Table.Vectors
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
    ⟨"spec/ir/registry.json", registryFile, none⟩, ⟨"spec/ir/table.json", Table.irFile, none⟩] ++
  (Machine.all.flatMap fun m => m.defs.map fun d => ⟨s!"spec/ir/{m.folder}{opName d.kind}.json", opFile m d, none⟩) ++
  Codec.irFiles.map fun (path, text) => ⟨path, text, none⟩

private def vectorFiles (s : Settings) : List File :=
  ((families s).map fun f => ⟨f.path, f.file, some f.cases.length⟩) ++
  ((Table.families s).map fun f => ⟨f.path, f.file, some f.cases.length⟩) ++
  (Codec.suites s).map fun f => ⟨f.path, f.file, some f.cases.length⟩

private def entry (f : File) (digest bytes : Nat) : Json :=
  .obj <| [("path", str f.path), ("sha256", str (hex 64 digest)), ("bytes", num bytes)] ++
    f.cases.elim [] fun n => [("cases", num n)]

/-- All entries; the digests are computed together, which is much faster. -/
private def entries (files : List File) : List Json :=
  let texts := files.map (·.text.toUTF8)
  (files.zip ((Sha256.digests texts).zip (texts.map (·.size)))).map fun (f, digest, bytes) => entry f digest bytes

private def manifest (s : Settings) (files : List File) : String :=
  Json.file <| .block [
    ("generated", str generated), ("schema", str "atomik.manifest.v1"),
    ("generator", .obj [("toolchain", str s.toolchain), ("schemaVersion", num s.schemaVersion),
      ("seed", num s.seed.toNat), ("size", num s.size)]),
    ("cases", num (files.filterMap (·.cases)).sum),
    ("files", .rows (entries files))]

/-- Every emitted file, by path, and the manifest behind them. -/
def emitted (s : Settings) : List File :=
  let files := (modelFiles ++ vectorFiles s).mergeSort fun a b => a.path ≤ b.path
  files ++ [⟨"spec/MANIFEST.json", manifest s files, none⟩]

end Atomik.Emit
