import { matches } from "../../runner/select.ts";
import { fails, holds, type Resolver } from "../evidence.ts";
import { compare, figure } from "./compare.ts";

/** One row of `build/area.json`. */
export interface AreaRow {
  readonly module: string;
  readonly params: unknown;
  readonly device: string;
  readonly tool: string;
}

/** The rows of an artefact that has rows about modules; none of another one. */
export function areaRows(json: unknown): readonly AreaRow[] {
  const { rows } = json as { readonly rows?: unknown };
  if (!Array.isArray(rows)) return [];
  return rows.filter(
    (row: Partial<AreaRow>) => typeof row.module === "string" && typeof row.device === "string",
  );
}

/** `module@device`, with the parameters that differ from row to row. */
export function areaId({ module, params, device }: AreaRow): string {
  const text = Object.entries((params ?? {}) as Record<string, unknown>)
    .map(([name, value]) => `${name}=${value}`)
    .join(",");
  return `${module}${text === "" ? "" : `(${text})`}@${device}`;
}

/** `<module(params)@device> <field> <operator> <number>`: a figure of synthesis or placement, e.g. `fmaxMHz.median`. */
export const area: Resolver = (ref, world) => {
  const [id = "", field = "", operator = "", bound = ""] = ref.split(" ");
  const selected = world.area.filter(({ item }) => matches(id, areaId(item)));
  if (selected.length === 0) return fails("no such row; run: just area");
  for (const { item, artefact } of selected) {
    if (artefact.faults.length > 0)
      return fails(`${artefact.name}: ${artefact.faults.join("; ")}`, artefact.from);
    const value = field.split(".").reduce<unknown>((of, key) => (of as Record<string, unknown>)?.[key], item);
    if (typeof value !== "number") return fails(`${areaId(item)} has no figure ${field}`, artefact.from);
    if (!compare(value, operator, Number(bound)))
      return fails(`${areaId(item)}: ${field} is ${figure(value)}, not ${operator} ${bound}`, artefact.from);
  }
  const { item, artefact } = selected[0]!;
  return holds(`${selected.length} rows, ${item.tool}`, artefact.from);
};
