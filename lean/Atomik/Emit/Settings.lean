/-!
# What an emit depends on

Nothing else does: no clock, no environment, no chance.
-/
namespace Atomik.Emit

/-- The inputs of every emitted file, apart from the definitions themselves. -/
structure Settings where
  /-- the toolchain that the sources are written for, as in `lean-toolchain` -/
  toolchain : String := "leanprover/lean4:v4.28.0"
  /-- counts breaking changes of the emitted formats -/
  schemaVersion : Nat := 1
  /-- seeds every label-derived word -/
  seed : UInt64 := 1
  /-- how many random sequences each width gets -/
  size : Nat := 12

end Atomik.Emit
