import { join } from "node:path";
import { CoreSimulator } from "../../verilog/sim/core-simulator.ts";
import { DigestSimulator } from "../../verilog/sim/digest-simulator.ts";
import { readSources, synthesise } from "../../verilog/sim/synth.ts";
import { TableSimulator } from "../../verilog/sim/table-simulator.ts";
import { STEP_WORDS, Trace } from "../../verilog/sim/trace.ts";
import type { Width } from "../protocol/protocol.ts";
import type { ReplyWriter } from "../protocol/reply.ts";
import type { Request } from "../protocol/request.ts";
import { openFrameServer } from "../protocol/server.ts";
import { loadSpec } from "../spec.ts";
import type { Implementation } from "./adapter.ts";
import { machinesOf } from "./answers.ts";
import { tableOffer } from "./rtl/table.ts";

/** Widths and numbers of contexts of the vectors of tables, and of the bus and the address of each build. */
const TABLE_WIDTHS: readonly Width[] = [8, 64];
const TABLE_CONTEXTS = [1, 2, 3, 4];
const BUS_BITS = 64;
/** Words in a beat of the digest unit: more than one, so that the last beat can be part of one. */
const DIGEST_WORDS = 2;

/** `atomik_core` of `verilog/rtl`, simulated in this process, 32 programs at a time. */
export const implementation: Implementation = {
  name: "rtl",
  pace: "fast",
  async open(root) {
    const { layout, widths } = loadSpec(root);
    const sources = readSources(join(root, "verilog/rtl"));
    const builds = widths.map((width) => ({ WIDTH: width, BUS_WIDTH: 64 }));
    const netlists = await synthesise(sources, "atomik_core", builds);
    const cores = new Map<number, CoreSimulator>();
    widths.forEach((width, index) => {
      cores.set(width, new CoreSimulator(netlists[index]!, layout));
    });
    const rootId = cores.get(widths[0]!)!.rootId;
    const trace = new Trace();
    const options = { name: "rtl", observes: "context", rootId, layout } as const;
    return openFrameServer(options, (request, bytes, reply) => {
      const { programs: count, offsets, ops } = request;
      cores.get(request.width)!.run({ count, bytes, offsets, ops }, trace);
      writeTrace(request, trace, reply);
    });
  },
  async openMachines(root) {
    const spec = loadSpec(root);
    const sources = readSources(join(root, "verilog/rtl"));
    const shapes = TABLE_WIDTHS.flatMap((width) =>
      TABLE_CONTEXTS.map((contexts) => [width, contexts] as const),
    );
    const tables = await synthesise(
      sources,
      "atomik_table",
      shapes.map(([width, contexts]) => ({
        WIDTH: width,
        CONTEXTS: contexts,
        ADDRESS_WIDTH: BUS_BITS,
        BUS_WIDTH: BUS_BITS,
      })),
    );
    const simulators = new Map<string, TableSimulator>();
    shapes.forEach((shape, index) => {
      simulators.set(shape.join(), new TableSimulator(tables[index]!));
    });
    const digests = await synthesise(
      sources,
      "atomik_digest",
      spec.widths.map((width) => ({ WIDTH: width, WORDS: DIGEST_WORDS })),
    );
    const units = new Map<number, DigestSimulator>();
    spec.widths.forEach((width, index) => {
      units.set(width, new DigestSimulator(digests[index]!, (DIGEST_WORDS * width) / 8));
    });
    return machinesOf({
      table: tableOffer(spec, (width, contexts) => {
        const simulator = simulators.get([width, contexts].join());
        if (!simulator) throw new RangeError(`contexts: expected one of ${TABLE_CONTEXTS}, got ${contexts}`);
        return simulator;
      }),
      fold: (width, bytes, change) => {
        const unit = units.get(width)!;
        const digest = unit.fold(bytes, true, 0);
        return { digest, after: change && unit.fold(change.xor, false, change.offset % (width / 8)) };
      },
    });
  },
};

function writeTrace(request: Request, trace: Trace, reply: ReplyWriter): void {
  for (let program = 0; program < request.programs; program++) {
    const start = trace.starts[program]!;
    const steps = trace.steps[program]!;
    const end = start + steps * STEP_WORDS;
    reply.beginProgram(steps);
    reply.words.set(trace.words.subarray(start, end), reply.at);
    reply.at += end - start;
    reply.endProgram(trace.rejects[program]!);
  }
}
