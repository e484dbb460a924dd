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
 * Its parts, first all declarations, then all code: contexts; counters, which add where a context has XOR; tables; many
 * words at once; messages and frames; digests and a tree of them; fingerprints. Words have 64 bits, or with atomik8_,
 * atomik16_ and atomik32_ in the names fewer.
 *
 * The header prints nothing and has no globals. It allocates in atomik_table_init alone, whose code exists where
 * one source file of the program says so before it includes the header:
 *
 *     #define ATOMIK_IMPLEMENTATION
 *
 * Other macros: ATOMIK_NO_MALLOC leaves out atomik_table_init and atomik_table_free; ATOMIK_VECTOR_BITS (0, 128, 256
 * or 512) bounds the vectors of the bulk functions, and at 0 nothing but plain C is used; ATOMIK_FAR_BYTES, for speed
 * alone, is what the caches of the processor do not hold, 32 MiB unless you say otherwise.
 *
 * No function is atomic: one thread at a time may use a context or a table; atomik_concurrent.h is about more threads.
 *
 * How to read a contract. reference' and accumulator' are the words after the call, the unprimed names those
 * before it; "result" is what is returned. Words are numbers modulo 2^w, ^ is XOR. What stands between BEGIN GENERATED
 * and END GENERATED is printed from the specification, spec/ir. Every pointer must be valid; one to const is only read.
 * Where a contract names a reject, the function returns that status and has then changed nothing.
 */
#ifndef ATOMIK_CORE_H
#define ATOMIK_CORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* BEGIN GENERATED: root hash (just emit) */
#define ATOMIK_ROOT_HASH "7f592bec77191470f9a6ac6b37066db17b0240f94ee6f2884b86da57a916ee7e"
#define ATOMIK_ROOT_ID UINT64_C(0x7f592bec77191470)
/* END GENERATED: root hash */

/* ---- Declarations: contexts of 64-bit words ------------------------------------------------------------- */

/* Whether an op was carried out, or why it was refused. The values from 0 on are the reject codes of spec/README.md;
 * a reason below 0 exists in C alone. */
typedef enum {
    ATOMIK_OK = 0,
    /* BEGIN GENERATED: reject codes (just contracts) */
    ATOMIK_WORD_OUT_OF_RANGE = 1,    /* an operand is not below 2^w */
    ATOMIK_REFERENCE_MISMATCH = 2,   /* the merged context has another reference */
    ATOMIK_ADDRESS_OUT_OF_RANGE = 3, /* an address is not below the number of contexts */
    /* END GENERATED: reject codes */
    ATOMIK_OUT_OF_MEMORY = -1,       /* the allocator refused, or no object can be that large */
    ATOMIK_STORAGE_TOO_SMALL = -2,   /* fewer words than needed */
    ATOMIK_UNKNOWN_OP = -3,          /* a number that is no atomik_op_t */
    ATOMIK_SIZE_MISMATCH = -4,       /* two trees of different depths */
    ATOMIK_UNCHANGED = -5            /* two trees with the same root */
} atomik_status_t;

/* 16 bytes. Read the fields freely; write them with the functions below. */
typedef struct {
    uint64_t reference;   /* the baseline */
    uint64_t accumulator; /* all deltas since the baseline, combined by XOR */
} atomik_ctx_t;

/* BEGIN GENERATED: a fresh context (just contracts) */
/* atomik_init: makes a fresh context. The one function whose *ctx may be uninitialised, beside load.
 *   reference'   = 0
 *   accumulator' = 0
 *   rejects:  never
 */
static inline void atomik_init(atomik_ctx_t *ctx);
/* END GENERATED: a fresh context */

/* BEGIN GENERATED: ops of contexts (just contracts) */
/* atomik_load: set the reference to the word and drop all deltas.
 *   reference'   = word
 *   accumulator' = 0
 *   bounds:   0 <= word < 2^64
 *   rejects:  never
 */
static inline void atomik_load(atomik_ctx_t *ctx, uint64_t word);

/* atomik_accum: combine the word into the accumulator.
 *   reference'   = reference
 *   accumulator' = accumulator ^ word
 *   bounds:   0 <= word < 2^64
 *   rejects:  never
 */
static inline void atomik_accum(atomik_ctx_t *ctx, uint64_t word);

/* atomik_read: report the state; change nothing.
 *   reference'   = reference
 *   accumulator' = accumulator
 *   result       = reference ^ accumulator
 *   rejects:  never
 */
static inline uint64_t atomik_read(const atomik_ctx_t *ctx);

/* atomik_swap: checkpoint: the state becomes the reference, the accumulator becomes zero; report the state.
 *   reference'   = reference ^ accumulator
 *   accumulator' = 0
 *   result       = reference ^ accumulator
 *   rejects:  never
 */
static inline uint64_t atomik_swap(atomik_ctx_t *ctx);

/* atomik_rollback: undo the word, a delta accumulated before; for XOR the same as accum.
 *   reference'   = reference
 *   accumulator' = accumulator ^ word
 *   bounds:   0 <= word < 2^64
 *   rejects:  never
 */
static inline void atomik_rollback(atomik_ctx_t *ctx, uint64_t word);

/* atomik_exchange: set the reference to the word and drop all deltas; report the state before.
 *   reference'   = word
 *   accumulator' = 0
 *   result       = reference ^ accumulator
 *   bounds:   0 <= word < 2^64
 *   rejects:  never
 */
static inline uint64_t atomik_exchange(atomik_ctx_t *ctx, uint64_t word);

/* atomik_merge: combine the accumulator of another context, which must have the same reference.
 *   reference'   = reference
 *   accumulator' = accumulator ^ other.accumulator
 *   aliasing: ctx == other is allowed; partial overlap is not
 *   rejects:  ATOMIK_REFERENCE_MISMATCH unless other.reference = reference
 */
static inline atomik_status_t atomik_merge(atomik_ctx_t *ctx, const atomik_ctx_t *other);
/* END GENERATED: ops of contexts */

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

/* atomik_word: the same at 64 bits, where every number fits; for code that is written once for all widths.
 *   *word'       = value
 *   rejects:  never; it returns ATOMIK_OK
 */
static inline atomik_status_t atomik_word(uint64_t value, uint64_t *word);

/* ---- Declarations: counters ---------------------------------------------------------------------------------
 *
 * A counter is a context over numbers with addition modulo 2^64 where a context has XOR: its state is reference +
 * accumulator, a delta that arrives twice counts twice, and atomik_counter_rollback takes one back.
 */

/* 16 bytes. Read the fields freely; write them with the functions below. */
typedef struct {
    uint64_t reference;   /* the baseline */
    uint64_t accumulator; /* the sum of all deltas since the baseline */
} atomik_counter_t;

/* BEGIN GENERATED: a fresh counter (just contracts) */
/* atomik_counter_init: makes a fresh counter. The one function whose *ctx may be uninitialised, beside load.
 *   reference'   = 0
 *   accumulator' = 0
 *   rejects:  never
 */
static inline void atomik_counter_init(atomik_counter_t *ctx);
/* END GENERATED: a fresh counter */

/* BEGIN GENERATED: ops of counters (just contracts) */
/* atomik_counter_load: set the reference to the word and drop all deltas.
 *   reference'   = word
 *   accumulator' = 0
 *   bounds:   0 <= word < 2^64
 *   rejects:  never
 */
static inline void atomik_counter_load(atomik_counter_t *ctx, uint64_t word);

/* atomik_counter_accum: combine the word into the accumulator.
 *   reference'   = reference
 *   accumulator' = accumulator + word
 *   bounds:   0 <= word < 2^64
 *   rejects:  never
 */
static inline void atomik_counter_accum(atomik_counter_t *ctx, uint64_t word);

/* atomik_counter_read: report the state; change nothing.
 *   reference'   = reference
 *   accumulator' = accumulator
 *   result       = reference + accumulator
 *   rejects:  never
 */
static inline uint64_t atomik_counter_read(const atomik_counter_t *ctx);

/* atomik_counter_swap: checkpoint: the state becomes the reference, the accumulator becomes zero; report the state.
 *   reference'   = reference + accumulator
 *   accumulator' = 0
 *   result       = reference + accumulator
 *   rejects:  never
 */
static inline uint64_t atomik_counter_swap(atomik_counter_t *ctx);

/* atomik_counter_rollback: undo the word, a delta accumulated before; for XOR the same as accum.
 *   reference'   = reference
 *   accumulator' = accumulator - word
 *   bounds:   0 <= word < 2^64
 *   rejects:  never
 */
static inline void atomik_counter_rollback(atomik_counter_t *ctx, uint64_t word);

/* atomik_counter_exchange: set the reference to the word and drop all deltas; report the state before.
 *   reference'   = word
 *   accumulator' = 0
 *   result       = reference + accumulator
 *   bounds:   0 <= word < 2^64
 *   rejects:  never
 */
static inline uint64_t atomik_counter_exchange(atomik_counter_t *ctx, uint64_t word);

/* atomik_counter_merge: combine the accumulator of another context, which must have the same reference.
 *   reference'   = reference
 *   accumulator' = accumulator + other.accumulator
 *   aliasing: ctx == other is allowed; partial overlap is not
 *   rejects:  ATOMIK_REFERENCE_MISMATCH unless other.reference = reference
 */
