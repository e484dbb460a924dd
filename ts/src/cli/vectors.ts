/** `atomik vectors`: the specification's vectors, bundled with the package, against the package's own code. */
import { ROOT_HASH } from "../root-hash.ts";
import { runVectors, type VectorReport } from "../vectors.ts";
import { bundledVectors } from "./bundle.ts";
import { type Command, EXIT, type ExitCode, usageError } from "./command.ts";
import { progressBar } from "./progress.ts";
import type { Terminal } from "./terminal.ts";

const HELP = `usage: atomik vectors [filter] [--list] [--json]

Runs the vectors whose expected values Lean computed against the classes of this
package, after checking that the files are those of the specification: their
SHA-256 must be as spec/MANIFEST.json says, and the SHA-256 of that file must be
the root hash that the code was built with. Prints what each failing case
expected and got; exit code 1 then.

A filter keeps the files whose path contains it, e.g. w64/accum. --list prints
the ids of their cases instead.
`;

/** Runs, or lists, the vectors. */
export const vectors: Command = {
  name: "vectors",
  summary: "run the specification's vectors against this package",
  help: HELP,
  options: { list: { type: "boolean" } },
  arguments: [0, 1],
  run([filter = ""], options, terminal) {
    const files = bundledVectors(filter);
    if (files.length === 0) throw usageError("filter", "a part of a vector file's path", filter);
    if (options.list)
      return list(
        files.flatMap(({ file }) => file.cases).map(({ id }) => id),
        terminal,
      );
    const progress = progressBar("vectors", files.length, "files");
    const reports = files.map(({ path, file }, done) => {
      const report = runVectors(file);
      progress.update(done + 1);
      return { path, report };
    });
    progress.end();
    return print(reports, terminal);
  },
};

function list(ids: readonly string[], terminal: Terminal): ExitCode {
  for (const id of ids) terminal.line(id);
  terminal.answer({ command: "vectors", ids });
  return EXIT.ok;
}

function print(reports: readonly { path: string; report: VectorReport }[], terminal: Terminal): ExitCode {
  const names = [...new Set(reports.map(({ report }) => report.machine))];
  const machines = names.map((machine) => {
    const own = reports.filter(({ report }) => report.machine === machine).map(({ report }) => report);
    return {
      machine,
      passed: own.reduce((sum, report) => sum + report.passed, 0),
      failed: own.reduce((sum, report) => sum + report.failures.length, 0),
      skipped: own.flatMap((report) => report.skipped),
    };
  });
  for (const { machine, passed, failed, skipped } of machines) {
    const bad = terminal.mark(`${failed} failed`.padStart(11), failed > 0 ? "bad" : "faint");
    terminal.line(
      `${machine.padEnd(8)} ${`${passed} passed`.padStart(12)}, ${bad}, ${skipped.length} not run`,
    );
    for (const reason of new Set(skipped.map((one) => one.reason)))
      terminal.line(`         not run: ${reason}`);
  }
  const failures = reports.flatMap(({ report }) => report.failures);
  for (const { id, expected, got } of failures) {
    terminal.line(`\n${id}\n  expected ${JSON.stringify(expected)}\n  got      ${JSON.stringify(got)}`);
  }
  terminal.line(`root hash ${ROOT_HASH}`);
  terminal.answer({ command: "vectors", rootHash: ROOT_HASH, machines, failures });
  return failures.length > 0 ? EXIT.no : EXIT.ok;
}
