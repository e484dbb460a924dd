/** Three significant digits, without exponents; thin spaces between groups of three. */
export function figure(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  if (Math.abs(value) >= 1000) return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f");
  return String(Number(value.toPrecision(3)));
}
