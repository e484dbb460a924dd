/** What a run says against a committed record of the same artefact. Times and rates never contradict: machines differ. */

/** Where and when something was measured, how fast, or how far random inputs led: no statement about the project. */
const OF_THE_RUN: ReadonlySet<string> = new Set([
  "record",
  "machine",
  "seconds",
  "date",
  "commit",
  "sources",
  "tool",
  "compiler",
  "seed",
  "seeds",
  "drawn",
]);

/** A unit of time, or something a time. */
const TIMED =
  /(^|\/)(s|ms|us|µs|ns|min|minutes|seconds|hours|cycle|tick)$|^(seconds|minutes|hours|times)$|Hz$/;

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What names an element of a list; `undefined` where nothing does. */
function keyOf(element: unknown): string | undefined {
  if (!isObject(element)) return undefined;
  const { id, name, module, params, device } = element;
  if (typeof id === "string") return id;
  if (typeof name === "string") return name;
  return typeof module === "string" ? JSON.stringify([module, params ?? null, device ?? null]) : undefined;
}

/**
 * Each thing in the record that the run found otherwise, one line each: a target that was reached and is not (unless it
 * is of time), another verdict, another count, an element that is gone. Elements that only the run has are none.
 */
export function contradictions(record: unknown, run: unknown): string[] {
  return differences(record, run, "");
}

function differences(old: unknown, now: unknown, place: string): string[] {
  if (Array.isArray(old) && Array.isArray(now)) return ofLists(old, now, place);
  if (isObject(old) && isObject(now)) return ofObjects(old, now, place);
  const compared =
    typeof old === "boolean" ||
    Number.isInteger(old) ||
    /(^|\.)(result|verdict|status|rootHash)$/.test(place);
  return compared && old !== now ? [`${place}: the record has ${text(old)}, this run ${text(now)}`] : [];
}

function ofObjects(old: Json, now: Json, place: string): string[] {
  // What is measured by another tool is another measurement.
  const [before, after] = [old.tool ?? old.compiler, now.tool ?? now.compiler];
  if (typeof before === "string" && typeof after === "string" && before !== after)
    return ["result", "ok"].flatMap((key) => differences(old[key], now[key], `${place}.${key}`));
  if (typeof old.met === "boolean") {
    const lost = old.met && now.met !== true && !TIMED.test(String(old.unit));
    return lost ? [`${place}: the record meets its target, this run does not (${text(now.value)})`] : [];
  }
  return Object.entries(old).flatMap(([key, value]) =>
    OF_THE_RUN.has(key) ? [] : differences(value, now[key], place === "" ? key : `${place}.${key}`),
  );
}

function ofLists(old: readonly unknown[], now: readonly unknown[], place: string): string[] {
  if (old.every((one) => typeof one === "string"))
    return text([...old].sort()) === text([...now].sort())
      ? []
      : [`${place}: the record has ${text(old)}, this run ${text(now)}`];
  return old.flatMap((one) => {
    const key = keyOf(one);
    if (key === undefined) return [];
    const other = now.find((each) => keyOf(each) === key);
    const at = `${place}[${key}]`;
    if (other !== undefined) return differences(one, other, at);
    // What is timed depends on the machine, which may lack what the row is about.
    return isObject(one) && TIMED.test(String(one.unit)) ? [] : [`${at}: in the record, not in this run`];
  });
}

const text = (value: unknown): string => JSON.stringify(value) ?? "nothing";
