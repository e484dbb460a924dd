/** The live oracle: `Context.run` of the Spec, in a Lean process. */
import { join } from "node:path";
import { type Command, leanCommand } from "../../lean/runner/lean.ts";
import { nodeWithTypes } from "../../lean/runner/node.ts";
import { openProcess } from "../protocol/process.ts";
import { ROOT } from "../spec.ts";
import type { Implementation } from "./adapter.ts";

/**
 * What starts the oracle that is built from the Lean sources below `root`. Only the repository's own may be built by
 * Lake; a copy is built by the runner, into the copy.
 */
function oracleCommand(root: string): Command {
  const args = [join(root, "spec/MANIFEST.json")];
  if (join(root, "/") === join(ROOT, "/")) return leanCommand("App.Oracle", args);
  const runner = [join(ROOT, "lean/runner/main.ts"), "run"];
  const folders = ["--root", join(root, "lean"), "--out", join(root, "build/lean")];
  return { command: nodeWithTypes(), args: [...runner, ...folders, "App.Oracle", ...args] };
}

/** The oracle. It builds what is stale first, so that the first reply may take a minute. */
export const lean: Implementation = {
  name: "lean",
  pace: "slow",
  async open(root) {
    return openProcess({ name: "lean", observes: "context", ...oracleCommand(root) });
  },
};
