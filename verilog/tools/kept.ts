import { createHash } from "node:crypto";
import { join } from "node:path";
import { cached } from "../area/cache.ts";
import type { Yosys, YosysRun } from "./yosys.ts";

const FOLDER = join(import.meta.dirname, "../../.cache/yosys");

/**
 * A Yosys that remembers what each script printed and wrote, under the hash of the script, the files and its version, so that hours
 * of proofs need not be one run. What ended in an error is not remembered.
 */
export function keeping(yosys: Yosys, folder: string = FOLDER): Yosys {
  return {
    version: yosys.version,
    async run(script, files, wanted = []) {
      const hash = createHash("sha256").update(JSON.stringify([yosys.version, script, files, wanted]));
      let failed: YosysRun | undefined;
      const make = async (): Promise<string | undefined> => {
        const run = await yosys.run(script, files, wanted);
        if (run.exitCode === 0) return JSON.stringify(run);
        failed = run;
        return undefined;
      };
      const text = await cached(`${hash.digest("hex").slice(0, 32)}.json`, make, folder);
      return text === undefined ? failed! : (JSON.parse(text) as YosysRun);
    },
  };
}

/** What a Yosys did: the seconds that all its runs took when they ran, and when the first of them did. */
export class Meter implements Yosys {
  readonly version: string;
  seconds = 0;
  /** `YYYY-MM-DDThh:mmZ`. */
  date = "";
  readonly #yosys: Yosys;

  constructor(yosys: Yosys) {
    this.version = yosys.version;
    this.#yosys = yosys;
  }

  async run(...args: Parameters<Yosys["run"]>): Promise<YosysRun> {
    const run = await this.#yosys.run(...args);
    this.seconds = Math.round(1000 * (this.seconds + run.seconds)) / 1000;
    if (this.date === "" || run.date < this.date) this.date = run.date;
    return run;
  }
}
