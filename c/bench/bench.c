/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/*
 * Rates of contexts, folds, scattered deltas and threads, beside what they are compared with; the fan-in counts time of
 * the clock. Results that are wrong end the program.
 */
#define _GNU_SOURCE
#define ATOMIK_IMPLEMENTATION
#include "../atomik_core.h"

#include "../atomik_concurrent.h"

#include "bench.h"

#include <pthread.h>

/* ---- Array fold -------------------------------------------------------------------------------------------- */

static uint64_t *words;
static size_t word_count;

/* Loads and nothing else, of a multiple of 64 words: what no fold can beat. Which width is fastest depends on the place. */
#ifdef __x86_64__
__attribute__((target("avx512f"))) static void loads_512(void)
{
    const uint64_t *const end = words + word_count;
    for (const uint64_t *at = words; at < end; at += 64) {
        __asm__ volatile("vmovdqu64 (%0), %%zmm16\n\tvmovdqu64 64(%0), %%zmm17\n\t"
                         "vmovdqu64 128(%0), %%zmm18\n\tvmovdqu64 192(%0), %%zmm19\n\t"
                         "vmovdqu64 256(%0), %%zmm20\n\tvmovdqu64 320(%0), %%zmm21\n\t"
                         "vmovdqu64 384(%0), %%zmm22\n\tvmovdqu64 448(%0), %%zmm23" ::"r"(at));
    }
}

__attribute__((target("avx2"))) static void loads_256(void)
{
    const uint64_t *const end = words + word_count;
    for (const uint64_t *at = words; at < end; at += 32) {
        __asm__ volatile("vmovdqu (%0), %%ymm8\n\tvmovdqu 32(%0), %%ymm9\n\t"
                         "vmovdqu 64(%0), %%ymm10\n\tvmovdqu 96(%0), %%ymm11\n\t"
                         "vmovdqu 128(%0), %%ymm12\n\tvmovdqu 160(%0), %%ymm13\n\t"
                         "vmovdqu 192(%0), %%ymm14\n\tvmovdqu 224(%0), %%ymm15" ::"r"(at)
                         : "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
    }
}
#endif

static void loads(void)
{
    for (size_t i = 0; i < word_count; i++) (void)*(volatile uint64_t *)(words + i);
}

static void fold(void) { sink = atomik_fold(words, word_count); }
static void fold_words(void) { sink = atomik_fold_words_(words, word_count); }
#ifdef __x86_64__
static void fold_256(void) { sink = atomik_fold_256_(words, word_count); }
#endif

static void plain_loop(void)
{
    uint64_t accumulator = 0;
    for (size_t i = 0; i < word_count; i++) accumulator ^= words[i];
    sink = accumulator;
}

static void measure_folds(void)
{
    static const struct { const char *where; size_t bytes; } cases[] = {
        {"fold/L1", 16 << 10}, {"fold/L2", 512 << 10}, {"fold/L3", 8 << 20}, {"fold/DRAM", 256 << 20}};
    variant_t variants[MOST_VARIANTS] = {
        {"loads", loads}, {"fold", fold}, {"words", fold_words}, {"loop", plain_loop}};
    size_t n = 4;
#ifdef __x86_64__
    if (atomik_vector_bits() >= 256) {
        variants[n++] = (variant_t){"loads-256", loads_256};
        variants[n++] = (variant_t){"avx2", fold_256};
    }
    if (atomik_vector_bits() >= 512) variants[n++] = (variant_t){"loads-512", loads_512};
#endif
    uint64_t seed = 1;
    words = (uint64_t *)memory(256 << 20);
    for (size_t i = 0; i < (256 << 20) / 8; i++) words[i] = random_word(&seed);
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        word_count = cases[c].bytes / 8;
        plain_loop();
        const uint64_t wanted = sink;
        fold();
        if (sink != wanted) fail("fold: wrong result");
        measure(cases[c].where, variants, n, (double)word_count);
    }
    munmap(words, 256 << 20);
}

/* ---- One context ------------------------------------------------------------------------------------------- */

enum { CHAIN = 100000 };
static uint64_t word;
static atomik_ctx_t ctx;

/* The compiler must do each step in memory, in both. */
static void chain_word(void)
{
    uint64_t delta = 1;
    for (int i = 0; i < CHAIN; i++, delta += UINT64_C(0x9e3779b97f4a7c15)) {
        word ^= delta;
        __asm__ volatile("" ::: "memory");
    }
}

static void chain_context(void)
{
    uint64_t delta = 1;
    for (int i = 0; i < CHAIN; i++, delta += UINT64_C(0x9e3779b97f4a7c15)) {
        atomik_accum(&ctx, delta);
        __asm__ volatile("" ::: "memory");
    }
}

/* The same where the compiler may keep the accumulator in a register, behind a call that it may not inline, and as the
 * only thread that uses an atomic word. */
