import Atomik.Emit.Vectors.Build
/-!
# Rejected programs

Every reason for every op that can give it: as the first step, in the middle, after the context has changed. Each
program ends at its rejected step.
-/
namespace Atomik.Emit
open Move

/-- Where the rejected op stands: the flag, and the moves before it. -/
private def places (b : Bench) (id : String) : List (String × List Move) := [
  ("first_step", []),
  ("late", [load (b.word (id ++ "/r")), accum (b.word (id ++ "/a")), read])]

/-- An op with one operand that is tried with words out of range, and the operand's name. -/
private def slots (b : Bench) : List (OpKind × String × (Nat → Move)) := [
  (.load, "word", load), (.accum, "word", accum), (.rollback, "word", rollback), (.exchange, "word", exchange),
  (.merge, "other_reference", fun v => mergeRaw v (b.word "rejects/merge")),
  (.merge, "other_accumulator", merge)]

/-- Words of 64 bits that are not below 2^w. None at width 64. -/
private def tooWide (b : Bench) (id : String) : List (String × Nat) :=
  let w := b.width
  let ends := [("two_to_the_w", 2 ^ w), ("all_64_bits", 2 ^ 64 - 1)]
  let between := [
    ("high_bits_only", 2 ^ 64 - 2 ^ w),
    ("top_of_64", 2 ^ 63),
    ("random", 2 ^ w + (hashLabel b.settings.seed (id ++ "/wide")).toNat % (2 ^ 64 - 2 ^ w))]
  if w ≥ 64 then [] else if b.machine.thorough then ends ++ between else ends

private def outOfRange (b : Bench) : List Case :=
  (slots b).flatMap fun (kind, operand, move) =>
    let start := s!"{b.prefixOf "rejects"}/word_out_of_range/{opName kind}/{operand}"
    (tooWide b start).flatMap fun (name, v) =>
      let id := s!"{start}/{name}"
      (places b id).map fun (place, before) =>
        b.case s!"{id}/{place}" ["out_of_range", place] (before ++ [move v])

/-- Each bit above the word alone, on one op after another. -/
private def highBits (b : Bench) : List Case :=
  (List.range (64 - b.width)).filterMap fun i =>
    let kinds := slots b
    kinds[i % kinds.length]?.map fun (kind, operand, move) =>
      b.case s!"{b.prefixOf "rejects"}/high_bit/{b.width + i}/{opName kind}/{operand}" ["out_of_range", "walk"]
        [load (b.word "rejects/high_bit"), move (2 ^ (b.width + i))]

private def mismatches (b : Bench) : List Case :=
  let start := b.prefixOf "rejects" ++ "/reference_mismatch/merge"
  let accumulators := [("zero", 0), ("all_ones", 2 ^ b.width - 1), ("random", b.word start)]
  (if b.machine.thorough then b.bits.zipIdx else []).map (fun (v, i) =>
    let id := s!"{start}/bit/{i}"
    b.case id ["mismatch", "walk"] [load (b.word id), accum (b.word (id ++ "/a")), mergeApart v 0]) ++
  accumulators.flatMap fun (name, v) =>
    let id := s!"{start}/{name}"
    (places b id).map fun (place, before) =>
      b.case s!"{id}/{place}" ["mismatch", place] (before ++ [mergeApart (2 ^ b.width - 1) v])

/-- The references differ although the states are equal. -/
private def sameState (b : Bench) : Case :=
  let id := b.prefixOf "rejects" ++ "/reference_mismatch/merge/same_state"
  let r := b.word id
  b.case id ["mismatch", "late"] [load r, accum (b.delta r 0), swap, mergeRaw r (b.delta r 0)]

/-- The largest word is accepted, the next number is not. -/
private def edges (b : Bench) : List Case :=
  if b.width ≥ 64 then [] else (slots b).map fun (kind, operand, move) =>
    b.case s!"{b.prefixOf "rejects"}/edge/{opName kind}/{operand}" ["out_of_range", "late"]
      [ofKind kind (2 ^ b.width - 1), move (2 ^ b.width)]

/-- Both reasons hold. -/
private def priorities (b : Bench) : List Case :=
  let start := b.prefixOf "rejects" ++ "/priority/merge"
  let r := b.word start
  if b.width ≥ 64 then [] else
    [("other_reference", 2 ^ b.width + r, 1), ("other_accumulator", r + 1, 2 ^ b.width),
     ("both", 2 ^ b.width + r, 2 ^ b.width)].map fun (name, reference, accumulator) =>
      b.case s!"{start}/{name}" ["priority", "late"] [load r, accum 1, mergeRaw reference accumulator]

def rejectFamily (b : Bench) : Family :=
  ⟨b.machine, "rejects", b.width,
    outOfRange b ++ (if b.machine.thorough then highBits b else []) ++ mismatches b ++ [sameState b] ++ edges b ++
      priorities b⟩

end Atomik.Emit
