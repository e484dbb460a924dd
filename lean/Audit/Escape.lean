import Audit.Project
/-!
# Ways around the logic

In a claim module, nothing may have another meaning at run time than in the logic, or none in the logic.
-/
namespace Audit
open Lean

/-- Rule and detail of every way around the logic that this constant takes. -/
def escapes (env : Environment) (info : ConstantInfo) : Array (String × String) := Id.run do
  if (Compiler.isUnsafeRecName? info.name).isSome then return #[] -- the other half of `partial`
  let mut found := #[]
  let isOpaque := info matches .opaqueInfo _
  let isPartial := isOpaque && env.contains (Compiler.mkUnsafeRecName info.name)
  if isPartial then found := found.push ("partial", "has no equations in the logic")
  else if info.isUnsafe then found := found.push ("unsafe", "is not checked by the kernel")
  else if isOpaque then found := found.push ("opaque", "has no body in the logic")
  if let some other := Compiler.getImplementedBy? env info.name then
    unless isPartial do found := found.push ("implemented_by", s!"runs {other} instead of its body")
  if isExtern env info.name then found := found.push ("extern", "runs foreign code instead of its body")
  return found

end Audit
