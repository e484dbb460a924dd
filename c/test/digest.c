/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/*
 * Every function of the header at every width over pseudo-random words, without files, threads or an operating system.
 * All that is seen goes into one digest, which must come out the same from every compiler and on every machine, and
 * what one function says of another is compared. Prints the digest and the number of values in it.
 */
#define ATOMIK_NO_MALLOC
#include "../atomik_core.h"

#include <stdio.h>
#include <stdlib.h>

enum { STEPS = 600, CONTEXTS = 13, MOST = 67, BYTES = 160, DEPTH = 4, ENTRIES = 9 };

static uint64_t seed = 1, digest = 0, seen = 0;

static void require(bool holds, const char *what, int line)
{
    if (holds) return;
    printf("line %d: %s\n", line, what);
    exit(1);
}

#define REQUIRE(CONDITION) require((CONDITION), #CONDITION, __LINE__)

/* splitmix64: the same words on every machine. */
static uint64_t random_word(void)
{
    uint64_t z = seed += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static unsigned below(unsigned bound)
{
    return (unsigned)(random_word() % bound);
}

/* Its position counts, so that the digest sees the order, too. */
static void see(uint64_t value)
{
    digest = (((digest << 7) | (digest >> 57)) ^ value) * UINT64_C(0x9e3779b97f4a7c15);
    seen++;
}

static void see_bytes(const uint8_t *bytes, size_t n)
{
    see(n);
    for (size_t i = 0; i < n; i++) see(bytes[i]);
}

/* ---- Contexts, counters, tables and many words at one width ------------------------------------------------ */

#define DEFINE_MACHINE(PREFIX, WORD, CELL, OF)                                                             \
    static void CELL##_walk(void)                                                                          \
    {                                                                                                      \
        CELL##_t ctx;                                                                                      \
        OF##_init(&ctx);                                                                                   \
        for (unsigned i = 0; i < STEPS; i++) {                                                             \
            const WORD word = (WORD)random_word();                                                         \
            const CELL##_t other = {i % 3 == 0 ? word : ctx.reference, word};                              \
            switch (below(8)) {                                                                            \
            case 0: OF##_load(&ctx, word); break;                                                          \
            case 1: OF##_accum(&ctx, word); break;                                                         \
            case 2: OF##_rollback(&ctx, word); break;                                                      \
            case 3: see(OF##_read(&ctx)); break;                                                           \
            case 4: see(OF##_swap(&ctx)); break;                                                           \
            case 5: see(OF##_exchange(&ctx, word)); break;                                                 \
            case 6: see((uint64_t)OF##_merge(&ctx, &other)); break;                                        \
            default: (void)OF##_merge(&ctx, &ctx); break;                                                  \
            }                                                                                              \
            see(ctx.reference);                                                                            \
            see(ctx.accumulator);                                                                          \
            see(OF##_is_clean(&ctx));                                                                      \
        }                                                                                                  \
    }

#define DEFINE_WIDTH(PREFIX, WORD)                                                                         \
    DEFINE_MACHINE(PREFIX, WORD, PREFIX##_ctx, PREFIX)                                                     \
    DEFINE_MACHINE(PREFIX, WORD, PREFIX##_counter, PREFIX##_counter)                                       \
                                                                                                           \
    static void PREFIX##_see_table(const PREFIX##_table_t *table)                                          \
    {                                                                                                      \
        PREFIX##_entry_t entries[CONTEXTS];                                                                \
        REQUIRE(PREFIX##_table_entries(table, entries, CONTEXTS) == table->count);                         \
        for (size_t i = 0; i < table->count; i++) {                                                        \
            see(table->reference[i]);                                                                      \
            see(table->accumulator[i]);                                                                    \
            see(entries[i].state);                                                                         \
            REQUIRE(entries[i].state == PREFIX##_table_read(table, i));                                    \
        }                                                                                                  \
        const size_t shown = PREFIX##_table_snapshot(table, entries, CONTEXTS);                            \
        for (size_t i = 0; i < shown; i++) see(entries[i].address);                                        \
    }                                                                                                      \
                                                                                                           \
    static void PREFIX##_table_walk(void)                                                                  \
    {                                                                                                      \
        static WORD storage[2 * CONTEXTS], spare[2 * CONTEXTS];                                            \
        PREFIX##_table_t table, other;                                                                     \
        REQUIRE(PREFIX##_table_init_in(&table, storage, 2 * CONTEXTS - 1, CONTEXTS) ==                     \
                ATOMIK_STORAGE_TOO_SMALL);                                                                 \
        REQUIRE(PREFIX##_table_init_in(&table, storage, 2 * CONTEXTS, CONTEXTS) == ATOMIK_OK);             \
        for (unsigned i = 0; i < STEPS; i++) {                                                             \
            PREFIX##_step_t steps[5];                                                                      \
            size_t rejected_at = 99;                                                                       \
            for (unsigned k = 0; k < 5; k++) {                                                             \
                PREFIX##_step_t step = {(atomik_op_t)(1 + below(7)), 0, 0, 0, 0, {0, 0}};                  \
                step.address = below(CONTEXTS);                                                            \
                step.word = random_word();                                                                 \
                if (below(60) == 0) step.address = CONTEXTS;                                               \
                if (below(60) != 0) step.word = (WORD)step.word;                                           \
                if (step.op == ATOMIK_OP_MERGE) step.word = table.reference[step.address % CONTEXTS];      \
                step.other_accumulator = (WORD)random_word();                                              \
                steps[k] = step;                                                                           \
            }                                                                                              \
            const atomik_status_t status = PREFIX##_table_batch(&table, steps, 5, &rejected_at);           \
            see((uint64_t)status);                                                                         \
            see(rejected_at);                                                                              \
            for (unsigned k = 0; k < 5 && status == ATOMIK_OK; k++) see(steps[k].result);                  \
        }                                                                                                  \
        PREFIX##_see_table(&table);                                                                        \
        uint32_t addresses[MOST];                                                                          \
        WORD deltas[MOST];                                                                                 \
        for (unsigned i = 0; i < MOST; i++) {                                                              \
            addresses[i] = below(CONTEXTS);                                                                \
            deltas[i] = (WORD)random_word();                                                               \
        }                                                                                                  \
        REQUIRE(PREFIX##_table_accum_many(&table, addresses, deltas, MOST) == ATOMIK_OK);                  \
        addresses[MOST - 1] = CONTEXTS;                                                                    \
        REQUIRE(PREFIX##_table_accum_many(&table, addresses, deltas, MOST) == ATOMIK_ADDRESS_OUT_OF_RANGE); \
        REQUIRE(PREFIX##_table_init_in(&other, spare, 2 * CONTEXTS, CONTEXTS - 1) == ATOMIK_OK);           \
        for (unsigned i = 0; i < CONTEXTS - 1; i++) {                                                      \
            (void)PREFIX##_table_load(&other, i, table.reference[i]);                                      \
            (void)PREFIX##_table_accum(&other, i, deltas[i]);                                              \
        }                                                                                                  \
        REQUIRE(PREFIX##_table_merge_all(&table, &other) == ATOMIK_OK);                                    \
        REQUIRE(PREFIX##_table_merge_all(&other, &table) == ATOMIK_ADDRESS_OUT_OF_RANGE);                  \
        PREFIX##_see_table(&table);                                                                        \
        see(PREFIX##_table_swap(&table, 3));                                                               \
        see(PREFIX##_table_swap(&table, CONTEXTS));                                                        \
    }                                                                                                      \
                                                                                                           \
    static void PREFIX##_many_walk(void)                                                                   \
    {                                                                                                      \
        WORD a[MOST], b[MOST], sum[MOST];                                                                  \
        const WORD *const sources[3] = {a, b, a};                                                          \
        for (unsigned i = 0; i < MOST; i++) a[i] = (WORD)random_word(), b[i] = (WORD)random_word();        \
        for (size_t n = 0; n <= MOST; n++) {                                                               \
            PREFIX##_ctx_t ctx = {1, 2};                                                                   \
            PREFIX##_accum_many(&ctx, a, n);                                                               \
            see(ctx.accumulator);                                                                          \
            REQUIRE((ctx.accumulator ^ 2) == PREFIX##_fold(a, n));                                         \
            for (size_t k = 0; k <= 3; k++) {                                                              \
                PREFIX##_merge_words(sum, sources, k, n);                                                  \
                see(PREFIX##_fold(sum, n));                                                                \
            }                                                                                              \
        }                                                                                                  \
        WORD word = 0;                                                                                     \
        see((uint64_t)PREFIX##_word(UINT64_MAX, &word));                                                   \
        see((uint64_t)PREFIX##_word(77, &word));                                                           \
        see(word);                                                                                         \
    }                                                                                                      \
                                                                                                           \
    static void PREFIX##_bytes_walk(const uint8_t *bytes)                                                  \
    {                                                                                                      \
        for (size_t n = 0; n < 2 * MOST; n++) {                                                            \
            const size_t offset = below(11);                                                               \
            const WORD whole = PREFIX##_fold_bytes(bytes, n + offset);                                     \
            see(whole);                                                                                    \
            see(PREFIX##_fold_at(offset, bytes + offset, n));                                              \
            REQUIRE(whole == (PREFIX##_fold_bytes(bytes, offset) ^ PREFIX##_fold_at(offset, bytes + offset, n))); \
        }                                                                                                  \
    }                                                                                                      \
                                                                                                           \
    static void PREFIX##_walk(const uint8_t *bytes)                                                        \
    {                                                                                                      \
        PREFIX##_ctx_walk();                                                                               \
        PREFIX##_counter_walk();                                                                           \
        PREFIX##_table_walk();                                                                             \
        PREFIX##_many_walk();                                                                              \
        PREFIX##_bytes_walk(bytes);                                                                        \
    }

DEFINE_WIDTH(atomik8, uint8_t)
DEFINE_WIDTH(atomik16, uint16_t)
DEFINE_WIDTH(atomik32, uint32_t)
DEFINE_WIDTH(atomik, uint64_t)

/* ---- Messages and frames ----------------------------------------------------------------------------------- */

static void message_walk(void)
{
    for (unsigned i = 0; i < MOST; i++) {
        atomik_message_t message, back = {0, 0, 0};
        message.address = (uint32_t)random_word();
        message.delta = random_word();
        message.sequence = (uint32_t)random_word();
        uint8_t bytes[ATOMIK_MESSAGE_BYTES];
        atomik_message_encode(&message, bytes);
        see_bytes(bytes, sizeof bytes);
        REQUIRE(atomik_message_decode(bytes, sizeof bytes - 1, &back) == ATOMIK_WIRE_BAD_LENGTH);
        REQUIRE(atomik_message_decode(bytes, sizeof bytes, &back) == ATOMIK_WIRE_OK);
        REQUIRE(back.delta == message.delta && back.address == message.address && back.sequence == message.sequence);
    }
}

static void frame_walk(void)
{
    static const unsigned widths[] = {8, 16, 32, 64};
    for (unsigned i = 0; i < MOST; i++) {
        atomik_frame_entry_t entries[ENTRIES], back[ENTRIES];
        atomik_frame_t frame, read;
        frame.origin = random_word();
        frame.first = random_word();
        frame.epoch = (uint32_t)random_word();
        frame.count = 1 + below(ENTRIES);
        frame.width = widths[below(4)];
        for (size_t k = 0; k < frame.count; k++) {
            const unsigned short_by = below(32), shorter_by = below(frame.width);
            entries[k].address = (uint32_t)random_word() >> short_by;
            entries[k].delta = random_word() >> (64 - frame.width + shorter_by);
        }
        uint8_t bytes[28 + 15 * ENTRIES + 4];
        size_t n = 0;
        REQUIRE(atomik_frame_encode(&frame, entries, bytes, sizeof bytes, &n) == ATOMIK_WIRE_OK);
        see_bytes(bytes, n);
        see(atomik_crc32c(bytes, n));
        REQUIRE(atomik_crc32c(bytes, n) == (UINT32_MAX ^ atomik_crc_bits_(UINT32_MAX, bytes, n)));
        REQUIRE(atomik_frame_decode(bytes, n, &read, back, ENTRIES) == ATOMIK_WIRE_OK);
        REQUIRE(read.count == frame.count && read.width == frame.width && read.epoch == frame.epoch);
        REQUIRE(read.origin == frame.origin && read.first == frame.first);
        for (size_t k = 0; k < frame.count; k++) {
            REQUIRE(back[k].address == entries[k].address && back[k].delta == entries[k].delta);
        }
        REQUIRE(atomik_frame_decode(bytes, n, &read, back, frame.count - 1) == ATOMIK_WIRE_NO_ROOM);
        REQUIRE(atomik_frame_encode(&frame, entries, bytes, n - 1, &n) == ATOMIK_WIRE_NO_ROOM);
        bytes[below((unsigned)n)] ^= 1;
        see((uint64_t)atomik_frame_decode(bytes, n, &read, back, ENTRIES));
    }
}

/* ---- Digests ----------------------------------------------------------------------------------------------- */

static void keyed_walk(const uint8_t *bytes)
{
    uint64_t keys[MOST], words[MOST];
    for (unsigned i = 0; i < MOST; i++) keys[i] = random_word(), words[i] = random_word();
    for (size_t n = 0; n <= MOST; n++) {
        const uint64_t keyed = atomik_keyed(keys, words, n);
        see(keyed);
        REQUIRE(keyed == atomik_keyed_bits_(keys, words, n));
        see(atomik_keyed_bytes(keys, bytes, n));
        if (n == 0) continue;
        const size_t at = below((unsigned)n);
        const uint64_t delta = random_word(), change = atomik_field_multiply(keys[at], delta);
        words[at] ^= delta;
        see(change);
        REQUIRE(atomik_keyed(keys, words, n) == (keyed ^ change));
    }
}

static void tree_walk(void)
{
    static uint64_t storage[2][(2 << DEPTH) - 1];
    atomik_tree_t trees[2];
    uint64_t leaves[1 << DEPTH];
    for (unsigned i = 0; i < 1 << DEPTH; i++) leaves[i] = random_word();
    for (unsigned t = 0; t < 2; t++) {
        REQUIRE(atomik_tree_init_in(&trees[t], storage[t], (2 << DEPTH) - 2, DEPTH) == ATOMIK_STORAGE_TOO_SMALL);
        REQUIRE(atomik_tree_init_in(&trees[t], storage[t], (2 << DEPTH) - 1, DEPTH) == ATOMIK_OK);
        REQUIRE(atomik_tree_load(&trees[t], leaves, (1 << DEPTH) - 3) == ATOMIK_OK);
    }
    size_t chunk = 99;
    REQUIRE(atomik_tree_locate(&trees[0], &trees[1], &chunk) == ATOMIK_UNCHANGED);
    see(atomik_tree_root(&trees[0]));
    see(atomik_tree_depth_for((1 << DEPTH) + 1));
    for (size_t i = 0; i < 1 << DEPTH; i++) {
        const uint64_t delta = random_word();
        REQUIRE(atomik_tree_update(&trees[1], i, delta) == ATOMIK_OK);
        REQUIRE(atomik_tree_locate(&trees[0], &trees[1], &chunk) == ATOMIK_OK && chunk == i);
        see(atomik_tree_root(&trees[1]));
        REQUIRE(atomik_tree_update(&trees[1], i, delta) == ATOMIK_OK);
    }
    REQUIRE(atomik_tree_update(&trees[1], 1 << DEPTH, 1) == ATOMIK_ADDRESS_OUT_OF_RANGE);
}

static void fingerprint_walk(uint8_t *bytes)
{
    atomik_fingerprint_t fp;
    atomik_fp_init(&fp);
    REQUIRE(!atomik_fp_changed(&fp));
    atomik_fp_load(&fp, bytes, BYTES);
    for (unsigned i = 0; i < MOST; i++) {
        uint8_t before[8];
        const size_t n = below(9), at = below((unsigned)(BYTES - n));
        for (size_t k = 0; k < n; k++) {
            before[k] = bytes[at + k];
            bytes[at + k] = (uint8_t)random_word();
        }
        atomik_fp_accum_bytes(&fp, at, before, bytes + at, n);
        const uint64_t followed = fp.accumulator;
        atomik_fp_update(&fp, bytes, BYTES);
        REQUIRE(fp.accumulator == followed);
        see(fp.accumulator);
        see(atomik_fp_changed(&fp));
    }
    const uint64_t accumulator = fp.accumulator;
    atomik_fp_accum_delta(&fp, 5, 9);
    REQUIRE(fp.accumulator == (accumulator ^ 5 ^ 9));
}

int main(void)
{
    static uint8_t bytes[BYTES];
    for (unsigned i = 0; i < BYTES; i++) bytes[i] = (uint8_t)random_word();
    atomik8_walk(bytes);
    atomik16_walk(bytes);
    atomik32_walk(bytes);
    atomik_walk(bytes);
    message_walk();
    frame_walk();
    keyed_walk(bytes);
    tree_walk();
    fingerprint_walk(bytes);
    const unsigned long high = (unsigned long)(digest >> 32), low = (unsigned long)(digest & UINT32_MAX);
    printf("%08lx%08lx %lu values\n", high, low, (unsigned long)seen);
    return 0;
}
