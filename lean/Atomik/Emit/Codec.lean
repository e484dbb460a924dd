import Atomik.Emit.Codec.Digest
import Atomik.Emit.Codec.Frame
import Atomik.Emit.Codec.Ir
import Atomik.Emit.Codec.Message
import Atomik.Emit.Codec.Tree
/-!
# Codecs and digests: everything that is emitted of them

They are functions of bytes, not machines with ops: their IR is data, and their cases are one question each.
-/
namespace Atomik.Emit.Codec

/-- The files of the IR, by path. -/
def irFiles : List (String × String) := [
  ("spec/ir/wire/message.json", messageFile),
  ("spec/ir/wire/frame.json", frameFile),
  ("spec/ir/digest/fold.json", foldFile),
  ("spec/ir/digest/keyed.json", keyedFile),
  ("spec/ir/digest/tree.json", treeFile)]

/-- The cases, one suite a file. -/
def suites (s : Settings) : List Suite := [messages s, frames s, folds s, keyeds s, trees s]

end Atomik.Emit.Codec
