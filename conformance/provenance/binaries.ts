/** What runs: the C program, built again from its sources, carries the root hash and is the one that was judged. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { rootHash } from "../../spec/emit/fresh.ts";
import { buildProgram } from "../adapters/c.ts";
import { type Link, link } from "./chain.ts";

/** @param built path of the program that was judged; by default the one that the adapter runs */
export async function binariesLink(root: string, built?: string): Promise<Link> {
  const part = {
    id: "binaries",
    what: "the C program that is judged",
    by: "built again from these sources, byte for byte; it carries the root hash",
  } as const;
  const program = built ?? (await buildProgram(root));
  const folder = mkdtempSync(join(tmpdir(), "atomik-provenance-"));
  try {
    const again = await buildProgram(root, undefined, folder);
    return link(root, part, [relative(root, program)], () => {
      const bytes = readFileSync(program);
      const faults: string[] = [];
      // Compilers store it in either order, as it is sent with the first byte first.
      const id = Buffer.from(rootHash(root).slice(0, 16), "hex");
      if (!bytes.includes(id) && !bytes.includes(Buffer.from(id).reverse()))
        faults.push("the program does not carry the root hash");
      if (!bytes.equals(readFileSync(again))) faults.push("the program is not what its sources compile to");
      return faults;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
