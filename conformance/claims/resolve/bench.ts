import { type Found, fails, holds, type Resolver } from "../evidence.ts";
import { compare, figure } from "./compare.ts";

/** `<row id> met`, or `<row id> <value|ratio> <operator> <number>`: a benchmark's row, with the machine it ran on. */
export const bench: Resolver = (ref, { rows }) => {
  const [id, field, operator, bound] = ref.split(" ");
  const placed = rows.find(({ item }) => item.id === id);
  if (placed === undefined) return fails(`no row ${id}; run: just bench`);
  const { item: row, artefact } = placed;
  const from: Found["from"] = artefact.from;
  if (artefact.faults.length > 0) return fails(`${artefact.name}: ${artefact.faults.join("; ")}`, from);
  const where =
    from === "record" ? `${artefact.note?.machine}, ${artefact.note?.date}` : machineOf(artefact.json);
  const got = `${figure(row.value)} ${row.unit}${row.ratio === null ? "" : `, ratio ${figure(row.ratio)}`} (${where})`;
  if (field === "met")
    return row.met ? holds(got, from) : fails(`below its target of ${row.target}: ${got}`, from);
  const value = field === "value" ? row.value : field === "ratio" ? row.ratio : undefined;
  if (typeof value !== "number" || operator === undefined || !Number.isFinite(Number(bound)))
    return fails(`expected met, or value or ratio, an operator and a number, got ${ref}`, from);
  if (compare(value, operator, Number(bound))) return holds(got, from);
  return fails(`not ${operator} ${bound}: ${got}`, from);
};

function machineOf(json: unknown): string {
  const { machine } = json as { readonly machine?: { readonly cpu?: string; readonly date?: string } };
  return `${machine?.cpu ?? "unknown machine"}, ${machine?.date ?? "unknown date"}`;
}
