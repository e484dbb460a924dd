/**
 * What every contract has, generated or not: one stands above each declaration, names its parameters, and names the
 * statuses that the code can return, no others.
 */

/** A declaration of a public function, with the comment above it. */
interface Declared {
  readonly name: string;
  /** Whether it returns a status. */
  readonly refuses: boolean;
  readonly parameters: readonly string[];
  /** Empty where there is none. */
  readonly contract: string;
}

const COMMENT = /\/\*[\s\S]*?\*\//g;
const STATUS = /\bATOMIK_[A-Z][A-Z_]*[A-Z]\b/g;

/**
 * What contracts of a header lack, a line each.
 *
 * @param header text of a header
 * @param whole text of all headers, in which functions that are called are looked up
 */
export function faults(header: string, whole: string): readonly string[] {
  const statuses = new Set(
    [...whole.matchAll(/^typedef enum \{([^}]*)\} atomik_\w*status_t;/gm)].flatMap(([, body]) =>
      [...body!.matchAll(/^\s*(ATOMIK_\w+) = -?\d+/gm)]
        .map(([, name]) => name!)
        .filter((name) => !/_OK$/.test(name)),
    ),
  );
  const code = bodies(whole);
  const all = declarations(header);
  if (all.length === 0) return ["no declaration was found"];
  return all.flatMap(({ name, refuses, parameters, contract }) => {
    if (contract === "") return [`${name}: no contract stands above it`];
    if (!code.has(name)) return [`${name}: no code was found`];
    const named = new Set(
      [...contract.matchAll(STATUS)].map(([one]) => one).filter((one) => statuses.has(one)),
    );
    const returned = new Set([...(refuses ? mentions(name, code) : [])].filter((one) => statuses.has(one)));
    return [
      ...parameters
        .filter((parameter, i) => !speaksOf(contract, parameter, i === 0, whole))
        .map((parameter) => `${name}: the contract does not name "${parameter}"`),
      ...[...returned]
        .filter((one) => !named.has(one) && !IMPOSSIBLE.has(`${name} ${one}`))
        .map((one) => `${name}: the code can return ${one}, the contract does not name it`),
      ...[...named]
        .filter((one) => !returned.has(one))
        .map((one) => `${name}: the contract names ${one}, the code does not`),
    ];
  });
}

/** What code that is written once for all widths mentions and 64 bits cannot give: every number is such a word. */
const IMPOSSIBLE: ReadonlySet<string> = new Set(["atomik_table_batch ATOMIK_WORD_OUT_OF_RANGE"]);

function declarations(header: string): readonly Declared[] {
  const pattern = /^(?:static inline )?([a-z][\w ]*)[ *](atomik_\w+[^_\W])\(([^()]*)\);$/gm;
  return [...header.matchAll(pattern)].map(({ 1: type = "", 2: name = "", 3: list = "", index }) => {
    const above = header.slice(0, index);
    const contract = above.endsWith(" */\n") ? above.slice(above.lastIndexOf("/* ")) : "";
    const parameters = list === "void" ? [] : list.split(",").map((one) => one.trim());
    const refuses = type.endsWith("status_t");
    return { name, refuses, parameters, contract: contract.startsWith(`/* ${name}: `) ? contract : "" };
  });
}

/** Whether a contract names a parameter, or, of the object that a function is about, a field. */
function speaksOf(contract: string, parameter: string, first: boolean, whole: string): boolean {
  const [, type, name] = /(\w+) \**(?:const \*)?(\w+)$/.exec(parameter) ?? [];
  if (name === undefined) return false;
  const said = contract.slice(contract.indexOf(":"));
  if (new RegExp(`\\b${name}\\b`).test(said)) return true;
  const fields = new RegExp(`^typedef struct \\{([^}]*)\\} ${type};`, "m").exec(whole)?.[1] ?? "";
  const names = [...fields.replaceAll(COMMENT, "").matchAll(/(\w+);/g)].map(([, field]) => field!);
  if (/_(atomic|banks?|locked)_t$/.test(type ?? "")) names.push("accumulator"); // a context all the same
  return first && names.some((field) => new RegExp(`\\b${field}\\b`).test(said));
}

/** Bodies of functions by name, those of macros with the names of 64-bit words. */
function bodies(whole: string): ReadonlyMap<string, string> {
  const text = whole.replaceAll(/ *\\$/gm, "").replaceAll("P##", "atomik");
  const pattern = /^(?: {4})?(?:\w+ )*[\w ]*?\**(atomik\w+)\(([^()]*)\)\n( {4})?\{\n([\s\S]*?)\n\3\}$/gm;
  return new Map([...text.matchAll(pattern)].map(([, name, , , body]) => [name!, body!]));
}

/** Constants in the code of a function and of those that it calls. */
function mentions(
  name: string,
  code: ReadonlyMap<string, string>,
  seen = new Set<string>(),
): ReadonlySet<string> {
  if (seen.has(name)) return new Set();
  seen.add(name);
  const body = (code.get(name) ?? "").replaceAll(COMMENT, "");
  const called = [...body.matchAll(/\b(atomik\w+)\(/g)].map(([, other]) => other!);
  return new Set([
    ...[...body.matchAll(STATUS)].map(([one]) => one),
    ...called.flatMap((other) => [...mentions(other, code, seen)]),
  ]);
}
