import Lean.Data.Name
/-!
# The list of allowed axioms

`axioms.allow`: one axiom a line, its name, then the reason; lines that start with `#` are comments.
-/
namespace Audit
open Lean

/-- An axiom that theorems may rest on, and why. -/
structure Allowed where
  name : Name
  reason : String

/-- No list can allow these: with one of them everything is provable. -/
def neverAllowed : List Name := [`sorryAx, `lcProof, `lcAny, `lcUnreachable]

private def parseLine (number : Nat) (line : String) : Except String (Option Allowed) :=
  let text := line.trimAscii.toString
  if text.isEmpty || text.startsWith "#" then .ok none
  else
    let name := (text.takeWhile fun c => !c.isWhitespace).toString
    let reason := (text.drop name.length).trimAscii.toString
    if reason.isEmpty then .error s!"axioms.allow line {number}: expected an axiom and a reason, got {text}"
    else if neverAllowed.contains name.toName then
      .error s!"axioms.allow line {number}: expected an axiom that may be allowed, got {name}"
    else .ok (some ⟨name.toName, reason⟩)

/-- The entries of the file, or what is wrong with it. -/
def parseAllowed (text : String) : Except String (Array Allowed) := do
  let mut found : Array Allowed := #[]
  let mut number := 0
  for line in text.splitOn "\n" do
    number := number + 1
    if let some entry ← parseLine number line then
      if found.any (·.name == entry.name) then
        throw s!"axioms.allow line {number}: expected each axiom once, got {entry.name} again"
      found := found.push entry
  return found

end Audit