static inline atomik_status_t atomik_counter_merge(atomik_counter_t *ctx, const atomik_counter_t *other);
/* END GENERATED: ops of counters */

/* atomik_counter_is_clean: no net delta since the reference was set. Changes nothing.
 *   result       = (accumulator = 0)
 *   rejects:  never
 */
static inline bool atomik_counter_is_clean(const atomik_counter_t *ctx);

/* For N = 8, 16 and 32 there are a type atomikN_counter_t and these functions, atomikN_counter_init and so on, with
 * uintN_t in place of uint64_t and 2^N in place of 2^64. A number that may not fit goes through atomikN_word. */

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
    /* BEGIN GENERATED: opcodes (just contracts) */
    ATOMIK_OP_LOAD = 1,
    ATOMIK_OP_ACCUM = 2,
    ATOMIK_OP_READ = 3,
    ATOMIK_OP_SWAP = 4,
    ATOMIK_OP_ROLLBACK = 5,
    ATOMIK_OP_EXCHANGE = 6,
    ATOMIK_OP_MERGE = 7
    /* END GENERATED: opcodes */
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

/* BEGIN GENERATED: ops of tables (just contracts) */
/* atomik_table_load: atomik_load on the context at an address.
 *   reference[address]'   = word
 *   accumulator[address]' = 0
 *   bounds:   0 <= address < count, 0 <= word < 2^64
 *   rejects:  ATOMIK_ADDRESS_OUT_OF_RANGE when address >= count
 */
static inline atomik_status_t atomik_table_load(atomik_table_t *table, size_t address, uint64_t word);

/* atomik_table_accum: atomik_accum on the context at an address.
 *   reference[address]'   = reference[address]
 *   accumulator[address]' = accumulator[address] ^ word
 *   bounds:   0 <= address < count, 0 <= word < 2^64
 *   rejects:  ATOMIK_ADDRESS_OUT_OF_RANGE when address >= count
 */
static inline atomik_status_t atomik_table_accum(atomik_table_t *table, size_t address, uint64_t word);

/* atomik_table_try_read: atomik_read on the context at an address.
 *   reference[address]'   = reference[address]
 *   accumulator[address]' = accumulator[address]
 *   *state'               = reference[address] ^ accumulator[address]
 *   bounds:   0 <= address < count
 *   aliasing: state is outside of the table
 *   rejects:  ATOMIK_ADDRESS_OUT_OF_RANGE when address >= count
 */
static inline atomik_status_t atomik_table_try_read(const atomik_table_t *table, size_t address, uint64_t *state);

/* atomik_table_try_swap: atomik_swap on the context at an address.
 *   reference[address]'   = reference[address] ^ accumulator[address]
 *   accumulator[address]' = 0
 *   *state'               = reference[address] ^ accumulator[address]
 *   bounds:   0 <= address < count
 *   aliasing: state is outside of the table
 *   rejects:  ATOMIK_ADDRESS_OUT_OF_RANGE when address >= count
 */
static inline atomik_status_t atomik_table_try_swap(atomik_table_t *table, size_t address, uint64_t *state);

/* atomik_table_rollback: atomik_rollback on the context at an address.
 *   reference[address]'   = reference[address]
 *   accumulator[address]' = accumulator[address] ^ word
 *   bounds:   0 <= address < count, 0 <= word < 2^64
 *   rejects:  ATOMIK_ADDRESS_OUT_OF_RANGE when address >= count
 */
static inline atomik_status_t atomik_table_rollback(atomik_table_t *table, size_t address, uint64_t word);

/* atomik_table_exchange: atomik_exchange on the context at an address.
 *   reference[address]'   = word
 *   accumulator[address]' = 0
 *   *state'               = reference[address] ^ accumulator[address]
 *   bounds:   0 <= address < count, 0 <= word < 2^64
 *   aliasing: state is outside of the table
 *   rejects:  ATOMIK_ADDRESS_OUT_OF_RANGE when address >= count
 */
static inline atomik_status_t atomik_table_exchange(atomik_table_t *table, size_t address, uint64_t word,
                                                    uint64_t *state);

/* atomik_table_merge: atomik_merge on the context at an address.
 *   reference[address]'   = reference[address]
 *   accumulator[address]' = accumulator[address] ^ other.accumulator
 *   bounds:   0 <= address < count
 *   aliasing: other is outside of the table
 *   rejects:  ATOMIK_ADDRESS_OUT_OF_RANGE when address >= count
 *             ATOMIK_REFERENCE_MISMATCH unless other.reference = reference[address]
 */
static inline atomik_status_t atomik_table_merge(atomik_table_t *table, size_t address, const atomik_ctx_t *other);
/* END GENERATED: ops of tables */

/* BEGIN GENERATED: published names of tables (just contracts) */
/* atomik_table_read: the state of one context, as the published API has it: no status. Changes nothing.
 *   reference[address]'   = reference[address]
 *   accumulator[address]' = accumulator[address]
 *   result                = reference[address] ^ accumulator[address]; 0 when address >= count
 *   rejects:  never; where an address may be out of range, use atomik_table_try_read
 */
static inline uint64_t atomik_table_read(const atomik_table_t *table, size_t address);

/* atomik_table_swap: atomik_swap on one context, as the published API has it: no status.
 *   reference[address]'   = reference[address] ^ accumulator[address]
 *   accumulator[address]' = 0
 *   result                = reference[address] ^ accumulator[address]; 0 and no change when address >= count
 *   rejects:  never; where an address may be out of range, use atomik_table_try_swap
 */
static inline uint64_t atomik_table_swap(atomik_table_t *table, size_t address);
/* END GENERATED: published names of tables */

/* BEGIN GENERATED: whole tables (just contracts) */
/* atomik_table_batch: ops at addresses, first to last; the first one that is rejected rejects all of them. Its
 * index is then stored.
 *   *table' = the table after step 0, ..., step n - 1
 *   bounds:   steps has n elements; rejected_at may be NULL, and is not written when nothing is refused
 *   aliasing: the steps are outside of the table; addresses may repeat
 *   rejects:  ATOMIK_ADDRESS_OUT_OF_RANGE when a step's address >= count
 *             ATOMIK_UNKNOWN_OP when a step's op is no op
 *             ATOMIK_REFERENCE_MISMATCH when a step is a merge that is refused
 *             the table is then as before; results and contexts in the steps mean nothing
 */
static inline atomik_status_t atomik_table_batch(atomik_table_t *table, atomik_step_t *steps, size_t n,
                                                 size_t *rejected_at);

/* atomik_table_accum_many: combines deltas[i] into the context at addresses[i], for all i, or does nothing. Asks
 * the processor for accumulators ahead of time where they have more than ATOMIK_FAR_BYTES.
 *   accumulator[a]' = accumulator[a] ^ (all deltas[i] with addresses[i] = a)
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

/* atomik_table_entries: every address with the state there, lowest address first. As many as there is room for.
 * Changes nothing but the entries.
 *   entries[i]' = (i, reference[i] ^ accumulator[i])
 *   result      = count
 *   bounds:   entries has room for capacity elements and may be NULL if that is 0; 0 <= i < min(count, capacity)
 *   rejects:  never
 */
static inline size_t atomik_table_entries(const atomik_table_t *table, atomik_entry_t *entries, size_t capacity);

/* atomik_table_snapshot: the entries whose state is not 0. Lowest address first, as many as there is room for. What
 * a context has been through does not count. Changes nothing but the entries.
 *   entries[k]' = (i, reference[i] ^ accumulator[i]) for the k-th i where that state is not 0
 *   result      = the number of such i, which may be more than capacity
 *   bounds:   entries has room for capacity elements and may be NULL if that is 0
 *   rejects:  never
 */
static inline size_t atomik_table_snapshot(const atomik_table_t *table, atomik_entry_t *entries, size_t capacity);
/* END GENERATED: whole tables */

/* ---- Declarations: many 64-bit words at once --------------------------------------------------------------- */

/* BEGIN GENERATED: many words (just contracts) */
/* atomik_fold: the XOR of all words.
 *   result = words[0] ^ ... ^ words[n - 1]; 0 when n = 0
 *   bounds:   words has n elements; aligned as a uint64_t is, no better; may be NULL if n = 0
 *   rejects:  never
 */
static inline uint64_t atomik_fold(const uint64_t *words, size_t n);

/* atomik_accum_many: combines n deltas into the accumulator.
 *   reference'   = reference
 *   accumulator' = accumulator ^ (deltas[0] ^ ... ^ deltas[n - 1])
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
/* END GENERATED: many words */

/* atomik_vector_bits: width of the vectors that the three functions above use on this processor; 0 means words.
 *   result       = 0, 128, 256 or 512; at most ATOMIK_VECTOR_BITS
 *   rejects:  never
 */
static inline unsigned atomik_vector_bits(void);

/* ---- Declarations: tables and many words of 8, 16 and 32 bits ------------------------------------------------
 *
 * For N = 8, 16 and 32 there are atomikN_table_t, atomikN_entry_t and atomikN_step_t, and every function of the two
 * sections above but atomik_vector_bits, with atomikN_ in place of atomik_ and uintN_t in place of uint64_t. Their
 * bulk functions are plain loops. Operands of steps are uint64_t there, too, and are refused where they do not fit:
 * ATOMIK_WORD_OUT_OF_RANGE, behind the address and before the op.
 */

