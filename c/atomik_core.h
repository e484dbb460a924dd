/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/*
 * atomik_core.h: the XOR delta-state algebra in one header, C99 and C++11, freestanding.
 *
 *     #include "atomik_core.h"
 *
 *     atomik_ctx_t ctx;
 *     atomik_init(&ctx);
 *     atomik_load(&ctx, 1000);             // reference 1000
 *     atomik_accum(&ctx, 50);              // one delta
 *     uint64_t state = atomik_read(&ctx);  // 1000 ^ 50 = 986
 *
 * A context is a pair of words, the reference and the accumulator; its state is reference ^ accumulator.
 * Deltas commute and each one undoes itself, so their order does not matter but their number does: a delta
 * that arrives twice is undone.
 *
 * A table is many contexts with addresses from 0. In memory that you provide:
 *
 *     static uint64_t storage[2 * 256];
 *     atomik_table_t table;
 *     atomik_table_init_in(&table, storage, 2 * 256, 256);
 *     atomik_table_accum(&table, 7, 50);   // ATOMIK_OK
 *     atomik_table_accum(&table, 256, 50); // ATOMIK_ADDRESS_OUT_OF_RANGE; nothing has changed
 *
 * The header prints nothing and has no globals. It allocates in atomik_table_init alone, whose code exists where
 * one source file of the program says so before it includes the header:
 *
 *     #define ATOMIK_IMPLEMENTATION
 *
 * Other macros: ATOMIK_NO_MALLOC leaves out atomik_table_init and atomik_table_free; ATOMIK_VECTOR_BITS (0, 128, 256
 * or 512) bounds the vectors of the bulk functions. No function is atomic: one thread at a time may use a context or
 * a table; atomik_concurrent.h is about more threads.
 *
 * How to read a contract. reference' and accumulator' are the words after the call, the unprimed names those
 * before it; "result" is what is returned. Every pointer must be valid; one to const is only read.
 * Where a contract names a reject, the function returns that status and has then changed nothing.
 */
#ifndef ATOMIK_CORE_H
#define ATOMIK_CORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* BEGIN GENERATED: root hash (just emit) */
#define ATOMIK_ROOT_HASH "8ab56d065f9200c7d21d05a0d1c44a4870293862b38be284fa9174077123f08f"
#define ATOMIK_ROOT_ID UINT64_C(0x8ab56d065f9200c7)
/* END GENERATED: root hash */

/* ---- Declarations: contexts of 64-bit words ------------------------------------------------------------- */

/* Whether an op was carried out, or why it was refused. The values from 0 on are the reject codes of spec/README.md;
 * a reason below 0 exists in C alone. */
typedef enum {
    ATOMIK_OK = 0,
    ATOMIK_WORD_OUT_OF_RANGE = 1,    /* a value is not below 2^w */
    ATOMIK_REFERENCE_MISMATCH = 2,   /* merge of contexts with different references */
    ATOMIK_ADDRESS_OUT_OF_RANGE = 3, /* an address is not below the number of contexts */
    ATOMIK_OUT_OF_MEMORY = -1,       /* the allocator refused, or no object can be that large */
    ATOMIK_STORAGE_TOO_SMALL = -2,   /* fewer words than two a context */
    ATOMIK_UNKNOWN_OP = -3           /* a number that is no atomik_op_t */
} atomik_status_t;

/* 16 bytes. Read the fields freely; write them with the functions below. */
typedef struct {
    uint64_t reference;   /* the baseline */
    uint64_t accumulator; /* all deltas since the baseline, combined by XOR */
} atomik_ctx_t;

/* atomik_init: makes a fresh context. The one function whose *ctx may be uninitialised, beside load.
 *   reference'   = 0
 *   accumulator' = 0
 *   rejects:  never
 */
static inline void atomik_init(atomik_ctx_t *ctx);

/* atomik_load: sets the reference and drops all deltas.
 *   reference'   = word
 *   accumulator' = 0
 *   bounds:   0 <= word < 2^64
 *   rejects:  never
 */
static inline void atomik_load(atomik_ctx_t *ctx, uint64_t word);

/* atomik_accum: combines one delta into the accumulator.
 *   reference'   = reference
 *   accumulator' = accumulator ^ word
 *   bounds:   0 <= word < 2^64
 *   rejects:  never
 */
static inline void atomik_accum(atomik_ctx_t *ctx, uint64_t word);

/* atomik_read: the state. Changes nothing.
 *   result       = reference ^ accumulator
 *   rejects:  never
 */
static inline uint64_t atomik_read(const atomik_ctx_t *ctx);

/* atomik_swap: checkpoint; the state becomes the reference.
 *   reference'   = reference ^ accumulator
 *   accumulator' = 0
 *   result       = reference ^ accumulator
 *   rejects:  never
 */
static inline uint64_t atomik_swap(atomik_ctx_t *ctx);

/* atomik_rollback: undoes one delta, which the caller must know; the same equation as atomik_accum.
 *   reference'   = reference
 *   accumulator' = accumulator ^ word
 *   bounds:   0 <= word < 2^64
 *   rejects:  never
 */
static inline void atomik_rollback(atomik_ctx_t *ctx, uint64_t word);

/* atomik_exchange: installs a reference and drops all deltas; returns the old state.
 *   reference'   = word
 *   accumulator' = 0
 *   result       = reference ^ accumulator
 *   bounds:   0 <= word < 2^64
 *   rejects:  never
 */
static inline uint64_t atomik_exchange(atomik_ctx_t *ctx, uint64_t word);

/* atomik_merge: combines the deltas of another context that has the same reference.
 *   reference'   = reference
 *   accumulator' = accumulator ^ other.accumulator
 *   aliasing: ctx == other is allowed and gives accumulator' = 0; partial overlap is not
 *   rejects:  ATOMIK_REFERENCE_MISMATCH unless other.reference = reference
 */
static inline atomik_status_t atomik_merge(atomik_ctx_t *ctx, const atomik_ctx_t *other);

/* atomik_is_clean: no net delta since the reference was set (deltas may have cancelled). Changes nothing.
 *   result       = (accumulator = 0)
 *   rejects:  never
 */
static inline bool atomik_is_clean(const atomik_ctx_t *ctx);

