import Lake
open Lake DSL

package atomik where
  srcDir := "lean"
  leanOptions := #[⟨`autoImplicit, false⟩, ⟨`warningAsError, true⟩]

/-- The spec, its theorems and what is emitted from it: every module below `lean/Atomik`. -/
@[default_target]
lean_lib Atomik where
  globs := #[.submodules `Atomik]

/-- What sweeps the declarations above for axioms, escapes and empty statements. -/
@[default_target]
lean_lib Audit where
  globs := #[.submodules `Audit]

@[default_target]
lean_exe emit where
  root := `App.Emit

@[default_target]
lean_exe oracle where
  root := `App.Oracle

@[default_target]
lean_exe audit where
  root := `App.Audit
  supportInterpreter := true

@[default_target]
lean_exe replay where
  root := `App.Replay
  supportInterpreter := true

@[default_target]
lean_exe kernelexport where
  root := `App.KernelExport
  supportInterpreter := true

@[default_target]
lean_exe digest where
  root := `App.Digest
