module
public import Lean.Elab.Frontend
/-!
# Driver

Elaborates plain (non-`module`) files the way a native `lean` does, all in one process and in the given order,
writes their `.olean` files, and runs `main` functions. It is itself compiled by the command line of this build,
which cannot compile much executable code; hence the plain style (own recursion, no `for`, no `map`).
`README.md` tells what is repaired here and why.
-/
open Lean

/-! ## Mirrors of structures with private fields (same fields in the same order, so the same layout at run time) -/

structure KernelEnvMirror where
  constants : NonScalar
  quotInit : Bool
  diagnostics : NonScalar
  const2ModIdx : Std.HashMap Name Nat
  extensions : Array EnvExtensionState
  irBaseExts : NonScalar
  header : NonScalar

structure BaseMirror where
  «private» : KernelEnvMirror
  «public» : KernelEnvMirror

structure RealizationMirror where
  env : Environment
  opts : Options
  realizeMapRef : NonScalar

structure EnvMirror where
  base : BaseMirror
  serverBaseExts : NonScalar
  checked : Task KernelEnvMirror
  asyncConstsMap : NonScalar
  asyncCtx? : NonScalar
  importRealizationCtx? : Option RealizationMirror
  localRealizationCtxMap : NonScalar
  allRealizations : NonScalar
  isExporting : Bool

abbrev Bucket := Std.DHashMap.Internal.AssocList Name (fun _ => Nat)

structure MapMirror where
  size : Nat
  buckets : Array Bucket

unsafe def mirrorOf (env : Environment) : EnvMirror := unsafeCast env
unsafe def ofMirror (env : EnvMirror) : Environment := unsafeCast env
unsafe def mapMirrorOf (m : Std.HashMap Name Nat) : MapMirror := unsafeCast m
unsafe def ofMapMirror (m : MapMirror) : Std.HashMap Name Nat := unsafeCast m

/-! ## The map from names to modules -/

unsafe def contains (n : Name) : Bucket → Bool
  | .nil => false
  | .cons k _ rest => k == n || contains n rest

unsafe def insertName (n : Name) (mod : Nat) (capacity : USize) (buckets : Array Bucket) : Array Bucket :=
  let i := (@Std.DHashMap.Internal.mkIdx capacity.toNat lcProof n.hash).1
  let old := buckets.uget i lcProof
  if contains n old then buckets else buckets.uset i (.cons n mod old) lcProof

unsafe def insertNames (names : Array Name) (i : USize) (mod : Nat) (capacity : USize) (buckets : Array Bucket) :
    Array Bucket :=
  if i < names.usize then
    insertNames names (i + 1) mod capacity (insertName (names.uget i lcProof) mod capacity buckets)
  else buckets

unsafe def insertModules (mods : Array ModuleData) (i : USize) (capacity : USize) (buckets : Array Bucket) :
    Array Bucket :=
  if i < mods.usize then
    insertModules mods (i + 1) capacity
      (insertNames (mods.uget i lcProof).extraConstNames 0 i.toNat capacity buckets)
  else buckets

/-- Enter the names of compiled code, which this build leaves out: without them nothing imported can be interpreted. -/
unsafe def addCodeNames (env : Environment) : Environment :=
  let m := mirrorOf env
  let map := mapMirrorOf m.base.private.const2ModIdx
  let capacity := map.buckets.size.toUSize
  let buckets := insertModules env.header.moduleData 0 capacity map.buckets
  let full := ofMapMirror { size := map.size, buckets }
  let kernel := { m.base.private with const2ModIdx := full }
  ofMirror { m with
    base := {
      «private» := kernel
      «public» := { m.base.public with const2ModIdx := full } }
    checked := .pure kernel }

/-! ## Imports -/

/-- Give every extension its imported entries, as `finalizeImport` does after loading; here only once the names are
complete, because imported syntax is compiled code that the parser extension calls. -/
unsafe def loadExtensions (opts : Options) (i : USize) (env : Environment) : IO Environment := do
  let exts ← persistentEnvExtensionsRef.get
  if i < exts.usize then
    let ext := exts.uget i lcProof
    let slot := ext.toEnvExtension.idx.toUSize
    let m := mirrorOf env
    let old : PersistentEnvExtensionState EnvExtensionEntry EnvExtensionState :=
      unsafeCast (m.base.private.extensions.uget slot lcProof)
    let state ← ext.addImportedFn old.importedEntries { env, opts }
    let new := { old with state }
    let kernel := { m.base.private with
      extensions := m.base.private.extensions.uset slot (unsafeCast new) lcProof }
    loadExtensions opts (i + 1) (ofMirror { m with
      base := { m.base with «private» := kernel }
      checked := .pure kernel })
  else return env

