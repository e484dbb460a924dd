/** Instances of the WebAssembly kernels, each on a memory of its own. */

/** Bytes of a page, the unit in which a WebAssembly memory is sized. */
const PAGE = 65536;

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

const compiled = new Map<string, object | null>();

/** The compiled kernel; null where the host has no WebAssembly, no SIMD or forbids to compile. */
function compile(host: Host, kernel: string): object | null {
  let module = compiled.get(kernel);
  if (module !== undefined) return module;
  module = null;
  try {
    const bytes = Uint8Array.from(host.atob(kernel), (byte) => byte.charCodeAt(0));
    if (host.WebAssembly !== undefined) module = new host.WebAssembly.Module(bytes);
  } catch {
    // No SIMD, or a page that forbids it: plain JavaScript does the same work.
  }
  compiled.set(kernel, module);
  return module;
}

/**
 * The functions of a kernel and the memory they work on, of at least `bytes`, all zero; null where there is no kernel or
 * no such memory.
 *
 * @param kernel - its module as base64
 */
export function instanceOf<Functions>(
  kernel: string,
  bytes: number,
): (Functions & { readonly memory: ArrayBuffer }) | null {
  const host = globalThis as unknown as Host;
  const module = compile(host, kernel);
  if (module === null || host.WebAssembly === undefined) return null;
  const pages = Math.ceil(bytes / PAGE);
  try {
    const memory = new host.WebAssembly.Memory({ initial: pages, maximum: pages });
    const { exports } = new host.WebAssembly.Instance(module, { host: { memory } });
    return { ...(exports as Functions), memory: memory.buffer };
  } catch {
    return null;
  }
}
