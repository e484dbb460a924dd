/** Arithmetic over published figures and constants of the specification, so that nobody has to believe it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../spec.ts";
import { fails, holds, type Resolver } from "../evidence.ts";
import { compare, figure } from "./compare.ts";

/** Constants that a sum may name. */
function constants(): Readonly<Record<string, number>> {
  const { bytes } = JSON.parse(readFileSync(join(ROOT, "spec/ir/wire/message.json"), "utf8")) as {
    readonly bytes: number;
  };
  return { "message.bytes": bytes };
}

/** The value of a sum of products of numbers and constants, e.g. `10000 * message.bytes`. @throws RangeError on other text */
export function sumOf(text: string): number {
  const known = constants();
  const factor = (word: string): number => {
    const value = known[word.trim()] ?? Number(word);
    if (word.trim() === "" || !Number.isFinite(value))
      throw new RangeError(`arithmetic: expected a number or one of ${Object.keys(known)}, got "${word}"`);
    return value;
  };
  const product = (term: string): number => {
    const [first = "", ...rest] = term.split(/([*/])/);
    let value = factor(first);
    for (let i = 0; i < rest.length; i += 2)
      value = rest[i] === "*" ? value * factor(rest[i + 1] ?? "") : value / factor(rest[i + 1] ?? "");
    return value;
  };
  return text.split("+").reduce((sum, term) => sum + product(term), 0);
}

/** `<sum> <operator> <sum>`. */
export const arithmetic: Resolver = (ref) => {
  const [left = "", operator = "", right = ""] = ref.split(/\s(>=|<=|>|<|=)\s/);
  try {
    const [a, b] = [sumOf(left), sumOf(right)];
    const text = `${figure(a)} ${operator} ${figure(b)}`;
    return compare(a, operator, b) ? holds(text, "text") : fails(`not ${text}`, "text");
  } catch (error) {
    return fails((error as Error).message, "text");
  }
};
