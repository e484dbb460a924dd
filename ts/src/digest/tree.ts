/** A full binary tree of digests: each node is the XOR of the two below it, so that the root is that of all leaves. */

/** A leaf at which two trees differ. */
export interface Located {
  /** Which one, from 0. */
  readonly chunk: number;
  /** How many pairs of digests were compared. */
  readonly compared: number;
}

/** The tree of some leaves, all zero at first; behind them are leaves of zero, up to a power of two. */
export class DigestTree {
  readonly leaves: number;
  /** Node 1 is the root; below node n are 2n and 2n + 1; leaf i is at `#first + i`. */
  readonly #nodes: BigUint64Array<ArrayBuffer>;
  readonly #halves: Int32Array<ArrayBuffer>;
  readonly #first: number;

  constructor(leaves: number) {
    this.leaves = leaves;
    let first = 1;
    while (first < leaves) first *= 2;
    this.#first = first;
    this.#nodes = new BigUint64Array(2 * first);
    this.#halves = new Int32Array(this.#nodes.buffer);
  }

  get root(): bigint {
    return this.#nodes[1]!;
  }

  leaf(index: number): bigint {
    return this.#nodes[this.#first + index]!;
  }

  clear(): void {
    this.#nodes.fill(0n);
  }

  /** XORs a word, as two halves, into a leaf and all nodes above it. */
  accum(leaf: number, lo: number, hi: number): void {
    const halves = this.#halves;
    for (let node = this.#first + leaf; node > 0; node >>>= 1) {
      halves[2 * node]! ^= lo;
      halves[2 * node + 1]! ^= hi;
    }
  }

  /** The first leaf that differs, or null when the roots do not. `other` has as many leaves. */
  locate(other: DigestTree): Located | null {
    if (this.root === other.root) return null;
    let node = 1;
    let compared = 0;
    while (node < this.#first) {
      compared++;
      node = this.#differs(other, 2 * node) ? 2 * node : 2 * node + 1;
    }
    return { chunk: node - this.#first, compared };
  }

  /** All leaves that differ, lowest first. */
  different(other: DigestTree): number[] {
    const found: number[] = [];
    const look = (node: number): void => {
      if (!this.#differs(other, node)) return;
      if (node >= this.#first) found.push(node - this.#first);
      else {
        look(2 * node);
        look(2 * node + 1);
      }
    };
    look(1);
    return found;
  }

  #differs(other: DigestTree, node: number): boolean {
    return (
      this.#halves[2 * node] !== other.#halves[2 * node] ||
      this.#halves[2 * node + 1] !== other.#halves[2 * node + 1]
    );
  }
}