/* ---- Declarations: messages and frames ---------------------------------------------------------------------
 *
 * Deltas as bytes, in buffers of the caller. A decoder writes nothing unless it accepts all bytes that it is given.
 */

enum {
/* BEGIN GENERATED: wire constants (just contracts) */
    ATOMIK_MESSAGE_BYTES = 16,
    ATOMIK_FRAME_VERSION = 1,
    ATOMIK_FRAME_HEADER_BYTES = 28,
    ATOMIK_FRAME_CHECKSUM_BYTES = 4,
    ATOMIK_FRAME_MIN_BYTES = 34,
    ATOMIK_FRAME_MAX_BYTES = 61472,
    ATOMIK_FRAME_MAX_ENTRIES = 4096
/* END GENERATED: wire constants */
};

/* Why bytes, or what should become bytes, are refused; the numbers of spec/README.md. The first reason that holds
 * decides, in the order of the contracts; between the entries of a frame, the first wrong place does. A reason below
 * 0 exists in C alone. */
typedef enum {
    ATOMIK_WIRE_OK = 0,
    /* BEGIN GENERATED: wire reasons (just contracts) */
    ATOMIK_WIRE_BAD_LENGTH = 1,            /* shorter than the shortest or longer than the longest possible one */
    ATOMIK_WIRE_BAD_MAGIC = 2,             /* does not begin with the magic */
    ATOMIK_WIRE_BAD_VERSION = 3,           /* a version that is not known; nothing behind it is looked at */
    ATOMIK_WIRE_BAD_CHECKSUM = 4,          /* the checksum is not that of the bytes before it */
    ATOMIK_WIRE_BAD_WIDTH = 5,             /* the width is not one of the widths */
    ATOMIK_WIRE_BAD_COUNT = 6,             /* no entry, or too many */
    ATOMIK_WIRE_SEQUENCE_OUT_OF_RANGE = 7, /* the last sequence number is not below 2^64 */
    ATOMIK_WIRE_TRUNCATED = 8,             /* the entries end before the last of them does */
    ATOMIK_WIRE_BAD_VARINT = 9,            /* a number goes on behind its longest form, or has a shorter form */
    ATOMIK_WIRE_ADDRESS_OUT_OF_RANGE = 10, /* an address is not below 2^32 */
    ATOMIK_WIRE_WORD_OUT_OF_RANGE = 11,    /* a delta is not below 2^w */
    ATOMIK_WIRE_TRAILING_BYTES = 12,       /* bytes are left between the last entry and the checksum */
    /* END GENERATED: wire reasons */
    ATOMIK_WIRE_NO_ROOM = -1 /* the caller's buffer is too small */
} atomik_wire_status_t;

/* One delta, as atomik-core 0.4 sends it: no sender, no version, no checksum. */
typedef struct {
    uint64_t delta;
    uint32_t address;
    uint32_t sequence;
} atomik_message_t;

/* One delta for one address. */
typedef struct {
    uint64_t delta;
    uint32_t address;
} atomik_frame_entry_t;

/* Deltas of one origin and one epoch; entry i has the sequence number first + i. The entries are an array beside it. */
typedef struct {
    uint64_t origin; /* who sends */
    uint64_t first;  /* the sequence number of entry 0 */
    size_t count;    /* of entries */
    uint32_t epoch;
    unsigned width; /* of a delta, in bits */
} atomik_frame_t;

/* BEGIN GENERATED: message (just contracts) */
/* atomik_message_encode: the bytes of a message, each number most significant byte first.
 *   bytes[0..3]'   = address
 *   bytes[4..11]'  = delta
 *   bytes[12..15]' = sequence
 *   bounds:   bytes has room for ATOMIK_MESSAGE_BYTES
 *   aliasing: bytes are outside of *message
 *   rejects:  never
 */
static inline void atomik_message_encode(const atomik_message_t *message, uint8_t *bytes);

/* atomik_message_decode: the message that n bytes are, each number most significant byte first.
 *   address'  = bytes[0..3]
 *   delta'    = bytes[4..11]
 *   sequence' = bytes[12..15]
 *   bounds:   bytes has n elements
 *   aliasing: *message is outside of bytes
 *   rejects:  ATOMIK_WIRE_BAD_LENGTH unless n = ATOMIK_MESSAGE_BYTES
 */
static inline atomik_wire_status_t atomik_message_decode(const uint8_t *bytes, size_t n, atomik_message_t *message);
/* END GENERATED: message */

/* BEGIN GENERATED: frame (just contracts) */
/* atomik_frame_encode: the bytes of a frame, each number least significant byte first. Behind the header stands for
 * each entry its address (1 to 5 bytes), then its delta (at widths 8, 16, 32, 64 at most 2, 3, 5, 10 bytes), both
 * in unsigned LEB128.
 *   bytes[0..3]'                   = 41 54 4d 64
 *   bytes[4]'                      = 1
 *   bytes[5]'                      = frame.width
 *   bytes[6..7]'                   = frame.count
 *   bytes[8..15]'                  = frame.origin
 *   bytes[16..23]'                 = frame.first
 *   bytes[24..27]'                 = frame.epoch
 *   bytes[length - 4..length - 1]' = crc32c of the bytes before it
 *   *length'                       = length
 *   bounds:   entries has frame.count elements; bytes has room for capacity, of which ATOMIK_FRAME_MAX_BYTES are
 *             always enough
 *   aliasing: bytes and *length are outside of the frame, of its entries and of each other
 *   rejects:  ATOMIK_WIRE_BAD_WIDTH: the width is not one of the widths
 *             ATOMIK_WIRE_BAD_COUNT: no entry, or too many
 *             ATOMIK_WIRE_SEQUENCE_OUT_OF_RANGE: the last sequence number is not below 2^64
 *             ATOMIK_WIRE_WORD_OUT_OF_RANGE: a delta is not below 2^w
 *             ATOMIK_WIRE_NO_ROOM: length > capacity
 */
static inline atomik_wire_status_t atomik_frame_encode(const atomik_frame_t *frame,
                                                       const atomik_frame_entry_t *entries, uint8_t *bytes,
                                                       size_t capacity, size_t *length);

/* atomik_frame_decode: the frame that n bytes are, and its entries; the opposite of atomik_frame_encode. All bytes
 * are looked at before anything is written.
 *   frame.width'  = bytes[5]
 *   frame.count'  = bytes[6..7]
 *   frame.origin' = bytes[8..15]
 *   frame.first'  = bytes[16..23]
 *   frame.epoch'  = bytes[24..27]
 *   entries[i]'   = entry i of the frame, 0 <= i < frame.count'
 *   bounds:   bytes has n elements; entries has room for capacity, of which ATOMIK_FRAME_MAX_ENTRIES are always
 *             enough
 *   aliasing: *frame, the entries and the bytes are outside of each other
 *   rejects:  ATOMIK_WIRE_BAD_LENGTH: shorter than the shortest or longer than the longest possible one
 *             ATOMIK_WIRE_BAD_MAGIC: does not begin with the magic
 *             ATOMIK_WIRE_BAD_VERSION: a version that is not known; nothing behind it is looked at
 *             ATOMIK_WIRE_BAD_CHECKSUM: the checksum is not that of the bytes before it
 *             ATOMIK_WIRE_BAD_WIDTH: the width is not one of the widths
 *             ATOMIK_WIRE_BAD_COUNT: no entry, or too many
 *             ATOMIK_WIRE_SEQUENCE_OUT_OF_RANGE: the last sequence number is not below 2^64
 *             ATOMIK_WIRE_TRUNCATED: the entries end before the last of them does
 *             ATOMIK_WIRE_BAD_VARINT: a number goes on behind its longest form, or has a shorter form
 *             ATOMIK_WIRE_ADDRESS_OUT_OF_RANGE: an address is not below 2^32
 *             ATOMIK_WIRE_WORD_OUT_OF_RANGE: a delta is not below 2^w
 *             ATOMIK_WIRE_TRAILING_BYTES: bytes are left between the last entry and the checksum
 *             ATOMIK_WIRE_NO_ROOM: more entries than capacity
 */
static inline atomik_wire_status_t atomik_frame_decode(const uint8_t *bytes, size_t n, atomik_frame_t *frame,
                                                       atomik_frame_entry_t *entries, size_t capacity);
/* END GENERATED: frame */

/* atomik_crc32c: the checksum of frames: CRC-32C (Castagnoli), reflected, all ones before and after.
 *   result       = the checksum of bytes[0..n - 1]; 0 when n = 0
 *   bounds:   bytes has n elements; may be NULL if n = 0
 *   rejects:  never
 */
static inline uint32_t atomik_crc32c(const uint8_t *bytes, size_t n);

/* ---- Declarations: digests -----------------------------------------------------------------------------------
 *
 * A digest follows a change at the cost of the change. The fold digest detects every change of one word, and misses
 * changes whose XOR is zero: two words that change places, the same delta on two words. The keyed digest detects all
 * that but for one key in 2^64, as long as the keys are chosen at random and kept secret; it detects accidents and
 * authenticates nothing. Digests are the same on every machine: bytes are little-endian words.
 */