/* ---- Declarations: contexts of 8, 16 and 32-bit words ---------------------------------------------------
 *
 * For N = 8, 16 and 32 there is a type atomikN_ctx_t {uintN_t reference, accumulator} and, with the contracts
 * above at 2^N in place of 2^64:
 *
 *     void            atomikN_init(atomikN_ctx_t *ctx);
 *     void            atomikN_load(atomikN_ctx_t *ctx, uintN_t word);
 *     void            atomikN_accum(atomikN_ctx_t *ctx, uintN_t word);
 *     uintN_t         atomikN_read(const atomikN_ctx_t *ctx);
 *     uintN_t         atomikN_swap(atomikN_ctx_t *ctx);
 *     void            atomikN_rollback(atomikN_ctx_t *ctx, uintN_t word);
 *     uintN_t         atomikN_exchange(atomikN_ctx_t *ctx, uintN_t word);
 *     atomik_status_t atomikN_merge(atomikN_ctx_t *ctx, const atomikN_ctx_t *other);
 *     bool            atomikN_is_clean(const atomikN_ctx_t *ctx);
 *
 * C converts a wider number to uintN_t silently. A number that may not fit goes through the checked narrowing:
 *
 * atomikN_word: a number as a word of N bits.
 *   *word'       = value
 *   bounds:   0 <= value < 2^N
 *   rejects:  ATOMIK_WORD_OUT_OF_RANGE when value >= 2^N
 *
 *     atomik_status_t atomikN_word(uint64_t value, uintN_t *word);
 */

/* ---- Declarations: tables of 64-bit words ------------------------------------------------------------------
 *
 * In the contracts, reference[i] and accumulator[i] are the words of the context at address i, and count is the
 * number of contexts. The address is looked at before anything else.
 */

/* Two arrays, so that a run of accum touches accumulators alone. Read the fields freely. */
typedef struct {
    uint64_t *reference;   /* count words */
    uint64_t *accumulator; /* count words */
    size_t count;          /* of contexts */
    void *allocation;      /* what atomik_table_free releases; NULL in storage of the caller */
} atomik_table_t;

/* An address and the state there. */
typedef struct {
    size_t address;
    uint64_t state;
} atomik_entry_t;

/* Ops by their opcodes. */
typedef enum {
    ATOMIK_OP_LOAD = 1,
    ATOMIK_OP_ACCUM = 2,
    ATOMIK_OP_READ = 3,
    ATOMIK_OP_SWAP = 4,
    ATOMIK_OP_ROLLBACK = 5,
    ATOMIK_OP_EXCHANGE = 6,
    ATOMIK_OP_MERGE = 7
} atomik_op_t;

/* One step of a batch. The caller sets the first four fields, atomik_table_batch the last two. */
typedef struct {
    atomik_op_t op;
    size_t address;
    uint64_t word;              /* operand of load, accum, rollback and exchange; other.reference of merge */
    uint64_t other_accumulator; /* other.accumulator of merge */
    uint64_t result;            /* the state, after read, swap and exchange; otherwise 0 */
    atomik_ctx_t before;        /* the context before the step */
} atomik_step_t;

#ifndef ATOMIK_NO_MALLOC
#ifdef __cplusplus
extern "C" {
#endif

/* atomik_table_init: makes a table of fresh contexts in memory from calloc. Its code is in the source file that
 * defines ATOMIK_IMPLEMENTATION.
 *   reference[i]'   = 0
 *   accumulator[i]' = 0
 *   count'          = count
 *   bounds:   0 <= i < count; *table may be uninitialised; one that is in use loses its memory
 *   rejects:  ATOMIK_OUT_OF_MEMORY when 2 count words cannot be had; *table is then a table of no contexts
 */
atomik_status_t atomik_table_init(atomik_table_t *table, size_t count);

/* atomik_table_free: releases what atomik_table_init allocated, if anything. Twice is allowed.
 *   count'       = 0
 *   rejects:  never
 */
void atomik_table_free(atomik_table_t *table);

#ifdef __cplusplus
}
#endif
#endif

/* atomik_table_init_in: makes a table of fresh contexts in storage that must outlive it; allocates nothing.
 *   reference[i]'   = 0
 *   accumulator[i]' = 0
 *   count'          = count
 *   bounds:   0 <= i < count; storage has storage_words words and may be NULL if count = 0; *table may be
 *             uninitialised
 *   aliasing: storage belongs to the table alone
 *   rejects:  ATOMIK_STORAGE_TOO_SMALL when storage_words < 2 count; *table is then a table of no contexts
 */
static inline atomik_status_t atomik_table_init_in(atomik_table_t *table, uint64_t *storage, size_t storage_words,
                                                   size_t count);

/* atomik_table_load: atomik_load on one context.
 *   reference[address]'   = word
 *   accumulator[address]' = 0
 *   bounds:   0 <= address < count, 0 <= word < 2^64
 *   rejects:  ATOMIK_ADDRESS_OUT_OF_RANGE when address >= count
 */
static inline atomik_status_t atomik_table_load(atomik_table_t *table, size_t address, uint64_t word);

/* atomik_table_accum: atomik_accum on one context.
 *   accumulator[address]' = accumulator[address] ^ word
 *   bounds:   0 <= address < count, 0 <= word < 2^64
 *   rejects:  ATOMIK_ADDRESS_OUT_OF_RANGE when address >= count
 */
static inline atomik_status_t atomik_table_accum(atomik_table_t *table, size_t address, uint64_t word);

/* atomik_table_read: the state of one context, as the published API has it: no status. Changes nothing.
 *   result       = reference[address] ^ accumulator[address]; 0 when address >= count
 *   rejects:  never; where an address may be out of range, use atomik_table_try_read
 */
static inline uint64_t atomik_table_read(const atomik_table_t *table, size_t address);

/* atomik_table_try_read: the state of one context. Changes nothing but *state.
 *   *state'      = reference[address] ^ accumulator[address]
 *   bounds:   0 <= address < count
 *   aliasing: state is outside of the table
 *   rejects:  ATOMIK_ADDRESS_OUT_OF_RANGE when address >= count
 */
static inline atomik_status_t atomik_table_try_read(const atomik_table_t *table, size_t address, uint64_t *state);

/* atomik_table_swap: atomik_swap on one context, as the published API has it: no status.
 *   reference[address]'   = reference[address] ^ accumulator[address]
 *   accumulator[address]' = 0
 *   result                = reference[address] ^ accumulator[address]; 0 and no change when address >= count
 *   rejects:  never; where an address may be out of range, use atomik_table_try_swap
 */
static inline uint64_t atomik_table_swap(atomik_table_t *table, size_t address);

