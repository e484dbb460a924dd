/**
 * How many vectors a second the simulated core is checked on, into `build/bench/rtl.json`: a vector is a program of 20 ops,
 * and every observation of it is compared with what the interpreter said beforehand. Processor time, as the harness has it.
 */
import type { Adapter } from "../adapters/adapter.ts";
import { openOne } from "../adapters/open.ts";
import { rowOf } from "../adapters/table.ts";
import { encodeFrame, type Op } from "../program.ts";
import { RequestWriter } from "../protocol/request.ts";
import { loadSpec, ROOT, type Spec } from "../spec.ts";
import { rateRow, report } from "./harness.ts";
import { bestRates } from "./turns.ts";

const OPS = 20;
const PROGRAMS = 1024;
const TARGET = 300_000;
const WIDTH = 64;

/** Programs of every op with random words; none is rejected, so that each has all its ops. */
function programs(spec: Spec): Op[][] {
  let state = 20261125n;
  const random = (): bigint => {
    state = (state * 6364136223846793005n + 1442695040888963407n) % (1n << 64n);
    return state >> 8n;
  };
  const names = spec.ops.map(({ name }) => name).filter((name) => name !== "merge");
  const opOf = (name: string): Op => ({
    name,
    operands: spec.ops.find((op) => op.name === name)!.operands.map(random),
  });
  return Array.from({ length: PROGRAMS }, () =>
    Array.from({ length: OPS }, () => opOf(names[Number(random() % BigInt(names.length))]!)),
  );
}

function answer(adapter: Adapter, request: Uint8Array): Uint8Array {
  adapter.submit(request);
  return adapter.collect();
}

const spec = loadSpec();
const request = encodeFrame(spec, WIDTH, programs(spec), new RequestWriter()).slice();
const oracle = await openOne(spec, rowOf("interpreter"), ROOT);
const expected = answer(oracle.adapter, request).slice();
oracle.adapter.close();
const { adapter } = await openOne(spec, rowOf("rtl"), ROOT);
const rates = bestRates(
  [
    {
      id: "rtl",
      run: (times) => {
        let differing = 0;
        for (let i = 0; i < times; i++)
          differing += Buffer.compare(answer(adapter, request), expected) === 0 ? 0 : 1;
        return differing;
      },
      check: (differing) => {
        if (differing !== 0)
          throw new Error(`rtl: expected the interpreter's answers, got others ${differing} times`);
      },
    },
  ],
  { rounds: 9, turnMs: 200, warmUp: 10 },
);
adapter.close();
const what = `vectors of ${OPS} ops simulated from the RTL and checked, words of ${WIDTH} bits, ${PROGRAMS} a frame`;
const value = rates.get("rtl")! * PROGRAMS;
if (!report("rtl", [rateRow({ id: "rtl/vectors", what, value, unit: "vectors/s", target: TARGET })]))
  process.exitCode = 1;