/* BEGIN GENERATED: fold digest (just contracts) */
/* atomik_fold_bytes: the fold digest of n bytes: the XOR of the words that they are, each least significant byte
 * first, the last one filled up with bytes 0.
 *   result = words[0] ^ ... ^ words[(n + 7) / 8 - 1]; 0 when n = 0
 *   bounds:   data has n bytes; may be NULL if n = 0
 *   rejects:  never
 */
static inline uint64_t atomik_fold_bytes(const void *data, size_t n);

/* atomik_fold_at: what n bytes contribute to the fold digest of a buffer in which the first of them is byte
 * `offset`, aligned or not. XORed into the digest, it follows a change that XORs these bytes into the buffer.
 *   result = the XOR of data[i] << 8 ((offset + i) mod 8)
 *   bounds:   data has n bytes; may be NULL if n = 0; 0 <= i < n
 *   rejects:  never
 */
static inline uint64_t atomik_fold_at(size_t offset, const void *data, size_t n);
/* END GENERATED: fold digest */

/* For N = 8, 16 and 32 there are atomikN_fold_bytes and atomikN_fold_at, which return a uintN_t, with words of N bits:
 * N / 8 in place of 8, N / 8 - 1 in place of 7. */

/* BEGIN GENERATED: keyed digest (just contracts) */
/* atomik_field_multiply: the product in the field of 2^64 elements: bit i of a word is the coefficient of x^i, and
 * x^64 = x^4 + x^3 + x + 1.
 *   result = a b
 *   rejects:  never
 */
static inline uint64_t atomik_field_multiply(uint64_t a, uint64_t b);

/* atomik_keyed: the keyed digest of n words: each one times the key of its place, in that field. A change of word i
 * by delta changes it by atomik_field_multiply(keys[i], delta).
 *   result = keys[0] words[0] ^ ... ^ keys[n - 1] words[n - 1]; 0 when n = 0
 *   bounds:   keys and words have n elements; both may be NULL if n = 0
 *   rejects:  never
 */
static inline uint64_t atomik_keyed(const uint64_t *keys, const uint64_t *words, size_t n);

/* atomik_keyed_bytes: the keyed digest of n bytes: of the words that they are, each least significant byte first,
 * the last one filled up with zero bytes.
 *   result = atomik_keyed(keys, words, (n + 7) / 8)
 *   bounds:   keys has (n + 7) / 8 elements, bytes has n; both may be NULL if n = 0
 *   rejects:  never
 */
static inline uint64_t atomik_keyed_bytes(const uint64_t *keys, const void *bytes, size_t n);
/* END GENERATED: keyed digest */

/* A full binary tree of digests that tells which chunk of a buffer has changed: leaf i is the digest of chunk i, every
 * other node the XOR of its two children. Leaves behind the last chunk are 0. */
typedef struct {
    uint64_t *nodes; /* nodes[0] is the root; below nodes[k] are nodes[2 k + 1] and nodes[2 k + 2] */
    unsigned depth;  /* 2^depth leaves; leaf i is nodes[2^depth - 1 + i] */
} atomik_tree_t;

/* atomik_tree_depth_for: the least depth of a tree with room for n digests.
 *   result       = the least depth with n <= 2^depth
 *   rejects:  never
 */
static inline unsigned atomik_tree_depth_for(size_t n);

/* atomik_tree_init_in: makes a tree of zero digests in storage that must outlive it; allocates nothing.
 *   leaf[i]'     = 0
 *   bounds:   0 <= i < 2^depth; storage has storage_words words; *tree may be uninitialised
 *   aliasing: storage belongs to the tree alone
 *   rejects:  ATOMIK_STORAGE_TOO_SMALL when storage_words < 2^(depth + 1) - 1; *tree is then as before
 */
static inline atomik_status_t atomik_tree_init_in(atomik_tree_t *tree, uint64_t *storage, size_t storage_words,
                                                  unsigned depth);

/* BEGIN GENERATED: tree (just contracts) */
/* atomik_tree_load: makes the tree of n digests: above the leaves, each node is left ^ right.
 *   leaf[i]' = digests[i]; 0 when i >= n
 *   bounds:   digests has n elements; may be NULL if n = 0; 0 <= i < 2^depth
 *   aliasing: the digests are outside of the tree
 *   rejects:  ATOMIK_ADDRESS_OUT_OF_RANGE when n > 2^depth
 */
static inline atomik_status_t atomik_tree_load(atomik_tree_t *tree, const uint64_t *digests, size_t n);

/* atomik_tree_root: the digest of all chunks. Changes nothing.
 *   result = leaf[0] ^ ... ^ leaf[2^depth - 1]
 *   rejects:  never
 */
static inline uint64_t atomik_tree_root(const atomik_tree_t *tree);

/* atomik_tree_update: the digest of one chunk has changed by a delta. Writes depth + 1 digests.
 *   leaf[chunk]' = leaf[chunk] ^ delta
 *   bounds:   0 <= chunk < 2^depth
 *   rejects:  ATOMIK_ADDRESS_OUT_OF_RANGE when chunk >= 2^depth
 */
static inline atomik_status_t atomik_tree_update(atomik_tree_t *tree, size_t chunk, uint64_t delta);

/* atomik_tree_locate: which chunk has changed between two trees, by `depth` comparisons: descends to the left where
 * the digests there differ, else to the right. Of several chunks it finds one; a change whose digests cancel in a
 * node hides there. Changes nothing but *chunk.
 *   *chunk' = a leaf whose digest differs
 *   aliasing: chunk is outside of both trees
 *   rejects:  ATOMIK_SIZE_MISMATCH unless after.depth = before.depth
 *             ATOMIK_UNCHANGED when both have the same root
 */
static inline atomik_status_t atomik_tree_locate(const atomik_tree_t *before, const atomik_tree_t *after,
                                                 size_t *chunk);
/* END GENERATED: tree */

/* ---- Declarations: fingerprints ------------------------------------------------------------------------------
 *
 * A context whose state is the fold digest of a buffer, by the names of the published API. It misses what the fold
 * digest misses; where that matters, keep an atomik_keyed digest in an atomik_ctx_t instead.
 */

typedef struct {
    uint64_t reference;   /* the digest at the last load */
    uint64_t accumulator; /* by how much it differs now */
} atomik_fingerprint_t;

/* BEGIN GENERATED: fingerprints (just contracts) */
/* atomik_fp_init: the fingerprint of an empty buffer. *fp may be uninitialised.
 *   reference'   = 0
 *   accumulator' = 0
 *   rejects:  never
 */
static inline void atomik_fp_init(atomik_fingerprint_t *fp);

/* atomik_fp_load: takes a buffer as the baseline. *fp may be uninitialised.
 *   reference'   = atomik_fold_bytes(data, n)
 *   accumulator' = 0
 *   bounds:   data has n bytes; may be NULL if n = 0
 *   rejects:  never
 */
static inline void atomik_fp_load(atomik_fingerprint_t *fp, const void *data, size_t n);

/* atomik_fp_accum_delta: one aligned word of the buffer, read as a little-endian number, has changed. Looks at
 * nothing else. A word at the wrong place counts the same: see atomik_fp_accum_bytes.
 *   reference'   = reference
 *   accumulator' = accumulator ^ (old_word ^ new_word)
 *   rejects:  never
 */
static inline void atomik_fp_accum_delta(atomik_fingerprint_t *fp, uint64_t old_word, uint64_t new_word);

/* atomik_fp_accum_bytes: n bytes from byte `offset` of the buffer on, aligned or not, have changed.
 *   reference'   = reference
 *   accumulator' = accumulator ^ (atomik_fold_at(offset, old_data, n) ^ atomik_fold_at(offset, new_data, n))
 *   bounds:   old_data and new_data have n bytes; both may be NULL if n = 0
 *   rejects:  never
 */
static inline void atomik_fp_accum_bytes(atomik_fingerprint_t *fp, size_t offset, const void *old_data,
                                         const void *new_data, size_t n);
/* END GENERATED: fingerprints */

/* atomik_fp_update: looks at the whole buffer again.
 *   reference'   = reference
 *   accumulator' = reference ^ atomik_fold_bytes(data, n)
 *   bounds:   data has n bytes; may be NULL if n = 0
 *   rejects:  never
 */
static inline void atomik_fp_update(atomik_fingerprint_t *fp, const void *data, size_t n);

/* atomik_fp_changed: the digest is not that of the baseline. Changes nothing.
 *   result       = (accumulator != 0)
 *   rejects:  never
 */
static inline bool atomik_fp_changed(const atomik_fingerprint_t *fp);

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

static inline atomik_status_t atomik_word(uint64_t value, uint64_t *word)
{
    *word = value;
    return ATOMIK_OK;
}

/* ---- Implementation: counters --------------------------------------------------------------------------- */

/* Types of counters; that of 64-bit words stands with its declarations. */
#define ATOMIK_COUNTER_TYPE_(N)                                                                            \
    typedef struct {                                                                                       \
        uint##N##_t reference;                                                                             \
        uint##N##_t accumulator;                                                                           \
    } atomik##N##_counter_t;

ATOMIK_COUNTER_TYPE_(8)
ATOMIK_COUNTER_TYPE_(16)
ATOMIK_COUNTER_TYPE_(32)

#undef ATOMIK_COUNTER_TYPE_

