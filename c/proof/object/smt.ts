/** Terms and facts in SMT-LIB, for what the normal form cannot tell. */
import type { Atom, Condition } from "./condition.ts";
import { type Leaf, leafById } from "./leaf.ts";
import type { Fact } from "./path.ts";
import { type Segment, SLICE_BASE, type Term } from "./term.ts";

/** One problem: declarations and definitions are collected while terms are printed. */
export class SmtProblem {
  private readonly lines: string[] = ["(set-logic QF_ABV)"];
  private readonly names = new Map<number, string>();
  private readonly arrays = new Map<string, string>();

  /** Asserts that a condition holds or does not. */
  assert(condition: Condition, holds: boolean = true): void {
    const text = this.condition(condition);
    this.lines.push(`(assert ${holds ? text : `(not ${text})`})`);
  }

  /** Asserts every fact of a path. */
  assertFacts(facts: readonly Fact[]): void {
    for (const { atom, holds } of facts) this.assert(atom, holds);
  }

  /** The whole problem, which asks whether the assertions have a model. */
  text(): string {
    return `${[...this.lines, "(check-sat)"].join("\n")}\n`;
  }

  private condition(condition: Condition): string {
    if (typeof condition === "boolean") return String(condition);
    if (condition.kind === "not") return `(not ${this.condition(condition.of)})`;
    if (condition.kind === "or") return `(or ${condition.of.map((part) => this.condition(part)).join(" ")})`;
    return this.atom(condition);
  }

  private atom(atom: Atom): string {
    if (atom.kind === "zero") return `(= ${this.term(atom.term)} ${hex(atom.term.widthBits, 0n)})`;
    const op = atom.kind === "below" ? "bvult" : "bvslt";
    return `(${op} ${this.term(atom.left)} ${this.term(atom.right)})`;
  }

  private term({ segments }: Term): string {
    const parts = segments.map((segment) => this.segment(segment));
    return parts.slice(1).reduce((low, high) => `(concat ${high} ${low})`, parts[0]!);
  }

  private segment({ widthBits, slices, constant }: Segment): string {
    const parts = slices.map((slice) => {
      const leaf = leafById(Math.floor(slice / SLICE_BASE));
      const low = slice % SLICE_BASE;
      const name = this.leaf(leaf);
      if (low === 0 && widthBits === leaf.widthBits) return name;
      return `((_ extract ${low + widthBits - 1} ${low}) ${name})`;
    });
    if (constant !== 0n || parts.length === 0) parts.push(hex(widthBits, constant));
    return parts.slice(1).reduce((left, right) => `(bvxor ${left} ${right})`, parts[0]!);
  }

  private leaf(leaf: Leaf): string {
    const found = this.names.get(leaf.id);
    if (found !== undefined) return found;
    const name = `l${leaf.id}`;
    const body = this.body(leaf);
    const sort = `(_ BitVec ${leaf.widthBits})`;
    this.lines.push(
      body === undefined ? `(declare-const ${name} ${sort})` : `(define-fun ${name} () ${sort} ${body})`,
    );
    this.names.set(leaf.id, name);
    return name;
  }

  private body({ node, widthBits }: Leaf): string | undefined {
    switch (node.kind) {
      case "symbol":
        return undefined;
      case "element":
        return `(select ${this.array(node.array, widthBits)} ${this.term(node.index)})`;
      case "sum":
        return node.addends
          .map(({ coefficient, term }) => `(bvmul ${hex(widthBits, coefficient)} ${this.term(term)})`)
          .reduce((left, right) => `(bvadd ${left} ${right})`, hex(widthBits, node.constant));
      default: {
        const op = { and: "bvand", or: "bvor", product: "bvmul" }[node.kind];
        return `(${op} ${this.term(node.left)} ${this.term(node.right)})`;
      }
    }
  }

  private array(name: string, widthBits: number): string {
    let found = this.arrays.get(name);
    if (found === undefined) {
      found = `a${this.arrays.size}`;
      this.arrays.set(name, found);
      this.lines.push(`(declare-const ${found} (Array (_ BitVec 64) (_ BitVec ${widthBits})))`);
    }
    return found;
  }
}

function hex(widthBits: number, value: bigint): string {
  return `#b${value.toString(2).padStart(widthBits, "0")}`;
}
