import fc from "fast-check";

const seed = Number(process.env.ATOMIK_SEED ?? Date.now() % 2 ** 31);

/** Checks a property; a failure's text has the seed and the path, and how to run the same values again. */
export function checked(property: fc.IRawProperty<unknown>, numRuns = 200): void {
  fc.assert(property as fc.IProperty<unknown>, {
    seed,
    numRuns,
    reporter: (details) => {
      if (!details.failed) return;
      throw new Error(`${fc.defaultReportMessage(details)}\nAgain: ATOMIK_SEED=${seed} npx vitest run ts`);
    },
  });
}
