import type { Yosys } from "../tools/yosys.ts";
import { bestAttempts } from "./attempts.ts";
import { synthesise } from "./design.ts";
import { type Device, deviceOf } from "./devices.ts";
import { assertHonest, count, type Honesty } from "./honest.ts";
import type { Plan } from "./plan.ts";
import { findRouter, type Routed } from "./route.ts";
import { allSources, hashesOf, sourcesOf } from "./sources.ts";

/** Frequencies over all seeds, in MHz. */
export interface Fmax {
  readonly min: number;
  readonly median: number;
  readonly best: number;
}

/** Deltas a second that a source of deltas can bring to the ports, at the clock of the row. */
export interface Fed {
  /** Every user pin of the package brings one bit a clock. */
  readonly pins: number;
  /** All block RAMs of the device are read in every clock. */
  readonly blockRam: number;
  /** One AXI-Stream transfer of a word in every clock. */
  readonly axiStream: number;
  /** 115,200 baud, ten bits a byte, an op byte and the bytes of a word. */
  readonly uart: number;
}

/** One row of the table. */
export interface AreaRow extends Honesty {
  readonly module: string;
  /** Parameters, and options of synthesis that differ from the default. */
  readonly params: Readonly<Record<string, number | string>>;
  readonly device: string;
  readonly part: string;
  readonly tool: string;
  /** Of the module and its wrapper, as synthesised; `wrapperLut` and `wrapperFf` of them are the wrapper's. */
  readonly lut: number;
  readonly ff: number;
  readonly bram: number;
  /** Inputs of the module that it does not read with these parameters. */
  readonly unusedInputs: readonly string[];
  /** The way of placing that counts, by its name in `devices.ts`; null without a router. */
  readonly placement: string | null;
  /** Null where no seed could be routed. */
  readonly fmaxMHz: Fmax | null;
  /** The clock that counts: the median, or the device's own limit if that is lower, in MHz. */
  readonly clockMHz: number | null;
  readonly clockLimit: Device["clockLimit"];
  /** Deltas accepted in one clock; 0 for a design that only shows what a device can do. */
  readonly ports: number;
  readonly acceptedPerSecond: number | null;
  readonly fedPerSecond: Fed | null;
  readonly seeds: readonly number[];
  /** Seeds that could not be routed. */
  readonly failedSeeds: readonly number[];
  /** Cells on the device after packing, by nextpnr's names. */
  readonly used: Routed["used"];
  /** The slowest path of the seed in the middle. */
  readonly slowest: readonly string[];
  /** Files of the module, below `verilog/`. */
  readonly files: readonly string[];
}

const UART_BAUD = 115_200;

/** The files that a row is made from, name to text: those of the module and of the wrapper. */
export function filesOf(module: string, sources: ReturnType<typeof allSources>): Record<string, string> {
  return {
    ...sourcesOf(module, sources),
    ...sourcesOf("area_chain", sources),
    ...sourcesOf("area_parity", sources),
  };
}

/**
 * Synthesises, checks, places and routes one row with all its seeds.
 *
 * @param minutes after which a seed is given up
 * @throws Error when it does not synthesise, or when synthesis left something of the wrapper out
 */
export async function measure(yosys: Yosys, plan: Plan, minutes: number): Promise<AreaRow> {
  const sources = allSources();
  const files = filesOf(plan.module, sources);
  const device = deviceOf(plan.device);
  const design = await synthesise(yosys, plan, device, files);
  const wrapper = assertHonest(design);
  const router = findRouter(device);
  const best = router && (await bestAttempts(router, device, design.json, plan.seeds, minutes));
  const middle = best?.middle;
  const clock = middle ? Math.min(middle.fmaxMHz, device.clockLimit.mhz) : null;
  const params = {
    ...plan.parameters,
    ...plan.ties,
    ...(plan.options.length > 0 && { synthesis: plan.options.join(" ") }),
  };
  return {
    module: plan.module,
    params,
    device: device.id,
    part: device.part,
    tool: [yosys.version.replace(/ \(.*/, ""), router?.version ?? "not routed"].join(", "),
    ...count(design),
    ...wrapper,
    unusedInputs: design.wrapper.unusedInputs,
    placement: best?.placement.id ?? null,
    fmaxMHz: middle
      ? {
          min: round(best.routed[0]!.fmaxMHz),
          median: round(middle.fmaxMHz),
          best: round(best.routed.at(-1)!.fmaxMHz),
        }
      : null,
    clockMHz: clock === null ? null : round(clock),
    clockLimit: device.clockLimit,
    ports: plan.ports,
    acceptedPerSecond: clock === null || plan.ports === 0 ? null : Math.round(plan.ports * clock * 1e6),
    fedPerSecond: clock === null || plan.ports === 0 ? null : fed(device, plan, clock * 1e6),
    seeds: best?.seeds ?? [],
    failedSeeds: best?.failedSeeds ?? [],
    used: middle?.used ?? {},
    slowest: middle?.slowest ?? [],
    files: hashesOf(Object.keys(files), sources).map(({ path }) => path),
  };
}

/** A module takes no more words a clock than it has ports; a source with fewer bits than a word takes several clocks. */
function fed({ userPins, ramBits }: Device, { ports, parameters }: Plan, hz: number): Fed {
  const width = parameters.WIDTH ?? 64;
  const words = (bits: number): number => Math.min(ports, bits / width);
  return {
    pins: Math.round(words(userPins) * hz),
    blockRam: Math.round(words(ramBits) * hz),
    axiStream: Math.round(hz),
    uart: Math.floor(UART_BAUD / 10 / (1 + width / 8)),
  };
}

const round = (mhz: number): number => Math.round(mhz * 10) / 10;
