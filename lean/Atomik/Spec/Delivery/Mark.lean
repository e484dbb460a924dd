/-!
# Marks

What a replica remembers of the deltas it has applied: for each origin a low-water mark and the sequences above it
that came out of order. Sequences start at 0.
-/
namespace Atomik.Delivery

universe u

/-- The sequences applied from one origin. In canonical form `above` is strictly ascending and above `low`. -/
structure Mark where
  /-- every sequence below this one was applied; exclusive bound -/
  low : Nat
  /-- the other ones that were applied -/
  above : List Nat
deriving DecidableEq, Repr

namespace Mark

/-- Nothing applied yet. -/
def empty : Mark := ⟨0, []⟩

/-- Whether `sequence` was applied. -/
def has (m : Mark) (sequence : Nat) : Bool := sequence < m.low || m.above.contains sequence

/-- Insert into an ascending list, before the first larger element. -/
def insert (sequence : Nat) : List Nat → List Nat
  | [] => [sequence]
  | q :: rest => if sequence < q then sequence :: q :: rest else q :: insert sequence rest

/-- Raise the low-water mark over the sequences that follow it without a gap. Example: 3 and `[3, 4, 6]` become 5 and
`[6]`. -/
def compact (low : Nat) : List Nat → Mark
  | [] => ⟨low, []⟩
  | q :: rest => if q = low then compact (low + 1) rest else ⟨low, q :: rest⟩

/-- Remember that `sequence` was applied. -/
def add (m : Mark) (sequence : Nat) : Mark := if m.has sequence then m else compact m.low (insert sequence m.above)

/-- Canonical form: `low < above[0] < above[1] < …`. -/
def Canonical (m : Mark) : Prop := (m.low :: m.above).Pairwise (· < ·)

end Mark

/-- Set the value of `key`: in its place, or at the end. -/
def put {β : Type u} (key : Nat) (value : β) : List (Nat × β) → List (Nat × β)
  | [] => [(key, value)]
  | (k, v) :: rest => if k = key then (key, value) :: rest else (k, v) :: put key value rest

/-- The marks of all origins, of one epoch. -/
abbrev Marks := List (Nat × Mark)

namespace Marks

/-- The mark of one origin, empty if nothing of it was applied. -/
def of (ms : Marks) (origin : Nat) : Mark := (ms.lookup origin).getD Mark.empty

/-- Whether the delta of this origin and sequence was applied. -/
def has (ms : Marks) (origin sequence : Nat) : Bool := (ms.of origin).has sequence

/-- Remember that the delta of this origin and sequence was applied. -/
def add (ms : Marks) (origin sequence : Nat) : Marks := put origin ((ms.of origin).add sequence) ms

/-- Every mark is in canonical form. -/
def Canonical (ms : Marks) : Prop := ∀ origin, (ms.of origin).Canonical

end Marks
end Atomik.Delivery
