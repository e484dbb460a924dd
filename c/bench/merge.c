/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/* Merging N arrays into another one beside xor_gen of ISA-L, which does the same for RAID; with it if WITH_ISAL says so. */
#define _GNU_SOURCE
#include "../atomik_core.h"

#include "bench.h"

#ifdef WITH_ISAL
#include <isa-l/raid.h>
#endif

enum { MOST_SOURCES = 16 };

static uint64_t *arrays[MOST_SOURCES + 1], *destination;
static size_t sources, each;

static void merge_words(void)
{
    atomik_merge_words(destination, (const uint64_t *const *)arrays, sources, each);
}

static void merge_loop(void)
{
    for (size_t i = 0; i < each; i++) {
        uint64_t word = 0;
        for (size_t k = 0; k < sources; k++) word ^= arrays[k][i];
        destination[i] = word;
    }
}

#ifdef __x86_64__
/* Every word is loaded and every place stored, nothing is combined: what no merge beats. */
__attribute__((target("avx512f"))) static void moves(void)
{
    const bool far = (sources + 1) * each > ATOMIK_FAR_BYTES / sizeof(uint64_t);
    for (size_t i = 0; i < each; i += 32) {
        for (size_t k = 0; k < sources; k++) {
            __asm__ volatile("vmovdqu64 (%0), %%zmm16\n\tvmovdqu64 64(%0), %%zmm17\n\t"
                             "vmovdqu64 128(%0), %%zmm18\n\tvmovdqu64 192(%0), %%zmm19" ::"r"(arrays[k] + i));
        }
        if (far) {
            __asm__ volatile("vmovntdq %%zmm16, (%0)\n\tvmovntdq %%zmm17, 64(%0)\n\t"
                             "vmovntdq %%zmm18, 128(%0)\n\tvmovntdq %%zmm19, 192(%0)" ::"r"(destination + i)
                             : "memory");
        } else {
            __asm__ volatile("vmovdqu64 %%zmm16, (%0)\n\tvmovdqu64 %%zmm17, 64(%0)\n\t"
                             "vmovdqu64 %%zmm18, 128(%0)\n\tvmovdqu64 %%zmm19, 192(%0)" ::"r"(destination + i)
                             : "memory");
        }
    }
    if (far) __asm__ volatile("sfence" ::: "memory");
}
#endif

#ifdef WITH_ISAL
static void merge_isal(void)
{
    void *vectors[MOST_SOURCES + 1];
    for (size_t k = 0; k < sources; k++) vectors[k] = arrays[k];
    vectors[sources] = destination;
    if (xor_gen((int)sources + 1, (int)(each * sizeof(uint64_t)), vectors) != 0) fail("xor_gen: refused");
}
#endif

int main(void)
{
    static const struct { const char *where; size_t bytes; } places[] = {
        {"L1", 16 << 10}, {"L2", 512 << 10}, {"L3", 8 << 20}, {"DRAM", 192 << 20}};
    static const size_t counts[] = {2, 4, 16};
    variant_t variants[MOST_VARIANTS] = {{"merge", merge_words}, {"loop", merge_loop}};
    size_t n = 2;
#ifdef WITH_ISAL
    variants[n++] = (variant_t){"xor_gen", merge_isal};
#endif
    for (size_t p = 0; p < sizeof places / sizeof places[0]; p++) {
        for (size_t c = 0; c < sizeof counts / sizeof counts[0]; c++) {
            char where[32];
            uint64_t seed = 3;
            sources = counts[c];
            each = places[p].bytes / sizeof(uint64_t) / (sources + 1) / 64 * 64; /* all of them fill the place */
            for (size_t k = 0; k < sources; k++) {
                arrays[k] = (uint64_t *)memory(each * sizeof(uint64_t));
                for (size_t i = 0; i < each; i++) arrays[k][i] = random_word(&seed);
            }
            destination = (uint64_t *)memory(each * sizeof(uint64_t));
            merge_loop();
            const uint64_t wanted = atomik_fold(destination, each);
            for (size_t v = 0; v < n; v++) {
                variants[v].work();
                if (atomik_fold(destination, each) != wanted) fail("merge: wrong result");
            }
            snprintf(where, sizeof where, "merge/%s/%u", places[p].where, (unsigned)sources);
#ifdef __x86_64__
            if (atomik_vector_bits() == 512) variants[n] = (variant_t){"moves", moves};
            measure(where, variants, n + (atomik_vector_bits() == 512), (double)(each * sources));
#else
            measure(where, variants, n, (double)(each * sources));
#endif
            for (size_t k = 0; k < sources; k++) munmap(arrays[k], each * sizeof(uint64_t));
            munmap(destination, each * sizeof(uint64_t));
        }
    }
    return 0;
}
