import Lake
open Lake DSL

package atomik where
  srcDir := "lean"
  leanOptions := #[⟨`relaxedAutoImplicit, false⟩, ⟨`warningAsError, true⟩]

/-- The spec, its theorems and what is emitted from it: every module below `lean/Atomik`. -/
@[default_target]
lean_lib Atomik where
  globs := #[.submodules `Atomik]

@[default_target]
lean_exe emit where
  root := `App.Emit

@[default_target]
lean_exe oracle where
  root := `App.Oracle