/-- Equation lemmas and the like of imported definitions are made in this environment, when they are first wanted;
`finalizeImport` sets it when the extensions are loaded. -/
unsafe def setRealizationEnv (env : Environment) : Environment :=
  let m := mirrorOf env
  match m.importRealizationCtx? with
  | some ctx => ofMirror { m with importRealizationCtx? := some { ctx with env } }
  | none => env

def importsOf : List Name → List Import
  | [] => []
  | n :: ns => { module := n } :: importsOf ns

partial def text : Name → String
  | .anonymous => ""
  | .str .anonymous s => s
  | .str p s => text p ++ "." ++ s
  | .num p n => text p ++ "." ++ toString n

def texts : List Name → String
  | [] => ""
  | x :: xs => text x ++ " " ++ texts xs

def nameFrom : List String → Name → Name
  | [], n => n
  | s :: ss, n => nameFrom ss (.str n s)

def name (s : String) : Name := nameFrom (s.splitOn ".") .anonymous

def names : List String → List Name
  | [] => []
  | "" :: ss => names ss
  | s :: ss => name s :: names ss

def words (s : String) : List String := s.splitOn " "

def find? {α : Type} (k : String) : List (String × α) → Option α
  | [] => none
  | (k', v) :: rest => if k == k' then some v else find? k rest

structure State where
  out : String
  opts : Options
  /-- Core modules once imported, by their names: the next module with the same ones starts from there. -/
  bases : List (String × ImportState) := []
  failed : List String := []
  /-- Write a module in spite of its errors (what failed is left as `sorry`), and go on with what imports it. -/
  keepGoing : Bool := false

/-- The environment of a plain file. `core`: the core modules among everything that `imports` reach. -/
unsafe def environment (st : State) (core : List Name) (imports : Array Import) : IO (Environment × State) := do
  let key := texts core
  let (base, st) ← match find? key st.bases with
    | some b => pure (b, st)
    | none => do
      let (_, b) ← (importModulesCore (importsOf core).toArray (globalLevel := .private)).run
      pure (b, { st with bases := (key, b) :: st.bases })
  let (_, s) ← (importModulesCore imports (globalLevel := .private)).run base
  let env ← finalizeImport s imports st.opts 0 (leakEnv := true) (loadExts := false)
  let env ← loadExtensions st.opts 0 (addCodeNames env)
  return (setRealizationEnv env, st)

/-! ## Building -/

def severe : MessageSeverity → Bool
  | .information => false
  | _ => true

/-- Print messages as JSON, one a line. Is there an error or a warning among them? -/
def printMessages : List Message → Bool → IO Bool
  | [], bad => return bad
  | m :: ms, bad => do
    IO.println (← m.toJson).compress
    printMessages ms (bad || severe m.severity)

/-- Say something of a module as a line that `build.ts` reads. -/
def report (kind mod detail : String) : IO Unit := do
  IO.println ("{\"module\":" ++ (Json.str mod).compress ++ ",\"" ++ kind ++ "\":" ++ detail ++ "}")
  (← IO.getStdout).flush

def importTexts : List Import → String
  | [] => ""
  | i :: is => text i.module ++ " " ++ importTexts is

/-- One line of the plan: module, file, imports, core modules. -/
structure Step where
  mod : String
  file : String
  imports : String
  core : List Name

def stepFrom : List String → Option Step
  | [mod, file, imports, core] => some { mod, file, imports, core := names (words core) }
  | _ => none

def anyOf (failed : List String) : List String → Option String
  | [] => none
  | m :: ms => if failed.contains m then some m else anyOf failed ms

unsafe def elaborate (st : State) (step : Step) : IO (Bool × State) := do
  let input ← IO.FS.readFile (System.FilePath.mk step.file)
  let ictx : Parser.InputContext := {
    inputString := input, fileName := step.file, fileMap := FileMap.ofString input
    endPos := input.rawEndPos, endPos_valid := lcProof }
  let (header, parser, messages) ← Parser.parseHeader ictx
  let imports := Elab.headerToImports header
  if importTexts imports.toList != step.imports then
    throw (IO.userError ("imports: expected " ++ step.imports ++ "as planned, got " ++ importTexts imports.toList))
  let t0 ← IO.monoMsNow
  let (env, st) ← environment st step.core imports
  let t1 ← IO.monoMsNow
  let s ← Elab.IO.processCommands ictx parser
    (Elab.Command.mkState (env.setMainModule (name step.mod)) messages st.opts)
  let bad ← printMessages s.commandState.messages.toList false
  let t2 ← IO.monoMsNow
  if bad && !st.keepGoing then return (false, st)
  let olean := System.FilePath.mk (st.out ++ "/" ++ "/".intercalate (step.mod.splitOn ".") ++ ".olean")
  match olean.parent with
  | some folder => IO.FS.createDirAll folder
  | none => pure ()
  writeModule s.commandState.env olean
  if bad then return (false, st)
  report "built" step.mod ("[" ++ toString (t1 - t0) ++ "," ++ toString (t2 - t1) ++ "]")
  return (true, st)

unsafe def build (st : State) (step : Step) : IO State := do
  match (if st.keepGoing then none else anyOf st.failed (words step.imports)) with
  | some needed =>
    report "skipped" step.mod (Json.str needed).compress
    return { st with failed := step.mod :: st.failed }
  | none =>
    let (ok, st) ← try elaborate st step catch e => do
      report "broken" step.mod (Json.str (toString e)).compress
      pure (false, st)
    if ok then return st
    report "failed" step.mod "true"
    return { st with failed := step.mod :: st.failed }

unsafe def buildAll (st : State) : List String → IO State
  | [] => return st
  | "" :: lines => buildAll st lines
  | line :: lines => do
    match stepFrom (line.splitOn "\t") with
    | some step => buildAll (← build st step) lines
    | none => throw (IO.userError ("plan: expected four fields, got " ++ line))

unsafe def buildPlan (st : State) (plan : String) : IO UInt32 := do
  let lines := (← IO.FS.readFile (System.FilePath.mk plan)).splitOn "\n"
  let st ← buildAll st lines
  match st.failed with
  | [] => return 0
  | _ => return 1

/-! ## Running -/

/-- Native code of this name exists, but its signature is lost in this build; declaring it brings it back. -/
@[extern "lean_lost_signature"]
public unsafe opaque Lean.Environment.evalConst._redArg (env : @& Environment) (opts : @& Options) (n : @& Name)
    (checkMeta : Bool) : Except String NonScalar

/-- Is this `List String → IO UInt32`? Nothing else can be called as a program here. -/
def isMainType : Expr → Bool
  | .forallE _ (.app (.const list _) (.const string _)) (.app (.const io _) (.const result _)) _ =>
    text list == "List" && text string == "String" && text io == "IO" && text result == "UInt32"
  | _ => false

unsafe def run (st : State) (mod : String) (args : List String) : IO UInt32 := do
  let (env, _) ← environment st [`Init] #[{ module := `Init }, { module := name mod }]
  match env.find? (.str .anonymous "main") with
  | none => throw (IO.userError ("main of " ++ mod ++ ": expected a definition, got none"))
  | some c =>
    if !isMainType c.type then
      throw (IO.userError ("main of " ++ mod ++ ": expected type List String → IO UInt32, got another one"))
    match Lean.Environment.evalConst._redArg env st.opts (.str .anonymous "main") false with
    | .ok f => (unsafeCast f : List String → IO UInt32) args
    | .error e => throw (IO.userError e)

