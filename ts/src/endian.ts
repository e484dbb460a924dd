/**
 * A context reads one buffer as 64-bit words and as 32-bit halves, low half first, which holds on little-endian hosts
 * only. Importing this module on another host throws.
 */

if (new Uint8Array(Uint32Array.of(1).buffer)[0] !== 1) {
  throw new Error("byte order: expected a little-endian host, got a big-endian one");
}
