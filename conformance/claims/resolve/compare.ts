/** Comparisons of figures, as evidence writes them. */

const OPERATORS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  ">=": (a, b) => a >= b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  "<": (a, b) => a < b,
  "=": (a, b) => a === b,
};

/** Whether `a op b`. @throws RangeError when the operator is none */
export function compare(a: number, operator: string, b: number): boolean {
  const of = OPERATORS[operator];
  if (of === undefined)
    throw new RangeError(`operator: expected one of ${Object.keys(OPERATORS)}, got ${operator}`);
  return of(a, b);
}

/** A figure with at most four digits that count. */
export function figure(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 4 });
}
