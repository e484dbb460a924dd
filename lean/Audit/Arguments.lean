import Lean
/-!
# The command line of the audit

Both programs, `App.Audit` and `App.Replay`, take the same arguments.
-/
namespace Audit
open Lean System

structure Arguments where
  /-- folder of the modules' files -/
  source : FilePath := "lean"
  /-- folder of the reports; nothing is written without -/
  reports : Option FilePath := none
  /-- the allowed axioms -/
  allow : FilePath := "lean/axioms.allow"
  deep : Bool := false
  /-- say what is wrong in the reports only, and succeed -/
  reportOnly : Bool := false
  projects : Array Name := #[]
  /-- modules of tools, swept along with the first project -/
  tools : Array Name := #[]
  /-- which part of the theorems is looked at, from 1, and how many parts there are -/
  part : Nat × Nat := (1, 1)

def usage : String :=
  "[--source DIR] [--olean DIR] [--allow FILE] [--reports DIR] [--tools Name,…] [--part K/N] [--deep] [--report-only] [Project…]"

private def parsePart (text : String) : IO (Nat × Nat) := do
  if let [k, n] := text.splitOn "/" then
    if let (some k, some n) := (k.toNat?, n.toNat?) then
      if 1 ≤ k && k ≤ n then return (k, n)
  throw <| IO.userError s!"--part: expected K/N with K from 1 to N, got {text}"

/-- Read the arguments; `--olean DIR` extends the search path at once. The project is `Atomik` by default. -/
partial def parseArguments (args : List String) (o : Arguments := {}) : IO Arguments :=
  match args with
  | "--source" :: dir :: rest => parseArguments rest { o with source := dir }
  | "--olean" :: dir :: rest => do
    searchPathRef.modify ((dir : FilePath) :: ·)
    parseArguments rest o
  | "--allow" :: file :: rest => parseArguments rest { o with allow := file }
  | "--reports" :: dir :: rest => parseArguments rest { o with reports := some dir }
  | "--tools" :: names :: rest => parseArguments rest { o with tools := (names.splitOn ",").toArray.map (·.toName) }
  | "--part" :: part :: rest => do parseArguments rest { o with part := ← parsePart part }
  | "--deep" :: rest => parseArguments rest { o with deep := true }
  | "--report-only" :: rest => parseArguments rest { o with reportOnly := true }
  | project :: rest =>
    if project.startsWith "-" then throw <| IO.userError s!"arguments: expected {usage}, got {project}"
    else parseArguments rest { o with projects := o.projects.push project.toName }
  | [] => return if o.projects.isEmpty then { o with projects := #[`Atomik] } else o

/-- Under native Lean the search path comes from Lake's environment; the npm toolchain has set it already and cannot
start a process to ask for it. -/
def findCore : IO Unit := do
  try initSearchPath (← findSysroot) catch _ => pure ()

/-- Write `<reports>/<project>.<kind>.json`. -/
def writeReport (o : Arguments) (project : Name) (kind : String) (report : Json) : IO Unit := do
  if let some folder := o.reports then
    IO.FS.createDirAll folder
    IO.FS.writeFile (folder / s!"{project}.{kind}.json") (report.pretty ++ "\n")

end Audit
