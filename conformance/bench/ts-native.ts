/** What a benchmark compares with that is not JavaScript: small C programs, compiled and timed in processes of their own. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const TIMER = `
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}
`;

const MAIN = `
int main(void) {
  double best = 0;
  uint64_t sum = prepare();
  for (int turn = 0; turn < TURNS; turn++) {
    double start = seconds();
    for (int pass = 0; pass < PASSES; pass++) {
      __asm__ volatile("" : : : "memory"); /* or all passes may be made one */
      sum ^= work();
    }
    double rate = PASSES * UNITS / (seconds() - start);
    if (rate > best) best = rate;
  }
  fprintf(stderr, "%llu", (unsigned long long)sum);
  printf("%f", best);
  return 0;
}
`;

/** One delta a call, by a function that the compiler may not inline, as a call from another file would be. */
const CALL = `
typedef struct { uint64_t reference, accumulator; } context;
static context one;
static __attribute__((noinline)) void accum(context *c, uint64_t delta) {
  c->accumulator ^= delta;
  __asm__ volatile("" : : "r"(c) : "memory");
}
#define UNITS 1024.0
#define PASSES 5000
#define TURNS 40
static uint64_t prepare(void) { return 0; }
static uint64_t work(void) {
  for (uint32_t i = 0; i < 1024; i++)
    accum(&one, (uint64_t)(i * 0x85ebca6bu) << 32 | (uint32_t)(i * 0x9e3779b1u));
  return one.accumulator;
}
`;

/** One delta after another into two halves in memory, as `accum2` has them: nothing is called and nothing checked. */
const MEMORY = `
static volatile uint32_t halves[2];
#define UNITS 1024.0
#define PASSES 5000
#define TURNS 40
static uint64_t prepare(void) { return 0; }
static uint64_t work(void) {
  for (uint32_t i = 0; i < 1024; i++) {
    halves[0] ^= i * 0x9e3779b1u;
    halves[1] ^= i * 0x85ebca6bu;
  }
  return halves[0];
}
`;

/** Reads 64 MiB with loads of so many bytes, eight of them under way at once. */
const reading = (loadBytes: number): string => `
typedef uint64_t wide __attribute__((vector_size(${loadBytes}), may_alias));
#define BYTES (64u << 20)
#define UNITS ((double)BYTES)
#define PASSES 8
#define TURNS 2
static wide *words;
static uint64_t prepare(void) {
  words = aligned_alloc(64, BYTES);
  for (size_t i = 0; i < BYTES / 8; i++) ((uint64_t *)words)[i] = i * 0x9e3779b97f4a7c15u;
  return words[0][0];
}
static uint64_t work(void) {
  wide a[8] = {{0}};
  for (size_t i = 0; i < BYTES / sizeof(wide); i += 8)
    for (int j = 0; j < 8; j++) a[j] ^= words[i + j];
  wide all = a[0] ^ a[1] ^ a[2] ^ a[3] ^ a[4] ^ a[5] ^ a[6] ^ a[7];
  uint64_t sum = 0;
  for (size_t j = 0; j < sizeof(wide) / 8; j++) sum ^= all[j];
  return sum;
}
`;

const sources: Readonly<Record<"call" | "memory" | "read" | "read128", string>> = {
  call: CALL,
  memory: MEMORY,
  read: reading(64),
  read128: reading(16),
};

/**
 * Compiles a program with `cc -O3 -march=native` and gives a function that runs it once: the best of its turns, in calls,
 * deltas or bytes per second of processor time.
 */
export function native(name: keyof typeof sources): () => number {
  const folder = mkdtempSync(join(tmpdir(), "atomik-bench-"));
  const [source, program] = [join(folder, `${name}.c`), join(folder, name)];
  writeFileSync(source, TIMER + sources[name] + MAIN);
  execFileSync("cc", ["-O3", "-march=native", "-o", program, source]);
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return () => Number(execFileSync(program, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
}
