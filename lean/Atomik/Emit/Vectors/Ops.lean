import Atomik.Emit.Vectors.Build
/-!
# Cases of single ops

For each op: every boundary class as operand or in the context, every op directly before it, and each bit alone.
-/
namespace Atomik.Emit
open Move

/-- A context that has a reference and deltas, both hashed from the id. -/
private def used (b : Bench) (id : String) : List Move := [load (b.word (id ++ "/r")), accum (b.word (id ++ "/a"))]

/-- A case for every class of words: `f id word` are its moves. -/
private def perClass (b : Bench) (k : OpKind) (topic : String) (flags : List String)
    (f : String → Nat → List Move) : List Case :=
  let start := s!"{b.prefixOf (opName k)}/{topic}"
  b.eachClass start fun name v => b.case s!"{start}/{name}" (flags ++ [name]) (f s!"{start}/{name}" v)

/-- A case for every pair of classes. -/
private def perPair (b : Bench) (k : OpKind) (topic : String) (f : Nat → Nat → List Move) : List Case :=
  let start := s!"{b.prefixOf (opName k)}/{topic}"
  List.flatten <| b.eachClass start fun first x => b.eachClass s!"{start}/{first}" fun second y =>
    b.case s!"{start}/{first}/{second}" [first, second].eraseDups (f x y)

/-- `k` as the first op, with every class as its operand. -/
private def onFresh (b : Bench) (k : OpKind) : List Case :=
  perClass b k "fresh" ["fresh"] fun _ v => [ofKind k v]

/-- `k` on a context in use, with every class as its operand. -/
private def onUsed (b : Bench) (k : OpKind) : List Case :=
  perClass b k "used" [] fun id v => used b id ++ [ofKind k v]

/-- `k` where every class is the reference. -/
private def onReferences (b : Bench) (k : OpKind) : List Case :=
  perClass b k "reference" [] fun id v => [load v, accum (b.word id), ofKind k (b.word (id ++ "/v"))]

/-- `k` where every class is the accumulator. -/
private def onAccumulators (b : Bench) (k : OpKind) : List Case :=
  perClass b k "accumulator" [] fun id v => [load (b.word id), accum v, ofKind k (b.word (id ++ "/v"))]

/-- Every op directly before `k`. -/
private def afterEach (b : Bench) (k : OpKind) : List Case := b.machine.defs.map fun first =>
  let id := s!"{b.prefixOf (opName k)}/after/{opName first.kind}"
  b.case id ["pair"] (used b id ++
    [ofKind first.kind (b.word (id ++ "/1")), ofKind k (b.word (id ++ "/2")), read])

/-- One program over words made of single bits (or of all but one): `f` turns each into moves. -/
private def walk (b : Bench) (k : OpKind) (name : String) (words : List Nat) (f : Nat → List Move) : Case :=
  b.case s!"{b.prefixOf (opName k)}/{name}" [name] (words.flatMap f)

private def special (b : Bench) : OpKind → List Case
  | .accum =>
    perPair b .accum "pair" (fun x y => [accum x, accum y]) ++
    perClass b .accum "twice" ["cancel"] (fun _ v => [accum v, accum v]) ++
    if b.machine.thorough then [walk b .accum "holes" b.holes fun v => [accum v]]
    else [walk b .accum "carry" b.bits fun v => [load (v - 1), accum 1]]
  | .read =>
    if b.machine.thorough then perPair b .read "pair" fun x y => [load x, accum y, read]
    else perClass b .read "state" [] fun id v => [load (b.word id), accum (b.delta (b.word id) v), read]
  | .swap =>
    perClass b .swap "state" [] (fun id v => [load (b.word id), accum (b.delta (b.word id) v), swap, read]) ++
    perClass b .swap "twice" [] fun id v => used b id ++ [accum v, swap, swap, read]
  | .rollback => (perClass b .rollback "undo" ["cancel"] fun id v =>
      used b id ++ [accum v, accum (b.word (id ++ "/b")), rollback v, read]) ++
    if b.machine.thorough then [] else [walk b .rollback "carry" b.bits fun v => [load v, rollback 1, read]]
  | _ => []

private def walks (b : Bench) : OpKind → Case
  | .read => walk b .read "walk" b.bits fun v => [accum v, read]
  | .swap => walk b .swap "walk" b.bits fun v => [accum v, swap]
  | k => walk b k "walk" b.bits fun v => [ofKind k v]

private def casesOf (b : Bench) (d : Ir.OpDef) : List Case :=
  let k := d.kind
  let operandCases := if d.operands.isEmpty then
      [b.case (b.prefixOf (opName k) ++ "/fresh") ["fresh"] [ofKind k 0]]
    else onFresh b k ++ onUsed b k
  let ifThorough (cases : List Case) := if b.machine.thorough then cases else []
  let contextCases := if k = .merge then onReferences b k ++ ifThorough (onAccumulators b k)
    else ifThorough (onReferences b k ++ onAccumulators b k)
  operandCases ++ contextCases ++ afterEach b k ++ special b k ++ ifThorough [walks b k]

/-- One family for each op. -/
def opFamilies (b : Bench) : List Family :=
  b.machine.defs.map fun d => ⟨b.machine, opName d.kind, b.width, casesOf b d⟩

end Atomik.Emit
