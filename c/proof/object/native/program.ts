/** A program that runs single instructions on given registers, flags and memory, and writes what they left. */

/** Where the program's memory lies, and how long it is in bytes. */
export const BUFFER = 0x1000_0000n;
export const BUFFER_BYTES = 4096;

/** Bytes of a state: 16 general registers, 32 vectors, 8 masks, memory, flags. */
export const STATE_BYTES: number = 16 * 8 + 32 * 64 + 8 * 8 + BUFFER_BYTES + 8;

const REGISTERS = "rax rcx rdx rbx rsp rbp rsi rdi r8 r9 r10 r11 r12 r13 r14 r15".split(" ");

/** Assembly with one function for each snippet. Vectors are AVX-512's. */
export function assembly(snippets: readonly string[]): string {
  const kept = ["rbx", "rbp", "r12", "r13", "r14", "r15"];
  const vectors = Array.from({ length: 32 }, (_, i) => i);
  const masks = vectors.slice(0, 8);
  const functions = snippets.map((snippet, i) =>
    [
      `snippet${i}:`,
      ...kept.map((name) => `push ${name}`),
      "mov [rip + saved], rsp",
      ...vectors.map((k) => `vmovdqu64 zmm${k}, [rip + vectors + ${64 * k}]`),
      ...masks.map((k) => `kmovq k${k}, [rip + masks + ${8 * k}]`),
      "push qword ptr [rip + flags]",
      "popfq",
      ...REGISTERS.map((name, k) => `mov ${name}, [rip + general + ${8 * k}]`),
      snippet,
      ...REGISTERS.map((name, k) => `mov [rip + general + ${8 * k}], ${name}`),
      "mov rsp, [rip + saved]",
      "pushfq",
      "pop qword ptr [rip + flags]",
      ...vectors.map((k) => `vmovdqu64 [rip + vectors + ${64 * k}], zmm${k}`),
      ...masks.map((k) => `kmovq [rip + masks + ${8 * k}], k${k}`),
      "vzeroupper",
      ...kept.toReversed().map((name) => `pop ${name}`),
      "ret",
    ].join("\n"),
  );
  return [
    ".intel_syntax noprefix",
    ".text",
    ...functions,
    ".data",
    ".globl snippets, general, vectors, masks, flags",
    ".balign 64",
    "saved: .quad 0",
    "flags: .quad 0",
    "general: .skip 128",
    ".balign 64",
    "vectors: .skip 2048",
    "masks: .skip 64",
    "snippets:",
    ...snippets.map((_, i) => `.quad snippet${i}`),
    '.section .note.GNU-stack, "", @progbits',
    "",
  ].join("\n");
}

/** C that reads `rounds` states for each snippet and writes each one as the snippet left it. */
export function driver(count: number, rounds: number): string {
  return `#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
extern void (*snippets[${count}])(void);
extern uint8_t general[128], vectors[2048], masks[64], flags[8];
static int move(void *place, size_t bytes, int out)
{
    return (out ? fwrite(place, bytes, 1, stdout) : fread(place, bytes, 1, stdin)) == 1;
}
int main(void)
{
    void *buffer = mmap((void *)${BUFFER}, ${BUFFER_BYTES}, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (buffer != (void *)${BUFFER}) return 2;
    for (int i = 0; i < ${count * rounds}; i++)
        for (int out = 0; out < 2; out++) {
            if (out) snippets[i / ${rounds}]();
            if (!move(general, 128, out) || !move(vectors, 2048, out) || !move(masks, 64, out) || !move(buffer, ${BUFFER_BYTES}, out) ||
                !move(flags, 8, out)) return 3;
        }
    return 0;
}
`;
}