/* atomik_table_try_swap: atomik_swap on one context.
 *   reference[address]'   = reference[address] ^ accumulator[address]
 *   accumulator[address]' = 0
 *   *state'               = reference[address] ^ accumulator[address]
 *   bounds:   0 <= address < count
 *   aliasing: state is outside of the table
 *   rejects:  ATOMIK_ADDRESS_OUT_OF_RANGE when address >= count
 */
static inline atomik_status_t atomik_table_try_swap(atomik_table_t *table, size_t address, uint64_t *state);

/* atomik_table_rollback: atomik_rollback on one context.
 *   accumulator[address]' = accumulator[address] ^ word
 *   bounds:   0 <= address < count, 0 <= word < 2^64
 *   rejects:  ATOMIK_ADDRESS_OUT_OF_RANGE when address >= count
 */
static inline atomik_status_t atomik_table_rollback(atomik_table_t *table, size_t address, uint64_t word);

/* atomik_table_exchange: atomik_exchange on one context.
 *   reference[address]'   = word
 *   accumulator[address]' = 0
 *   *state'               = reference[address] ^ accumulator[address]
 *   bounds:   0 <= address < count, 0 <= word < 2^64
 *   aliasing: state is outside of the table
 *   rejects:  ATOMIK_ADDRESS_OUT_OF_RANGE when address >= count
 */
static inline atomik_status_t atomik_table_exchange(atomik_table_t *table, size_t address, uint64_t word,
                                                    uint64_t *state);

/* atomik_table_merge: atomik_merge into one context.
 *   accumulator[address]' = accumulator[address] ^ other.accumulator
 *   bounds:   0 <= address < count
 *   rejects:  ATOMIK_ADDRESS_OUT_OF_RANGE when address >= count
 *             ATOMIK_REFERENCE_MISMATCH unless other.reference = reference[address]
 */
static inline atomik_status_t atomik_table_merge(atomik_table_t *table, size_t address, const atomik_ctx_t *other);

/* atomik_table_batch: all steps in their order, or none. The first step that is refused decides; its index is stored.
 *   *table'      = the table after step 0, ..., step n - 1
 *   bounds:   steps has n elements; rejected_at may be NULL, and is not written when nothing is refused
 *   aliasing: the steps are outside of the table; addresses may repeat
 *   rejects:  ATOMIK_ADDRESS_OUT_OF_RANGE when a step's address >= count
 *             ATOMIK_UNKNOWN_OP when a step's op is no op
 *             ATOMIK_REFERENCE_MISMATCH when a step is a merge that is refused
 *             the table is then as before; results and contexts in the steps mean nothing
 */
static inline atomik_status_t atomik_table_batch(atomik_table_t *table, atomik_step_t *steps, size_t n,
                                                 size_t *rejected_at);

/* atomik_table_accum_many: combines deltas[i] into the context at addresses[i], for all i, or does nothing. Asks the
 * processor for accumulators ahead of time where they are too many for its second-level cache.
 *   accumulator[a]' = accumulator[a] ^ all deltas[i] with addresses[i] = a
 *   bounds:   addresses and deltas have n elements, 0 <= addresses[i] < count, 0 <= deltas[i] < 2^64
 *   aliasing: addresses and deltas are outside of the table; addresses may repeat
 *   rejects:  ATOMIK_ADDRESS_OUT_OF_RANGE when an address >= count
 */
static inline atomik_status_t atomik_table_accum_many(atomik_table_t *table, const uint32_t *addresses,
                                                      const uint64_t *deltas, size_t n);

/* atomik_table_merge_all: merges all contexts of another table into those at the same addresses, or none.
 *   accumulator[i]' = accumulator[i] ^ other.accumulator[i]
 *   bounds:   0 <= i < other.count
 *   aliasing: table == other is allowed and gives accumulator[i]' = 0; partial overlap is not
 *   rejects:  ATOMIK_REFERENCE_MISMATCH unless other.reference[i] = reference[i] for all i < count
 *             ATOMIK_ADDRESS_OUT_OF_RANGE when other.count > count
 */
static inline atomik_status_t atomik_table_merge_all(atomik_table_t *table, const atomik_table_t *other);

/* atomik_table_entries: every address with its state, lowest address first, as many as there is room for. Changes
 * nothing but the entries.
 *   entries[i]'  = (i, reference[i] ^ accumulator[i])
 *   result       = count
 *   bounds:   entries has room for capacity elements and may be NULL if that is 0; 0 <= i < min(count, capacity)
 *   rejects:  never
 */
static inline size_t atomik_table_entries(const atomik_table_t *table, atomik_entry_t *entries, size_t capacity);

/* atomik_table_snapshot: the entries whose state is not 0, lowest address first, as many as there is room for. A
 * context whose state is 0 does not show, whatever it has been through. Changes nothing but the entries.
 *   entries[k]'  = (i, reference[i] ^ accumulator[i]) for the k-th i where that state is not 0
 *   result       = the number of such i, which may be more than capacity
 *   bounds:   entries has room for capacity elements and may be NULL if that is 0
 *   rejects:  never
 */
static inline size_t atomik_table_snapshot(const atomik_table_t *table, atomik_entry_t *entries, size_t capacity);

/* ---- Declarations: many 64-bit words at once --------------------------------------------------------------- */

/* atomik_fold: the XOR of all words.
 *   result       = words[0] ^ ... ^ words[n - 1]; 0 when n = 0
 *   bounds:   words has n elements; aligned as a uint64_t is, no better; may be NULL if n = 0
 *   rejects:  never
 */
static inline uint64_t atomik_fold(const uint64_t *words, size_t n);

/* atomik_accum_many: combines n deltas into the accumulator.
 *   reference'   = reference
 *   accumulator' = accumulator ^ deltas[0] ^ ... ^ deltas[n - 1]
 *   bounds:   deltas has n elements, 0 <= deltas[i] < 2^64; may be NULL if n = 0
 *   aliasing: *ctx may be one of the deltas' places; they are read first
 *   rejects:  never
 */
static inline void atomik_accum_many(atomik_ctx_t *ctx, const uint64_t *deltas, size_t n);

/* atomik_merge_words: the XOR of arrays, place by place, in one pass; for accumulators of banks and tables.
 *   destination[i]' = sources[0][i] ^ ... ^ sources[source_count - 1][i]; 0 when source_count = 0
 *   bounds:   0 <= i < n; each source and the destination have n elements
 *   aliasing: the destination may be one of the sources; partial overlap is not allowed
 *   rejects:  never
 */
