import type { Device, Placement } from "./devices.ts";
import { besideRam } from "./floorplan.ts";
import { type Routed, type Router, route } from "./route.ts";

/** A design, placed in one way and routed with each seed. */
export interface Attempts {
  readonly placement: Placement;
  readonly seeds: readonly number[];
  /** Seeds that could not be routed. */
  readonly failedSeeds: readonly number[];
  /** The others, slowest first. */
  readonly routed: readonly Routed[];
  /** The one in the middle, the slower of two. */
  readonly middle: Routed | undefined;
}

/**
 * Places and routes a netlist in each way that the device has, each with seeds 1 to `seeds`.
 *
 * @param minutes after which a seed is given up
 * @returns the way with the highest median
 */
export async function bestAttempts(
  router: Router,
  device: Device,
  json: string,
  seeds: number,
  minutes: number,
): Promise<Attempts> {
  const netlist = besideRam(json, device);
  const attempts: Attempts[] = [];
  for (const placement of device.placements)
    attempts.push(await attempt(router, device, netlist, placement, seeds, minutes));
  return fastest(attempts);
}

/** The way with the highest median, the first of several; one that could not be routed is the slowest. */
export function fastest(attempts: readonly Attempts[]): Attempts {
  const clock = ({ middle }: Attempts): number => middle?.fmaxMHz ?? 0;
  return attempts.reduce((best, one) => (clock(one) > clock(best) ? one : best));
}

async function attempt(
  router: Router,
  device: Device,
  json: string,
  placement: Placement,
  count: number,
  minutes: number,
): Promise<Attempts> {
  const all: (Routed | undefined)[] = [];
  for (let seed = 1; seed <= count; seed++)
    all.push(await route(router, device, placement, json, seed, minutes));
  return attemptsOf(placement, all);
}

/** What came of seeds 1 to `all.length`, in their order; undefined for one that could not be routed. */
export function attemptsOf(placement: Placement, all: readonly (Routed | undefined)[]): Attempts {
  const seeds = all.map((_, index) => index + 1);
  const routed = all.filter((one) => one !== undefined).sort((a, b) => a.fmaxMHz - b.fmaxMHz);
  return {
    placement,
    seeds,
    failedSeeds: seeds.filter((_, index) => all[index] === undefined),
    routed,
    middle: routed[(routed.length - 1) >> 1],
  };
}
