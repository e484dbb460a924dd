/** The devices that modules are placed and routed on. */

/** A way to place a design. */
export interface Placement {
  /** As in a row of the table. */
  readonly id: string;
  /** Options of nextpnr. */
  readonly options: readonly string[];
}

/** Block RAMs one above the other, of two tiles each. */
export interface RamColumn {
  /** Number of the column, as nextpnr counts. */
  readonly x: number;
  /** Tiles of the column that are part of a block RAM; the lowest is in row 1. */
  readonly tiles: number;
}

const DEFAULT: Placement = { id: "default", options: [] };

/** Timing weighs more than wire length, and a last pass moves cells of the slowest paths; better for some designs, worse for others. */
const TIMING: Placement = {
  id: "timing",
  options: ["--placer-heap-timingweight", "30", "--placer-heap-critexp", "4", "--opt-timing"],
};

/** What one device is, has, and is driven with. */
export interface Device {
  /** As in a row of the table, e.g. `HX8K`. */
  readonly id: string;
  /** Part with package and speed grade. */
  readonly part: string;
  readonly family: "ice40" | "gowin" | "ecp5";
  /** Options of nextpnr that select it. */
  readonly options: readonly string[];
  /** Ways to place that are all tried; the one with the highest median clock counts. */
  readonly placements: readonly Placement[];
  /** Column of tiles in which the block RAMs of a design are placed, if they fit there; without one nextpnr chooses. */
  readonly ramColumn?: RamColumn;
  /** Four-input lookup tables, flip-flops and block RAMs that it has. */
  readonly lut: number;
  readonly ff: number;
  readonly bram: number;
  /** The fastest clock that the device makes for its own fabric, in MHz; nextpnr does not check it. */
  readonly clockLimit: { readonly mhz: number; readonly source: string };
  /** Pins that a design can use in this package. */
  readonly userPins: number;
  /** Bits that all block RAMs together can deliver in one clock. */
  readonly ramBits: number;
}

const ECP5_CLOCK = {
  mhz: 257,
  source:
    "an assumption about the primary clock network at speed grade 6, from memory of data sheet FPGA-DS-02012 and not checked against it; ecppll makes up to 400",
};

const ecp5 = (size: number, lut: number, bram: number, userPins: number): Device => ({
  id: `ECP5-${size}`,
  part: `LFE5U-${size}F-6BG381`,
  family: "ecp5",
  options: [`--${size}k`, "--package", "CABGA381", "--speed", "6"],
  placements: [DEFAULT],
  lut,
  ff: lut,
  bram,
  clockLimit: ECP5_CLOCK,
  userPins,
  ramBits: bram * 36,
});

export const DEVICES: readonly Device[] = [
  {
    id: "HX8K",
    part: "iCE40HX8K-CT256",
    family: "ice40",
    options: ["--hx8k", "--package", "ct256"],
    placements: [DEFAULT, TIMING],
    ramColumn: { x: 8, tiles: 32 },
    lut: 7680,
    ff: 7680,
    bram: 32,
    clockLimit: { mhz: 275, source: "PLL output, Lattice PCN#01A-13 and icepll" },
    userPins: 206,
    ramBits: 32 * 16,
  },
  {
    id: "UP5K",
    part: "iCE40UP5K-SG48",
    family: "ice40",
    options: ["--up5k", "--package", "sg48"],
    placements: [DEFAULT, TIMING],
    lut: 5280,
    ff: 5280,
    bram: 30,
    clockLimit: { mhz: 275, source: "PLL output, icepll" },
    userPins: 39,
    ramBits: 30 * 16,
  },
  {
    id: "GW1NR-9",
    part: "GW1NR-LV9QN88PC6/I5",
    family: "gowin",
    options: ["--device", "GW1NR-LV9QN88PC6/I5", "--vopt", "family=GW1N-9C"],
    placements: [DEFAULT],
    lut: 8640,
    ff: 6480,
    bram: 26,
    clockLimit: { mhz: 600, source: "PLL output, gowin_pll of Apycula 0.32" },
    userPins: 71,
    ramBits: 26 * 36,
  },
  ecp5(25, 24288, 56, 197),
  ecp5(45, 43848, 108, 203),
  ecp5(85, 83640, 208, 205),
];

/**
 * The device of a row.
 *
 * @throws RangeError on an id that is not in the table
 */
export function deviceOf(id: string): Device {
  const device = DEVICES.find((candidate) => candidate.id === id);
  if (!device) throw new RangeError(`device: expected ${DEVICES.map((d) => d.id).join(", ")}, got ${id}`);
  return device;
}