static inline void atomik_merge_words(uint64_t *destination, const uint64_t *const *sources, size_t source_count,
                                      size_t n);

/* atomik_vector_bits: width of the vectors that the three functions above use on this processor; 0 means words.
 *   result       = 0, 128, 256 or 512; at most ATOMIK_VECTOR_BITS
 *   rejects:  never
 */
static inline unsigned atomik_vector_bits(void);

/* ---- Declarations: tables and many words of 8, 16 and 32 bits ------------------------------------------------
 *
 * For N = 8, 16 and 32 there are atomikN_table_t, atomikN_entry_t and atomikN_step_t, and every function of the two
 * sections above but atomik_vector_bits, with atomikN_ in place of atomik_ and uintN_t in place of uint64_t. Their
 * bulk functions are plain loops. An operand of a step is a uintN_t: narrow it with atomikN_word first.
 */

/* ---- Implementation: contexts --------------------------------------------------------------------------- */

static inline void atomik_init(atomik_ctx_t *ctx)
{
    ctx->reference = 0;
    ctx->accumulator = 0;
}

static inline void atomik_load(atomik_ctx_t *ctx, uint64_t word)
{
    ctx->reference = word;
    ctx->accumulator = 0;
}

static inline void atomik_accum(atomik_ctx_t *ctx, uint64_t word)
{
    ctx->accumulator ^= word;
}

static inline uint64_t atomik_read(const atomik_ctx_t *ctx)
{
    return ctx->reference ^ ctx->accumulator;
}

static inline uint64_t atomik_swap(atomik_ctx_t *ctx)
{
    ctx->reference ^= ctx->accumulator;
    ctx->accumulator = 0;
    return ctx->reference;
}

static inline void atomik_rollback(atomik_ctx_t *ctx, uint64_t word)
{
    ctx->accumulator ^= word;
}

static inline uint64_t atomik_exchange(atomik_ctx_t *ctx, uint64_t word)
{
    const uint64_t state = atomik_read(ctx);
    atomik_load(ctx, word);
    return state;
}

static inline atomik_status_t atomik_merge(atomik_ctx_t *ctx, const atomik_ctx_t *other)
{
    if (other->reference != ctx->reference) {
        return ATOMIK_REFERENCE_MISMATCH;
    }
    ctx->accumulator ^= other->accumulator;
    return ATOMIK_OK;
}

static inline bool atomik_is_clean(const atomik_ctx_t *ctx)
{
    return ctx->accumulator == 0;
}

/* The same for words of N bits. uint8_t and uint16_t promote to int, but ^ of two such values sets no bit above
 * the N-th, so no result needs cutting. The & in the narrowing is no mask (the value fits); it is the spelling
 * of a narrowing that no compiler's -Wconversion and no C++ compiler's -Wold-style-cast warns of. */
#define ATOMIK_WIDTH_(N)                                                                                   \
    typedef struct {                                                                                       \
        uint##N##_t reference;                                                                             \
        uint##N##_t accumulator;                                                                           \
    } atomik##N##_ctx_t;                                                                                   \
                                                                                                           \
    static inline void atomik##N##_init(atomik##N##_ctx_t *ctx)                                            \
    {                                                                                                      \
        ctx->reference = 0;                                                                                \
        ctx->accumulator = 0;                                                                              \
    }                                                                                                      \
                                                                                                           \
    static inline void atomik##N##_load(atomik##N##_ctx_t *ctx, uint##N##_t word)                          \
    {                                                                                                      \
        ctx->reference = word;                                                                             \
        ctx->accumulator = 0;                                                                              \
    }                                                                                                      \
                                                                                                           \
    static inline void atomik##N##_accum(atomik##N##_ctx_t *ctx, uint##N##_t word)                         \
    {                                                                                                      \
        ctx->accumulator ^= word;                                                                          \
    }                                                                                                      \
                                                                                                           \
    static inline uint##N##_t atomik##N##_read(const atomik##N##_ctx_t *ctx)                               \
    {                                                                                                      \
        return ctx->reference ^ ctx->accumulator;                                                          \
    }                                                                                                      \
                                                                                                           \
    static inline uint##N##_t atomik##N##_swap(atomik##N##_ctx_t *ctx)                                     \
    {                                                                                                      \
        ctx->reference ^= ctx->accumulator;                                                                \
        ctx->accumulator = 0;                                                                              \
        return ctx->reference;                                                                             \
    }                                                                                                      \
                                                                                                           \
    static inline void atomik##N##_rollback(atomik##N##_ctx_t *ctx, uint##N##_t word)                      \
    {                                                                                                      \
        ctx->accumulator ^= word;                                                                          \
    }                                                                                                      \
                                                                                                           \
    static inline uint##N##_t atomik##N##_exchange(atomik##N##_ctx_t *ctx, uint##N##_t word)               \
    {                                                                                                      \
        const uint##N##_t state = atomik##N##_read(ctx);                                                   \
        atomik##N##_load(ctx, word);                                                                       \
        return state;                                                                                      \
    }                                                                                                      \
                                                                                                           \
    static inline atomik_status_t atomik##N##_merge(atomik##N##_ctx_t *ctx, const atomik##N##_ctx_t *other) \
    {                                                                                                      \
        if (other->reference != ctx->reference) {                                                          \
            return ATOMIK_REFERENCE_MISMATCH;                                                              \
        }                                                                                                  \
        ctx->accumulator ^= other->accumulator;                                                            \
        return ATOMIK_OK;                                                                                  \
    }                                                                                                      \
                                                                                                           \
    static inline bool atomik##N##_is_clean(const atomik##N##_ctx_t *ctx)                                  \
    {                                                                                                      \
        return ctx->accumulator == 0;                                                                      \
    }                                                                                                      \
                                                                                                           \
    static inline atomik_status_t atomik##N##_word(uint64_t value, uint##N##_t *word)                      \
    {                                                                                                      \
        if (value > UINT##N##_MAX) {                                                                       \
            return ATOMIK_WORD_OUT_OF_RANGE;                                                               \
        }                                                                                                  \
        *word = value & UINT##N##_MAX;                                                                     \
        return ATOMIK_OK;                                                                                  \
    }

ATOMIK_WIDTH_(8)
ATOMIK_WIDTH_(16)
ATOMIK_WIDTH_(32)

#undef ATOMIK_WIDTH_