/* Functions of counters whose names start with P, of words of type W, MAX the largest. uint8_t and uint16_t promote to
 * int, which holds every sum and difference of two such values; & MAX makes it modulo 2^w again. */
#define ATOMIK_COUNTER_(P, W, MAX)                                                                         \
    static inline void P##_counter_init(P##_counter_t *ctx)                                                \
    {                                                                                                      \
        ctx->reference = 0;                                                                                \
        ctx->accumulator = 0;                                                                              \
    }                                                                                                      \
                                                                                                           \
    static inline void P##_counter_load(P##_counter_t *ctx, W word)                                        \
    {                                                                                                      \
        ctx->reference = word;                                                                             \
        ctx->accumulator = 0;                                                                              \
    }                                                                                                      \
                                                                                                           \
    static inline void P##_counter_accum(P##_counter_t *ctx, W word)                                       \
    {                                                                                                      \
        ctx->accumulator = (ctx->accumulator + word) & MAX;                                                \
    }                                                                                                      \
                                                                                                           \
    static inline W P##_counter_read(const P##_counter_t *ctx)                                             \
    {                                                                                                      \
        return (ctx->reference + ctx->accumulator) & MAX;                                                  \
    }                                                                                                      \
                                                                                                           \
    static inline W P##_counter_swap(P##_counter_t *ctx)                                                   \
    {                                                                                                      \
        const W state = P##_counter_read(ctx);                                                             \
        P##_counter_load(ctx, state);                                                                      \
        return state;                                                                                      \
    }                                                                                                      \
                                                                                                           \
    static inline void P##_counter_rollback(P##_counter_t *ctx, W word)                                    \
    {                                                                                                      \
        ctx->accumulator = (ctx->accumulator - word) & MAX;                                                \
    }                                                                                                      \
                                                                                                           \
    static inline W P##_counter_exchange(P##_counter_t *ctx, W word)                                       \
    {                                                                                                      \
        const W state = P##_counter_read(ctx);                                                             \
        P##_counter_load(ctx, word);                                                                       \
        return state;                                                                                      \
    }                                                                                                      \
                                                                                                           \
    static inline atomik_status_t P##_counter_merge(P##_counter_t *ctx, const P##_counter_t *other)        \
    {                                                                                                      \
        if (other->reference != ctx->reference) return ATOMIK_REFERENCE_MISMATCH;                          \
        P##_counter_accum(ctx, other->accumulator);                                                        \
        return ATOMIK_OK;                                                                                  \
    }                                                                                                      \
                                                                                                           \
    static inline bool P##_counter_is_clean(const P##_counter_t *ctx)                                      \
    {                                                                                                      \
        return ctx->accumulator == 0;                                                                      \
    }

ATOMIK_COUNTER_(atomik8, uint8_t, UINT8_MAX)
ATOMIK_COUNTER_(atomik16, uint16_t, UINT16_MAX)
ATOMIK_COUNTER_(atomik32, uint32_t, UINT32_MAX)
ATOMIK_COUNTER_(atomik, uint64_t, UINT64_MAX)

#undef ATOMIK_COUNTER_

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

/* More than the caches hold. */
#ifndef ATOMIK_FAR_BYTES
#define ATOMIK_FAR_BYTES (UINT32_C(32) << 20)
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

/* Instructions for CRC-32C and for products of polynomials: asked for at run time unless they are always there. */
#if defined(__x86_64__) && ATOMIK_128_
#define ATOMIK_X86_128_ 1
#ifdef __SSE4_2__
#define ATOMIK_HAS_SSE42_ 1
#else
#define ATOMIK_HAS_SSE42_ __builtin_cpu_supports("sse4.2")
#endif
#ifdef __PCLMUL__
#define ATOMIK_HAS_PCLMUL_ 1
#else
#define ATOMIK_HAS_PCLMUL_ __builtin_cpu_supports("pclmul")
#endif
#else
#define ATOMIK_X86_128_ 0
#endif

/* Where gcc inlines these into a caller with arrays of a known length, it warns of places behind their ends. */
#if ATOMIK_GNU_ && !defined(__clang__)
#define ATOMIK_APART_ __attribute__((noinline, unused)) static
#else
#define ATOMIK_APART_ static inline
#endif

/* Four chains, so that the next XOR need not wait for the last one. */
static inline uint64_t atomik_fold_words_(const uint64_t *words, size_t n)
{
    uint64_t a = 0, b = 0, c = 0, d = 0;
    size_t i = 0;
    for (; i + 4 <= n; i += 4) {
        a ^= words[i];
        b ^= words[i + 1];
        c ^= words[i + 2];
        d ^= words[i + 3];
    }
    for (; i < n; i++) a ^= words[i];
    return (a ^ b) ^ (c ^ d);
}

