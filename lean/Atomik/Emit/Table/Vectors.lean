import Atomik.Emit.Table.Case
/-!
# All cases of tables
-/
namespace Atomik.Emit.Table

/-- A request that may look at the table it will meet. -/
private abbrev Ask := (w n : Nat) → Table (BitVec w) n → Table.Request

/-- The op of a move at an address; where there is no context it is made for a fresh one. -/
private def opAt (w n : Nat) (t : Table (BitVec w) n) (address : Nat) (m : Move) : Nat × RawOp :=
  (address, m w (t[address]?.getD Context.fresh))

private def at_ (address : Nat) (m : Move) : Ask := fun w n t =>
  let (address, raw) := opAt w n t address m
  .op address raw

/-- A batch whose ops are made for the table before it. -/
private def batch (steps : List (Nat × Move)) : Ask := fun w n t => .batch (steps.map fun s => opAt w n t s.1 s.2)

private def entries : Ask := fun _ _ _ => .entries
private def snapshot : Ask := fun _ _ _ => .snapshot

private def requests (w n : Nat) (asks : List Ask) : List Table.Request :=
  go Table.fresh asks
where
  go (t : Table (BitVec w) n) : List Ask → List Table.Request
    | [] => []
    | ask :: asks =>
      let request := ask w n t
      let next := match t.answer request with
        | .ok (next, _) => next
        | .error _ => t
      request :: go next asks

private def case (b : Bench) (id : String) (flags : List String) (contexts : Nat) (asks : List Ask) : Case :=
  ⟨id, flags, contexts, requests b.width contexts asks⟩

private def prefixOf (b : Bench) (family : String) : String := s!"{name}/{family}/w{b.width}"

private def kinds : List OpKind := Ir.table.cells.map (·.kind)

/-- Every context in use, with words hashed from the id. -/
private def used (b : Bench) (id : String) (contexts : Nat) : Ask :=
  batch <| (List.range contexts).flatMap fun i =>
    [(i, .load (b.word s!"{id}/{i}/r")), (i, .accum (b.word s!"{id}/{i}/a"))]

/-- Every op at the first and the last address, and in a table of one context. -/
private def steps (b : Bench) : Family :=
  let start := prefixOf b "steps"
  let each := kinds.flatMap fun k =>
    let start := s!"{start}/{opName k}"
    [0, 2].map (fun i =>
      let id := s!"{start}/at/{i}"
      case b id ["at_address"] 3 [used b id 3, at_ i (.ofKind k (b.word id))]) ++
    [case b (start ++ "/single") ["at_address", "single"] 1 [at_ 0 (.ofKind k (b.word start)), snapshot]]
  let words := b.eachClass (start ++ "/accum") fun name v =>
    case b s!"{start}/accum/{name}" ["at_address", name] 2 [at_ 1 (.accum v), at_ 1 .read, snapshot]
  ⟨"steps", b.width, each ++ words⟩

/-- Ways to be refused: a name, the flags, an address below a table of two, and a move. -/
private def faults (b : Bench) : List (String × List String × Nat × Move) :=
  [("address", ["address"], 2, Move.read), ("mismatch", ["mismatch"], 1, .mergeApart 1 0)] ++
  if b.width ≥ 64 then [] else [("out_of_range", ["out_of_range"], 0, .accum (2 ^ b.width))]

private def batches (b : Bench) : Family :=
  let start := prefixOf b "batch"
  let id := start ++ "/results"
  let good (id : String) : List (Nat × Move) :=
    [(0, .accum (b.word (id ++ "/0"))), (1, .swap), (0, .read), (1, .exchange (b.word (id ++ "/1")))]
  let deltas := (List.range 6).map fun i => (i % 3, Move.accum (b.word s!"{start}/order/{i}"))
  let refused := (faults b).flatMap fun (name, flags, address, move) =>
    (List.range 3).map fun place =>
      let id := s!"{start}/refused/{name}/{place}"
      let front := (good id).take (2 * place)
      case b id (["batch", "late"] ++ flags) 2
        [used b id 2, batch (front ++ [(address, move)] ++ (good id).drop (2 * place))]
  ⟨"batch", b.width, [
    case b (start ++ "/empty") ["batch"] 2 [batch [], entries],
    case b id ["batch"] 2 [used b id 2, batch (good id), snapshot],
    case b (start ++ "/same_address") ["batch"] 2
      [batch [(1, .load 1), (1, .accum 2), (1, .read), (1, .rollback 2), (1, .read)]],
    case b (start ++ "/order/forward") ["batch", "order"] 3 [batch deltas, entries],
    case b (start ++ "/order/backward") ["batch", "order"] 3 [batch deltas.reverse, entries]] ++ refused⟩