/* ---- Implementation: many words ------------------------------------------------------------------------- */

#if defined(__GNUC__) && (__GNUC__ >= 5 || defined(__clang__))
#define ATOMIK_GNU_ 1
#else
#define ATOMIK_GNU_ 0
#endif

/* Freestanding, there may be no run-time library of the compiler to ask about the processor, nor the memcpy that a
 * copy of a vector may become where nothing is optimised. */
#ifndef ATOMIK_VECTOR_BITS
#if defined(__STDC_HOSTED__) && __STDC_HOSTED__
#define ATOMIK_VECTOR_BITS 512
#else
#define ATOMIK_VECTOR_BITS 0
#endif
#endif

#if ATOMIK_GNU_ && defined(__x86_64__) && ATOMIK_VECTOR_BITS >= 256
#define ATOMIK_X86_ 1
#else
#define ATOMIK_X86_ 0
#endif

#if ATOMIK_GNU_ && ATOMIK_VECTOR_BITS >= 128 && \
    (defined(__SSE2__) || defined(__ARM_NEON) || defined(__VEC__) || defined(__ALTIVEC__) || defined(__wasm_simd128__))
#define ATOMIK_128_ 1
#else
#define ATOMIK_128_ 0
#endif

/* Four chains, so that the next XOR need not wait for the last one. */
static inline uint64_t atomik_fold_words_(const uint64_t *words, size_t n)
{
    uint64_t a = 0, b = 0, c = 0, d = 0;
    size_t i = 0;
    for (; n - i >= 4; i += 4) {
        a ^= words[i];
        b ^= words[i + 1];
        c ^= words[i + 2];
        d ^= words[i + 3];
    }
    for (; i < n; i++) a ^= words[i];
    return (a ^ b) ^ (c ^ d);
}

static inline void atomik_merge_from_(uint64_t *destination, const uint64_t *const *sources, size_t source_count,
                                      size_t start, size_t n)
{
    for (size_t i = start; i < n; i++) {
        uint64_t word = 0;
        for (size_t k = 0; k < source_count; k++) word ^= sources[k][i];
        destination[i] = word;
    }
}

/* The same with vectors of BITS bits in code for a given TARGET. The copies are unaligned loads and stores. */
#define ATOMIK_VECTORS_(BITS, TARGET)                                                                      \
    typedef uint64_t atomik_vector##BITS##_t_ __attribute__((vector_size(BITS / 8)));                      \
                                                                                                           \
    TARGET static inline uint64_t atomik_fold_##BITS##_(const uint64_t *words, size_t n)                   \
    {                                                                                                      \
        enum { LANES = BITS / 64 };                                                                        \
        atomik_vector##BITS##_t_ a = {0}, b = {0}, c = {0}, d = {0}, w, x, y, z;                           \
        size_t i = 0;                                                                                      \
        for (; n - i >= 4 * LANES; i += 4 * LANES) {                                                       \
            __builtin_memcpy(&w, words + i, sizeof w);                                                     \
            __builtin_memcpy(&x, words + i + LANES, sizeof x);                                             \
            __builtin_memcpy(&y, words + i + 2 * LANES, sizeof y);                                         \
            __builtin_memcpy(&z, words + i + 3 * LANES, sizeof z);                                         \
            a ^= w;                                                                                        \
            b ^= x;                                                                                        \
            c ^= y;                                                                                        \
            d ^= z;                                                                                        \
        }                                                                                                  \
        a = (a ^ b) ^ (c ^ d);                                                                             \
        uint64_t fold = atomik_fold_words_(words + i, n - i);                                              \
        for (unsigned lane = 0; lane < LANES; lane++) fold ^= a[lane];                                     \
        return fold;                                                                                       \
    }                                                                                                      \
                                                                                                           \
    TARGET static inline void atomik_merge_##BITS##_(uint64_t *destination, const uint64_t *const *sources, \
                                                     size_t source_count, size_t n)                        \
    {                                                                                                      \
        enum { LANES = BITS / 64 };                                                                        \
        size_t i = 0;                                                                                      \
        for (; n - i >= 4 * LANES; i += 4 * LANES) {                                                       \
            atomik_vector##BITS##_t_ a = {0}, b = {0}, c = {0}, d = {0}, w, x, y, z;                       \
            for (size_t k = 0; k < source_count; k++) {                                                    \
                const uint64_t *const words = sources[k] + i;                                              \
                __builtin_memcpy(&w, words, sizeof w);                                                     \
                __builtin_memcpy(&x, words + LANES, sizeof x);                                             \
                __builtin_memcpy(&y, words + 2 * LANES, sizeof y);                                         \
                __builtin_memcpy(&z, words + 3 * LANES, sizeof z);                                         \
                a ^= w;                                                                                    \
                b ^= x;                                                                                    \
                c ^= y;                                                                                    \
                d ^= z;                                                                                    \
            }                                                                                              \
            __builtin_memcpy(destination + i, &a, sizeof a);                                               \
            __builtin_memcpy(destination + i + LANES, &b, sizeof b);                                       \
            __builtin_memcpy(destination + i + 2 * LANES, &c, sizeof c);                                   \
            __builtin_memcpy(destination + i + 3 * LANES, &d, sizeof d);                                   \
        }                                                                                                  \
        atomik_merge_from_(destination, sources, source_count, i, n);                                      \
    }

#if ATOMIK_128_
ATOMIK_VECTORS_(128, )
#endif
#if ATOMIK_X86_
ATOMIK_VECTORS_(256, __attribute__((target("avx2"))))
#if ATOMIK_VECTOR_BITS >= 512
ATOMIK_VECTORS_(512, __attribute__((target("avx512f"))))
#endif
#endif

#undef ATOMIK_VECTORS_

static inline unsigned atomik_vector_bits(void)
{
#if ATOMIK_X86_
#if ATOMIK_VECTOR_BITS >= 512
    if (__builtin_cpu_supports("avx512f")) return 512;
#endif
    if (__builtin_cpu_supports("avx2")) return 256;
#endif
    return ATOMIK_128_ ? 128 : 0;
}

static inline uint64_t atomik_fold(const uint64_t *words, size_t n)
{
    if (n < 16) return atomik_fold_words_(words, n); /* nothing to win by vectors */
    switch (atomik_vector_bits()) {
#if ATOMIK_X86_
#if ATOMIK_VECTOR_BITS >= 512
    case 512: return atomik_fold_512_(words, n);
#endif
    case 256: return atomik_fold_256_(words, n);
#endif
#if ATOMIK_128_
    case 128: return atomik_fold_128_(words, n);
#endif
    default: return atomik_fold_words_(words, n);
    }
}