static void chain_register(void)
{
    atomik_ctx_t own = ctx;
    uint64_t delta = 1;
    for (int i = 0; i < CHAIN; i++, delta += UINT64_C(0x9e3779b97f4a7c15)) {
        atomik_accum(&own, delta);
        __asm__ volatile("" : "+r"(own.accumulator));
    }
    ctx = own;
}

__attribute__((noinline)) static void called(atomik_ctx_t *one, uint64_t delta)
{
    atomik_accum(one, delta);
    __asm__ volatile("" ::: "memory");
}

static void chain_call(void)
{
    uint64_t delta = 1;
    for (int i = 0; i < CHAIN; i++, delta += UINT64_C(0x9e3779b97f4a7c15)) called(&ctx, delta);
}

static atomik_atomic_t alone;

static void chain_atomic(void)
{
    uint64_t delta = 1;
    for (int i = 0; i < CHAIN; i++, delta += UINT64_C(0x9e3779b97f4a7c15)) atomik_atomic_accum(&alone, delta);
}

static atomik_locked_t behind;

static void chain_locked(void)
{
    uint64_t delta = 1;
    for (int i = 0; i < CHAIN; i++, delta += UINT64_C(0x9e3779b97f4a7c15)) {
        atomik_accum(atomik_lock(&behind), delta);
        atomik_unlock(&behind);
    }
}

/* ---- Scattered deltas -------------------------------------------------------------------------------------- */

/* The layout of the published header: a context of 24 bytes that counts its deltas. */
typedef struct {
    uint64_t reference, accumulator;
    uint32_t delta_count;
} published_t;

static size_t contexts, pairs;
static published_t *published;
static atomik_table_t table;
static uint32_t *addresses;
static uint64_t *deltas;

static void scatter_published(void)
{
    const size_t count = contexts;
    for (size_t i = 0; i < pairs; i++) {
        if (addresses[i] >= count) continue;
        published[addresses[i]].accumulator ^= deltas[i];
        published[addresses[i]].delta_count++;
    }
}

static void scatter_table(void)
{
    if (atomik_table_accum_many(&table, addresses, deltas, pairs) != ATOMIK_OK) fail("scatter: refused");
}

/* One address after another, unchecked: what no order of addresses beats, as each delta is a load and a store. */
static void scatter_in_order(void)
{
    uint64_t *const accumulator = table.accumulator;
    const size_t count = contexts, n = pairs;
    for (size_t i = 0, a = 0; i < n; i++) {
        accumulator[a] ^= deltas[i];
        a = a + 1 == count ? 0 : a + 1;
        __asm__ volatile("" ::: "memory");
    }
}

/* The same addresses, but only part of the work: no check, no store, no load. Far tables are asked for ahead of time. */
#define DEFINE_PART(NAME, BEFORE, STEP, AFTER)                                                             \
    static void NAME(void)                                                                                 \
    {                                                                                                      \
        uint64_t *const accumulator = table.accumulator;                                                   \
        const uint32_t *const at = addresses;                                                              \
        const uint64_t *const delta = deltas;                                                              \
        const size_t n = pairs, ahead = contexts > ATOMIK_FAR_BYTES / 8 ? AHEAD : 0;                       \
        BEFORE;                                                                                            \
        for (size_t i = 0; i < n - AHEAD; i++) {                                                           \
            if (ahead > 0) __builtin_prefetch(accumulator + at[i + ahead], 1, 2);                          \
            STEP;                                                                                          \
        }                                                                                                  \
        for (size_t i = n - AHEAD; i < n; i++) STEP;                                                       \
        AFTER;                                                                                             \
    }

enum { AHEAD = 64 };
DEFINE_PART(scatter_unchecked, (void)0, accumulator[at[i]] ^= delta[i], (void)0)
DEFINE_PART(scatter_loads, uint64_t sum = 0, sum ^= accumulator[at[i]] ^ delta[i], sink = sum)
DEFINE_PART(scatter_stores, (void)0, accumulator[at[i]] = delta[i], (void)0)

static void measure_scatters(void)
{
    static const struct { const char *where; size_t contexts, pairs; } cases[] = {
        {"scatter/256", 256, 16 << 10}, {"scatter/1M", 1 << 20, 1 << 20}, {"scatter/16M", 16 << 20, 4 << 20}};
    const variant_t variants[] = {
        {"published", scatter_published}, {"table", scatter_table}, {"in-order", scatter_in_order},
        {"unchecked", scatter_unchecked}, {"loads", scatter_loads}, {"stores", scatter_stores}};
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        uint64_t seed = 2;
        contexts = cases[c].contexts;
        pairs = cases[c].pairs;
        published = (published_t *)memory(contexts * sizeof *published);
        uint64_t *const storage = (uint64_t *)memory(2 * contexts * sizeof *storage);
        (void)atomik_table_init_in(&table, storage, 2 * contexts, contexts);
        addresses = (uint32_t *)memory(pairs * sizeof *addresses);
        deltas = (uint64_t *)memory(pairs * sizeof *deltas);
        for (size_t i = 0; i < pairs; i++) {
            addresses[i] = (uint32_t)(random_word(&seed) % contexts);
            deltas[i] = random_word(&seed);
        }
        scatter_published();
        scatter_table();
        for (size_t i = 0; i < contexts; i++) {
            if (table.accumulator[i] != published[i].accumulator) fail("scatter: wrong result");
        }
        measure(cases[c].where, variants, sizeof variants / sizeof variants[0], (double)pairs);
        munmap(published, contexts * sizeof *published);
        munmap(storage, 2 * contexts * sizeof *storage);
        munmap(addresses, pairs * sizeof *addresses);
        munmap(deltas, pairs * sizeof *deltas);
    }
}