private def lists (b : Bench) : Family :=
  let start := prefixOf b "lists"
  let both := [entries, snapshot]
  let hidden := start ++ "/hidden"
  let words := b.eachClass (start ++ "/state") fun name v =>
    case b s!"{start}/state/{name}" ["lists", name] 3 ([at_ 0 (.load v), at_ 2 (.accum v)] ++ both)
  ⟨"lists", b.width, [
    case b (start ++ "/fresh") ["lists"] 4 both,
    case b (start ++ "/none") ["lists", "none"] 0 (both ++ [batch []]),
    case b hidden ["lists", "hidden"] 3 ([used b hidden 3,
      fun w _ t => .op 1 ⟨.accum, [(t[1]?.getD (Context.fresh : Context (BitVec w))).read.toNat]⟩] ++ both)] ++ words⟩

/-- Every op at addresses that are not there, and both kinds of reasons at once. -/
private def rejected (b : Bench) : Family :=
  let start := prefixOf b "rejects"
  let addresses := [("next", 2), ("two_to_the_32", 2 ^ 32), ("all_64_bits", 2 ^ 64 - 1)]
  let outside := kinds.flatMap fun k => addresses.map fun (name, address) =>
    let id := s!"{start}/address_out_of_range/{opName k}/{name}"
    case b id ["address", "first_step"] 2 [at_ address (.ofKind k (b.word id))]
  let late := kinds.map fun k =>
    let id := s!"{start}/address_out_of_range/{opName k}/late"
    case b id ["address", "late"] 2 [used b id 2, at_ 2 (.ofKind k (b.word id))]
  let none_ := case b (start ++ "/address_out_of_range/read/none") ["address", "none", "first_step"] 0 [at_ 0 .read]
  let id := start ++ "/reference_mismatch/merge/late"
  let wide := if b.width ≥ 64 then [] else
    ([("load", .load), ("accum", .accum), ("rollback", .rollback), ("exchange", .exchange),
      ("merge", .merge)] : List (String × (Nat → Move))).flatMap fun (op, move) =>
      let id := s!"{start}/word_out_of_range/{op}"
      [case b (id ++ "/late") ["out_of_range", "late"] 2 [used b id 2, at_ 1 (move (2 ^ b.width))],
        case b (id ++ "/priority") ["priority", "first_step"] 2 [at_ 2 (move (2 ^ b.width))]]
  ⟨"rejects", b.width, outside ++ late ++ [none_,
    case b id ["mismatch", "late"] 2 [used b id 2, at_ 1 (.mergeApart 1 (b.word id))],
    case b (start ++ "/reference_mismatch/merge/priority") ["priority", "first_step"] 2
      [at_ 2 (.mergeRaw 1 (b.word id))]] ++ wide⟩

/-- Longer programs: ops and batches at hashed addresses. -/
private def mixed (b : Bench) : Family :=
  let contexts := 4
  let one (id : String) (i : Nat) : Nat × Move :=
    let pick (what : String) (below : Nat) := (hashLabel b.settings.seed s!"{id}/{i}/{what}").toNat % below
    (pick "address" contexts, .ofKind (kinds.getD (pick "op" kinds.length) .read) (b.anyWord s!"{id}/{i}"))
  ⟨"mixed", b.width, (List.range (b.settings.size / 4)).map fun k =>
    let id := s!"{prefixOf b "mixed"}/{k}"
    let ops (first : Nat) := (List.range 6).map fun i => one id (first + i)
    case b id ["mixed"] contexts ([used b id contexts] ++ (ops 0).map (fun s => at_ s.1 s.2) ++
      [batch ((ops 6).filter fun s => match (s.2 8 Context.fresh).kind with | .merge => false | _ => true), snapshot] ++
      (ops 12).map (fun s => at_ s.1 s.2) ++ [entries])⟩

/-- Every family at each width. -/
def families (s : Settings) : List Family :=
  widths.flatMap fun w =>
    let b : Bench := { machine := Machine.context, settings := s, width := w }
    [steps b, batches b, lists b, rejected b, mixed b]

end Atomik.Emit.Table
