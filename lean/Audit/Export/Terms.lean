import Lean
/-!
# Names, levels and expressions as lines of an export

The format of `lean4export` 3.1: one JSON object a line. Each name, level and expression has one line, with its number, and
stands before its uses. Annotations of expressions are left out; the kernel does not look at them.
-/
namespace Audit.Export
open Lean

/-- What has been written. -/
structure State where
  names : Std.HashMap Name Nat := .ofList [(.anonymous, 0)]
  levels : Std.HashMap Level Nat := .ofList [(.zero, 0)]
  exprs : Std.HashMap Expr Nat := {}
  declared : Std.HashSet Name := {}
  /-- constants without a proof or a value, in the order in which they were written -/
  axioms : Array Name := #[]
  declarations : Nat := 0
  /-- what does not stand in the file yet -/
  buffer : String := ""

structure Context where
  env : Environment
  file : IO.FS.Handle

abbrev ExportM := ReaderT Context (StateT State IO)

/-- Write what is in the buffer. -/
def flush : ExportM Unit := do
  (← read).file.putStr (← get).buffer
  modify fun s => { s with buffer := "" }

/-- Write one line. -/
def line (text : String) : ExportM Unit := do
  modify fun s => { s with buffer := s.buffer ++ text ++ "\n" }
  if (← get).buffer.utf8ByteSize > 1000000 then flush

/-- A JSON string. -/
def quoted (text : String) : String := (Json.str text).compress

/-- A JSON object of fields whose values are JSON already. -/
def object (fields : List (String × String)) : String :=
  "{" ++ ",".intercalate (fields.map fun (key, value) => quoted key ++ ":" ++ value) ++ "}"

/-- A JSON list of numbers. -/
def numbers (ns : List Nat) : String := "[" ++ ",".intercalate (ns.map toString) ++ "]"

/-- The number of a name. -/
partial def name (n : Name) : ExportM Nat := do
  if let some i := (← get).names[n]? then return i
  let (kind, value) ← match n with
    | .str pre s => pure ("str", object [("pre", toString (← name pre)), ("str", quoted s)])
    | .num pre i => pure ("num", object [("pre", toString (← name pre)), ("i", toString i)])
    | .anonymous => throw <| IO.userError "names: expected one with parts, got none"
  let i := (← get).names.size
  line (object [("in", toString i), (kind, value)])
  modify fun s => { s with names := s.names.insert n i }
  return i

/-- The number of a level. -/
partial def level (l : Level) : ExportM Nat := do
  if let some i := (← get).levels[l]? then return i
  let (kind, value) ← match l with
    | .succ l => pure ("succ", toString (← level l))
    | .max a b => pure ("max", numbers [← level a, ← level b])
    | .imax a b => pure ("imax", numbers [← level a, ← level b])
    | .param n => pure ("param", toString (← name n))
    | .zero | .mvar _ => throw <| IO.userError s!"levels: expected one of a declaration, got {l}"
  let i := (← get).levels.size
  line (object [("il", toString i), (kind, value)])
  modify fun s => { s with levels := s.levels.insert l i }
  return i

/-- Without annotations, and without the hint that the type of a `let` does not depend on its value. -/
partial def plain (e : Expr) : Expr :=
  e.replace fun
    | .mdata _ inner => some (plain inner)
    | .letE n type value body true => some (.letE n (plain type) (plain value) (plain body) false)
    | _ => none

private def binder : BinderInfo → String
  | .default => quoted "default"
  | .implicit => quoted "implicit"
  | .strictImplicit => quoted "strictImplicit"
  | .instImplicit => quoted "instImplicit"

/-- The number of an expression that is `plain`. -/
partial def expression (e : Expr) : ExportM Nat := do
  if let some i := (← get).exprs[e]? then return i
  let (kind, value) ← match e with
    | .bvar i => pure ("bvar", toString i)
    | .sort l => pure ("sort", toString (← level l))
    | .const n us => pure ("const", object [("name", toString (← name n)), ("us", numbers (← us.mapM level))])
    | .app f a => pure ("app", object [("fn", toString (← expression f)), ("arg", toString (← expression a))])
    | .lam n type body info => pure ("lam", ← binding n type body info)
    | .forallE n type body info => pure ("forallE", ← binding n type body info)
    | .letE n type value body _ =>
      pure ("letE", object [("name", toString (← name n)), ("type", toString (← expression type)),
        ("value", toString (← expression value)), ("body", toString (← expression body)), ("nondep", "false")])
    | .lit (.natVal n) => pure ("natVal", quoted (toString n))
    | .lit (.strVal s) => pure ("strVal", quoted s)
    | .proj type i structure_ =>
      pure ("proj", object [("typeName", toString (← name type)), ("idx", toString i),
        ("struct", toString (← expression structure_))])
    | .mdata .. | .fvar _ | .mvar _ => throw <| IO.userError s!"expressions: expected a closed plain one, got {e}"
  let i := (← get).exprs.size
  line (object [("ie", toString i), (kind, value)])
  modify fun s => { s with exprs := s.exprs.insert e i }
  return i
where
  binding (n : Name) (type body : Expr) (info : BinderInfo) : ExportM String := do
    return object [("name", toString (← name n)), ("type", toString (← expression type)),
      ("body", toString (← expression body)), ("binderInfo", binder info)]

end Audit.Export
