/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/*
 * Tables of every width against an array of golden contexts: long walks of single steps, batches, scattered deltas and
 * merges, many of which are refused. Prints the number of comparisons; the first difference ends the program.
 */
#define ATOMIK_IMPLEMENTATION
#include "../atomik_core.h"

#include "../../spec/golden/atomik_golden.h"

#include <stdio.h>
#include <stdlib.h>

enum { CONTEXTS = 5, WALK = 20000, BATCHES = 4000, MOST = 12 };

typedef struct { uint64_t reference, accumulator; } context_t;
typedef struct { int opcode; size_t address; uint64_t word, other; } op_t;

static unsigned long compared = 0;

static void require(bool holds, const char *what, int line)
{
    compared++;
    if (holds) return;
    fprintf(stderr, "line %d: %s\n", line, what);
    exit(1);
}

#define REQUIRE(CONDITION) require((CONDITION), #CONDITION, __LINE__)

/* splitmix64: the same words on every machine. */
static uint64_t random_word(uint64_t *seed)
{
    uint64_t z = *seed += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* What the specification says of a step: an address outside hides every other reason. */
static int golden(uint64_t mask, context_t *table, op_t op, uint64_t *result)
{
    *result = 0;
    if (op.address >= CONTEXTS) return ATOMIK_ADDRESS_OUT_OF_RANGE;
    uint64_t *const r = &table[op.address].reference;
    uint64_t *const a = &table[op.address].accumulator;
    switch (op.opcode) {
    case ATOMIK_GOLDEN_OP_LOAD: return atomik_golden_load(mask, r, a, op.word, result);
    case ATOMIK_GOLDEN_OP_ACCUM: return atomik_golden_accum(mask, r, a, op.word, result);
    case ATOMIK_GOLDEN_OP_READ: return atomik_golden_read(mask, r, a, result);
    case ATOMIK_GOLDEN_OP_SWAP: return atomik_golden_swap(mask, r, a, result);
    case ATOMIK_GOLDEN_OP_ROLLBACK: return atomik_golden_rollback(mask, r, a, op.word, result);
    case ATOMIK_GOLDEN_OP_EXCHANGE: return atomik_golden_exchange(mask, r, a, op.word, result);
    default: return atomik_golden_merge(mask, r, a, op.word, op.other, result);
    }
}

static uint64_t golden_state(uint64_t mask, const context_t *table, size_t address)
{
    context_t copy[CONTEXTS];
    for (size_t i = 0; i < CONTEXTS; i++) copy[i] = table[i];
    const op_t op = {ATOMIK_GOLDEN_OP_READ, address, 0, 0};
    uint64_t state;
    (void)golden(mask, copy, op, &state);
    return state;
}

/* Small words, so that states return to 0 and references meet; an address outside of the table every ninth time. */
static op_t random_op(uint64_t *seed, uint64_t mask, const context_t *table)
{
    static const size_t outside[] = {CONTEXTS, CONTEXTS + 1, SIZE_MAX / 2 + 1, SIZE_MAX};
    op_t op;
    op.opcode = (int)(random_word(seed) % ATOMIK_GOLDEN_OP_MERGE) + 1;
    op.address = (size_t)(random_word(seed) % CONTEXTS);
    op.word = random_word(seed) & (random_word(seed) % 2 ? mask : 3);
    op.other = random_word(seed) & mask;
    if (op.opcode == ATOMIK_GOLDEN_OP_MERGE && random_word(seed) % 4 != 0) op.word = table[op.address].reference;
    if (random_word(seed) % 9 == 0) op.address = outside[random_word(seed) % 4];
    return op;
}

#define DEFINE_TESTS(P, W)                                                                                 \
    static void P##_equal(const P##_table_t *table, uint64_t mask, const context_t *model)                 \
    {                                                                                                      \
        P##_entry_t entries[CONTEXTS + 1], shown[CONTEXTS + 1];                                            \
        size_t n = 0;                                                                                      \
        REQUIRE(P##_table_entries(table, entries, CONTEXTS + 1) == CONTEXTS);                              \
        const size_t shows = P##_table_snapshot(table, shown, CONTEXTS + 1);                               \
        for (size_t i = 0; i < CONTEXTS; i++) {                                                            \
            const uint64_t state = golden_state(mask, model, i);                                           \
            REQUIRE(table->reference[i] == model[i].reference);                                            \
            REQUIRE(table->accumulator[i] == model[i].accumulator);                                        \
            REQUIRE(entries[i].address == i && entries[i].state == state);                                 \
            if (state == 0) continue;                                                                      \
            REQUIRE(n < shows && shown[n].address == i && shown[n].state == state);                        \
            n++;                                                                                           \
        }                                                                                                  \
        REQUIRE(n == shows);                                                                               \
        P##_entry_t first[2] = {{SIZE_MAX, 0}, {SIZE_MAX, 0}};                                             \
        REQUIRE(P##_table_snapshot(table, first, 1) == shows);                                             \
        REQUIRE(first[0].address == (shows > 0 ? shown[0].address : SIZE_MAX));                            \
        REQUIRE(P##_table_entries(table, &first[1], 0) == CONTEXTS && first[1].address == SIZE_MAX);       \
        REQUIRE(P##_table_snapshot(table, NULL, 0) == shows);                                              \
    }                                                                                                      \
                                                                                                           \
    /* One step by the function of its own; read and swap also as the published API has them. */           \
    static int P##_single(P##_table_t *table, op_t op, uint64_t *result)                                   \
    {                                                                                                      \
        const W word = (W)op.word;                                                                         \
        const P##_ctx_t other = {word, (W)op.other};                                                       \
        W state = 0;                                                                                       \
        int status;                                                                                        \
        switch (op.opcode) {                                                                               \
        case ATOMIK_OP_LOAD: status = P##_table_load(table, op.address, word); break;                      \
        case ATOMIK_OP_ACCUM: status = P##_table_accum(table, op.address, word); break;                    \
        case ATOMIK_OP_READ:                                                                               \
            status = P##_table_try_read(table, op.address, &state);                                        \
            REQUIRE(P##_table_read(table, op.address) == state);                                           \
            break;                                                                                         \
        case ATOMIK_OP_SWAP:                                                                               \
            if (op.word % 2 == 0 && op.address < table->count) {                                           \
                status = ATOMIK_OK;                                                                        \
                state = P##_table_swap(table, op.address);                                                 \
            } else {                                                                                       \
                status = P##_table_try_swap(table, op.address, &state);                                    \
                if (status != ATOMIK_OK) REQUIRE(P##_table_swap(table, op.address) == 0);                  \
            }                                                                                              \
            break;                                                                                         \
        case ATOMIK_OP_ROLLBACK: status = P##_table_rollback(table, op.address, word); break;              \
        case ATOMIK_OP_EXCHANGE: status = P##_table_exchange(table, op.address, word, &state); break;      \
        default: status = P##_table_merge(table, op.address, &other); break;                               \
        }                                                                                                  \
        *result = state;                                                                                   \
        return status;                                                                                     \
    }                                                                                                      \
                                                                                                           \
    static void P##_walk(P##_table_t *table, uint64_t mask, context_t *model, uint64_t *seed)              \
    {                                                                                                      \
        for (unsigned i = 0; i < WALK; i++) {                                                              \
            const op_t op = random_op(seed, mask, model);                                                  \
            uint64_t wanted, got;                                                                          \
            const int status = golden(mask, model, op, &wanted);                                           \
            REQUIRE(P##_single(table, op, &got) == status);                                                \
            REQUIRE(got == wanted);                                                                        \
            P##_equal(table, mask, model);                                                                 \
        }                                                                                                  \
    }                                                                                                      \
                                                                                                           \
    static void P##_batches(P##_table_t *table, uint64_t mask, context_t *model, uint64_t *seed)           \
    {                                                                                                      \
        unsigned done = 0, refused = 0;                                                                    \
        for (unsigned b = 0; b < BATCHES; b++) {                                                           \
            context_t next[CONTEXTS];                                                                      \
            for (size_t i = 0; i < CONTEXTS; i++) next[i] = model[i];                                      \
            P##_step_t steps[MOST];                                                                        \
            uint64_t results[MOST];                                                                        \
            const size_t n = (size_t)(random_word(seed) % (MOST + 1));                                     \
            int status = ATOMIK_OK;                                                                        \
            size_t at = SIZE_MAX, rejected_at = SIZE_MAX;                                                  \
            for (size_t i = 0; i < n; i++) {                                                               \
                const op_t op = random_op(seed, mask, next);                                               \
                const P##_step_t step = {(atomik_op_t)op.opcode, op.address, (W)op.word, (W)op.other,      \
                                         (W)~UINT64_C(0), {1, 1}};                                         \
                steps[i] = step;                                                                           \
                if (status != ATOMIK_OK) continue;                                                         \
                status = golden(mask, next, op, &results[i]);                                              \
                if (status != ATOMIK_OK) at = i;                                                           \
            }                                                                                              \
            REQUIRE((int)P##_table_batch(table, steps, n, &rejected_at) == status);                        \
            REQUIRE(rejected_at == at);                                                                    \
            if (status == ATOMIK_OK) {                                                                     \
                for (size_t i = 0; i < n; i++) REQUIRE(steps[i].result == results[i]);                     \
                for (size_t i = 0; i < CONTEXTS; i++) model[i] = next[i];                                  \
                done++;                                                                                    \
            } else {                                                                                       \
                refused++;                                                                                 \
                REQUIRE((int)P##_table_batch(table, steps, n, NULL) == status);                            \
            }                                                                                              \
            P##_equal(table, mask, model);                                                                 \
        }                                                                                                  \
        REQUIRE(done > BATCHES / 8 && refused > BATCHES / 8);                                              \
        P##_step_t bad[2] = {{ATOMIK_OP_LOAD, 0, 1, 0, 0, {0, 0}}, {(atomik_op_t)0, 1, 1, 0, 0, {0, 0}}};  \
        REQUIRE(P##_table_batch(table, bad, 2, NULL) == ATOMIK_UNKNOWN_OP);                                \
        bad[1].address = CONTEXTS;                                                                         \
        REQUIRE(P##_table_batch(table, bad, 2, NULL) == ATOMIK_ADDRESS_OUT_OF_RANGE);                      \
        P##_equal(table, mask, model);                                                                     \
    }                                                                                                      \
                                                                                                           \
    static void P##_scatters(P##_table_t *table, uint64_t mask, context_t *model, uint64_t *seed)          \
    {                                                                                                      \
        for (unsigned b = 0; b < BATCHES; b++) {                                                           \
            context_t next[CONTEXTS];                                                                      \
            for (size_t i = 0; i < CONTEXTS; i++) next[i] = model[i];                                      \
            uint32_t addresses[MOST];                                                                      \
            W deltas[MOST];                                                                                \
            const size_t n = (size_t)(random_word(seed) % (MOST + 1));                                     \
            int status = ATOMIK_OK;                                                                        \
            for (size_t i = 0; i < n; i++) {                                                               \
                op_t op = {ATOMIK_GOLDEN_OP_ACCUM, (size_t)(random_word(seed) % CONTEXTS), 0, 0};          \
                op.word = random_word(seed) & mask;                                                        \
                if (random_word(seed) % 16 == 0) op.address = random_word(seed) % 2 ? (size_t)CONTEXTS : UINT32_MAX; \
                addresses[i] = (uint32_t)op.address;                                                       \
                deltas[i] = (W)op.word;                                                                    \
                uint64_t none;                                                                             \
                if (status == ATOMIK_OK) status = golden(mask, next, op, &none);                           \
            }                                                                                              \
            REQUIRE((int)P##_table_accum_many(table, addresses, deltas, n) == status);                     \
            for (size_t i = 0; i < CONTEXTS && status == ATOMIK_OK; i++) model[i] = next[i];               \
            P##_equal(table, mask, model);                                                                 \
        }                                                                                                  \
    }                                                                                                      \
                                                                                                           \
    static void P##_merges(P##_table_t *table, uint64_t mask, context_t *model, uint64_t *seed)            \
    {                                                                                                      \
        for (unsigned b = 0; b < BATCHES; b++) {                                                           \
            W storage[2 * (CONTEXTS + 1)];                                                                 \
            P##_table_t other;                                                                             \
            const size_t count = (size_t)(random_word(seed) % (CONTEXTS + 2));                             \
            REQUIRE(P##_table_init_in(&other, storage, 2 * (CONTEXTS + 1), count) == ATOMIK_OK);           \
            context_t next[CONTEXTS];                                                                      \
            for (size_t i = 0; i < CONTEXTS; i++) next[i] = model[i];                                      \
            int status = ATOMIK_OK;                                                                        \
            for (size_t i = 0; i < count; i++) {                                                           \
                const bool same = i < CONTEXTS && random_word(seed) % 16 != 0;                             \
                (void)P##_table_load(&other, i, (W)(same ? model[i].reference : random_word(seed) & mask)); \
                (void)P##_table_accum(&other, i, (W)(random_word(seed) & mask));                           \
                const op_t op = {ATOMIK_GOLDEN_OP_MERGE, i, other.reference[i], other.accumulator[i]};     \
                uint64_t none;                                                                             \
                if (status == ATOMIK_OK) status = golden(mask, next, op, &none);                           \
            }                                                                                              \
            REQUIRE((int)P##_table_merge_all(table, &other) == status);                                    \
            for (size_t i = 0; i < CONTEXTS && status == ATOMIK_OK; i++) model[i] = next[i];               \
            P##_equal(table, mask, model);                                                                 \
        }                                                                                                  \
        REQUIRE(P##_table_merge_all(table, table) == ATOMIK_OK);                                           \
        for (size_t i = 0; i < CONTEXTS; i++) model[i].accumulator = 0;                                    \
        P##_equal(table, mask, model);                                                                     \
    }                                                                                                      \
                                                                                                           \
    static void P##_all(P##_table_t *table, uint64_t mask)                                                 \
    {                                                                                                      \
        context_t model[CONTEXTS] = {{0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}};                              \
        uint64_t seed = mask;                                                                              \
        P##_equal(table, mask, model);                                                                     \
        P##_walk(table, mask, model, &seed);                                                               \
        P##_batches(table, mask, model, &seed);                                                            \
        P##_scatters(table, mask, model, &seed);                                                           \
        P##_merges(table, mask, model, &seed);                                                             \
        P##_walk(table, mask, model, &seed);                                                               \
    }                                                                                                      \
                                                                                                           \
    /* In storage with a guard word on each side, then in memory of its own. */                            \
    static void P##_tables(uint64_t mask)                                                                  \
    {                                                                                                      \
        W words[2 * CONTEXTS + 2];                                                                         \
        for (size_t i = 0; i < 2 * CONTEXTS + 2; i++) words[i] = 77;                                       \
        P##_table_t table;                                                                                 \
        REQUIRE(P##_table_init_in(&table, words + 1, 2 * CONTEXTS, CONTEXTS) == ATOMIK_OK);                \
        P##_all(&table, mask);                                                                             \
        REQUIRE(words[0] == 77 && words[2 * CONTEXTS + 1] == 77);                                          \
        P##_table_free(&table);                                                                            \
        REQUIRE(P##_table_accum(&table, 0, 1) == ATOMIK_ADDRESS_OUT_OF_RANGE);                             \
                                                                                                           \
        words[1] = 5;                                                                                      \
        const size_t too_many[] = {CONTEXTS + 1, SIZE_MAX / 2 + 1, SIZE_MAX / 2 + 2, SIZE_MAX};            \
        for (unsigned i = 0; i < 4; i++) {                                                                 \
            REQUIRE(P##_table_init_in(&table, words + 1, 2 * CONTEXTS, too_many[i]) == ATOMIK_STORAGE_TOO_SMALL); \
            REQUIRE(words[1] == 5 && table.count == 0);                                                    \
        }                                                                                                  \
        REQUIRE(P##_table_init_in(&table, words + 1, 2 * CONTEXTS + 1, CONTEXTS) == ATOMIK_OK);            \
        REQUIRE(words[1] == 0);                                                                            \
        REQUIRE(P##_table_init_in(&table, NULL, 0, 0) == ATOMIK_OK);                                       \
        REQUIRE(P##_table_entries(&table, NULL, 0) == 0);                                                  \
                                                                                                           \
        REQUIRE(P##_table_init(&table, CONTEXTS) == ATOMIK_OK);                                            \
        P##_all(&table, mask);                                                                             \
        P##_table_free(&table);                                                                            \
        P##_table_free(&table);                                                                            \
        REQUIRE(P##_table_init(&table, 0) == ATOMIK_OK && table.count == 0);                               \
        P##_table_free(&table);                                                                            \
        /* called so that no compiler sees memory that is never used, and leaves its allocation out */     \
        atomik_status_t (*volatile init)(P##_table_t *, size_t) = P##_table_init;                          \
        REQUIRE(init(&table, PTRDIFF_MAX / (2 * sizeof(W))) == ATOMIK_OUT_OF_MEMORY);                      \
        for (size_t n = SIZE_MAX / 2 - 2; n < SIZE_MAX / 2 + 4; n++) {                                     \
            REQUIRE(P##_table_init(&table, n) == ATOMIK_OUT_OF_MEMORY && table.count == 0);                \
        }                                                                                                  \
        /* a product that wraps around would ask for a few bytes */                                        \
        REQUIRE(P##_table_init(&table, SIZE_MAX / (2 * sizeof(W)) + 2) == ATOMIK_OUT_OF_MEMORY);           \
        REQUIRE(P##_table_load(&table, 0, 1) == ATOMIK_ADDRESS_OUT_OF_RANGE);                              \
    }

DEFINE_TESTS(atomik8, uint8_t)
DEFINE_TESTS(atomik16, uint16_t)
DEFINE_TESTS(atomik32, uint32_t)
DEFINE_TESTS(atomik, uint64_t)

int main(void)
{
    atomik8_tables(UINT8_MAX);
    atomik16_tables(UINT16_MAX);
    atomik32_tables(UINT32_MAX);
    atomik_tables(UINT64_MAX);
    printf("%lu comparisons\n", compared);
    return 0;
}
