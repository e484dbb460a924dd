/** Files of deltas: whatever their bytes, they are read as what was written or refused. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { CommandError } from "../src/cli/command.ts";
import { type DeltaFile, decodeDelta, encodeDelta, sha256 } from "../src/cli/delta-file.ts";
import { Delta } from "../src/delta.ts";
import { checked } from "./seed.ts";

const HASH = 32;
const bytes = fc.uint8Array({ maxLength: 60 });

function fileBetween(before: Uint8Array, after: Uint8Array): DeltaFile {
  return { delta: Delta.between(before, after), oldHash: sha256(before), newHash: sha256(after) };
}

/** Decodes, or says how it was refused; anything but a refusal is thrown. */
function decoded(file: Uint8Array): DeltaFile | string {
  try {
    return decodeDelta("x", file);
  } catch (error) {
    if (error instanceof CommandError) return error.code;
    throw error;
  }
}

it("are read as what was written", () => {
  checked(
    fc.property(bytes, bytes, (before, after) => {
      const { delta, oldHash, newHash } = decodeDelta("x", encodeDelta(fileBetween(before, after)));
      expect(delta.apply(before)).toEqual(Uint8Array.from(after));
      expect([oldHash, newHash].map((hash) => [...hash])).toEqual([[...sha256(before)], [...sha256(after)]]);
    }),
  );
});

it("are refused when a byte is another one, or the end is missing", () => {
  checked(
    fc.property(bytes, bytes, fc.nat(), fc.integer({ min: 1, max: 255 }), (before, after, place, xor) => {
      const file = encodeDelta(fileBetween(before, after));
      const at = place % file.length;
      expect(decoded(file.subarray(0, at))).toBe("bad_delta");
      file[at]! ^= xor;
      expect(decoded(file)).toBe("bad_delta");
    }),
  );
});

it("are refused, or deltas that can be applied, when their hash is right and their contents are not", () => {
  checked(
    fc.property(bytes, bytes, fc.nat(), fc.integer({ min: 1, max: 255 }), (before, after, place, xor) => {
      const file = encodeDelta(fileBetween(before, after));
      const end = file.length - HASH;
      file[place % end]! ^= xor;
      file.set(sha256(file.subarray(0, end)), end);
      const result = decoded(file);
      if (typeof result === "string") expect(result).toBe("bad_delta");
      else if (result.delta.oldLength < 1000 && result.delta.newLength < 1000) {
        const { delta } = result;
        expect(delta.apply(new Uint8Array(delta.oldLength))).toHaveLength(delta.newLength);
      }
    }),
    500,
  );
});
