import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { ROOT } from "../../spec.ts";

const claim = (id: string) =>
  spawnSync(process.execPath, ["conformance/claims/one.ts", id], { cwd: ROOT, encoding: "utf8" });

it("one claim alone: its verdict, why, and what it rests on", () => {
  const { status, stdout } = claim("C43");
  expect(stdout).toContain("verdict       false");
  expect(stdout).toContain("against it: arithmetic message.bytes > 8: 16 > 8");
  expect(stdout).toContain('C43: the verdict "false" stands');
  expect(status).toBe(0);
});

it("an id that is not in the ledger is refused", () => {
  const { status, stderr } = claim("C150");
  expect(stderr).toContain('expected an id of the ledger, e.g. C101 or A1, got "C150"');
  expect(status).toBe(1);
});
