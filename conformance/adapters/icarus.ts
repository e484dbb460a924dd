import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { openProcess } from "../protocol/process.ts";
import { HEADER_BYTES, OPERAND_BYTES, PROGRAM_HEADER_BYTES, type Width } from "../protocol/protocol.ts";
import { type ReplyWriter, readReplyHeader } from "../protocol/reply.ts";
import { type Request, RequestWriter } from "../protocol/request.ts";
import { openFrameServer } from "../protocol/server.ts";
import { loadSpec, ROOT, type Spec } from "../spec.ts";
import type { Adapter, Implementation } from "./adapter.ts";

const TESTBENCH = join(ROOT, "verilog/sim/tb_atomik_core.v");

/**
 * `atomik_core` of `verilog/rtl` in Icarus Verilog: a parser and a simulator that share nothing with `rtl`. One process
 * for each width runs one program at a time.
 */
export const implementation: Implementation = {
  name: "icarus",
  pace: "slow",
  async open(root) {
    const spec = loadSpec(root);
    const dir = mkdtempSync(join(tmpdir(), "atomik-icarus-"));
    const simulators = new Map<number, Adapter>();
    const close = (): void => {
      for (const simulator of simulators.values()) simulator.close();
      rmSync(dir, { recursive: true, force: true });
    };
    try {
      for (const width of spec.widths) simulators.set(width, await startSimulator(root, dir, width));
      const runner = new ProgramRunner(spec);
      const rootId = runner.readRootId(simulators.get(spec.widths[0]!)!);
      const options = { name: "icarus", observes: "context", rootId, layout: spec.layout, close } as const;
      return openFrameServer(options, (request, bytes, reply) => {
        runner.run(simulators.get(request.width)!, request, bytes, reply);
      });
    } catch (error) {
      close();
      throw error;
    }
  },
};

async function startSimulator(root: string, dir: string, width: Width): Promise<Adapter> {
  const rtl = join(root, "verilog/rtl");
  const program = join(dir, `w${width}.vvp`);
  const parameter = `-Ptb_atomik_core.WIDTH=${width}`;
  const sources = [TESTBENCH, join(rtl, "atomik_core.v")];
  await promisify(execFile)("iverilog", ["-g2005", "-I", rtl, parameter, "-o", program, ...sources]);
  return openProcess({ name: "icarus", observes: "context", command: "vvp", args: ["-n", program] });
}

/** Takes decoded frames apart into frames of one program each. */
class ProgramRunner {
  readonly #spec: Spec;
  readonly #writer = new RequestWriter();

  constructor(spec: Spec) {
    this.#spec = spec;
  }

  /** The ID word of the simulated core, as it reports it on an empty program. */
  readRootId(simulator: Adapter): Uint8Array {
    const reply = this.#exchange(simulator, new Uint8Array(2), 0, 2);
    return new Uint8Array(Buffer.from(readReplyHeader(reply).rootId, "hex"));
  }

  run(simulator: Adapter, request: Request, bytes: Uint8Array, reply: ReplyWriter): void {
    for (let program = 0; program < request.programs; program++) {
      const offset = request.offsets[program]!;
      const ops = request.ops[program]!;
      const end = this.#endOf(bytes, offset, ops);
      const answer = this.#exchange(simulator, bytes, offset - 2, end);
      const view = new DataView(answer.buffer, answer.byteOffset, answer.byteLength);
      reply.beginProgram(ops);
      for (let at = HEADER_BYTES + PROGRAM_HEADER_BYTES; at < answer.length; at += 4)
        reply.words[reply.at++] = view.getInt32(at, true);
      reply.endProgram(view.getUint8(HEADER_BYTES + 2));
    }
  }

  #exchange(simulator: Adapter, bytes: Uint8Array, start: number, end: number): Uint8Array {
    this.#writer.begin(64, this.#spec.rootId);
    this.#writer.copyProgram(bytes, start, end);
    simulator.submit(this.#writer.finish());
    return simulator.collect();
  }

  #endOf(bytes: Uint8Array, offset: number, ops: number): number {
    let at = offset;
    for (let op = 0; op < ops; op++) at += 1 + this.#spec.layout[bytes[at]!]! * OPERAND_BYTES;
    return at;
  }
}
