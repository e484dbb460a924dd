/**
 * What `dlsym` finds: 200,000 symbol names, each with its index in the function table or its data address.
 *
 * An open-addressing hash table in one `Uint32Array`, so that a thread maps it without parsing anything:
 * a header of four words (capacity, size of the function table, initial stack pointer, unused), then
 * `capacity` slots of three words (first hash, second hash, value). Value 0 is an empty slot.
 */

const header = 4;

/** A symbol: a function's table index, or a datum's address. Never 0. */
export interface Symbol32 {
  name: string;
  value: number;
}

/** Numbers the threads need before Lean starts. */
export interface TableFacts {
  /** Slots of the function table. */
  tableSize: number;
  /** Address, in bytes, where the first stack begins. */
  stackPointer: number;
}

function hashes(name: string): [number, number] {
  let first = 0x811c9dc5 | 0;
  let second = 0x9747b28c | 0;
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    first = Math.imul(first ^ code, 16777619);
    second = Math.imul(second ^ code, 0x5bd1e995) ^ (second >>> 15);
  }
  return [first >>> 0, second >>> 0];
}

/**
 * Build the table.
 * @throws RangeError if two names share both hashes: names are not stored, so they could not be told apart.
 */
export function buildSymbolTable(symbols: readonly Symbol32[], facts: TableFacts): Uint32Array {
  let capacity = 1;
  while (capacity < symbols.length * 2) capacity *= 2;
  const table = new Uint32Array(header + capacity * 3);
  table.set([capacity, facts.tableSize, facts.stackPointer]);
  for (const { name, value } of symbols) {
    const [first, second] = hashes(name);
    let slot = first & (capacity - 1);
    for (; table[header + slot * 3 + 2]; slot = (slot + 1) & (capacity - 1)) {
      if (table[header + slot * 3] === first && table[header + slot * 3 + 1] === second) {
        throw new RangeError(`symbol table: expected distinct hashes, got a collision at ${name}`);
      }
    }
    table.set([first, second, value], header + slot * 3);
  }
  return table;
}

/** The value of `name`, or 0 if there is none. */
export function lookUp(table: Uint32Array, name: string): number {
  const mask = table[0]! - 1;
  const [first, second] = hashes(name);
  for (let slot = first & mask; ; slot = (slot + 1) & mask) {
    const at = header + slot * 3;
    if (!table[at + 2]) return 0;
    if (table[at] === first && table[at + 1] === second) return table[at + 2]!;
  }
}

/** The facts stored in the table's header. */
export function tableFacts(table: Uint32Array): TableFacts {
  return { tableSize: table[1]!, stackPointer: table[2]! };
}
