import Atomik.Emit.Vectors.Build
/-!
# Longer programs

Mixed ops with label-derived choices, and the same deltas in several orders.
-/
namespace Atomik.Emit
open Move

/-- Ops in a mixed program. -/
private def mixedLength : Nat := 24

/-- What a mixed program draws from: deltas are the most frequent. -/
private def weighted : Array OpKind :=
  #[.accum, .accum, .accum, .read, .merge, .rollback, .exchange, .swap, .load, .merge, .accum, .read]

/-- Step `i` of the mixed program `id`: half of the words are boundary words. -/
private def mixedMove (b : Bench) (id : String) (i : Nat) : Move :=
  let pick (what : String) (below : Nat) := (hashLabel b.settings.seed s!"{id}/{i}/{what}").toNat % below
  let random := b.anyWord s!"{id}/{i}"
  let v := if pick "class" 2 = 0 then random
    else (boundaries[pick "boundary" boundaries.length]?.map (·.word b.width)).getD random
  ofKind (weighted.getD (pick "op" weighted.size) .read) v

private def mixed (b : Bench) (i : Nat) : Case :=
  let id := s!"{b.prefixOf "sequences"}/mixed/{i}"
  b.case id ["mixed"] ((List.range mixedLength).map (mixedMove b id))

/-- Eight deltas, first to last, last to first, and each one twice. -/
private def orders (b : Bench) : List Case :=
  let start := b.prefixOf "sequences" ++ "/order"
  let deltas := (List.range 8).map fun i => b.anyWord s!"{start}/{i}"
  let ends := [read, swap, read]
  [("forward", deltas), ("backward", deltas.reverse), ("twice", deltas ++ deltas)].map fun o =>
    b.case s!"{start}/{o.1}" ["order"] (load (b.word (start ++ "/r")) :: o.2.map accum ++ ends)

/-- How many mixed programs there are. -/
private def count (b : Bench) : Nat := if b.machine.thorough then b.settings.size else b.settings.size / 3

def sequences (b : Bench) : Family :=
  ⟨b.machine, "sequences", b.width,
    [b.case (b.prefixOf "sequences" ++ "/empty") ["empty"] []] ++ orders b ++
    (List.range (count b)).map (mixed b)⟩

end Atomik.Emit
