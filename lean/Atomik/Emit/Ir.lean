import Atomik.Emit.Boundary
import Atomik.Emit.Json
import Atomik.Emit.Laws
import Atomik.Emit.Protocol
/-!
# The IR as JSON

`spec/ir/registry.json` and one file for each op, printed from `Atomik.Ir.ops`.
-/
namespace Atomik.Emit
open Json (str num strs)

private def head (schema : String) : List (String × Json) :=
  [("generated", str generated), ("schema", str schema)]

private def expr : Ir.Expr → Json
  | .var v => .obj [("var", str (varName v))]
  | .operand o => .obj [("operand", str (operandName o))]
  | .zero => .obj [("zero", .bool true)]
  | .xor a b => .obj [("xor", .arr [expr a, expr b])]

private def rejection (r : Reject) (when : Json) : Json :=
  .obj [("code", str (rejectName r)), ("when", when)]

private def rejections (d : Ir.OpDef) : List Json :=
  d.operands.map (fun o => rejection .wordOutOfRange (.obj [("outOfRange", str (operandName o))])) ++
  d.guards.map fun g => rejection g.code (.obj [("differ", .arr [expr g.left, expr g.right])])

private def names (k : OpKind) : Json :=
  .block [("lean", str ("Atomik.Context." ++ opName k)), ("ts", str ("AtomikContext." ++ opName k)),
    ("c", str ("atomik_" ++ opName k)), ("rtl", str ("OP_" ++ upper (opName k)))]

/-- `spec/ir/<op>.json`. -/
def opFile (d : Ir.OpDef) : String :=
  Json.file <| .block <| head "atomik.ir.op.v1" ++ [
    ("name", str (opName d.kind)),
    ("opcode", num (opcode d.kind)),
    ("english", str (opEnglish d.kind)),
    ("operands", strs (d.operands.map operandName)),
    ("rejects", .rows (rejections d)),
    ("next", .block [("reference", expr d.reference), ("accumulator", expr d.accumulator)]),
    ("result", d.result.elim .null expr),
    ("laws", .rows ((laws d.kind).map fun n => str (toString n))),
    ("names", names d.kind)]

private def boundary (b : Boundary) : Json :=
  .block [("name", str b.name), ("english", str b.english),
    ("words", .obj (widths.map fun w => (toString w, str (hex (w / 4) (b.word w)))))]

private def protocol : Json :=
  .block [("version", num Protocol.version), ("maxOps", num Protocol.maxOps),
    ("maxPrograms", num Protocol.maxPrograms), ("maxPayload", num Protocol.maxPayload),
    ("errors", .rows (Protocol.errors.map fun e =>
      .obj [("status", num (Protocol.status e)), ("name", str (Protocol.errorName e))]))]

/-- `spec/ir/registry.json`. -/
def registryFile : String :=
  Json.file <| .block <| head "atomik.ir.registry.v1" ++ [
    ("widths", .arr (widths.map num)),
    ("idleOpcode", num 0),
    ("ops", .rows (Ir.ops.map fun d =>
      .obj [("name", str (opName d.kind)), ("opcode", num (opcode d.kind)), ("file", str (opName d.kind ++ ".json"))])),
    ("operands", .rows (operands.map fun o =>
      .obj [("name", str (operandName o)), ("english", str (operandEnglish o))])),
    ("rejects", .rows (rejects.map fun r =>
      .obj [("code", num (rejectCode r)), ("name", str (rejectName r)), ("english", str (rejectEnglish r))])),
    ("boundaries", .rows (boundaries.map boundary ++ [
      .block [("name", str randomName), ("english", str randomEnglish), ("words", .null)]])),
    ("protocol", protocol)]

end Atomik.Emit
