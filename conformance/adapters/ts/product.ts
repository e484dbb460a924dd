/** The modules of the TypeScript product below a root, which may be a copy that carries a mutant. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** What the adapters call of the product. */
export interface Product {
  readonly AtomikContext: typeof import("../../../ts/src/context.ts").AtomikContext;
  readonly AtomikCounter: typeof import("../../../ts/src/counter.ts").AtomikCounter;
  readonly AtomikTable: typeof import("../../../ts/src/table.ts").AtomikTable;
  readonly DeltaMessage: typeof import("../../../ts/src/message.ts").DeltaMessage;
  readonly Frame: typeof import("../../../ts/src/frame.ts").Frame;
  readonly Fingerprint: typeof import("../../../ts/src/fingerprint.ts").Fingerprint;
  readonly Digest: typeof import("../../../ts/src/digest.ts").Digest;
  readonly DigestKeys: typeof import("../../../ts/src/digest-keys.ts").DigestKeys;
  readonly DigestTree: typeof import("../../../ts/src/digest-tree.ts").DigestTree;
  /** First 8 bytes of the root hash that the product was built with. */
  readonly rootId: Uint8Array;
}

const MODULES = [
  "context",
  "counter",
  "table",
  "message",
  "frame",
  "fingerprint",
  "digest",
  "digest-keys",
  "digest-tree",
  "root-hash",
];

/** Loads the product below `root`. */
export async function loadProduct(root: string): Promise<Product> {
  const load = (name: string): Promise<object> =>
    import(pathToFileURL(join(root, "ts/src", `${name}.ts`)).href);
  const exported = Object.assign({}, ...(await Promise.all(MODULES.map(load)))) as Product & {
    ROOT_HASH: string;
  };
  return { ...exported, rootId: new Uint8Array(Buffer.from(exported.ROOT_HASH.slice(0, 16), "hex")) };
}
