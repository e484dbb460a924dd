import { describe, expect, it } from "vitest";
import type { Outcome, RunRow } from "./row.ts";
import { ROWS } from "./rows.ts";
import { compared, runRow } from "./run.ts";

/** The rows that need no tool beside those of the gate, with the digest alone; the others: `just c-matrix`. */
const QUICK = ["gcc/c99/O2", "clang-14/c11/O3", "vectors/gcc/0", "asan+ubsan/gcc"];

function row(id: string): RunRow {
  const found = ROWS.find((one) => one.id === id);
  if (found?.kind !== "run") throw new Error(`expected a row ${id} that runs`);
  return { ...found, programs: ["digest"] };
}

describe("the matrix", () => {
  it("names each row once", () => {
    expect(new Set(ROWS.map(({ id }) => id)).size).toBe(ROWS.length);
  });

  it("has one digest in all quick rows", async () => {
    const outcomes: Outcome[] = [];
    for (const id of QUICK) outcomes.push(await runRow(row(id)));
    expect(outcomes.map(({ why }) => why)).toEqual(QUICK.map(() => undefined));
    expect(new Set(outcomes.map(({ digest }) => digest)).size).toBe(1);
    expect(outcomes[0]!.digest).toMatch(/^[0-9a-f]{16} \d{5} values$/);
  }, 1_800_000);

  it("is red where the digest is another one", async () => {
    const first = await runRow(row(QUICK[0]!));
    const opposite = `-Datomik_swap(ctx)=atomik_read(ctx)`; // the program calls one function in place of another
    const other = compared(await runRow({ ...row(QUICK[0]!), flags: ["-std=c99", opposite] }), first);
    expect(other.ok).toBe(false);
  });

  it("is red where a program does not compile, and where a tool is not there", async () => {
    const flags = ["-std=c99", "-DATOMIK_VECTOR_BITS=("];
    expect(await runRow({ ...row(QUICK[0]!), flags })).toMatchObject({
      ok: false,
      why: expect.stringContaining("error"),
    });
    expect(await runRow({ ...row(QUICK[0]!), compiler: "no-such-compiler" })).toMatchObject({ ok: false });
  });
});
