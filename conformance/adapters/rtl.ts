import { join } from "node:path";
import { CoreSimulator } from "../../verilog/sim/core-simulator.ts";
import { readSources, synthesise } from "../../verilog/sim/synth.ts";
import { STEP_WORDS, Trace } from "../../verilog/sim/trace.ts";
import type { ReplyWriter } from "../protocol/reply.ts";
import type { Request } from "../protocol/request.ts";
import { openFrameServer } from "../protocol/server.ts";
import { loadSpec } from "../spec.ts";
import type { Implementation } from "./adapter.ts";

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
