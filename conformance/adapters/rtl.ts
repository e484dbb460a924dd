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
import type { Offers } from "./offers.ts";
import { tableOffer } from "./rtl/table.ts";

/** Contexts in the RAM; a case may use fewer. */
const TABLE_CONTEXTS = 8;
/** Bits of the operands and addresses of tables. */
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
    const netlists = await synthesise(filesOf(sources, ["atomik_core"]), "atomik_core", builds);
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
    const tables = await synthesise(
      filesOf(sources, ["atomik_table"]),
      "atomik_table",
      spec.widths.map((width) => ({
        WIDTH: width,
        CONTEXTS: TABLE_CONTEXTS,
        ADDRESS_WIDTH: BUS_BITS,
        BUS_WIDTH: BUS_BITS,
      })),
    );
    const tableOf = builtOnce((width) => new TableSimulator(tables[spec.widths.indexOf(width)]!));
    const digests = await synthesise(
      filesOf(sources, ["atomik_digest", "atomik_ports", "atomik_xor", "atomik_op"]),
      "atomik_digest",
      spec.widths.map((width) => ({ WIDTH: width, WORDS: DIGEST_WORDS })),
    );
    const digestOf = builtOnce(
      (width) => new DigestSimulator(digests[spec.widths.indexOf(width)]!, (DIGEST_WORDS * width) / 8),
    );
    const built = (machine: string, width: number, given: object): boolean => {
      const { contexts = 0 } = given as { contexts?: number };
      return machine !== "table" || (spec.widths.includes(width as Width) && contexts <= TABLE_CONTEXTS);
    };
    const offers: Offers = {
      table: tableOffer(spec, (width, contexts) => {
        if (contexts > TABLE_CONTEXTS)
          throw new RangeError(`contexts: expected at most ${TABLE_CONTEXTS}, got ${contexts}`);
        return tableOf(width);
      }),
      fold: (width, bytes, change) => {
        const unit = digestOf(width);
        const digest = unit.fold(bytes, true, 0);
        return { digest, after: change && unit.fold(change.xor, false, change.offset % (width / 8)) };
      },
    };
    return machinesOf(offers, built);
  },
};

/** Builds for a width when it is first asked for, as most mutants are caught before. */
function builtOnce<T>(build: (width: Width) => T): (width: Width) => T {
  const built = new Map<Width, T>();
  return (width) => {
    const one = built.get(width) ?? build(width);
    built.set(width, one);
    return one;
  };
}

/** The files that a module is made of, by how their names begin, and those to include: others do not make its netlist stale. */
function filesOf(sources: Record<string, string>, starts: readonly string[]): Record<string, string> {
  const wanted = (name: string): boolean =>
    name.endsWith(".vh") || starts.some((start) => name.startsWith(start));
  return Object.fromEntries(Object.entries(sources).filter(([name]) => wanted(name)));
}

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
