import Audit.Docstring
import Audit.Lint.Hypotheses
import Audit.Lint.Restatement
import Audit.Lint.Trivial
import Audit.Source
import Audit.Violation
/-!
# One theorem

What is reported of a theorem, and the rules that look at one theorem alone.
-/
namespace Audit
open Lean Meta

/-- A theorem as reported. -/
structure TheoremRow where
  declared : Declared
  line : Nat
  /-- binders, colon and conclusion, as Lean prints them; the conclusion alone if there are no binders -/
  statement : String
  doc : Option String
  parts : Docstring
  axioms : Array Name
  hypotheses : Nat
  /-- proved by `rfl`: true by unfolding definitions -/
  definitional : Bool
  isPrivate : Bool

def TheoremRow.toJson (row : TheoremRow) : Json :=
  .mkObj [("name", (userName row.declared.name).toString), ("module", row.declared.module.toString), ("line", row.line),
    ("statement", row.statement), ("doc", orNull row.doc), ("english", row.parts.english),
    ("doesNotSay", orNull row.parts.doesNotSay), ("claimIds", Lean.toJson (row.parts.claimIds.getD #[])),
    ("axioms", Lean.toJson (row.axioms.map (·.toString))), ("hypotheses", row.hypotheses),
    ("definitional", row.definitional), ("private", row.isPrivate)]

/-- Where a declaration was written by hand; none for what Lean generates, and for fields. -/
def writtenAt? (name : Name) : CoreM (Option Nat) := do
  if (← getEnv).isProjectionFn name then return none
  let name' := userName name
  if name'.isInternalDetail || name'.hasMacroScopes then return none
  return (← findDeclarationRanges? name).map (·.selectionRange.pos.line)

/-- What stands behind the name that a signature starts with, and behind its universes, `name.{u, v}`, if it has some. -/
private def behindName (text : String) : String :=
  let name := (text.takeWhile (!·.isWhitespace)).toString
  let cut := (name.splitOn ".{").length > 1 && (name.splitOn "}").length == 1
  if cut then "}".intercalate ((text.splitOn "}").drop 1) else (text.dropWhile (!·.isWhitespace)).toString

private def printed (name : Name) : MetaM String := do
  let text := (← PrettyPrinter.ppSignature name).fmt.pretty 100
  let text := (behindName text).trimAscii.toString
  -- without binders, a colon follows
  return if text.startsWith ":" then (text.drop 1).trimAscii.toString else text

private partial def isRfl (proof : Expr) : Bool :=
  match proof with
  | .lam _ _ body _ => isRfl body
  | _ => [``rfl, ``Eq.refl, ``HEq.refl, ``Iff.rfl, ``Iff.refl].any proof.getAppFn.isConstOf

/-- What surrounds a theorem. -/
structure Surroundings where
  axioms : Array Name
  /-- examples in its file -/
  examples : Array String
  isClaim : Bool
  restates : Option Restatement

/-- The row of a theorem, and which lints it breaks: rule and detail. -/
def examine (declared : Declared) (line : Nat) (around : Surroundings) :
    MetaM (TheoremRow × Array (String × String)) := do
  let name := declared.name
  let some value := declared.info.value? (allowOpaque := true) | throwError "{name}: expected a proof, got none"
  let doc := (← findDocString? (← getEnv) name).map (·.trimAscii.toString)
  let isPrivate := isPrivateName name
  withHypotheses (plainStatement declared.info) value fun hypotheses conclusion => do
    let mut broken := #[]
    if let some trivial := trivialStatement (hypotheses.map (·.type)) conclusion then broken := broken.push trivial
    for h in hypotheses do
      unless h.used do broken := broken.push ("unused_hypothesis", s!"{h.name} : {(← ppExpr h.type).pretty 100}")
    let inherits := match around.restates with | some r => r.allowed | none => false
    if let some { earlier, allowed := false } := around.restates then
      broken := broken.push ("restatement", s!"states what {userName earlier.name} states")
    if hypotheses.any (!·.isInstance) && !isPrivate && !inherits then
      unless hasWitness around.examples name.toString do
        broken := broken.push ("no_witness", "no closed example in its file applies it by name")
    if doc.isNone && !isPrivate then broken := broken.push ("no_docstring", "has no docstring")
    let mut parts : Docstring := { english := doc.getD "" }
    if around.isClaim then
      match parseDocstring (doc.getD "") with
      | .error problem => broken := broken.push ("claim_format", problem)
      | .ok read =>
        parts := read
        if read.claimIds.isNone then
          broken := broken.push ("claim_format", "names no claim: expected \"Claims: C8.\" or \"Claims: none.\"")
        if read.doesNotSay.isNone then broken := broken.push ("claim_format", "expected \"Does not say: …\"")
    return ({
      declared, line, statement := ← printed name, doc, parts, axioms := around.axioms, hypotheses := hypotheses.size,
      definitional := isRfl value, isPrivate }, broken)

end Audit
