import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AtomikContext } from "../src/context.ts";
import { History, type HistoryOptions, type Step } from "../src/history.ts";
import { AtomikTable } from "../src/table.ts";
import { refuses } from "./refuses.ts";
import { checked } from "./seed.ts";

const LIMIT = 4;
const word = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const steps = fc.array(
  fc.oneof(
    fc.record({ op: fc.constantFrom("accum", "foreign"), word, pick: fc.nat() }),
    fc.record({ op: fc.constantFrom("undo", "redo", "undo any", "redo any"), word, pick: fc.nat() }),
  ),
  { maxLength: 40 },
);

/** Whether a step is done, undone or forgotten. */
type Known = Map<Step, "done" | "undone" | "forgotten">;

const knownAs = (known: Known, as: string): Step[] =>
  [...known].filter(([, is]) => is === as).map(([step]) => step);

describe("a history", () => {
  it.each([
    ["a context", () => new AtomikContext()],
    ["a context of a table", () => new AtomikTable(3).context(1)],
  ])("on %s holds just the deltas that are done, and those of others", (_, make) => {
    checked(
      fc.property(steps, (steps) => {
        const context = make();
        const history = new History(context, { limit: LIMIT });
        const known: Known = new Map();
        // In the order in which they would be undone and redone without being named.
        const order = { undo: [] as Step[], redo: [] as Step[] };
        let state = 0n;
        for (const { op, word, pick } of steps) {
          const look = () => [context.read(), history.canUndo, history.canRedo];
          if (op === "foreign") {
            context.accum(word);
            state ^= word;
          } else if (op === "accum") {
            const step = history.accum(word);
            expect(step).toEqual({ delta: word, sequence: known.size });
            for (const undone of order.redo.splice(0)) known.set(undone, "forgotten");
            known.set(step, "done");
            order.undo.push(step);
            if (order.undo.length > LIMIT) known.set(order.undo.shift()!, "forgotten");
            state ^= word;
          } else {
            const way = op.startsWith("undo") ? "undo" : "redo";
            const [from, to] = way === "undo" ? ["done", "undone"] : ["undone", "done"];
            const all = [...known.keys()];
            const step = op.endsWith("any") && all.length > 0 ? all[pick % all.length] : undefined;
            const expected = step ?? order[way].at(-1);
            if (expected === undefined || known.get(expected) !== from) {
              refuses("unknown_delta", () => history[way](step), look);
              continue;
            }
            expect(history[way](step)).toBe(expected);
            known.set(expected, to as "done");
            order[way].splice(order[way].indexOf(expected), 1);
            order[way === "undo" ? "redo" : "undo"].push(expected);
            state ^= expected.delta;
          }
          expect(look()).toEqual([
            state,
            knownAs(known, "done").length > 0,
            knownAs(known, "undone").length > 0,
          ]);
        }
      }),
      300,
    );
  });

  it("remembers just as many steps as it was told", () => {
    for (const limit of [1, 2, 5]) {
      const context = new AtomikContext();
      const history = new History(context, { limit });
      const all = Array.from({ length: limit + 2 }, (_, i) => history.accum(1n << BigInt(i)));
      refuses(
        "unknown_delta",
        () => history.undo(all[1]),
        () => context.read(),
      );
      for (let i = 0; i < limit; i++) history.undo();
      expect([context.read(), history.canUndo]).toEqual([3n, false]);
    }
  });

  it("refuses steps of others and what is no step", () => {
    const context = new AtomikContext();
    const [mine, other] = [new History(context), new History(context)];
    const [step, theirs] = [mine.accum(1n), other.accum(2n)];
    const look = () => [context.read(), mine.canUndo, mine.canRedo];
    for (const way of ["undo", "redo"] as const) {
      refuses("foreign_delta", () => mine[way](theirs), look);
      for (const bad of [null, 5, 1n, {}, { ...step }])
        refuses("wrong_type", () => mine[way](bad as never), look);
    }
  });

  it.each([
    ["load", (context: AtomikContext) => context.load(9n)],
    ["swap", (context: AtomikContext) => context.swap()],
    ["exchange", (context: AtomikContext) => context.exchange(9n)],
  ])("undoes nothing from before a %s", (_, renew) => {
    const context = new AtomikContext();
    const history = new History(context);
    history.accum(1n);
    history.accum(2n);
    history.undo();
    renew(context);
    const look = () => [context.reference, context.accumulator];
    refuses("reference_mismatch", () => history.undo(), look);
    refuses("reference_mismatch", () => history.redo(), look);
    const step = history.accum(4n);
    expect(history.undo()).toBe(step);
    expect(history.canUndo).toBe(false);
    history.redo();
    history.clear();
    expect([history.canUndo, history.canRedo]).toEqual([false, false]);
    refuses("unknown_delta", () => history.undo(step), look);
  });

  it("does not remember what the context refused", () => {
    const context = new AtomikContext({ width: 8 });
    const history = new History(context);
    refuses(
      "word_out_of_range",
      () => history.accum(256n),
      () => [context.read(), history.canUndo],
    );
    refuses(
      "wrong_type",
      () => history.accum(1 as never),
      () => [context.read(), history.canUndo],
    );
  });

  it("is refused for another context or limit", () => {
    const make = (options: unknown) => () => new History(new AtomikContext(), options as HistoryOptions);
    for (const limit of [0, -1, 0.5, 2 ** 20 + 1, Number.NaN])
      refuses("bad_length", make({ limit }), () => 0);
    for (const options of [null, 5, { limit: "5" }]) refuses("wrong_type", make(options), () => 0);
    for (const context of [null, 5, {}])
      refuses(
        "wrong_type",
        () => new History(context as never),
        () => 0,
      );
  });
});