def splitAtPlus : List String → List String × List String
  | [] => ([], [])
  | "++" :: rest => ([], rest)
  | a :: rest => match splitAtPlus rest with | (before, after) => (a :: before, after)

/-- Several programs, `++` between them; stops at the first that fails. -/
unsafe def runAll (st : State) (args : List String) : IO UInt32 := do
  match splitAtPlus args with
  | ([], _) => return 0
  | (mod :: args, rest) =>
    let code ← run st mod args
    if code != 0 then return code else runAll st rest

/-! ## Command line -/

/-- Options as `name=true` or `name=false`. -/
def options : List String → List (Name × DataValue)
  | [] => []
  | s :: ss => match s.splitOn "=" with
    | [n, v] => (name n, .ofBool (v == "true")) :: options ss
    | _ => options ss

/-- `build OUT OPTIONS PLAN [keep-going]` or `run OUT OPTIONS MODULE ARGUMENTS…`; OPTIONS are separated by commas. -/
unsafe def go (args : List String) : IO UInt32 := do
  match args with
  | command :: out :: opts :: rest =>
    if Lean.githash != "38f3c0c45b8df6da2652faff6dcaa15afb5a6981" then
      throw (IO.userError ("Lean: expected commit 38f3c0c4, got " ++ Lean.githash))
    searchPathRef.modify fun path => System.FilePath.mk out :: path
    let st : State := { out, opts := { entries := options (opts.splitOn ",") } }
    match command, rest with
    | "build", [plan] => buildPlan st plan
    | "build", [plan, "keep-going"] => buildPlan { st with keepGoing := true } plan
    | "run", args => runAll st args
    | _, _ => throw (IO.userError "expected build or run")
  | _ => throw (IO.userError "expected at least three arguments")

public unsafe def main (args : List String) : IO UInt32 := do
  let code ← try go args catch e => do
    IO.eprintln ("error: " ++ toString e)
    pure 1
  (← IO.getStdout).flush
  IO.Process.exit code.toUInt8
