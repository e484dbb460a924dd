import Atomik.Emit.Vectors.Ops
import Atomik.Emit.Vectors.Rejects
import Atomik.Emit.Vectors.Sequences
/-!
# All conformance vectors
-/
namespace Atomik.Emit

/-- Every family at every width. -/
def families (s : Settings) : List Family :=
  widths.flatMap fun w =>
    let b : Bench := { settings := s, width := w }
    opFamilies b ++ [sequences b, rejectFamily b]

end Atomik.Emit