static inline void atomik_accum_many(atomik_ctx_t *ctx, const uint64_t *deltas, size_t n)
{
    const uint64_t delta = atomik_fold(deltas, n);
    ctx->accumulator ^= delta;
}

static inline void atomik_merge_words(uint64_t *destination, const uint64_t *const *sources, size_t source_count,
                                      size_t n)
{
    switch (atomik_vector_bits()) {
#if ATOMIK_X86_
#if ATOMIK_VECTOR_BITS >= 512
    case 512: atomik_merge_512_(destination, sources, source_count, n); break;
#endif
    case 256: atomik_merge_256_(destination, sources, source_count, n); break;
#endif
#if ATOMIK_128_
    case 128: atomik_merge_128_(destination, sources, source_count, n); break;
#endif
    default: atomik_merge_from_(destination, sources, source_count, 0, n); break;
    }
}

#define ATOMIK_MANY_(N)                                                                                    \
    static inline uint##N##_t atomik##N##_fold(const uint##N##_t *words, size_t n)                         \
    {                                                                                                      \
        uint##N##_t fold = 0;                                                                              \
        for (size_t i = 0; i < n; i++) fold ^= words[i];                                                   \
        return fold;                                                                                       \
    }                                                                                                      \
                                                                                                           \
    static inline void atomik##N##_accum_many(atomik##N##_ctx_t *ctx, const uint##N##_t *deltas, size_t n) \
    {                                                                                                      \
        const uint##N##_t delta = atomik##N##_fold(deltas, n);                                             \
        ctx->accumulator ^= delta;                                                                         \
    }                                                                                                      \
                                                                                                           \
    static inline void atomik##N##_merge_words(uint##N##_t *destination, const uint##N##_t *const *sources, \
                                               size_t source_count, size_t n)                              \
    {                                                                                                      \
        for (size_t i = 0; i < n; i++) {                                                                   \
            uint##N##_t word = 0;                                                                          \
            for (size_t k = 0; k < source_count; k++) word ^= sources[k][i];                               \
            destination[i] = word;                                                                         \
        }                                                                                                  \
    }

ATOMIK_MANY_(8)
ATOMIK_MANY_(16)
ATOMIK_MANY_(32)

#undef ATOMIK_MANY_

/* ---- Implementation: tables ----------------------------------------------------------------------------- */

/* A prefetch costs more than it brings while the accumulators fit the second-level cache: 1 MiB on today's servers. */
#if ATOMIK_GNU_
#define ATOMIK_PREFETCH_(place) __builtin_prefetch((place), 1)
#else
#define ATOMIK_PREFETCH_(place) ((void)(place))
#endif
/* gcc warns of the places that looking ahead would touch where it is inlined into a caller with a short array. */
#if ATOMIK_GNU_ && !defined(__clang__)
#define ATOMIK_APART_ __attribute__((noinline, unused)) static
#else
#define ATOMIK_APART_ static inline
#endif
enum { ATOMIK_PREFETCH_BYTES_ = 1 << 20, ATOMIK_PREFETCH_AHEAD_ = 64 };

/* Types of tables; those of 64-bit words stand with their declarations. */
#define ATOMIK_TABLE_TYPES_(N)                                                                             \
    typedef struct {                                                                                       \
        uint##N##_t *reference;                                                                            \
        uint##N##_t *accumulator;                                                                          \
        size_t count;                                                                                      \
        void *allocation;                                                                                  \
    } atomik##N##_table_t;                                                                                 \
                                                                                                           \
    typedef struct {                                                                                       \
        size_t address;                                                                                    \
        uint##N##_t state;                                                                                 \
    } atomik##N##_entry_t;                                                                                 \
                                                                                                           \
    typedef struct {                                                                                       \
        atomik_op_t op;                                                                                    \
        size_t address;                                                                                    \
        uint##N##_t word;                                                                                  \
        uint##N##_t other_accumulator;                                                                     \
        uint##N##_t result;                                                                                \
        atomik##N##_ctx_t before;                                                                          \
    } atomik##N##_step_t;

ATOMIK_TABLE_TYPES_(8)
ATOMIK_TABLE_TYPES_(16)
ATOMIK_TABLE_TYPES_(32)

#undef ATOMIK_TABLE_TYPES_

/* Functions of tables whose names start with P, of words of type W. An op is done on a copy of its context by the
 * context's own function, so that its meaning is written down once. */
