import Atomik.Emit.Boundary
import Atomik.Emit.Codec.Names
import Atomik.Emit.Random
import Atomik.Emit.Settings
/-!
# Cases of codecs and digests

A case is one question and the Spec's answer. Its id is made of labels; random words are hashes of it.
-/
namespace Atomik.Emit.Codec
open Json (str num strs)

/-- One case, with what stands behind its id and its flag. -/
structure Case where
  id : String
  flag : String
  body : List (String × Json)

/-- The cases of one file. -/
structure Suite where
  folder : String
  name : String
  /-- each flag with what it means -/
  flags : List (String × String)
  cases : List Case

/-- A random word of `w` bits, hashed from a label. -/
def random (s : Settings) (w : Nat) (label : String) : BitVec w := BitVec.ofNat w (hashLabel s.seed label).toNat

/-- Every boundary word of `w` bits with its name, and a random one hashed from `label`. -/
def words (s : Settings) (w : Nat) (label : String) : List (String × BitVec w) :=
  boundaries.map (fun b => (b.name, BitVec.ofNat w (b.word w))) ++
    [(randomName, random s w (label ++ "/" ++ randomName))]

/-- What a decoder says: the fields, or the reason and no fields. -/
def answer {α : Type} (fields : α → Json) : Except Wire.WireReject α → List (String × Json)
  | .ok value => [("expect", .obj [("fields", fields value)]), ("result", str "ok")]
  | .error why => [("expect", .obj [("fields", .null)]), ("result", str ("reject:" ++ (reason why).1))]

/-- Where a suite's file goes. -/
def Suite.path (s : Suite) : String := s!"conformance/vectors/{s.folder}/{s.name}.json"

/-- The text of a suite's file. -/
def Suite.file (s : Suite) : String :=
  let used := s.flags.filter fun e => s.cases.any (·.flag = e.1)
  Json.file <| .block <| [
    ("generated", str generated), ("schema", str s!"atomik.vectors.{s.folder}.v1"), ("machine", str s.name),
    ("count", num s.cases.length),
    ("flags", .block (used.map fun e => (e.1, str e.2))),
    ("cases", .rows (s.cases.map fun c =>
      .obj ([("id", str s!"{s.name}/{c.flag}/{c.id}"), ("flags", strs [c.flag])] ++ c.body)))]

end Atomik.Emit.Codec
