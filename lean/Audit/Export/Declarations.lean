import Audit.Export.Terms
import Audit.Project
/-!
# Declarations as lines of an export

A declaration stands behind everything that it uses. An inductive type comes with its constructors and recursors, and with
the types that it is defined together with. `unsafe` and `partial` code is left out: the kernel never sees it.
-/
namespace Audit.Export
open Lean

private def find (n : Name) : ExportM ConstantInfo := do
  match (← read).env.find? n with
  | some info => return info
  | none => throw <| IO.userError s!"declarations: expected {n} to be declared, it is not"

private def names (ns : List Name) : ExportM String := return numbers (← ns.mapM name)
private def term (e : Expr) : ExportM String := return toString (← expression (plain e))

/-- Name, universe parameters and type, as all declarations have them. -/
private def signature (v : ConstantVal) : ExportM (List (String × String)) := do
  for u in v.levelParams do discard <| level (.param u)
  return [("name", toString (← name v.name)), ("levelParams", ← names v.levelParams), ("type", ← term v.type)]

private def hints : ReducibilityHints → String
  | .opaque => quoted "opaque"
  | .abbrev => quoted "abbrev"
  | .regular n => object [("regular", toString n)]

private def quotient : QuotKind → String
  | .type => quoted "type"
  | .ctor => quoted "ctor"
  | .lift => quoted "lift"
  | .ind => quoted "ind"

/-- The recursors of types that are defined together: one for each, and one for each type that they are nested in. -/
private def recursorNames (v : InductiveVal) : List Name :=
  v.all.map mkRecName ++ (List.range v.numNested).map fun i => mkRecName (v.all.headD v.name) |>.appendIndexAfter (i + 1)

private def typeRow (v : InductiveVal) : ExportM String := do
  return object <| (← signature v.toConstantVal) ++ [("numParams", toString v.numParams),
    ("numIndices", toString v.numIndices), ("all", ← names v.all), ("ctors", ← names v.ctors),
    ("numNested", toString v.numNested), ("isRec", toString v.isRec), ("isReflexive", toString v.isReflexive),
    ("isUnsafe", "false")]

private def constructorRow (v : ConstructorVal) : ExportM String := do
  return object <| (← signature v.toConstantVal) ++ [("induct", toString (← name v.induct)), ("cidx", toString v.cidx),
    ("numParams", toString v.numParams), ("numFields", toString v.numFields), ("isUnsafe", "false")]

private def ruleRow (r : RecursorRule) : ExportM String := do
  return object [("ctor", toString (← name r.ctor)), ("nfields", toString r.nfields), ("rhs", ← term r.rhs)]

private def recursorRow (v : RecursorVal) : ExportM String := do
  return object <| (← signature v.toConstantVal) ++ [("all", ← names v.all), ("numParams", toString v.numParams),
    ("numIndices", toString v.numIndices), ("numMotives", toString v.numMotives), ("numMinors", toString v.numMinors),
    ("rules", list (← v.rules.mapM ruleRow)), ("k", toString v.k), ("isUnsafe", "false")]
where
  list (rows : List String) : String := "[" ++ ",".intercalate rows ++ "]"

private def write (kind : String) (fields : List (String × String)) : ExportM Unit := do
  line (object [(kind, object fields)])
  modify fun s => { s with declarations := s.declarations + 1 }

mutual
/-- Write what an expression uses. -/
private partial def uses (e : Expr) : ExportM Unit := e.getUsedConstants.forM declaration

/-- Write the types `v.all`, their constructors and recursors as one line, behind everything that these use. -/
private partial def inductiveTypes (v : InductiveVal) : ExportM Unit := do
  let mut types := #[]
  let mut constructors := #[]
  let mut recursors := #[]
  for n in v.all do
    if let .inductInfo t ← find n then
      types := types.push t
      for c in t.ctors do
        if let .ctorInfo c ← find c then constructors := constructors.push c
  for n in recursorNames v do
    if let .recInfo r ← find n then recursors := recursors.push r
  let own := types.map (·.name) ++ constructors.map (·.name) ++ recursors.map (·.name)
  modify fun s => { s with declared := own.foldl (·.insert ·) s.declared }
  for t in types do uses t.type
  for c in constructors do uses c.type
  for r in recursors do
    uses r.type
    for rule in r.rules do uses rule.rhs
  let list (rows : Array String) := "[" ++ ",".intercalate rows.toList ++ "]"
  write "inductive" [("types", list (← types.mapM typeRow)), ("ctors", list (← constructors.mapM constructorRow)),
    ("recs", list (← recursors.mapM recursorRow))]

/-- Write the constant and everything that it uses, if that has not been done. -/
partial def declaration (n : Name) : ExportM Unit := do
  if (← get).declared.contains n then return
  let info ← find n
  if info.isUnsafe || info.isPartial then return
  match info with
  | .inductInfo v => inductiveTypes v
  | .ctorInfo v => declaration v.induct
  | .recInfo v => declaration (v.all.headD v.getMajorInduct)
  | .quotInfo _ =>
    for part in [``Quot, ``Quot.mk, ``Quot.lift, ``Quot.ind] do
      modify fun s => { s with declared := s.declared.insert part }
    declaration ``Eq
    for part in [``Quot, ``Quot.mk, ``Quot.lift, ``Quot.ind] do
      if let .quotInfo v ← find part then
        write "quot" <| (← signature v.toConstantVal) ++ [("kind", quotient v.kind)]
  | .axiomInfo v =>
    modify fun s => { s with declared := s.declared.insert n, axioms := s.axioms.push n }
    uses v.type
    write "axiom" <| (← signature v.toConstantVal) ++ [("isUnsafe", "false")]
  | .thmInfo v =>
    valued v.toConstantVal v.value
    write "thm" <| (← signature v.toConstantVal) ++ [("value", ← term v.value), ("all", ← names v.all)]
  | .opaqueInfo v =>
    valued v.toConstantVal v.value
    write "opaque" <| (← signature v.toConstantVal) ++
      [("value", ← term v.value), ("all", ← names v.all), ("isUnsafe", "false")]
  | .defnInfo v =>
    valued v.toConstantVal v.value
    write "def" <| (← signature v.toConstantVal) ++
      [("value", ← term v.value), ("hints", hints v.hints), ("safety", quoted "safe"), ("all", ← names v.all)]
where
  valued (v : ConstantVal) (value : Expr) : ExportM Unit := do
    modify fun s => { s with declared := s.declared.insert v.name }
    uses v.type
    uses value
end

/-- The first line: who wrote the file, in which format. -/
private def header : String :=
  object [("meta", object [
    ("exporter", object [("name", quoted "atomik"), ("version", quoted "1.0.0")]),
    ("format", object [("version", quoted "3.1.0")]),
    ("lean", object [("githash", quoted Lean.githash), ("version", quoted Lean.versionString)])])]

/-- What literals of numbers and strings stand for; no expression names it. -/
private def behindLiterals : List Name := [``Nat, ``Bool, ``String.ofList, ``Char.ofNat]

/-- Write the header, all constants, and what they use. -/
def everything (constants : Array Declared) : ExportM Unit := do
  line header
  behindLiterals.forM declaration
  for d in constants do declaration d.name
  flush

end Audit.Export
