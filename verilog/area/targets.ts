import type { AreaRow } from "./row.ts";

/** One figure that must be reached. */
export interface Target {
  readonly id: string;
  readonly what: string;
  readonly target: number;
  /** The best of the rows that the target is about; null where none of them was routed. */
  readonly value: number | null;
  readonly unit: string;
  readonly met: boolean;
  /** Where it is not met: the slowest path of the row that comes closest. */
  readonly limitedBy?: readonly string[];
  /** Where it is not met and a row shows that nothing could: that row, in words. */
  readonly why?: string;
}

interface Rule extends Omit<Target, "value" | "met" | "limitedBy" | "why"> {
  /** What the rows say of any design of this kind. */
  bound?(rows: readonly AreaRow[]): string | undefined;
  /** Rows that the target is about. */
  about(row: AreaRow): boolean;
  /** The value of one of these rows. */
  measure(row: AreaRow, rows: readonly AreaRow[]): number | null;
}

const onDevice = (device: string, module: string, ports = 1): ((row: AreaRow) => boolean) => {
  return (row) => row.device === device && row.module === module && row.ports >= ports;
};
const clock = (row: AreaRow): number | null => row.clockMHz;
const accepted = (row: AreaRow): number | null =>
  row.acceptedPerSecond === null ? null : row.acceptedPerSecond / 1e9;

/** The best median of a baseline that accepts as many deltas a clock, on the same device. */
const baseline = (row: AreaRow, rows: readonly AreaRow[]): number =>
  Math.max(
    ...rows
      .filter(({ device, module }) => device === row.device && module === "baseline_core")
      .map(({ fmaxMHz }) => fmaxMHz?.median ?? Number.NaN),
  );

/** What reading as many bits of block RAM as the table does ends at, with no logic at all, and what the device's clock does. */
function tableBounds(rows: readonly AreaRow[]): string | undefined {
  const alone = rows.filter(({ device, module }) => device === "HX8K" && module === "limit_block_ram");
  const all = alone.find(({ params }) => params.WIDTH === 128);
  if (!all?.fmaxMHz) return undefined;
  return (
    `Block RAM alone, between flip-flops and without logic (limit_block_ram), has a median of ${all.fmaxMHz.median} MHz with the ` +
    `128 bits that the table reads in a clock. The device's own clock ends at ${all.clockLimit.mhz} MHz.`
  );
}

const RULES: readonly Rule[] = [
  {
    id: "area/hx8k-84-ports-clock",
    what: "84 or more ports on HX8K: clock, at most the limit of the device's PLL, median of the seeds",
    target: 275,
    unit: "MHz",
    about: onDevice("HX8K", "atomik_ports", 84),
    measure: clock,
  },
  {
    id: "area/hx8k-84-ports-accepted",
    what: "84 or more ports on HX8K: deltas accepted a second",
    target: 23.1,
    unit: "Gdeltas/s",
    about: onDevice("HX8K", "atomik_ports", 84),
    measure: accepted,
  },
  {
    id: "area/hx8k-valid-per-port-built",
    what: "Most ports with a valid bit each that were routed on HX8K",
    target: 64,
    unit: "ports",
    about: (row) => onDevice("HX8K", "atomik_ports")(row) && row.params.VALID_PER_PORT === 1,
    measure: (row) => (row.fmaxMHz === null ? null : row.ports),
  },
  {
    id: "area/core-clock-ratio",
    what: "One context with one port (atomik_ports, PORTS=1) on HX8K: median Fmax over that of baseline_core",
    target: 2,
    unit: "ratio",
    about: (row) => onDevice("HX8K", "atomik_ports")(row) && row.ports === 1,
    measure: (row, rows) => (row.fmaxMHz === null ? null : row.fmaxMHz.median / baseline(row, rows)),
  },
  {
    id: "area/hx8k-table-clock",
    what: "atomik_table on HX8K, one op every clock at any addresses: median Fmax",
    target: 280,
    unit: "MHz",
    about: onDevice("HX8K", "atomik_table"),
    measure: ({ fmaxMHz }) => fmaxMHz?.median ?? null,
    bound: tableBounds,
  },
  {
    id: "area/gw1nr9-16-ports-accepted",
    what: "16 or more ports on GW1NR-9: deltas accepted a second",
    target: 2,
    unit: "Gdeltas/s",
    about: onDevice("GW1NR-9", "atomik_ports", 16),
    measure: accepted,
  },
  {
    id: "area/ecp5-85-accepted",
    what: "Any number of ports on ECP5-85: deltas accepted a second",
    target: 69.7,
    unit: "Gdeltas/s",
    about: onDevice("ECP5-85", "atomik_ports"),
    measure: accepted,
  },
];

/** Each target with what the rows reach. */
export function targetsOf(rows: readonly AreaRow[]): Target[] {
  return RULES.map(({ about, measure, bound, ...rule }) => {
    const reached = rows
      .filter(about)
      .map((row) => ({ row, value: measure(row, rows) }))
      .filter(
        (one): one is { row: AreaRow; value: number } => one.value !== null && Number.isFinite(one.value),
      )
      .sort((a, b) => b.value - a.value)[0];
    const value = reached ? Math.round(reached.value * 100) / 100 : null;
    const met = value !== null && value >= rule.target;
    const why = met ? undefined : bound?.(rows);
    return {
      ...rule,
      value,
      met,
      ...(reached && !met && { limitedBy: reached.row.slowest }),
      ...(why !== undefined && { why }),
    };
  });
}
