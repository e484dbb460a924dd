import Atomik.Emit.Vectors.Ops
import Atomik.Emit.Vectors.Rejects
import Atomik.Emit.Vectors.Sequences
/-!
# All conformance vectors
-/
namespace Atomik.Emit

/-- Every family of every machine with ops, at every width. -/
def families (s : Settings) : List Family :=
  Machine.all.flatMap fun m => widths.flatMap fun w =>
    let b : Bench := { machine := m, settings := s, width := w }
    opFamilies b ++ [sequences b, rejectFamily b]

end Atomik.Emit
