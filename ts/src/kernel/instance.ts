/** Instances of the XOR kernel, each on a memory of its own. */

import { XOR_KERNEL } from "./xor.ts";

/** Bytes of a page, the unit in which a WebAssembly memory is sized. */
const PAGE = 65536;

/** The kernel and the memory it works on. Places are in bytes, counts in words. */
export interface Kernel {
  readonly memory: ArrayBuffer;
  /** The XOR of `words` words from `from` on, as a signed number: -2^63 <= fold < 2^63. */
  fold(from: number, words: number): bigint;
  /** XORs `words` words from `from` on into those from `into` on. The stretches are the same or disjoint. */
  xor(into: number, from: number, words: number): void;
}

/** What is used of the host's WebAssembly, which not every host has. */
interface WebAssemblyHost {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (size: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

interface Host {
  readonly WebAssembly?: WebAssemblyHost;
  atob(base64: string): string;
}

let compiled: object | null | undefined;

/** The compiled kernel; null where the host has no WebAssembly, no SIMD or forbids to compile. */
function compile(host: Host): object | null {
  if (compiled !== undefined) return compiled;
  compiled = null;
  try {
    const bytes = Uint8Array.from(host.atob(XOR_KERNEL), (byte) => byte.charCodeAt(0));
    if (host.WebAssembly !== undefined) compiled = new host.WebAssembly.Module(bytes);
  } catch {
    // No SIMD, or a page that forbids it: plain JavaScript does the same work.
  }
  return compiled;
}

/** A kernel with a memory of at least `bytes`, all zero; null where there is no kernel or no such memory. */
export function kernelOf(bytes: number): Kernel | null {
  const host = globalThis as unknown as Host;
  const module = compile(host);
  if (module === null || host.WebAssembly === undefined) return null;
  const pages = Math.ceil(bytes / PAGE);
  try {
    const memory = new host.WebAssembly.Memory({ initial: pages, maximum: pages });
    const { exports } = new host.WebAssembly.Instance(module, { host: { memory } });
    return { ...(exports as Omit<Kernel, "memory">), memory: memory.buffer };
  } catch {
    return null;
  }
}
