#!/bin/sh
# Checks all proofs with a Lean of your own, from nothing: lake build, the sweep with the axioms of core theorems, the replay
# through the kernel, the export, and another kernel if there is one.
#
#   lean/recheck.sh
#
# Needs lake (https://lean-lang.org; the version in lean-toolchain) and Node 22.18 or later on PATH, nothing from npm. The
# last step needs nanoda_bin on PATH (https://github.com/ammkrn/nanoda_lib, `cargo build --release`).
# Exit 0: all of it holds; 1: something does not; 2: a tool is missing.
set -eu
cd "$(dirname "$0")/.."

need() {
  command -v "$1" >/dev/null || { echo "recheck: expected $1 on PATH, got none" >&2; exit 2; }
}

need lake
need node
rm -rf .lake/build
lake build
if command -v nanoda_bin >/dev/null; then
  node lean/audit.ts --deep --external
else
  node lean/audit.ts --deep
  node lean/export.ts
  echo "recheck: no nanoda_bin on PATH, so no other kernel was asked"
fi
