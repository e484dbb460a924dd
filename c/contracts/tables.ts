/** Contracts of tables beyond one op at an address: the names of the published API, batches, lists and bulk. */
import type { Block } from "./block.ts";
import { derivedBlock } from "./derived.ts";
import { type Names, printed } from "./expression.ts";
import type { Ir } from "./ir.ts";
import { opNamed, rejections, sentence } from "./ops.ts";

/** Names of a context's words at a place, and of those of the merged context there. */
const at =
  (place: string): Names =>
  (name) =>
    `${name.replace(/^other_/, "other.")}[${place}]`;

/** `atomik_table_read` and `atomik_table_swap`, which return the state and no status. */
export function publishedTableBlocks({ context, table }: Ir): readonly Block[] {
  const refused = table.rejects.map(({ code }) =>
    code === "address_out_of_range" ? "address >= count" : "",
  );
  const one = (name: string, english: string, changes: string, type: string): Block =>
    derivedBlock({
      op: opNamed(context, name),
      name: `atomik_table_${name}`,
      english,
      addressed: true,
      behindResult: `; 0${changes} when ${refused.join()}`,
      behindNever: `; where an address may be out of range, use atomik_table_try_${name}`,
      returns: "uint64_t",
      parameters: [`${type} *table`, "size_t address"],
    });
  return [
    one(
      "read",
      "the state of one context, as the published API has it: no status. Changes nothing.",
      "",
      "const atomik_table_t",
    ),
    one(
      "swap",
      "atomik_swap on one context, as the published API has it: no status.",
      " and no change",
      "atomik_table_t",
    ),
  ];
}

/** Batches, scattered deltas, the merge of tables, and the two lists of states. */
export function tableBlocks({ context, table }: Ir): readonly Block[] {
  const accum = opNamed(context, "accum").next.accumulator;
  const merge = opNamed(context, "merge");
  const english = (name: string): string => sentence(table.requests.find((one) => one.name === name)!);
  const [address = ""] = table.rejects.map(({ code }) => `ATOMIK_${code.toUpperCase()}`);
  const [mismatch = ""] = rejections(merge, at("i"));
  const state = printed(table.entries.state, at("i"));
  const hidden = printed(table.snapshot.hidden, at("i"));
  return [
    {
      name: "atomik_table_batch",
      english: `${english("batch")} Its index is then stored.`,
      equations: [["*table'", "the table after step 0, ..., step n - 1"]],
      facts: [
        [
          "bounds",
          ["steps has n elements; rejected_at may be NULL, and is not written when nothing is refused"],
        ],
        ["aliasing", ["the steps are outside of the table; addresses may repeat"]],
        [
          "rejects",
          [
            `${address} when a step's address >= count`,
            "ATOMIK_UNKNOWN_OP when a step's op is no op",
            `${mismatch.split(" ")[0]} when a step is a merge that is refused`,
            "the table is then as before; results and contexts in the steps mean nothing",
          ],
        ],
      ],
      returns: "atomik_status_t",
      parameters: ["atomik_table_t *table", "atomik_step_t *steps", "size_t n", "size_t *rejected_at"],
    },
    {
      name: "atomik_table_accum_many",
      english:
        "combines deltas[i] into the context at addresses[i], for all i, or does nothing. Asks the processor for accumulators ahead of time where they have more than ATOMIK_FAR_BYTES.",
      equations: [
        [
          "accumulator[a]'",
          printed(accum, (name) => (name === "word" ? "all deltas[i] with addresses[i] = a" : at("a")(name))),
        ],
      ],
      facts: [
        [
          "bounds",
          ["addresses and deltas have n elements, 0 <= addresses[i] < count, 0 <= deltas[i] < 2^64"],
        ],
        ["aliasing", ["addresses and deltas are outside of the table; addresses may repeat"]],
        ["rejects", [`${address} when an address >= count`]],
      ],
      returns: "atomik_status_t",
      parameters: [
        "atomik_table_t *table",
        "const uint32_t *addresses",
        "const uint64_t *deltas",
        "size_t n",
      ],
    },
    {
      name: "atomik_table_merge_all",
      english: "merges all contexts of another table into those at the same addresses, or none.",
      equations: [["accumulator[i]'", printed(merge.next.accumulator, at("i"))]],
      facts: [
        ["bounds", ["0 <= i < other.count"]],
        ["aliasing", ["table == other is allowed and gives accumulator[i]' = 0; partial overlap is not"]],
        ["rejects", [`${mismatch} for all i < count`, `${address} when other.count > count`]],
      ],
      returns: "atomik_status_t",
      parameters: ["atomik_table_t *table", "const atomik_table_t *other"],
    },
    {
      name: "atomik_table_entries",
      english: `${english("entries")} As many as there is room for. Changes nothing but the entries.`,
      equations: [
        ["entries[i]'", `(i, ${state})`],
        ["result", "count"],
      ],
      facts: [
        [
          "bounds",
          [
            "entries has room for capacity elements and may be NULL if that is 0; 0 <= i < min(count, capacity)",
          ],
        ],
        ["rejects", ["never"]],
      ],
      returns: "size_t",
      parameters: ["const atomik_table_t *table", "atomik_entry_t *entries", "size_t capacity"],
    },
    {
      name: "atomik_table_snapshot",
      english: `${english("snapshot").replace("the hidden one", hidden)} Lowest address first, as many as there is room for. What a context has been through does not count. Changes nothing but the entries.`,
      equations: [
        ["entries[k]'", `(i, ${state}) for the k-th i where that state is not ${hidden}`],
        ["result", "the number of such i, which may be more than capacity"],
      ],
      facts: [
        ["bounds", ["entries has room for capacity elements and may be NULL if that is 0"]],
        ["rejects", ["never"]],
      ],
      returns: "size_t",
      parameters: ["const atomik_table_t *table", "atomik_entry_t *entries", "size_t capacity"],
    },
  ];
}
