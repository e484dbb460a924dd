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
 * that arrives twice is undone. The header allocates nothing, prints nothing and has no globals. No function is
 * atomic: one thread at a time may use a context.
 *
 * How to read a contract. reference' and accumulator' are the words after the call, the unprimed names those
 * before it; "result" is what is returned. Every pointer must be valid; one to const is only read.
 * Where a contract names a reject, the function returns that status and has then changed nothing.
 */
#ifndef ATOMIK_CORE_H
#define ATOMIK_CORE_H

#include <stdbool.h>
#include <stdint.h>

/* BEGIN GENERATED: root hash (just emit) */
#define ATOMIK_ROOT_HASH "f58f9629e097eadeaee0d28847cb416d640ae015779e7c9aacc66f175796255f"
#define ATOMIK_ROOT_ID UINT64_C(0xf58f9629e097eade)
/* END GENERATED: root hash */

/* ---- Declarations: contexts of 64-bit words ------------------------------------------------------------- */

/* Whether an op was carried out, or why it was refused; the values are the reject codes of spec/README.md. */
typedef enum {
    ATOMIK_OK = 0,
    ATOMIK_WORD_OUT_OF_RANGE = 1,  /* a value is not below 2^w */
    ATOMIK_REFERENCE_MISMATCH = 2  /* merge of contexts with different references */
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

/* ---- Implementation -------------------------------------------------------------------------------------- */

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

#endif /* ATOMIK_CORE_H */
