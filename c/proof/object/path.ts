/**
 * One way through the code and the model: which conditions hold on it.
 *
 * Code and model are run from the start on every path and ask `decide` at each branch. What follows from the facts so
 * far is answered; anything else is a branch, of which `explore` takes both sides. So all paths together are all inputs.
 */
import { type Atom, type Condition, equal } from "./condition.ts";
import { Order } from "./order.ts";
import { complement, type Intervals, intersect, restrictionOf } from "./range.ts";
import { keyOf, ones, type Term } from "./term.ts";

/** A condition that was asked, and its answer on this path. */
export interface Fact {
  readonly atom: Atom;
  readonly holds: boolean;
}

/** The facts of a path, in the order in which they were asked. */
export class Path {
  readonly facts: Fact[] = [];
  private readonly answers = new Map<string, boolean>();
  private readonly ranges = new Map<string, Intervals>();
  private readonly order = new Order();
  private readonly replaced = new Map<string, Term>();
  private readonly trail: boolean[];
  private taken = 0;

  constructor(trail: readonly boolean[]) {
    this.trail = [...trail];
  }

  /** Whether the condition holds on this path. */
  decide(condition: Condition): boolean {
    if (typeof condition === "boolean") return condition;
    if (condition.kind === "not") return !this.decide(condition.of);
    if (condition.kind === "or") return condition.of.some((part) => this.decide(part));
    const known = this.implied(condition);
    if (known !== undefined) return known;
    const holds = this.trail[this.taken] ?? true;
    this.trail[this.taken++] = holds;
    this.record(condition, holds);
    return holds;
  }

  /** Whether two terms are equal on this path; if so, the second one stands for both from now on. */
  equal(a: Term, b: Term): boolean {
    const [left, right] = [this.representative(a), this.representative(b)];
    const condition = equal(left, right);
    if (!this.decide(condition)) return false;
    if (condition !== true) {
      this.order.addEqual(left, right);
      this.replaced.set(keyOf(left), right);
    }
    return true;
  }

  /** The term that stands for all those that `equal` found equal to this one. */
  representative(term: Term): Term {
    const other = this.replaced.get(keyOf(term));
    return other === undefined ? term : this.representative(other);
  }

  /** Number of branches that the path has taken. */
  get branches(): number {
    return this.taken;
  }

  /** Takes an atom as given, without a branch. */
  assume(condition: Condition, holds: boolean): void {
    if (typeof condition === "boolean" || !("key" in condition) || this.implied(condition) !== undefined)
      throw new Error("assume: expected an atom that the facts leave open");
    this.record(condition, holds);
  }

  /** Whether a condition follows from the facts or its form; undefined when that is open. */
  known(condition: Condition): boolean | undefined {
    if (typeof condition === "boolean") return condition;
    if (condition.kind === "not") {
      const inner = this.known(condition.of);
      return inner === undefined ? undefined : !inner;
    }
    if (condition.kind === "or") {
      const parts = condition.of.map((part) => this.known(part));
      return parts.includes(true) ? true : parts.every((part) => part === false) ? false : undefined;
    }
    return this.implied(condition);
  }

  /** The branches that the next path takes, or undefined when this was the last one. */
  next(): readonly boolean[] | undefined {
    const taken = this.trail.slice(0, this.taken);
    const last = taken.lastIndexOf(true);
    return last < 0 ? undefined : [...taken.slice(0, last), false];
  }

  private record(atom: Atom, holds: boolean): void {
    this.facts.push({ atom, holds });
    this.answers.set(atom.key, holds);
    this.order.add({ atom, holds });
    const restriction = restrictionOf(atom);
    if (restriction === undefined) return;
    const { key, widthBits } = restriction;
    const values = holds ? restriction.holds : complement(restriction.holds, widthBits);
    this.ranges.set(key, intersect(this.ranges.get(key) ?? [[0n, ones(widthBits)]], values));
  }

  private implied(atom: Atom): boolean | undefined {
    const asked = this.answers.get(atom.key);
    if (asked !== undefined) return asked;
    const restriction = restrictionOf(atom);
    const range = restriction && this.ranges.get(restriction.key);
    if (range !== undefined) {
      const inside = intersect(range, restriction!.holds);
      if (inside.length === 0) return false;
      if (intersect(range, complement(restriction!.holds, restriction!.widthBits)).length === 0) return true;
    }
    return this.order.below(atom);
  }
}

/**
 * Runs `run` once on every path.
 *
 * @returns how many paths there were
 * @throws Error when there are more than `limit`
 */
export function explore(run: (path: Path) => void, limit: number): number {
  let trail: readonly boolean[] | undefined = [];
  let paths = 0;
  while (trail !== undefined) {
    if (++paths > limit) throw new Error(`explore: expected at most ${limit} paths`);
    const path: Path = new Path(trail);
    run(path);
    trail = path.next();
  }
  return paths;
}
