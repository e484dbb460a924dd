import { matches } from "../../runner/select.ts";
import { fails, holds, type Resolver } from "../evidence.ts";
import { testOf } from "../tests.ts";

/** `<file>`, or `<file> <filter over full names>`: the file ran on these sources, and every test that is selected passed. */
export const test: Resolver = (ref, { tests }) => {
  const { file, filter } = testOf(ref);
  const ran = tests.find((one) => one.file === file);
  if (ran === undefined) return fails(`${file} did not run on these sources; run: npm test`);
  const selected = ran.tests.filter(({ name }) => matches(filter, name));
  if (selected.length === 0) return fails(`${file} has no such test`);
  const not = selected.filter(({ status }) => status !== "passed");
  if (not.length > 0) return fails(not.map(({ name, status }) => `${name}: ${status}`).join("; "));
  return holds(selected.length === 1 ? selected[0]!.name : `${selected.length} tests passed`);
};
