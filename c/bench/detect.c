/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/*
 * Has a buffer changed? One word is written, then the question is answered: from an accumulator, a flag, a keyed digest,
 * or by looking at the whole buffer again. XXH3 and SHA-256 with WITH_XXHASH and WITH_OPENSSL.
 */
#define _GNU_SOURCE
#include "../atomik_core.h"

#include "bench.h"

#ifdef WITH_XXHASH
#include <xxhash.h>
#endif
#ifdef WITH_OPENSSL
#include <openssl/sha.h>
#endif

enum { UPDATES = 64 };

static uint64_t *buffer, *copy, *keys, *ahead;
static size_t n_words;
static uint64_t seen_changes;
static bool flag;
static atomik_ctx_t ctx;

/* Writes the next word; returns by what it differs from the old one. */
static inline uint64_t write_word(unsigned i, size_t *at)
{
    *at = ahead[i] % n_words;
    const uint64_t delta = ahead[i] | 1;
    buffer[*at] ^= delta;
    return delta;
}

#define DEFINE_UPDATES(NAME, ANSWER)                                                                       \
    static void NAME(void)                                                                                 \
    {                                                                                                      \
        for (unsigned i = 0; i < UPDATES; i++) {                                                           \
            size_t at;                                                                                     \
            const uint64_t delta = write_word(i, &at);                                                     \
            seen_changes += (ANSWER);                                                                      \
            __asm__ volatile("" : : "r"(delta) : "memory");                                                \
        }                                                                                                  \
    }

DEFINE_UPDATES(by_accumulator, (atomik_accum(&ctx, delta), !atomik_is_clean(&ctx)))
DEFINE_UPDATES(by_flag, (flag = true, flag))
DEFINE_UPDATES(by_keyed, (atomik_accum(&ctx, atomik_field_multiply(keys[at], delta)), !atomik_is_clean(&ctx)))
DEFINE_UPDATES(by_memcmp, (memcmp(buffer, copy, n_words * 8) != 0))
DEFINE_UPDATES(by_fold, (atomik_fold(buffer, n_words) != 0))
DEFINE_UPDATES(by_keyed_whole, (atomik_keyed(keys, buffer, n_words) != 0))
#ifdef WITH_XXHASH
DEFINE_UPDATES(by_xxh3, (XXH3_64bits(buffer, n_words * 8) != 0))
#endif
#ifdef WITH_OPENSSL
static bool by_sha(void)
{
    unsigned char digest[SHA256_DIGEST_LENGTH];
    SHA256((const unsigned char *)buffer, n_words * 8, digest);
    return digest[0] != 0;
}
DEFINE_UPDATES(by_sha256, by_sha())
#endif

int main(void)
{
    static const struct { const char *where; size_t bytes; } cases[] = {
        {"detect/1K", 1 << 10}, {"detect/64K", 64 << 10}, {"detect/1M", 1 << 20}};
    const variant_t followed[] = {{"accumulator", by_accumulator}, {"flag", by_flag}, {"keyed", by_keyed}};
    variant_t whole[MOST_VARIANTS] = {{"memcmp", by_memcmp}, {"fold", by_fold}, {"keyed-whole", by_keyed_whole}};
    size_t n = 3;
#ifdef WITH_XXHASH
    whole[n++] = (variant_t){"xxh3", by_xxh3};
#endif
#ifdef WITH_OPENSSL
    whole[n++] = (variant_t){"sha256", by_sha256};
#endif
    uint64_t seed = 4;
    ahead = (uint64_t *)memory(UPDATES * 8);
    for (unsigned i = 0; i < UPDATES; i++) ahead[i] = random_word(&seed);
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        n_words = cases[c].bytes / 8;
        buffer = (uint64_t *)memory(cases[c].bytes);
        copy = (uint64_t *)memory(cases[c].bytes);
        keys = (uint64_t *)memory(cases[c].bytes);
        for (size_t i = 0; i < n_words; i++) buffer[i] = copy[i] = random_word(&seed), keys[i] = random_word(&seed);
        const uint64_t before = atomik_keyed(keys, buffer, n_words);
        atomik_load(&ctx, before);
        by_keyed();
        if (atomik_read(&ctx) != atomik_keyed(keys, buffer, n_words)) fail("detect: wrong digest");
        measure(cases[c].where, followed, 3, UPDATES);
        measure(cases[c].where, whole, n, UPDATES);
        munmap(buffer, cases[c].bytes);
        munmap(copy, cases[c].bytes);
        munmap(keys, cases[c].bytes);
    }
    return seen_changes > 0 ? 0 : 1;
}