/* ---- Fan-in of two threads --------------------------------------------------------------------------------- */

enum { THREADS = 2, BLOCK = 1024, MANY = 64, WAYS = 5 };
enum { SHARED, BANKS, REGISTER, MEMORY, BATCHES };
static atomik_atomic_t shared;
static atomik_bank_t storage[THREADS];
static atomik_banks_t banks;
static int way;
static atomic_bool go, stop;
static struct { uint64_t fold, done; double seconds; } made[THREADS];

/* A word that each thread has in memory for itself, without any contract. */
static struct { _Alignas(128) uint64_t word; } owned[THREADS];

static void *fan_in(void *argument)
{
    uint64_t many[MANY];
    const unsigned thread = (unsigned)*(const int *)argument;
    uint64_t delta = thread * 7919 + 1, fold = 0, done = 0, own = 0;
    while (!atomic_load(&go)) {
        /* so that both start together */
    }
    const double start = seconds(CLOCK_MONOTONIC);
    while (!atomic_load_explicit(&stop, memory_order_relaxed)) {
        for (int i = 0; i < BLOCK; i++) {
            delta += UINT64_C(0x9e3779b97f4a7c15);
            fold ^= delta;
            if (way == SHARED) atomik_atomic_accum(&shared, delta);
            else if (way == BANKS) atomik_bank_accum(&storage[thread], delta);
            else if (way == MEMORY) *(volatile uint64_t *)&owned[thread].word ^= delta;
            else if (way == BATCHES) {
                many[i % MANY] = delta;
                if (i % MANY == MANY - 1) atomik_bank_accum_many(&storage[thread], many, MANY);
            } else {
                own ^= delta;
                __asm__ volatile("" : "+r"(own));
            }
        }
        done += BLOCK;
    }
    made[thread].seconds = seconds(CLOCK_MONOTONIC) - start;
    made[thread].fold = fold;
    made[thread].done = done;
    if (way == REGISTER) atomik_bank_accum(&storage[thread], own);
    if (way == MEMORY) atomik_bank_accum(&storage[thread], owned[thread].word);
    return NULL;
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void measure_fan_in(void)
{
    static const char *const names[WAYS] = {"shared", "banks", "register", "memory", "batches"};
    double rates[WAYS][ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
        for (way = 0; way < WAYS; way++) {
            atomik_atomic_init(&shared);
            atomik_banks_init(&banks, storage, THREADS);
            memset(owned, 0, sizeof owned);
            atomic_store(&go, false);
            atomic_store(&stop, false);
            pthread_t threads[THREADS];
            int numbers[THREADS];
            for (int t = 0; t < THREADS; t++) {
                numbers[t] = t;
                if (pthread_create(&threads[t], NULL, fan_in, &numbers[t]) != 0) fail("no thread");
            }
            const struct timespec turn = {0, 40000000};
            atomic_store(&go, true);
            nanosleep(&turn, NULL);
            atomic_store(&stop, true);
            uint64_t wanted = 0;
            rates[way][round] = 0;
            for (int t = 0; t < THREADS; t++) {
                pthread_join(threads[t], NULL);
                wanted ^= made[t].fold;
                rates[way][round] += (double)made[t].done / made[t].seconds;
            }
            if ((atomik_atomic_read(&shared) ^ atomik_banks_read(&banks)) != wanted) fail("fan-in: a delta was lost");
        }
    }
    for (int w = 0; w < WAYS; w++) {
        qsort(rates[w], ROUNDS, sizeof rates[w][0], by_size);
        printf("fan-in/%s %.6g\n", names[w], rates[w][ROUNDS / 2]);
    }
}

int main(void)
{
    const variant_t chains[] = {{"word", chain_word},     {"context", chain_context}, {"register", chain_register},
                                {"call", chain_call},     {"atomic", chain_atomic},   {"locked", chain_locked}};
    atomik_atomic_init(&alone);
    atomik_locked_init(&behind);
    printf("vector-bits %u\n", atomik_vector_bits());
    measure("accum", chains, 6, CHAIN);
    measure_folds();
    measure_scatters();
    measure_fan_in();
    return 0;
}
