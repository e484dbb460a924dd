import Atomik.Emit.Vectors.Build
/-!
# Cases of single ops

For each op: every boundary class as operand or state, every other op directly before it, and each bit alone.
-/
namespace Atomik.Emit
open Move

/-- A context that has a reference and deltas, both hashed from the id. -/
private def dirty (b : Bench) (id : String) : List Move := [load (b.word (id ++ "/r")), accum (b.word (id ++ "/a"))]

/-- `f id class₁ class₂` for all pairs of classes. -/
private def classPairs (b : Bench) (start middle : String) (f : Nat → Nat → List Move) : List Case :=
  (b.classes start).flatMap fun x => boundaries.map (·.name) ++ [randomName] |>.map fun y =>
    let id := s!"{start}/{x.1}/{middle}/{y}"
    let second := ((b.classes id).lookup y).getD 0
    b.case id [x.1, y].eraseDups (f x.2 second)

/-- Every op directly before `k`, on a context in use. -/
private def afterEach (b : Bench) (k : OpKind) : List Case := Ir.ops.map fun first =>
  let id := s!"{b.prefixOf (opName k)}/after/{opName first.kind}"
  b.case id ["pair"] (dirty b id ++
    [ofKind first.kind (b.word (id ++ "/1")), ofKind k (b.word (id ++ "/2")), read])

/-- `k` as the first op, with every class. -/
private def onFresh (b : Bench) (k : OpKind) : List Case :=
  let start := b.prefixOf (opName k) ++ "/fresh"
  (b.classes start).map fun c => b.case s!"{start}/{c.1}" ["fresh", c.1] [ofKind k c.2, read]

/-- `k` with every class on a context in use. -/
private def onDirty (b : Bench) (k : OpKind) : List Case :=
  let start := b.prefixOf (opName k) ++ "/used"
  (b.classes start).map fun c =>
    let id := s!"{start}/{c.1}"
    b.case id [c.1] (dirty b id ++ [ofKind k c.2, read])

/-- Walks: `f` turns each word with one bit set into moves. -/
private def walk (b : Bench) (k : OpKind) (f : Nat → List Move) : Case :=
  b.case (b.prefixOf (opName k) ++ "/walk") ["walk"] (b.bits.flatMap f)

private def loadCases (b : Bench) : List Case := onFresh b .load ++ onDirty b .load ++ [walk b .load fun v => [load v]]

private def accumCases (b : Bench) : List Case :=
  let start := b.prefixOf "accum"
  onFresh b .accum ++ onDirty b .accum ++
  classPairs b start "with" (fun x y => [accum x, accum y]) ++
  (b.classes (start ++ "/twice")).map (fun c =>
    b.case s!"{start}/twice/{c.1}" ["cancel", c.1] [accum c.2, accum c.2]) ++
  [walk b .accum fun v => [accum v], b.case (start ++ "/holes") ["holes"] (b.holes.map accum)]

private def readCases (b : Bench) : List Case :=
  [b.case (b.prefixOf "read" ++ "/fresh") ["fresh"] [read]] ++
  classPairs b (b.prefixOf "read") "with" (fun x y => [load x, accum y, read, read]) ++
  [walk b .read fun v => [accum v, read]]

private def swapCases (b : Bench) : List Case :=
  [b.case (b.prefixOf "swap" ++ "/fresh") ["fresh"] [swap, read]] ++
  classPairs b (b.prefixOf "swap") "with" (fun x y => [load x, accum y, swap, read]) ++
  [walk b .swap fun v => [accum v, swap]]

private def rollbackCases (b : Bench) : List Case :=
  let start := b.prefixOf "rollback"
  onFresh b .rollback ++ onDirty b .rollback ++
  classPairs b (start ++ "/cancel") "with" (fun x y => [accum x, accum y, rollback x, rollback y]) ++
  [walk b .rollback fun v => [rollback v]]

private def exchangeCases (b : Bench) : List Case :=
  let start := b.prefixOf "exchange"
  onFresh b .exchange ++
  classPairs b start "over" (fun x y => [accum y, exchange x, read]) ++
  [walk b .exchange fun v => [exchange v]]

private def mergeCases (b : Bench) : List Case :=
  onFresh b .merge ++ onDirty b .merge ++
  classPairs b (b.prefixOf "merge") "with" (fun x y => [load x, merge y, read]) ++
  [walk b .merge fun v => [merge v]]

private def casesOf (b : Bench) : OpKind → List Case
  | .load => loadCases b
  | .accum => accumCases b
  | .read => readCases b
  | .swap => swapCases b
  | .rollback => rollbackCases b
  | .exchange => exchangeCases b
  | .merge => mergeCases b

/-- One family for each op. -/
def opFamilies (b : Bench) : List Family :=
  Ir.ops.map fun d => ⟨opName d.kind, b.width, casesOf b d.kind ++ afterEach b d.kind⟩

end Atomik.Emit
