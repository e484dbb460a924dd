import Atomik.Emit.Boundary
import Atomik.Emit.Codes
import Atomik.Emit.Json
import Atomik.Emit.Laws
import Atomik.Emit.Protocol
import Atomik.Emit.Table.Names
/-!
# The IR as JSON

`spec/ir/registry.json` and, for each machine, one file for each op, printed from `Atomik.Ir.opsOf`.
-/
namespace Atomik.Emit
open Json (str num strs)

/-- The fields that every file of the IR begins with. -/
def irHead (schema : String) : List (String × Json) :=
  [("generated", str generated), ("schema", str schema)]

/-- An expression as JSON. -/
def exprJson : Ir.Expr → Json
  | .var v => .obj [("var", str (varName v))]
  | .operand o => .obj [("operand", str (operandName o))]
  | .zero => .obj [("zero", .bool true)]
  | .xor a b => .obj [("xor", .arr [exprJson a, exprJson b])]
  | .add a b => .obj [("add", .arr [exprJson a, exprJson b])]
  | .neg a => .obj [("neg", exprJson a)]

private def rejection (r : Reject) (when : Json) : Json :=
  .obj [("code", str (rejectName r)), ("when", when)]

private def rejections (d : Ir.OpDef) : List Json :=
  d.operands.map (fun o => rejection .wordOutOfRange (.obj [("outOfRange", str (operandName o))])) ++
  d.guards.map fun g => rejection g.code (.obj [("differ", .arr [exprJson g.left, exprJson g.right])])

private def names (m : Machine) (k : OpKind) : Json :=
  .block [("lean", str ("Atomik.Context." ++ opName k)), ("ts", str (m.tsClass ++ "." ++ opName k)),
    ("c", str (m.cPrefix ++ opName k)), ("rtl", str ("OP_" ++ upper (opName k)))]

/-- `spec/ir/<folder><op>.json`. -/
def opFile (m : Machine) (d : Ir.OpDef) : String :=
  Json.file <| .block <| irHead "atomik.ir.op.v1" ++ [
    ("machine", str m.name),
    ("name", str (opName d.kind)),
    ("opcode", num (opcode d.kind)),
    ("english", str (opEnglish d.kind)),
    ("operands", strs (d.operands.map operandName)),
    ("rejects", .rows (rejections d)),
    ("next", .block [("reference", exprJson d.reference), ("accumulator", exprJson d.accumulator)]),
    ("result", d.result.elim .null exprJson),
    ("laws", .rows ((laws m d.kind).map fun n => str (toString n))),
    ("names", names m d.kind)]

private def boundary (b : Boundary) : Json :=
  .block [("name", str b.name), ("english", str b.english),
    ("words", .obj (widths.map fun w => (toString w, str (hex (w / 4) (b.word w)))))]

private def protocol : Json :=
  .block [("version", num Protocol.version), ("maxOps", num Protocol.maxOps),
    ("maxPrograms", num Protocol.maxPrograms), ("maxPayload", num Protocol.maxPayload),
    ("errors", .rows (Protocol.errors.map fun e =>
      .obj [("status", num (Protocol.status e)), ("name", str (Protocol.errorName e))]))]

/-- A machine as the registry lists it: where its IR is from here, and its reasons to refuse in priority order. -/
private def machine (name english path : String) (rejects : List String) : Json :=
  .obj [("name", str name), ("english", str english), ("path", str path), ("rejects", strs rejects)]

private def machines : List Json :=
  (Machine.all.map fun m => machine m.name m.english ("./" ++ m.folder) (rejects.map rejectName)) ++
  [machine Table.name Table.english "./table.json" (Table.rejects.map Table.rejectName)]

/-- `spec/ir/registry.json`. -/
def registryFile : String :=
  Json.file <| .block <| irHead "atomik.ir.registry.v1" ++ [
    ("widths", .arr (widths.map num)),
    ("idleOpcode", num 0),
    ("machines", .rows machines),
    ("ops", .rows (Ir.ops.map fun d =>
      .obj [("name", str (opName d.kind)), ("opcode", num (opcode d.kind)), ("file", str (opName d.kind ++ ".json"))])),
    ("operands", .rows (operands.map fun o =>
      .obj [("name", str (operandName o)), ("english", str (operandEnglish o))])),
    ("rejects", .rows (codes.map fun (name, english) =>
      .obj [("code", num (codeOf name)), ("name", str name), ("english", str english)])),
    ("boundaries", .rows (boundaries.map boundary ++ [
      .block [("name", str randomName), ("english", str randomEnglish), ("words", .null)]])),
    ("protocol", protocol)]

end Atomik.Emit