#define ATOMIK_TABLE_(P, W)                                                                                \
    static inline P##_ctx_t P##_table_get_(const P##_table_t *table, size_t address)                       \
    {                                                                                                      \
        const P##_ctx_t ctx = {table->reference[address], table->accumulator[address]};                    \
        return ctx;                                                                                        \
    }                                                                                                      \
                                                                                                           \
    static inline void P##_table_put_(P##_table_t *table, size_t address, P##_ctx_t ctx)                   \
    {                                                                                                      \
        table->reference[address] = ctx.reference;                                                         \
        table->accumulator[address] = ctx.accumulator;                                                     \
    }                                                                                                      \
                                                                                                           \
    static inline atomik_status_t P##_table_init_in(P##_table_t *table, W *storage, size_t storage_words,  \
                                                    size_t count)                                          \
    {                                                                                                      \
        const bool fits = storage_words / 2 >= count; /* 2 * count could wrap around */                    \
        table->count = fits ? count : 0;                                                                   \
        table->reference = storage;                                                                        \
        table->accumulator = table->count > 0 ? storage + count : storage; /* storage may be NULL */       \
        table->allocation = NULL;                                                                          \
        for (size_t i = 0; i < 2 * table->count; i++) storage[i] = 0;                                      \
        return fits ? ATOMIK_OK : ATOMIK_STORAGE_TOO_SMALL;                                                \
    }                                                                                                      \
                                                                                                           \
    static inline atomik_status_t P##_table_load(P##_table_t *table, size_t address, W word)               \
    {                                                                                                      \
        if (address >= table->count) return ATOMIK_ADDRESS_OUT_OF_RANGE;                                   \
        P##_ctx_t ctx;                                                                                     \
        P##_load(&ctx, word);                                                                              \
        P##_table_put_(table, address, ctx);                                                               \
        return ATOMIK_OK;                                                                                  \
    }                                                                                                      \
                                                                                                           \
    static inline atomik_status_t P##_table_accum(P##_table_t *table, size_t address, W word)              \
    {                                                                                                      \
        if (address >= table->count) return ATOMIK_ADDRESS_OUT_OF_RANGE;                                   \
        table->accumulator[address] ^= word;                                                               \
        return ATOMIK_OK;                                                                                  \
    }                                                                                                      \
                                                                                                           \
    static inline atomik_status_t P##_table_try_read(const P##_table_t *table, size_t address, W *state)   \
    {                                                                                                      \
        if (address >= table->count) return ATOMIK_ADDRESS_OUT_OF_RANGE;                                   \
        const P##_ctx_t ctx = P##_table_get_(table, address);                                              \
        *state = P##_read(&ctx);                                                                           \
        return ATOMIK_OK;                                                                                  \
    }                                                                                                      \
                                                                                                           \
    static inline W P##_table_read(const P##_table_t *table, size_t address)                               \
    {                                                                                                      \
        W state = 0;                                                                                       \
        (void)P##_table_try_read(table, address, &state);                                                  \
        return state;                                                                                      \
    }                                                                                                      \
                                                                                                           \
    static inline atomik_status_t P##_table_try_swap(P##_table_t *table, size_t address, W *state)         \
    {                                                                                                      \
        if (address >= table->count) return ATOMIK_ADDRESS_OUT_OF_RANGE;                                   \
        P##_ctx_t ctx = P##_table_get_(table, address);                                                    \
        *state = P##_swap(&ctx);                                                                           \
        P##_table_put_(table, address, ctx);                                                               \
        return ATOMIK_OK;                                                                                  \
    }                                                                                                      \
                                                                                                           \
    static inline W P##_table_swap(P##_table_t *table, size_t address)                                     \
    {                                                                                                      \
        W state = 0;                                                                                       \
        (void)P##_table_try_swap(table, address, &state);                                                  \
        return state;                                                                                      \
    }                                                                                                      \
                                                                                                           \
    static inline atomik_status_t P##_table_rollback(P##_table_t *table, size_t address, W word)           \
    {                                                                                                      \
        if (address >= table->count) return ATOMIK_ADDRESS_OUT_OF_RANGE;                                   \
        table->accumulator[address] ^= word;                                                               \
        return ATOMIK_OK;                                                                                  \
    }                                                                                                      \
                                                                                                           \
    static inline atomik_status_t P##_table_exchange(P##_table_t *table, size_t address, W word, W *state) \
    {                                                                                                      \
        if (address >= table->count) return ATOMIK_ADDRESS_OUT_OF_RANGE;                                   \
        P##_ctx_t ctx = P##_table_get_(table, address);                                                    \
        *state = P##_exchange(&ctx, word);                                                                 \
        P##_table_put_(table, address, ctx);                                                               \
        return ATOMIK_OK;                                                                                  \
    }                                                                                                      \
                                                                                                           \
    static inline atomik_status_t P##_table_merge(P##_table_t *table, size_t address, const P##_ctx_t *other) \
    {                                                                                                      \
        if (address >= table->count) return ATOMIK_ADDRESS_OUT_OF_RANGE;                                   \
        P##_ctx_t ctx = P##_table_get_(table, address);                                                    \
        const atomik_status_t status = P##_merge(&ctx, other);                                             \
        P##_table_put_(table, address, ctx);                                                               \
        return status;                                                                                     \
    }                                                                                                      \
                                                                                                           \
    static inline atomik_status_t P##_table_step_(P##_table_t *table, P##_step_t *step)                    \
    {                                                                                                      \
        const size_t address = step->address;                                                              \
        if (address >= table->count) return ATOMIK_ADDRESS_OUT_OF_RANGE;                                   \
        const P##_ctx_t other = {step->word, step->other_accumulator};                                     \
        step->before = P##_table_get_(table, address);                                                     \
        step->result = 0;                                                                                  \
        switch (step->op) {                                                                                \
        case ATOMIK_OP_LOAD: return P##_table_load(table, address, step->word);                            \
        case ATOMIK_OP_ACCUM: return P##_table_accum(table, address, step->word);                          \
        case ATOMIK_OP_READ: return P##_table_try_read(table, address, &step->result);                     \
        case ATOMIK_OP_SWAP: return P##_table_try_swap(table, address, &step->result);                     \
        case ATOMIK_OP_ROLLBACK: return P##_table_rollback(table, address, step->word);                    \
        case ATOMIK_OP_EXCHANGE: return P##_table_exchange(table, address, step->word, &step->result);     \
        case ATOMIK_OP_MERGE: return P##_table_merge(table, address, &other);                              \
        }                                                                                                  \
        return ATOMIK_UNKNOWN_OP;                                                                          \
    }                                                                                                      \
                                                                                                           \
    static inline atomik_status_t P##_table_batch(P##_table_t *table, P##_step_t *steps, size_t n,         \
                                                  size_t *rejected_at)                                     \
    {                                                                                                      \
        for (size_t i = 0; i < n; i++) {                                                                   \
            const atomik_status_t status = P##_table_step_(table, &steps[i]);                              \
            if (status != ATOMIK_OK) {                                                                     \
                if (rejected_at != NULL) *rejected_at = i;                                                 \
                while (i-- > 0) P##_table_put_(table, steps[i].address, steps[i].before);                  \
                return status;                                                                             \
            }                                                                                              \
        }                                                                                                  \
        return ATOMIK_OK;                                                                                  \
    }                                                                                                      \
                                                                                                           \
    /* Up to the first address out of range; returns how many. The fields are copied, as the compiler must \
     * else expect that an accumulator is one of them. */                                                  \
    ATOMIK_APART_ size_t P##_table_scatter_(const P##_table_t *table, const uint32_t *addresses,           \
                                            const W *deltas, size_t n)                                     \
    {                                                                                                      \
        W *const accumulator = table->accumulator;                                                         \
        const size_t count = table->count;                                                                 \
        size_t i = 0;                                                                                      \
        if (count > ATOMIK_PREFETCH_BYTES_ / sizeof(W)) {                                                  \
            const size_t looks_ahead = n > ATOMIK_PREFETCH_AHEAD_ ? n - ATOMIK_PREFETCH_AHEAD_ : 0;        \
            for (; i < looks_ahead; i++) {                                                                 \
                const size_t ahead = addresses[i + ATOMIK_PREFETCH_AHEAD_];                                \
                if (ahead < count) ATOMIK_PREFETCH_(accumulator + ahead);                                  \
                if (addresses[i] >= count) return i;                                                       \
                accumulator[addresses[i]] ^= deltas[i];                                                    \
            }                                                                                              \
        }                                                                                                  \
        for (; n - i >= 4; i += 4) {                                                                       \
            const size_t a = addresses[i], b = addresses[i + 1], c = addresses[i + 2], d = addresses[i + 3]; \
            if (!((a < count) & (b < count) & (c < count) & (d < count))) break;                           \
            accumulator[a] ^= deltas[i];                                                                   \
            accumulator[b] ^= deltas[i + 1];                                                               \
            accumulator[c] ^= deltas[i + 2];                                                               \
            accumulator[d] ^= deltas[i + 3];                                                               \
        }                                                                                                  \
        for (; i < n && addresses[i] < count; i++) accumulator[addresses[i]] ^= deltas[i];                 \
        return i;                                                                                          \
    }                                                                                                      \
                                                                                                           \
    static inline atomik_status_t P##_table_accum_many(P##_table_t *table, const uint32_t *addresses,      \
                                                       const W *deltas, size_t n)                          \
    {                                                                                                      \
        const size_t done = P##_table_scatter_(table, addresses, deltas, n);                               \
        if (done == n) return ATOMIK_OK;                                                                   \
        for (size_t i = 0; i < done; i++) table->accumulator[addresses[i]] ^= deltas[i]; /* undone */      \
        return ATOMIK_ADDRESS_OUT_OF_RANGE;                                                                \
    }                                                                                                      \
                                                                                                           \
    static inline atomik_status_t P##_table_merge_all(P##_table_t *table, const P##_table_t *other)        \
    {                                                                                                      \
        for (size_t i = 0; i < other->count && i < table->count; i++) {                                    \
            if (other->reference[i] != table->reference[i]) return ATOMIK_REFERENCE_MISMATCH;              \
        }                                                                                                  \
        if (other->count > table->count) return ATOMIK_ADDRESS_OUT_OF_RANGE;                               \
        const W *const sources[2] = {table->accumulator, other->accumulator};                              \
        P##_merge_words(table->accumulator, sources, 2, other->count);                                     \
        return ATOMIK_OK;                                                                                  \
    }                                                                                                      \
                                                                                                           \
    static inline size_t P##_table_entries(const P##_table_t *table, P##_entry_t *entries, size_t capacity) \
    {                                                                                                      \
        for (size_t i = 0; i < table->count && i < capacity; i++) {                                        \
            entries[i].address = i;                                                                        \
            entries[i].state = P##_table_read(table, i);                                                   \
        }                                                                                                  \
        return table->count;                                                                               \
    }                                                                                                      \
                                                                                                           \
    static inline size_t P##_table_snapshot(const P##_table_t *table, P##_entry_t *entries, size_t capacity) \
    {                                                                                                      \
        size_t n = 0;                                                                                      \
        for (size_t i = 0; i < table->count; i++) {                                                        \
            const W state = P##_table_read(table, i);                                                      \
            if (state == 0) continue;                                                                      \
            if (n < capacity) {                                                                            \
                entries[n].address = i;                                                                    \
                entries[n].state = state;                                                                  \
            }                                                                                              \
            n++;                                                                                           \
        }                                                                                                  \
        return n;                                                                                          \
    }

