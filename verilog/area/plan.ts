import type { Build } from "./design.ts";

/** One row to measure. */
export interface Plan extends Build {
  readonly device: string;
  /** Seeds 1 to this. */
  readonly seeds: number;
  /** Deltas that the module accepts in one clock, by its interface; 0 for a design that only shows what a device can do. */
  readonly ports: number;
}

/** What a row measures. */
interface Subject extends Build {
  readonly ports: number;
}

const WIDTH = 64;
const subject = (
  module: string,
  ports: number,
  parameters: Record<string, number>,
  ...options: string[]
): Subject => ({
  module,
  ports,
  parameters: { WIDTH, ...parameters },
  options,
});

const core = subject("atomik_core", 1, {});
const ports = (n: number): Subject => subject("atomik_ports", n, { PORTS: n, VALID_PER_PORT: 0 });
const validPorts = (n: number): Subject => subject("atomik_ports", n, { PORTS: n, VALID_PER_PORT: 1 });
const table = {
  ...subject("atomik_table", 1, { CONTEXTS: 256, ADDRESS_WIDTH: 8 }),
  ties: { contexts_i: 256 },
};
/** What no design that reads as many bits of block RAM in a clock is faster than: nothing but the RAM between flip-flops. */
const blockRamAlone = (width: number): Subject =>
  subject("limit_block_ram", 0, { WIDTH: width, ADDRESS_WIDTH: 8 });
const baselineCore = subject("baseline_core", 1, {});
const inTurn = (banks: number): Subject => subject("baseline_banks", 1, { BANKS: banks, PARALLEL: 0 });
const parallel = (banks: number, ...options: string[]): Subject =>
  subject("baseline_banks", banks, { BANKS: banks, PARALLEL: 1 }, ...options);

const on = (device: string, seeds: number, ...subjects: Subject[]): Plan[] =>
  subjects.map((each) => ({ ...each, device, seeds }));

/** All rows, in the order of the table. The baseline runs with and without clock enables, and the better one counts. */
export const PLAN: readonly Plan[] = [
  ...on("HX8K", 5, ports(84)),
  ...on("HX8K", 3, ports(1), core, ports(16), validPorts(16), validPorts(64)),
  ...on("HX8K", 5, table, blockRamAlone(16), blockRamAlone(128)),
  ...on("HX8K", 3, baselineCore, inTurn(16), parallel(4), parallel(16), parallel(16, "-nodffe")),
  ...on("UP5K", 2, core, ports(1), ports(48), baselineCore),
  ...on("GW1NR-9", 2, ports(1), ports(16), ports(64), core, baselineCore, inTurn(16), parallel(16)),
  ...on("ECP5-25", 2, ports(1), core, baselineCore, parallel(16)),
  ...on("ECP5-25", 1, ports(128)),
  ...on("ECP5-45", 1, ports(128)),
  ...on("ECP5-85", 1, ports(336)),
];
