import Atomik.Emit.Ir
import Atomik.Ir.Sound.Table
import Atomik.Thm.Table
/-!
# The table as JSON

`spec/ir/table.json`, printed from `Atomik.Ir.table`: the ops of a context at an address, and what is the table's own.
-/
namespace Atomik.Emit.Table
open Json (str strs)

private def laws : List Lean.Name := [
  ``Ir.tableStepRaw_eq_stepRaw, ``Ir.entries_table, ``Ir.snapshot_table, ``Ir.batchRaw_eq_batch,
  ``Table.getElem_step_ne, ``Table.step_comm, ``Table.batch_eq_error_iff, ``Table.batch_accums_perm,
  ``Table.mem_entries_iff, ``Table.length_entries]

private def request (name english : String) : Json := .obj [("name", str name), ("english", str english)]

/-- `spec/ir/table.json`. -/
def irFile : String :=
  let d := Ir.table
  Json.file <| .block <| irHead "atomik.ir.table.v1" ++ [
    ("machine", str name),
    ("english", str "Each op of a context, at an address; a batch of them as one; and two lists of states."),
    ("cell", str Machine.context.name),
    ("ops", strs (d.cells.map fun op => opName op.kind)),
    ("rejects", .rows [.obj [("code", str (rejectName d.guard.code)),
      ("when", .obj [("notBelow", .arr [str (countName d.guard.low), str (countName d.guard.high)])])]]),
    ("requests", .rows [
      request "batch" "Ops at addresses, first to last; the first one that is rejected rejects all of them.",
      request "entries" "Every address with the state there, lowest address first.",
      request "snapshot" "The entries whose state is not the hidden one."]),
    ("entries", .block [("state", exprJson d.state)]),
    ("snapshot", .block [("hidden", exprJson d.hidden)]),
    ("laws", .rows (laws.map fun n => str (toString n)))]

end Atomik.Emit.Table