ATOMIK_APART_ void atomik_merge_from_(uint64_t *destination, const uint64_t *const *sources, size_t source_count,
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
        for (; i + 8 * LANES <= n; i += 8 * LANES) {                                                       \
            __builtin_memcpy(&w, words + i, sizeof w);                                                     \
            __builtin_memcpy(&x, words + i + LANES, sizeof x);                                             \
            __builtin_memcpy(&y, words + i + 2 * LANES, sizeof y);                                         \
            __builtin_memcpy(&z, words + i + 3 * LANES, sizeof z);                                         \
            a ^= w;                                                                                        \
            b ^= x;                                                                                        \
            c ^= y;                                                                                        \
            d ^= z;                                                                                        \
            __builtin_memcpy(&w, words + i + 4 * LANES, sizeof w);                                         \
            __builtin_memcpy(&x, words + i + 5 * LANES, sizeof x);                                         \
            __builtin_memcpy(&y, words + i + 6 * LANES, sizeof y);                                         \
            __builtin_memcpy(&z, words + i + 7 * LANES, sizeof z);                                         \
            a ^= w;                                                                                        \
            b ^= x;                                                                                        \
            c ^= y;                                                                                        \
            d ^= z;                                                                                        \
        }                                                                                                  \
        a = (a ^ b) ^ (c ^ d);                                                                             \
        for (; i + LANES <= n; i += LANES) {                                                               \
            __builtin_memcpy(&w, words + i, sizeof w);                                                     \
            a ^= w;                                                                                        \
        }                                                                                                  \
        uint64_t fold = atomik_fold_words_(words + i, n - i);                                              \
        for (unsigned lane = 0; lane < LANES; lane++) fold ^= a[lane];                                     \
        return fold;                                                                                       \
    }                                                                                                      \
    TARGET static inline void atomik_merge_##BITS##_(uint64_t *destination, const uint64_t *const *sources, \
                                                     size_t source_count, size_t n)                        \
    {                                                                                                      \
        enum { LANES = BITS / 64 };                                                                        \
        size_t i = 0;                                                                                      \
        for (; source_count >= 2 && n - i >= 4 * LANES; i += 4 * LANES) {                                  \
            atomik_vector##BITS##_t_ a, b, c, d, w, x, y, z;                                               \
            const uint64_t *words = sources[0] + i;                                                        \
            __builtin_memcpy(&a, words, sizeof a);                                                         \
            __builtin_memcpy(&b, words + LANES, sizeof b);                                                 \
            __builtin_memcpy(&c, words + 2 * LANES, sizeof c);                                             \
            __builtin_memcpy(&d, words + 3 * LANES, sizeof d);                                             \
            size_t k = 1;                                                                                  \
            do {                                                                                           \
                words = sources[k] + i;                                                                    \
                __builtin_memcpy(&w, words, sizeof w);                                                     \
                __builtin_memcpy(&x, words + LANES, sizeof x);                                             \
                __builtin_memcpy(&y, words + 2 * LANES, sizeof y);                                         \
                __builtin_memcpy(&z, words + 3 * LANES, sizeof z);                                         \
                a ^= w;                                                                                    \
                b ^= x;                                                                                    \
                c ^= y;                                                                                    \
                d ^= z;                                                                                    \
            } while (++k < source_count);                                                                  \
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

#if ATOMIK_X86_
#ifdef __cplusplus
#define ATOMIK_AT_(T, place) static_cast<T *>(place)
#define ATOMIK_NUMBER_(place) reinterpret_cast<uintptr_t>(place)
#else
#define ATOMIK_AT_(T, place) ((T *)(place))
#define ATOMIK_NUMBER_(place) ((uintptr_t)(place))
#endif

/* A merge of more than the caches hold, to a destination that is no source. Written past the caches, it need not be
 * read into them before. */
static inline bool atomik_merges_far_(const uint64_t *destination, const uint64_t *const *sources,
                                      size_t source_count, size_t n)
{
    if ((source_count + 1) * n <= ATOMIK_FAR_BYTES / sizeof(uint64_t)) return false;
    for (size_t k = 0; k < source_count; k++) {
        if (sources[k] == destination) return false;
    }
    return (ATOMIK_NUMBER_(destination) & 63) == 0;
}

/* The stores need an aligned place, and the fence: they are in no order with others. */
#define ATOMIK_FAR_(BITS, TARGET)                                                                          \
    typedef uint64_t atomik_far##BITS##_t_ __attribute__((vector_size(BITS / 8), may_alias));              \
                                                                                                           \
    TARGET static inline void atomik_merge_far_##BITS##_(uint64_t *destination, const uint64_t *const *sources,\
                                                         size_t source_count, size_t n)                    \
    {                                                                                                      \
        enum { LANES = BITS / 64 };                                                                        \
        size_t i = 0;                                                                                      \
        for (; n - i >= LANES; i += LANES) {                                                               \
            atomik_vector##BITS##_t_ a = {0}, w;                                                           \
            for (size_t k = 0; k < source_count; k++) {                                                    \
                __builtin_memcpy(&w, sources[k] + i, sizeof w);                                            \
                a ^= w;                                                                                    \
            }                                                                                              \
            void *const place = destination + i;                                                           \
            __asm__ volatile("vmovntdq {%1, %0|%0, %1}"                                                    \
                             : "=m"(*ATOMIK_AT_(atomik_far##BITS##_t_, place))                             \
                             : "v"(a));                                                                    \
        }                                                                                                  \
        __asm__ volatile("sfence" ::: "memory");                                                           \
        atomik_merge_from_(destination, sources, source_count, i, n);                                      \
    }

ATOMIK_FAR_(256, __attribute__((target("avx2"))))
#if ATOMIK_VECTOR_BITS >= 512
ATOMIK_FAR_(512, __attribute__((target("avx512f"))))
#endif

#undef ATOMIK_FAR_
#undef ATOMIK_AT_
#undef ATOMIK_NUMBER_
#endif

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
    const unsigned bits = atomik_vector_bits();
#if ATOMIK_X86_
    if (bits >= 256 && atomik_merges_far_(destination, sources, source_count, n)) {
#if ATOMIK_VECTOR_BITS >= 512
        if (bits == 512) {
            atomik_merge_far_512_(destination, sources, source_count, n);
            return;
        }
#endif
        atomik_merge_far_256_(destination, sources, source_count, n);
        return;
    }
#endif
    switch (bits) {
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

/* Into the second-level cache: into the first, fewer fetches are under way at a time. While some cache holds the
 * accumulators, the processor looks ahead far enough by itself. */
#if ATOMIK_GNU_
#define ATOMIK_PREFETCH_(place) __builtin_prefetch((place), 1, 2)
#else
#define ATOMIK_PREFETCH_(place) ((void)(place))
#endif
enum { ATOMIK_PREFETCH_AHEAD_ = 64 };

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
        uint64_t word;                                                                                     \
        uint64_t other_accumulator;                                                                        \
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
        P##_ctx_t ctx = {0, 0};                                                                            \
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
        /* what is no op has no word that could be out of range */                                         \
        const bool unary = step->op >= ATOMIK_OP_LOAD && step->op <= ATOMIK_OP_MERGE &&                    \
                           step->op != ATOMIK_OP_READ && step->op != ATOMIK_OP_SWAP;                       \
        P##_ctx_t other = {0, 0};                                                                          \
        if (unary && P##_word(step->word, &other.reference) != ATOMIK_OK) return ATOMIK_WORD_OUT_OF_RANGE; \
        if (step->op == ATOMIK_OP_MERGE &&                                                                 \
            P##_word(step->other_accumulator, &other.accumulator) != ATOMIK_OK) {                          \
            return ATOMIK_WORD_OUT_OF_RANGE;                                                               \
        }                                                                                                  \
        const W word = other.reference;                                                                    \
        step->before = P##_table_get_(table, address);                                                     \
        step->result = 0;                                                                                  \
        switch (step->op) {                                                                                \
        case ATOMIK_OP_LOAD: return P##_table_load(table, address, word);                                  \
        case ATOMIK_OP_ACCUM: return P##_table_accum(table, address, word);                                \
        case ATOMIK_OP_READ: return P##_table_try_read(table, address, &step->result);                     \
        case ATOMIK_OP_SWAP: return P##_table_try_swap(table, address, &step->result);                     \
        case ATOMIK_OP_ROLLBACK: return P##_table_rollback(table, address, word);                          \
        case ATOMIK_OP_EXCHANGE: return P##_table_exchange(table, address, word, &step->result);           \
        case ATOMIK_OP_MERGE: return P##_table_merge(table, address, &other);                              \
        }                                                                                                  \
        return ATOMIK_UNKNOWN_OP;                                                                          \
    }                                                                                                      \
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
        if (count > ATOMIK_FAR_BYTES / sizeof(W)) {                                                  \
            for (; n - i >= 4 + ATOMIK_PREFETCH_AHEAD_; i += 4) {                                          \
                const uint32_t *const at = addresses + i, *const ahead = at + ATOMIK_PREFETCH_AHEAD_;      \
                ATOMIK_PREFETCH_(accumulator + (ahead[0] < count ? ahead[0] : 0));                         \
                ATOMIK_PREFETCH_(accumulator + (ahead[1] < count ? ahead[1] : 0));                         \
                ATOMIK_PREFETCH_(accumulator + (ahead[2] < count ? ahead[2] : 0));                         \
                ATOMIK_PREFETCH_(accumulator + (ahead[3] < count ? ahead[3] : 0));                         \
                const size_t a = at[0], b = at[1], c = at[2], d = at[3];                                   \
                if (!((a < count) & (b < count) & (c < count) & (d < count))) break;                       \
                accumulator[a] ^= deltas[i];                                                               \
                accumulator[b] ^= deltas[i + 1];                                                           \
                accumulator[c] ^= deltas[i + 2];                                                           \
                accumulator[d] ^= deltas[i + 3];                                                           \
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

/* ---- Implementation: messages and frames ------------------------------------------------------------------ */

/* n bytes of a number, 1 <= n <= 8. The & is the narrowing that no compiler warns of. */
static inline void atomik_put_little_(uint8_t *bytes, uint64_t value, size_t n)
{
    for (size_t i = 0; i < n; i++) bytes[i] = (value >> (8 * i)) & UINT8_MAX;
}

static inline void atomik_put_big_(uint8_t *bytes, uint64_t value, size_t n)
{
    for (size_t i = 0; i < n; i++) bytes[i] = (value >> (8 * (n - 1 - i))) & UINT8_MAX;
}

static inline uint64_t atomik_get_little_(const uint8_t *bytes, size_t n)
{
    uint64_t value = 0;
    for (size_t i = n; i-- > 0;) value = (value << 8) | bytes[i];
    return value;
}

static inline uint64_t atomik_get_big_(const uint8_t *bytes, size_t n)
{
    uint64_t value = 0;
    for (size_t i = 0; i < n; i++) value = (value << 8) | bytes[i];
    return value;
}

static inline void atomik_message_encode(const atomik_message_t *message, uint8_t *bytes)
{
    atomik_put_big_(bytes, message->address, 4);
    atomik_put_big_(bytes + 4, message->delta, 8);
    atomik_put_big_(bytes + 12, message->sequence, 4);
}

static inline atomik_wire_status_t atomik_message_decode(const uint8_t *bytes, size_t n, atomik_message_t *message)
{
    if (n != ATOMIK_MESSAGE_BYTES) return ATOMIK_WIRE_BAD_LENGTH;
    message->address = atomik_get_big_(bytes, 4) & UINT32_MAX;
    message->delta = atomik_get_big_(bytes + 4, 8);
    message->sequence = atomik_get_big_(bytes + 12, 4) & UINT32_MAX;
    return ATOMIK_WIRE_OK;
}

/* One bit after another: no table, as that would be a global. */
static inline uint32_t atomik_crc_bits_(uint32_t crc, const uint8_t *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        crc ^= bytes[i];
        for (unsigned bit = 0; bit < 8; bit++) {
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? UINT32_C(0x82f63b78) : 0);
        }
    }
    return crc;
}

/* Eight bytes as a number, in the form that compilers know as one load. */
static inline uint64_t atomik_get_word_(const uint8_t *bytes)
{
    const uint64_t a = bytes[0], b = bytes[1], c = bytes[2], d = bytes[3];
    const uint64_t e = bytes[4], f = bytes[5], g = bytes[6], h = bytes[7];
    return a | (b << 8) | (c << 16) | (d << 24) | (e << 32) | (f << 40) | (g << 48) | (h << 56);
}

#if ATOMIK_X86_128_
/* The processor's own instruction for this polynomial. */
__attribute__((target("sse4.2"))) static inline uint32_t atomik_crc_sse_(uint32_t crc, const uint8_t *bytes, size_t n)
{
    size_t i = 0;
    uint64_t words = crc;
    for (; n - i >= 8; i += 8) words = __builtin_ia32_crc32di(words, atomik_get_word_(bytes + i));
    return atomik_crc_bits_(words & UINT32_MAX, bytes + i, n - i);
}
#endif

static inline uint32_t atomik_crc32c(const uint8_t *bytes, size_t n)
{
#if ATOMIK_X86_128_
    if (ATOMIK_HAS_SSE42_) return ~atomik_crc_sse_(UINT32_MAX, bytes, n);
#endif
    return ~atomik_crc_bits_(UINT32_MAX, bytes, n);
}

/* The bytes that LEB128 takes for a number. */
static inline size_t atomik_varint_bytes_(uint64_t value)
{
    size_t n = 1;
    while ((value >>= 7) != 0) n++;
    return n;
}

/* Writes a number; returns the place behind it. */
static inline uint8_t *atomik_put_varint_(uint8_t *at, uint64_t value)
{
    for (; value >= 128; value >>= 7) *at++ = (value & 127) | 128;
    *at++ = value & 127;
    return at;
}

/* Reads a number below 2^bits from the bytes between *at and end, and moves *at behind it. A number that does not fit
 * gives `wide`. */
static inline atomik_wire_status_t atomik_get_varint_(const uint8_t **at, const uint8_t *end, unsigned bits,
                                                      atomik_wire_status_t wide, uint64_t *value)
{
    const unsigned longest = (bits + 6) / 7;
    uint64_t sum = 0;
    bool over = false;
    for (unsigned i = 0; i < longest; i++) {
        if (*at == end) return ATOMIK_WIRE_TRUNCATED;
        const uint64_t byte = *(*at)++, digit = byte & 127;
        const unsigned left = bits - 7 * i; /* of bits that fit */
        over = left < 7 && (digit >> left) != 0;
        sum |= digit << (7 * i);
        if (byte >= 128) continue;
        if (digit == 0 && i > 0) return ATOMIK_WIRE_BAD_VARINT; /* there is a shorter form */
        *value = sum;
        return over ? wide : ATOMIK_WIRE_OK;
    }
    return ATOMIK_WIRE_BAD_VARINT;
}

static inline bool atomik_is_width_(uint64_t width)
{
    return width == 8 || width == 16 || width == 32 || width == 64;
}

/* What the header of a frame has wrong, if anything. */
static inline atomik_wire_status_t atomik_frame_fault_(uint64_t width, uint64_t count, uint64_t first)
{
    if (!atomik_is_width_(width)) return ATOMIK_WIRE_BAD_WIDTH;
    if (count == 0 || count > ATOMIK_FRAME_MAX_ENTRIES) return ATOMIK_WIRE_BAD_COUNT;
    if (first > UINT64_MAX - (count - 1)) return ATOMIK_WIRE_SEQUENCE_OUT_OF_RANGE;
    return ATOMIK_WIRE_OK;
}

static inline atomik_wire_status_t atomik_frame_encode(const atomik_frame_t *frame,
                                                       const atomik_frame_entry_t *entries, uint8_t *bytes,
                                                       size_t capacity, size_t *length)
{
    const atomik_wire_status_t fault = atomik_frame_fault_(frame->width, frame->count, frame->first);
    if (fault != ATOMIK_WIRE_OK) return fault;
    size_t n = ATOMIK_FRAME_HEADER_BYTES + ATOMIK_FRAME_CHECKSUM_BYTES;
    for (size_t i = 0; i < frame->count; i++) {
        if (entries[i].delta > UINT64_MAX >> (64 - frame->width)) return ATOMIK_WIRE_WORD_OUT_OF_RANGE;
        n += atomik_varint_bytes_(entries[i].address) + atomik_varint_bytes_(entries[i].delta);
    }
    if (n > capacity) return ATOMIK_WIRE_NO_ROOM;
    bytes[0] = 0x41;
    bytes[1] = 0x54;
    bytes[2] = 0x4d;
    bytes[3] = 0x64;
    bytes[4] = ATOMIK_FRAME_VERSION;
    bytes[5] = frame->width & UINT8_MAX;
    atomik_put_little_(bytes + 6, frame->count, 2);
    atomik_put_little_(bytes + 8, frame->origin, 8);
    atomik_put_little_(bytes + 16, frame->first, 8);
    atomik_put_little_(bytes + 24, frame->epoch, 4);
    uint8_t *at = bytes + ATOMIK_FRAME_HEADER_BYTES;
    for (size_t i = 0; i < frame->count; i++) {
        at = atomik_put_varint_(at, entries[i].address);
        at = atomik_put_varint_(at, entries[i].delta);
    }
    const size_t body = n - ATOMIK_FRAME_CHECKSUM_BYTES;
    atomik_put_little_(at, atomik_crc32c(bytes, body), ATOMIK_FRAME_CHECKSUM_BYTES);
    *length = n;
    return ATOMIK_WIRE_OK;
}

/* Reads count entries of a width from the bytes between at and end; stores them unless `entries` is NULL. */
static inline atomik_wire_status_t atomik_frame_entries_(const uint8_t *at, const uint8_t *end, unsigned width,
                                                         size_t count, atomik_frame_entry_t *entries)
{
    for (size_t i = 0; i < count; i++) {
        uint64_t address = 0, delta = 0;
        atomik_wire_status_t status = atomik_get_varint_(&at, end, 32, ATOMIK_WIRE_ADDRESS_OUT_OF_RANGE, &address);
        if (status != ATOMIK_WIRE_OK) return status;
        status = atomik_get_varint_(&at, end, width, ATOMIK_WIRE_WORD_OUT_OF_RANGE, &delta);
        if (status != ATOMIK_WIRE_OK) return status;
        if (entries == NULL) continue;
        entries[i].address = address & UINT32_MAX;
        entries[i].delta = delta;
    }
    return at == end ? ATOMIK_WIRE_OK : ATOMIK_WIRE_TRAILING_BYTES;
}

static inline atomik_wire_status_t atomik_frame_decode(const uint8_t *bytes, size_t n, atomik_frame_t *frame,
                                                       atomik_frame_entry_t *entries, size_t capacity)
{
    if (n < ATOMIK_FRAME_MIN_BYTES || n > ATOMIK_FRAME_MAX_BYTES) return ATOMIK_WIRE_BAD_LENGTH;
    if (bytes[0] != 0x41 || bytes[1] != 0x54 || bytes[2] != 0x4d || bytes[3] != 0x64) return ATOMIK_WIRE_BAD_MAGIC;
    if (bytes[4] != ATOMIK_FRAME_VERSION) return ATOMIK_WIRE_BAD_VERSION;
    const size_t body = n - ATOMIK_FRAME_CHECKSUM_BYTES;
    const uint64_t checksum = atomik_get_little_(bytes + body, ATOMIK_FRAME_CHECKSUM_BYTES);
    if (checksum != atomik_crc32c(bytes, body)) return ATOMIK_WIRE_BAD_CHECKSUM;
    const unsigned width = bytes[5];
    const size_t count = atomik_get_little_(bytes + 6, 2) & UINT16_MAX;
    const uint64_t first = atomik_get_little_(bytes + 16, 8);
    atomik_wire_status_t status = atomik_frame_fault_(width, count, first);
    if (status != ATOMIK_WIRE_OK) return status;
    const uint8_t *const start = bytes + ATOMIK_FRAME_HEADER_BYTES, *const end = bytes + body;
    status = atomik_frame_entries_(start, end, width, count, NULL);
    if (status != ATOMIK_WIRE_OK) return status;
    if (count > capacity) return ATOMIK_WIRE_NO_ROOM;
    frame->origin = atomik_get_little_(bytes + 8, 8);
    frame->first = first;
    frame->epoch = atomik_get_little_(bytes + 24, 4) & UINT32_MAX;
    frame->width = width;
    frame->count = count;
    return atomik_frame_entries_(start, end, width, count, entries);
}

/* ---- Implementation: digests -------------------------------------------------------------------------------- */

#ifdef __cplusplus
#define ATOMIK_BYTES_(data) static_cast<const uint8_t *>(data)
#else
#define ATOMIK_BYTES_(data) ((const uint8_t *)(data))
#endif

/* The last n < 8 bytes of a buffer, filled up with zero bytes. */
static inline uint64_t atomik_get_last_(const uint8_t *bytes, size_t n)
{
    return atomik_get_little_(bytes, n);
}

static inline uint64_t atomik_fold_bytes(const void *data, size_t n)
{
    const uint8_t *const bytes = ATOMIK_BYTES_(data);
    uint64_t a = 0, b = 0, c = 0, d = 0;
    size_t i = 0;
    for (; n - i >= 32; i += 32) {
        a ^= atomik_get_word_(bytes + i);
        b ^= atomik_get_word_(bytes + i + 8);
        c ^= atomik_get_word_(bytes + i + 16);
        d ^= atomik_get_word_(bytes + i + 24);
    }
    for (; n - i >= 8; i += 8) a ^= atomik_get_word_(bytes + i);
    if (i < n) b ^= atomik_get_last_(bytes + i, n - i);
    return (a ^ b) ^ (c ^ d);
}

/* Byte i of the data is byte (offset + i) mod 8 of a word: the fold from offset 0, rotated. */
static inline uint64_t atomik_fold_at(size_t offset, const void *data, size_t n)
{
    const uint64_t fold = atomik_fold_bytes(data, n);
    const unsigned bits = 8 * (offset & 7);
    return bits == 0 ? fold : (fold << bits) | (fold >> (64 - bits));
}

/* A word of 64 bits is words of N bits, the XOR of which is their fold. */
#define ATOMIK_FOLD_BYTES_(N)                                                                              \
    static inline uint##N##_t atomik##N##_fold_lanes_(uint64_t fold)                                       \
    {                                                                                                      \
        for (unsigned bits = 32; bits >= N; bits /= 2) fold ^= fold >> bits;                               \
        return fold & UINT##N##_MAX;                                                                       \
    }                                                                                                      \
                                                                                                           \
    static inline uint##N##_t atomik##N##_fold_bytes(const void *data, size_t n)                           \
    {                                                                                                      \
        return atomik##N##_fold_lanes_(atomik_fold_bytes(data, n));                                        \
    }                                                                                                      \
                                                                                                           \
    static inline uint##N##_t atomik##N##_fold_at(size_t offset, const void *data, size_t n)               \
    {                                                                                                      \
        return atomik##N##_fold_lanes_(atomik_fold_at(offset, data, n));                                   \
    }

ATOMIK_FOLD_BYTES_(8)
ATOMIK_FOLD_BYTES_(16)
ATOMIK_FOLD_BYTES_(32)

#undef ATOMIK_FOLD_BYTES_

/* a x + b x^3 + ... = a times what x^64 is, of a polynomial `high` that stands 64 places too high and whose product
 * must still fit. */
static inline uint64_t atomik_reduced_(uint64_t high)
{
    return high ^ (high << 1) ^ (high << 3) ^ (high << 4);
}

/* By Horner's rule, four bits of a at a time. */
static inline uint64_t atomik_multiply_bits_(uint64_t a, uint64_t b)
{
    uint64_t multiples[16];
    multiples[0] = 0;
    multiples[1] = b;
    for (unsigned i = 2; i < 16; i += 2) {
        const uint64_t half = multiples[i / 2];
        multiples[i] = (half << 1) ^ atomik_reduced_(half >> 63);
        multiples[i + 1] = multiples[i] ^ b;
    }
    uint64_t product = 0;
    for (unsigned shift = 64; shift > 0;) {
        shift -= 4;
        product = (product << 4) ^ atomik_reduced_(product >> 60) ^ multiples[(a >> shift) & 15];
    }
    return product;
}

static inline uint64_t atomik_keyed_bits_(const uint64_t *keys, const uint64_t *words, size_t n)
{
    uint64_t digest = 0;
    for (size_t i = 0; i < n; i++) digest ^= atomik_multiply_bits_(keys[i], words[i]);
    return digest;
}

#if ATOMIK_X86_128_
#define ATOMIK_PCLMUL_ __attribute__((target("pclmul"))) static inline
typedef long long atomik_pair_t_ __attribute__((vector_size(16)));

/* A polynomial of 127 bits or less as an element of the field. What the first step moves above bit 63 is 4 bits long. */
ATOMIK_PCLMUL_ uint64_t atomik_element_(atomik_pair_t_ product)
{
    const atomik_pair_t_ reduction = {0x1b, 0};
    const atomik_pair_t_ once = __builtin_ia32_pclmulqdq128(product, reduction, 0x01);
    const atomik_pair_t_ twice = __builtin_ia32_pclmulqdq128(once, reduction, 0x01);
    const atomik_pair_t_ sum = product ^ once ^ twice;
    uint64_t element;
    __builtin_memcpy(&element, &sum, sizeof element);
    return element;
}

ATOMIK_PCLMUL_ uint64_t atomik_multiply_pclmul_(uint64_t a, uint64_t b)
{
    const atomik_vector128_t_ factors = {a, b};
    atomik_pair_t_ pair;
    __builtin_memcpy(&pair, &factors, sizeof pair);
    return atomik_element_(__builtin_ia32_pclmulqdq128(pair, pair, 0x10));
}

/* The products are added before they are reduced, which happens once. */
ATOMIK_PCLMUL_ uint64_t atomik_keyed_pclmul_(const uint64_t *keys, const uint64_t *words, size_t n)
{
    atomik_pair_t_ even = {0, 0}, odd = {0, 0}, key, word;
    size_t i = 0;
    for (; n - i >= 2; i += 2) {
        __builtin_memcpy(&key, keys + i, sizeof key);
        __builtin_memcpy(&word, words + i, sizeof word);
        even ^= __builtin_ia32_pclmulqdq128(key, word, 0x00);
        odd ^= __builtin_ia32_pclmulqdq128(key, word, 0x11);
    }
    const uint64_t last = i < n ? atomik_multiply_pclmul_(keys[i], words[i]) : 0;
    return atomik_element_(even ^ odd) ^ last;
}

#undef ATOMIK_PCLMUL_
#endif

static inline uint64_t atomik_field_multiply(uint64_t a, uint64_t b)
{
#if ATOMIK_X86_128_
    if (ATOMIK_HAS_PCLMUL_) return atomik_multiply_pclmul_(a, b);
#endif
    return atomik_multiply_bits_(a, b);
}

static inline uint64_t atomik_keyed(const uint64_t *keys, const uint64_t *words, size_t n)
{
#if ATOMIK_X86_128_
    if (ATOMIK_HAS_PCLMUL_) return atomik_keyed_pclmul_(keys, words, n);
#endif
    return atomik_keyed_bits_(keys, words, n);
}

/* Through words of the machine, a few at a time. */
static inline uint64_t atomik_keyed_bytes(const uint64_t *keys, const void *data, size_t n)
{
    enum { WORDS = 16 };
    const uint8_t *const bytes = ATOMIK_BYTES_(data);
    uint64_t words[WORDS], digest = 0;
    for (size_t i = 0; i < n;) {
        size_t count = 0;
        const size_t key = i / 8;
        for (; count < WORDS && n - i >= 8; i += 8) words[count++] = atomik_get_word_(bytes + i);
        if (count < WORDS && i < n) {
            words[count++] = atomik_get_last_(bytes + i, n - i);
            i = n;
        }
        digest ^= atomik_keyed(keys + key, words, count);
    }
    return digest;
}

#undef ATOMIK_BYTES_

static inline unsigned atomik_tree_depth_for(size_t n)
{
    unsigned depth = 0;
    if (n > 1) {
        for (size_t rest = n - 1; rest > 0; rest /= 2) depth++;
    }
    return depth;
}

static inline atomik_status_t atomik_tree_init_in(atomik_tree_t *tree, uint64_t *storage, size_t storage_words,
                                                  unsigned depth)
{
    if (depth >= 8 * sizeof(size_t) - 1) return ATOMIK_STORAGE_TOO_SMALL;
    const size_t one = 1, nodes = (one << (depth + 1)) - 1;
    if (storage_words < nodes) return ATOMIK_STORAGE_TOO_SMALL;
    tree->nodes = storage;
    tree->depth = depth;
    for (size_t k = 0; k < nodes; k++) storage[k] = 0;
    return ATOMIK_OK;
}

static inline atomik_status_t atomik_tree_load(atomik_tree_t *tree, const uint64_t *digests, size_t n)
{
    const size_t one = 1, leaves = one << tree->depth;
    uint64_t *const leaf = tree->nodes + (leaves - 1);
    if (n > leaves) return ATOMIK_ADDRESS_OUT_OF_RANGE;
    for (size_t i = 0; i < leaves; i++) leaf[i] = i < n ? digests[i] : 0;
    for (size_t k = leaves - 1; k-- > 0;) tree->nodes[k] = tree->nodes[2 * k + 1] ^ tree->nodes[2 * k + 2];
    return ATOMIK_OK;
}

static inline uint64_t atomik_tree_root(const atomik_tree_t *tree)
{
    return tree->nodes[0];
}

static inline atomik_status_t atomik_tree_update(atomik_tree_t *tree, size_t chunk, uint64_t delta)
{
    const size_t one = 1, leaves = one << tree->depth;
    if (chunk >= leaves) return ATOMIK_ADDRESS_OUT_OF_RANGE;
    for (size_t k = leaves - 1 + chunk; k > 0; k = (k - 1) / 2) tree->nodes[k] ^= delta;
    tree->nodes[0] ^= delta;
    return ATOMIK_OK;
}

static inline atomik_status_t atomik_tree_locate(const atomik_tree_t *before, const atomik_tree_t *after, size_t *chunk)
{
    if (after->depth != before->depth) return ATOMIK_SIZE_MISMATCH;
    if (after->nodes[0] == before->nodes[0]) return ATOMIK_UNCHANGED;
    const size_t one = 1;
    size_t k = 0;
    for (unsigned i = 0; i < before->depth; i++) {
        const size_t left = 2 * k + 1;
        k = before->nodes[left] != after->nodes[left] ? left : left + 1;
    }
    *chunk = k - ((one << before->depth) - 1);
    return ATOMIK_OK;
}

/* ---- Implementation: fingerprints --------------------------------------------------------------------------- */

static inline void atomik_fp_init(atomik_fingerprint_t *fp)
{
    fp->reference = 0;
    fp->accumulator = 0;
}

static inline void atomik_fp_load(atomik_fingerprint_t *fp, const void *data, size_t n)
{
    fp->reference = atomik_fold_bytes(data, n);
    fp->accumulator = 0;
}

static inline void atomik_fp_update(atomik_fingerprint_t *fp, const void *data, size_t n)
{
    fp->accumulator = fp->reference ^ atomik_fold_bytes(data, n);
}

static inline bool atomik_fp_changed(const atomik_fingerprint_t *fp)
{
    return fp->accumulator != 0;
}

static inline void atomik_fp_accum_delta(atomik_fingerprint_t *fp, uint64_t old_word, uint64_t new_word)
{
    fp->accumulator ^= old_word ^ new_word;
}

static inline void atomik_fp_accum_bytes(atomik_fingerprint_t *fp, size_t offset, const void *old_data,
                                         const void *new_data, size_t n)
{
    fp->accumulator ^= atomik_fold_at(offset, old_data, n) ^ atomik_fold_at(offset, new_data, n);
}

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
