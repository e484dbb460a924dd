/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/*
 * The bulk functions against one golden accum after another: every length from 0 to 600, starts that no vector is
 * aligned to, and deltas scattered over a large table. With a small ATOMIK_FAR_BYTES, merges and tables are far, too.
 * Prints the vector bits in use.
 */
#define ATOMIK_IMPLEMENTATION
#include "../atomik_core.h"

#include "../../spec/golden/atomik_golden.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST = 600, STARTS = 9, SOURCES = 5, LARGE = 300000, PAIRS = 5000 };

static uint64_t words[SOURCES][MOST + STARTS + 1];

static void require(bool holds, const char *what, int line)
{
    if (holds) return;
    fprintf(stderr, "line %d: %s\n", line, what);
    exit(1);
}

#define REQUIRE(CONDITION) require((CONDITION), #CONDITION, __LINE__)

static uint64_t random_word(uint64_t *seed)
{
    uint64_t z = *seed += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static uint64_t combined(uint64_t mask, uint64_t accumulator, uint64_t delta)
{
    uint64_t reference = 0, none;
    REQUIRE(atomik_golden_accum(mask, &reference, &accumulator, delta, &none) == ATOMIK_GOLDEN_OK);
    return accumulator;
}

/* All bytes around the words that are asked for are ones: a word too many shows. */
#define DEFINE_FOLDS(P, W, MASK)                                                                           \
    static void P##_folds(void)                                                                            \
    {                                                                                                      \
        static W deltas[MOST + STARTS + 1];                                                                \
        for (size_t start = 0; start < STARTS; start++) {                                                  \
            uint64_t wanted = 0;                                                                           \
            for (size_t i = 0; i < MOST + STARTS + 1; i++) deltas[i] = (W)UINT64_MAX;                      \
            for (size_t n = 0; n <= MOST; n++) {                                                           \
                if (n > 0) {                                                                               \
                    deltas[start + n - 1] = (W)words[0][n];                                                \
                    wanted = combined(MASK, wanted, (W)words[0][n]);                                       \
                }                                                                                          \
                REQUIRE(P##_fold(deltas + start, n) == wanted);                                            \
                P##_ctx_t ctx = {3, 5};                                                                    \
                P##_accum_many(&ctx, deltas + start, n);                                                   \
                REQUIRE(ctx.reference == 3 && ctx.accumulator == combined(MASK, 5, wanted));               \
            }                                                                                              \
        }                                                                                                  \
        REQUIRE(P##_fold(NULL, 0) == 0);                                                                   \
    }                                                                                                      \
                                                                                                           \
    static void P##_merges(void)                                                                           \
    {                                                                                                      \
        static W source[SOURCES][MOST + STARTS + 1], destination[MOST + STARTS + 1];                       \
        for (size_t k = 0; k < SOURCES; k++) {                                                             \
            for (size_t i = 0; i < MOST + STARTS + 1; i++) source[k][i] = (W)words[k][i];                  \
        }                                                                                                  \
        for (size_t n = 0; n <= MOST; n += n < 140 ? 1 : 23) {                                             \
            for (size_t count = 0; count <= SOURCES; count++) {                                            \
                const W *sources[SOURCES] = {NULL, NULL, NULL, NULL, NULL};                                \
                for (size_t k = 0; k < count; k++) sources[k] = source[k] + (n + k) % STARTS;              \
                for (size_t i = 0; i < MOST + STARTS + 1; i++) destination[i] = 99;                        \
                W *const start = destination + 1 + n % (STARTS - 1);                                       \
                P##_merge_words(start, sources, count, n);                                                 \
                for (size_t i = 0; i < n; i++) {                                                           \
                    uint64_t wanted = 0;                                                                   \
                    for (size_t k = 0; k < count; k++) wanted = combined(MASK, wanted, sources[k][i]);     \
                    REQUIRE(start[i] == wanted);                                                           \
                }                                                                                          \
                REQUIRE(start[-1] == 99 && start[n] == 99);                                                \
            }                                                                                              \
            const W *const twice[2] = {source[0], source[1]};                                              \
            P##_merge_words(source[1], twice, 2, n); /* the destination may be a source */                 \
            for (size_t i = 0; i < n; i++) REQUIRE(source[1][i] == combined(MASK, (W)words[1][i], source[0][i])); \
            for (size_t i = 0; i < n; i++) source[1][i] = (W)words[1][i];                                  \
        }                                                                                                  \
    }                                                                                                      \
                                                                                                           \
    /* Refused at every place in turn; then done. */                                                       \
    static void P##_scatters(void)                                                                         \
    {                                                                                                      \
        static uint32_t addresses[PAIRS];                                                                  \
        static W deltas[PAIRS];                                                                            \
        uint64_t seed = MASK;                                                                              \
        P##_table_t table;                                                                                 \
        REQUIRE(P##_table_init(&table, 4 * LARGE) == ATOMIK_OK);                                           \
        uint64_t *const wanted = (uint64_t *)calloc(4 * LARGE, sizeof *wanted);                            \
        REQUIRE(wanted != NULL);                                                                           \
        for (size_t i = 0; i < PAIRS; i++) {                                                               \
            addresses[i] = (uint32_t)(random_word(&seed) % (i % 2 ? 4 * LARGE : 7));                       \
            deltas[i] = (W)(random_word(&seed) & (MASK));                                                  \
        }                                                                                                  \
        for (size_t bad = 0; bad < PAIRS; bad += bad < 80 || bad > PAIRS - 80 ? 1 : 301) {                 \
            const uint32_t good = addresses[bad];                                                          \
            addresses[bad] = 4 * LARGE;                                                                    \
            REQUIRE(P##_table_accum_many(&table, addresses, deltas, PAIRS) == ATOMIK_ADDRESS_OUT_OF_RANGE); \
            addresses[bad] = good;                                                                         \
            for (size_t i = 0; i < PAIRS; i++) REQUIRE(table.accumulator[addresses[i]] == 0);              \
        }                                                                                                  \
        REQUIRE(P##_table_accum_many(&table, addresses, deltas, PAIRS) == ATOMIK_OK);                      \
        for (size_t i = 0; i < PAIRS; i++) wanted[addresses[i]] = combined(MASK, wanted[addresses[i]], deltas[i]); \
        for (size_t i = 0; i < 4 * LARGE; i++) REQUIRE(table.accumulator[i] == wanted[i]);                 \
        free(wanted);                                                                                      \
        P##_table_free(&table);                                                                            \
    }

DEFINE_FOLDS(atomik8, uint8_t, UINT8_MAX)
DEFINE_FOLDS(atomik16, uint16_t, UINT16_MAX)
DEFINE_FOLDS(atomik32, uint32_t, UINT32_MAX)
DEFINE_FOLDS(atomik, uint64_t, UINT64_MAX)

int main(void)
{
    uint64_t seed = 1;
    for (size_t k = 0; k < SOURCES; k++) {
        for (size_t i = 0; i < MOST + STARTS + 1; i++) words[k][i] = random_word(&seed);
    }
    atomik8_folds();
    atomik16_folds();
    atomik32_folds();
    atomik_folds();
    atomik8_merges();
    atomik16_merges();
    atomik32_merges();
    atomik_merges();
    atomik8_scatters();
    atomik16_scatters();
    atomik32_scatters();
    atomik_scatters();
    printf("%u vector bits\n", atomik_vector_bits());
    return 0;
}