ATOMIK_TABLE_(atomik8, uint8_t)
ATOMIK_TABLE_(atomik16, uint16_t)
ATOMIK_TABLE_(atomik32, uint32_t)
ATOMIK_TABLE_(atomik, uint64_t)

#undef ATOMIK_TABLE_
#undef ATOMIK_PREFETCH_
#undef ATOMIK_APART_

/* ---- Implementation: tables in memory from calloc ------------------------------------------------------- */

#ifndef ATOMIK_NO_MALLOC
#ifdef ATOMIK_IMPLEMENTATION
#include <stdlib.h>
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define ATOMIK_TABLE_HEAP_(N)                                                                              \
    atomik_status_t atomik##N##_table_init(atomik##N##_table_t *table, size_t count);                      \
    void atomik##N##_table_free(atomik##N##_table_t *table);

ATOMIK_TABLE_HEAP_(8)
ATOMIK_TABLE_HEAP_(16)
ATOMIK_TABLE_HEAP_(32)

#undef ATOMIK_TABLE_HEAP_

#ifdef ATOMIK_IMPLEMENTATION
#ifdef __cplusplus
#define ATOMIK_WORDS_(W, memory) static_cast<W *>(memory)
#else
#define ATOMIK_WORDS_(W, memory) (memory)
#endif

#define ATOMIK_TABLE_HEAP_(P, W)                                                                           \
    atomik_status_t P##_table_init(P##_table_t *table, size_t count)                                       \
    {                                                                                                      \
        const bool fits = count <= PTRDIFF_MAX / (2 * sizeof(W)); /* no object is larger */                \
        void *const memory = fits && count > 0 ? calloc(2 * count, sizeof(W)) : NULL;                      \
        W *const words = ATOMIK_WORDS_(W, memory);                                                         \
        table->count = memory != NULL ? count : 0;                                                         \
        table->reference = words;                                                                          \
        table->accumulator = memory != NULL ? words + count : NULL;                                        \
        table->allocation = memory;                                                                        \
        return table->count == count ? ATOMIK_OK : ATOMIK_OUT_OF_MEMORY;                                   \
    }                                                                                                      \
                                                                                                           \
    void P##_table_free(P##_table_t *table)                                                                \
    {                                                                                                      \
        free(table->allocation);                                                                           \
        table->count = 0;                                                                                  \
        table->reference = NULL;                                                                           \
        table->accumulator = NULL;                                                                         \
        table->allocation = NULL;                                                                          \
    }

ATOMIK_TABLE_HEAP_(atomik8, uint8_t)
ATOMIK_TABLE_HEAP_(atomik16, uint16_t)
ATOMIK_TABLE_HEAP_(atomik32, uint32_t)
ATOMIK_TABLE_HEAP_(atomik, uint64_t)

#undef ATOMIK_TABLE_HEAP_
#undef ATOMIK_WORDS_
#endif /* ATOMIK_IMPLEMENTATION */

#ifdef __cplusplus
}
#endif
#endif /* ATOMIK_NO_MALLOC */

#endif /* ATOMIK_CORE_H */
