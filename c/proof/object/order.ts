/** What follows from facts about which of two terms is smaller, unsigned: a chain of them is a fact as well. */
import type { Condition } from "./condition.ts";
import type { Fact } from "./path.ts";
import { join, keyOf, type Term } from "./term.ts";

/** from < to, or from ≤ to. Terms are named by their bits without known zeros above, so that widths do not matter. */
interface Edge {
  readonly from: string;
  readonly to: string;
  readonly strict: boolean;
}

/** The facts of a path as edges of a graph. */
export class Order {
  private readonly edges: Edge[] = [];

  /** Adds a fact; one that is not about order is left out. */
  add({ atom, holds }: Fact): void {
    if (atom.kind !== "below") return;
    const left = nameOf(atom.left);
    const right = nameOf(atom.right);
    this.edges.push(
      holds ? { from: left, to: right, strict: true } : { from: right, to: left, strict: false },
    );
  }

  /** Adds that two terms are equal. */
  addEqual(a: Term, b: Term): void {
    this.edges.push(
      { from: nameOf(a), to: nameOf(b), strict: false },
      { from: nameOf(b), to: nameOf(a), strict: false },
    );
  }

  /** What the facts say of left < right; undefined when they leave it open. */
  below(condition: Condition): boolean | undefined {
    if (typeof condition === "boolean" || condition.kind !== "below") return undefined;
    const left = nameOf(condition.left);
    const right = nameOf(condition.right);
    if (this.leads(left, right, true)) return true;
    return this.leads(right, left, false) ? false : undefined;
  }

  /** Whether a chain leads from one to the other, with a < in it if that is asked for. */
  private leads(from: string, to: string, strict: boolean): boolean {
    const seen = new Set<string>();
    const open: { name: string; strict: boolean }[] = [{ name: from, strict: false }];
    while (open.length > 0) {
      const at = open.pop()!;
      if (at.name === to && (at.strict || !strict)) return true;
      const key = `${at.name} ${at.strict}`;
      if (seen.has(key)) continue;
      seen.add(key);
      for (const edge of this.edges)
        if (edge.from === at.name) open.push({ name: edge.to, strict: at.strict || edge.strict });
    }
    return false;
  }
}

function nameOf({ segments }: Term): string {
  const kept = [...segments];
  while (kept.length > 0 && kept.at(-1)!.slices.length === 0 && kept.at(-1)!.constant === 0n) kept.pop();
  return keyOf(join(kept));
}
