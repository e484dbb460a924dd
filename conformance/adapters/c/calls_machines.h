/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/* Calls to the header's counters and tables: one counter and one table of each width are open at a time. */
#ifndef CALLS_MACHINES_H
#define CALLS_MACHINES_H

#include "atomik_core.h"
#include "calls_io.h"

enum { CALL_COUNTER, CALL_COUNTER_OP, CALL_TABLE, CALL_TABLE_OP, CALL_TABLE_BATCH, CALL_TABLE_WORDS, CALL_TABLE_ENTRIES,
       CALL_TABLE_SNAPSHOT };

static atomik_op_t calls_op(calls_in_t *in)
{
    return (atomik_op_t)calls_get(in, 1);
}

/* PREFIX_call: one call to a counter or table of words of type WORD. */
#define DEFINE_CALLS(PREFIX, WORD)                                                                         \
    static PREFIX##_counter_t PREFIX##_open_counter;                                                       \
    static PREFIX##_table_t PREFIX##_open_table;                                                           \
    static WORD *PREFIX##_open_storage;                                                                    \
                                                                                                           \
    static void PREFIX##_call_counter(calls_in_t *in, calls_out_t *out)                                    \
    {                                                                                                      \
        PREFIX##_counter_t *const counter = &PREFIX##_open_counter;                                        \
        const atomik_op_t op = calls_op(in);                                                               \
        const uint64_t first = calls_get(in, 8), second = calls_get(in, 8);                                \
        WORD words[2] = {0, 0}, result = 0;                                                                \
        atomik_status_t status = PREFIX##_word(first, &words[0]);                                          \
        if (status == ATOMIK_OK) status = PREFIX##_word(second, &words[1]);                                \
        if (status == ATOMIK_OK) {                                                                         \
            const PREFIX##_counter_t other = {words[0], words[1]};                                         \
            switch (op) {                                                                                  \
            case ATOMIK_OP_LOAD: PREFIX##_counter_load(counter, words[0]); break;                          \
            case ATOMIK_OP_ACCUM: PREFIX##_counter_accum(counter, words[0]); break;                        \
            case ATOMIK_OP_READ: result = PREFIX##_counter_read(counter); break;                           \
            case ATOMIK_OP_SWAP: result = PREFIX##_counter_swap(counter); break;                           \
            case ATOMIK_OP_ROLLBACK: PREFIX##_counter_rollback(counter, words[0]); break;                  \
            case ATOMIK_OP_EXCHANGE: result = PREFIX##_counter_exchange(counter, words[0]); break;         \
            case ATOMIK_OP_MERGE: status = PREFIX##_counter_merge(counter, &other); break;                 \
            }                                                                                              \
        }                                                                                                  \
        if (PREFIX##_counter_is_clean(counter) != (counter->accumulator == 0)) calls_fail("is_clean");     \
        calls_put_status(out, status);                                                                     \
        calls_put(out, result, 8);                                                                         \
    }                                                                                                      \
                                                                                                           \
    static void PREFIX##_call_table(calls_in_t *in)                                                        \
    {                                                                                                      \
        const size_t count = calls_size(in), words = 2 * count;                                            \
        PREFIX##_open_storage = (WORD *)calls_memory(PREFIX##_open_storage, words * sizeof(WORD));         \
        PREFIX##_table_t *const table = &PREFIX##_open_table;                                              \
        if (PREFIX##_table_init_in(table, PREFIX##_open_storage, words, count) != ATOMIK_OK)               \
            calls_fail("storage");                                                                         \
    }                                                                                                      \
                                                                                                           \
    /* A table with the same contexts, in memory that the caller frees. */                                 \
    static PREFIX##_table_t PREFIX##_twin(const PREFIX##_table_t *table)                                   \
    {                                                                                                      \
        const size_t words = 2 * table->count;                                                             \
        WORD *const storage = (WORD *)calls_memory(NULL, words * sizeof(WORD));                            \
        PREFIX##_table_t twin;                                                                             \
        if (PREFIX##_table_init_in(&twin, storage, words, table->count) != ATOMIK_OK) calls_fail("storage"); \
        for (size_t i = 0; i < words; i++) storage[i] = table->reference[i]; /* the accumulators follow */ \
        return twin;                                                                                       \
    }                                                                                                      \
                                                                                                           \
    /* The address hides what an operand has wrong, so that the table is asked about it then. A batch of this one \
     * step must do the same. */                                                                           \
    static void PREFIX##_call_table_op(calls_in_t *in, calls_out_t *out)                                   \
    {                                                                                                      \
        PREFIX##_table_t *const table = &PREFIX##_open_table;                                              \
        PREFIX##_step_t step = {calls_op(in), 0, 0, 0, 0, {0, 0}};                                         \
        step.address = (size_t)calls_get(in, 8);                                                           \
        step.word = calls_get(in, 8);                                                                      \
        step.other_accumulator = calls_get(in, 8);                                                         \
        const PREFIX##_table_t twin = PREFIX##_twin(table);                                                \
        PREFIX##_table_t batched = twin;                                                                   \
        const atomik_status_t wanted = PREFIX##_table_batch(&batched, &step, 1, NULL);                     \
        const size_t address = step.address;                                                               \
        WORD words[2] = {0, 0}, result = 0;                                                                \
        atomik_status_t status = PREFIX##_word(step.word, &words[0]);                                      \
        if (status == ATOMIK_OK) status = PREFIX##_word(step.other_accumulator, &words[1]);                \
        const PREFIX##_ctx_t other = {words[0], words[1]};                                                 \
        if (status != ATOMIK_OK) {                                                                         \
            if (PREFIX##_table_try_read(table, address, &words[0]) != ATOMIK_OK) status = ATOMIK_ADDRESS_OUT_OF_RANGE; \
        } else {                                                                                           \
            switch (step.op) {                                                                             \
            case ATOMIK_OP_LOAD: status = PREFIX##_table_load(table, address, words[0]); break;            \
            case ATOMIK_OP_ACCUM: status = PREFIX##_table_accum(table, address, words[0]); break;          \
            case ATOMIK_OP_READ: status = PREFIX##_table_try_read(table, address, &result); break;         \
            case ATOMIK_OP_SWAP: status = PREFIX##_table_try_swap(table, address, &result); break;         \
            case ATOMIK_OP_ROLLBACK: status = PREFIX##_table_rollback(table, address, words[0]); break;    \
            case ATOMIK_OP_EXCHANGE: status = PREFIX##_table_exchange(table, address, words[0], &result); break; \
            case ATOMIK_OP_MERGE: status = PREFIX##_table_merge(table, address, &other); break;            \
            }                                                                                              \
        }                                                                                                  \
        for (size_t i = 0; i < 2 * table->count; i++) {                                                    \
            if (batched.reference[i] != table->reference[i]) calls_fail("a batch of one step does something else"); \
        }                                                                                                  \
        if (status != wanted || (status == ATOMIK_OK && result != step.result))                            \
            calls_fail("a batch of one step says something else");                                         \
        free(twin.reference);                                                                              \
        calls_put_status(out, status);                                                                     \
        calls_put(out, result, 8);                                                                         \
    }                                                                                                      \
                                                                                                           \
    static void PREFIX##_call_batch(calls_in_t *in, calls_out_t *out)                                      \
    {                                                                                                      \
        const size_t n = calls_size(in);                                                                   \
        PREFIX##_step_t *const steps = (PREFIX##_step_t *)calls_memory(NULL, n * sizeof *steps);           \
        for (size_t i = 0; i < n; i++) {                                                                   \
            steps[i].op = calls_op(in);                                                                    \
            steps[i].address = (size_t)calls_get(in, 8);                                                   \
            steps[i].word = calls_get(in, 8);                                                              \
            steps[i].other_accumulator = calls_get(in, 8);                                                 \
        }                                                                                                  \
        calls_put_status(out, PREFIX##_table_batch(&PREFIX##_open_table, steps, n, NULL));                 \
        for (size_t i = 0; i < n; i++) calls_put(out, steps[i].result, 8);                                 \
        free(steps);                                                                                       \
    }                                                                                                      \
                                                                                                           \
    /* A list as a caller gets it whole: its length first, then room for all. */                           \
    static void PREFIX##_call_list(bool all, calls_out_t *out)                                             \
    {                                                                                                      \
        const PREFIX##_table_t *const table = &PREFIX##_open_table;                                        \
        const size_t n = all ? PREFIX##_table_entries(table, NULL, 0) : PREFIX##_table_snapshot(table, NULL, 0); \
        PREFIX##_entry_t *const entries = (PREFIX##_entry_t *)calls_memory(NULL, n * sizeof *entries);     \
        (void)(all ? PREFIX##_table_entries(table, entries, n) : PREFIX##_table_snapshot(table, entries, n)); \
        for (size_t i = 0; i < n; i++) {                                                                   \
            calls_put(out, entries[i].address, 8);                                                         \
            calls_put(out, entries[i].state, 8);                                                           \
        }                                                                                                  \
        free(entries);                                                                                     \
    }                                                                                                      \
                                                                                                           \
    static void PREFIX##_call_machine(uint8_t call, calls_in_t *in, calls_out_t *out)                      \
    {                                                                                                      \
        const PREFIX##_table_t *const table = &PREFIX##_open_table;                                        \
        switch (call) {                                                                                    \
        case CALL_COUNTER: PREFIX##_counter_init(&PREFIX##_open_counter); break;                           \
        case CALL_COUNTER_OP: PREFIX##_call_counter(in, out); break;                                       \
        case CALL_TABLE: PREFIX##_call_table(in); break;                                                   \
        case CALL_TABLE_OP: PREFIX##_call_table_op(in, out); break;                                        \
        case CALL_TABLE_BATCH: PREFIX##_call_batch(in, out); break;                                        \
        case CALL_TABLE_ENTRIES: PREFIX##_call_list(true, out); break;                                     \
        case CALL_TABLE_SNAPSHOT: PREFIX##_call_list(false, out); break;                                   \
        case CALL_TABLE_WORDS:                                                                             \
            for (size_t i = 0; i < table->count; i++) {                                                    \
                calls_put(out, table->reference[i], 8);                                                    \
                calls_put(out, table->accumulator[i], 8);                                                  \
            }                                                                                              \
            break;                                                                                         \
        default: calls_fail("unknown call");                                                               \
        }                                                                                                  \
        if (call == CALL_COUNTER || call == CALL_COUNTER_OP) {                                             \
            calls_put(out, PREFIX##_open_counter.reference, 8);                                            \
            calls_put(out, PREFIX##_open_counter.accumulator, 8);                                          \
        }                                                                                                  \
    }

DEFINE_CALLS(atomik8, uint8_t)
DEFINE_CALLS(atomik16, uint16_t)
DEFINE_CALLS(atomik32, uint32_t)
DEFINE_CALLS(atomik, uint64_t)

static void calls_machine(uint8_t call, unsigned width_bits, calls_in_t *in, calls_out_t *out)
{
    switch (width_bits) {
    case 8: atomik8_call_machine(call, in, out); break;
    case 16: atomik16_call_machine(call, in, out); break;
    case 32: atomik32_call_machine(call, in, out); break;
    default: atomik_call_machine(call, in, out); break;
    }
}

#endif
