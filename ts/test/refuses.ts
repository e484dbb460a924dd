import { expect } from "vitest";

/** Calls, expects an error with the code and a text of the house's form, and expects `look` to give what it gave before. */
export function refuses(code: string, call: () => unknown, look: () => unknown): Error {
  const before = look();
  let caught: unknown;
  try {
    call();
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(code === "wrong_type" ? TypeError : RangeError);
  expect(caught).toHaveProperty("code", code);
  expect((caught as Error).message).toMatch(/^.+: expected .+, got .+$/s);
  expect(look()).toEqual(before);
  return caught as Error;
}
