import { afterEach, describe, expect, it, vi } from "vitest";

describe("a host of the other byte order", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it("is refused when the context is loaded", async () => {
    vi.resetModules();
    vi.stubGlobal("Uint32Array", { of: (word: number) => Uint8Array.of(0, 0, 0, word) });
    await expect(import("../src/context.ts")).rejects.toThrow("byte order: expected a little-endian host");
  });

  it("is not this one", async () => {
    await expect(import("../src/context.ts")).resolves.toHaveProperty("AtomikContext");
  });
});
