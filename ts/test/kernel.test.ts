import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { assembleKernels } from "../assemble.ts";

it("the committed kernels are what their sources assemble to", async () => {
  const kernels = await assembleKernels();
  expect(kernels.size).toBeGreaterThan(0);
  for (const [path, text] of kernels)
    expect({ [path]: readFileSync(path, "utf8") }).toEqual({ [path]: text });
});
