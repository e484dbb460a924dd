# ATOMiK: `just` lists the recipes; a recipe that takes a filter fails when the filter selects nothing.

export PATH := justfile_directory() / "node_modules/.bin" + ":" + env("PATH")

# npm keeps options for itself unless they stand behind `--`, and then a recipe would run without them
_kept := if env("npm_lifecycle_event", "") == "just" { env("npm_config_all", "") + env("npm_config_build", "") + env("npm_config_command", "") + env("npm_config_deep", "") + env("npm_config_external", "") + env("npm_config_group", "") + env("npm_config_impl", "") + env("npm_config_quick", "") + env("npm_config_seed", "") + env("npm_config_wasm", "") } else { "" }
_refused := if _kept == "" { "" } else { error("npm kept an option for itself; write `npm run just -- RECIPE --OPTION`") }

_default:
    @{{just_executable()}} --justfile {{justfile()}} --list --unsorted

# everything below that belongs to the gate, then the table (some minutes; the first run elaborates all of Lean)
[group('gate')]
check:
    @node conformance/check.ts

# which tools are here and which checks they enable
[group('gate')]
doctor:
    @node conformance/doctor/doctor.ts

# unit and integration tests; a filter selects files, e.g. `just test protocol`
[group('gate')]
test *FILTER:
    @vitest run {{FILTER}}

# types and style of all TypeScript
[group('gate')]
lint:
    @tsc -p tsconfig.json
    @biome check --error-on-warnings .

# elaborate every Lean module (lake when it is on PATH, else the npm toolchain)
[group('lean')]
prove:
    @node lean/runner/prove.ts

# axioms, lints and kernel replay of every declaration; `just audit --all` prints each theorem
[group('lean')]
audit *ARGS:
    @node lean/audit.ts {{ARGS}}

# every declaration with all that it uses, for kernels that are not Lean's: build/export (`just audit --external` runs one)
[group('lean')]
export:
    @node lean/export.ts

# let Lean write spec/ir, spec/golden, conformance/vectors, spec/MANIFEST.json and the root hash in the products
[group('lean')]
emit:
    @node spec/emit/emit.ts

# write the contracts in c/atomik_core.h that spec/ir determines
[group('gate')]
contracts *ARGS:
    @node c/contracts/main.ts {{ARGS}}

# stage the npm package in build/package, pack it, print what each sub-path costs; publish from that folder
[group('gate')]
pack:
    @node ts/pack/main.ts

# API reference of the npm package in build/docs; red at any warning
[group('gate')]
docs:
    @node ts/docs/main.ts

# assemble the WebAssembly kernel of ts/src from its source
[group('gate')]
assemble:
    @node ts/assemble.ts

# compare what is committed with a fresh emit
[group('lean')]
drift:
    @node spec/emit/drift.ts

# vectors on one implementation, e.g. `just conf c accum/w64`
[group('judge')]
conf IMPL FILTER="":
    @node conformance/runner/main.ts {{IMPL}} {{FILTER}}

# differential fuzzing, e.g. `just fuzz 60s` or `just fuzz 5s --impl c,ts-fast --seed 7`
[group('judge')]
fuzz TIME="60s" *ARGS:
    @node conformance/fuzz/main.ts {{TIME}} {{ARGS}}

# one program on all implementations, step by step: a corpus hash, a file or seed:index:width
[group('judge')]
replay PROGRAM:
    @node conformance/fuzz/replay.ts {{PROGRAM}}

# planted faults in every implementation, or of some, e.g. `just mutants c`; each must be caught
[group('judge')]
mutants *FILTER:
    @node conformance/mutants/run.ts {{FILTER}}

# planted faults in definitions of the theory, and the theorems that each reddens (minutes; writes a record)
[group('judge')]
mutants-spec *FILTER:
    @node conformance/mutants/spec/run.ts {{FILTER}}

# the C header from many compilers, under sanitizers and on other machines, e.g. `just c-matrix s390x` (setup: npm run setup -- --all)
[group('judge')]
c-matrix *ROWS:
    @node c/matrix/main.ts {{ROWS}}

# the parsers of the C header under libFuzzer for so many seconds (the gate: 60)
[group('judge')]
fuzz-c SECONDS="60":
    @node c/fuzz/main.ts {{SECONDS}}

# k-induction proofs of the RTL against the golden model, or some, e.g. `just formal atomik_ports`; `--all` adds those that take minutes
[group('judge')]
formal *ARGS:
    @node verilog/formal/prove.ts {{ARGS}}

# the compiled C header against spec/ir, instruction by instruction; `--quick` is what the gate runs (whole: many minutes)
[group('judge')]
object-proof *ARGS:
    @node c/proof/object/main.ts {{ARGS}}

# the C header's contexts and counters against contracts out of spec/ir, by Frama-C (needs frama-c-base, why3, cvc4, z3)
[group('judge')]
source-proof:
    @node c/proof/source/main.ts

# every claim of the ledger against what this run found
[group('judge')]
claims:
    @node conformance/claims/main.ts

# one claim alone, and why its verdict stands, e.g. `just claim C101`
[group('judge')]
claim ID:
    @node conformance/claims/one.ts {{ID}}

# keep the statements that claims rest on, after reading them, and let Lean fill in what the programs of claims observe
[group('judge')]
accept-statements:
    @node conformance/claims/accept.ts

# the chain of hashes from the Lean sources to the report; a broken link is named
[group('judge')]
provenance:
    @node conformance/provenance/main.ts

# rewrite the generated parts of README.md from the artefacts of the last check
[group('judge')]
report:
    @node conformance/report/main.ts

# write the report as one HTML page, build/report/index.html, and inspect it in a browser
[group('judge')]
page:
    @node conformance/report/page/main.ts

# commit the last run's build/NAME.json as conformance/records/NAME.json, e.g. `just record area bench/c`
[group('bench')]
[positional-arguments]
record *NAMES:
    @node conformance/records/record.ts "$@"

# bill of materials of what the project is built and checked with (CycloneDX, build/sbom.json)
[group('release')]
sbom:
    @node conformance/release/sbom.ts

# reproducible archive, built twice and compared; its quick tests run where it was unpacked
[group('release')]
release:
    @node conformance/release/main.ts

# measure, write build/bench/*.json: `just bench`, or some of ts (all of ts-context, ts-table, ts-bulk, ts-shared, ts-digest), c, rtl, fuzz, prove
[group('bench')]
bench *WHAT:
    @node conformance/bench/main.ts {{WHAT}}

# write c/bench/README.md, every case of the C header beside its limit, from the record of `just bench c`
[group('bench')]
bench-doc:
    @node conformance/bench/c-doc.ts

# place and route on iCE40, Gowin and ECP5 (hours the first time), e.g. `just area HX8K PORTS=84/`; whole runs write build/area.json
[group('bench')]
area *FILTER:
    @node verilog/area/main.ts {{FILTER}}

# install place and route for Gowin and ECP5 into .cache/pnr-venv (Python; 475 MB)
[group('bench')]
area-tools:
    @python3 -m venv .cache/pnr-venv
    @.cache/pnr-venv/bin/pip install --quiet --disable-pip-version-check -r verilog/area/requirements.txt

# write verilog/doc/area.md and area.svg from the record of `just area`
[group('bench')]
area-doc:
    @node verilog/area/doc.ts

# route, read the bitstream back as Verilog and simulate it beside the RTL; writes build/bitstream.json
[group('bench')]
area-bitstream:
    @node verilog/area/bitstream.ts

# draw the modules and the timing of the core's ops into verilog/doc
[group('bench')]
diagrams:
    @node verilog/diagrams/main.ts
