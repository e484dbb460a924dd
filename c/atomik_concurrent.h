/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/*
 * atomik_concurrent.h: contexts of 64-bit words that several threads use at once, C11.
 *
 *     atomik_atomic_t   one shared word; every op is linearizable; threads that accum wait for each other's cache line
 *     atomik_banks_t    one word a thread; accum is as fast as on a context of one's own; read is no snapshot
 *     atomik_locked_t   a context behind a spin lock; whatever is done between lock and unlock is linearizable
 *
 * Linearizable: each call seems to happen at one moment between its start and its end, and the results are those of
 * the calls one after another in the order of these moments. A call "is before" another if it ends before the other
 * starts.
 *
 * Roles. Some functions belong to the owner: at each time one thread, which may hand the role on by anything that
 * orders memory, such as a mutex. The contracts call such a thread "owner"; "any thread" means the owner as well.
 * How to read the rest of a contract stands in atomik_core.h.
 */
#ifndef ATOMIK_CONCURRENT_H
#define ATOMIK_CONCURRENT_H

#ifndef ATOMIK_CORE_H
#error "atomik_concurrent.h: expected atomik_core.h to be included before"
#endif

#if defined(__cplusplus) || !defined(__STDC_VERSION__) || __STDC_VERSION__ < 201112L || defined(__STDC_NO_ATOMICS__)
#error "atomik_concurrent.h: expected C11 with atomics; atomik_core.h needs C99 or C++11 alone"
#endif

#include <stdatomic.h>

/* ---- Declarations: one shared word ----------------------------------------------------------------------
 *
 * The state is one atomic word, so that no op needs two accesses to it; the accumulator is reference ^ state. Each op
 * takes effect at its only access to the state, in one order that all threads agree upon, over all such contexts. The
 * reference is the owner's, as nobody else could use it: it may have changed by the time it has been read.
 */

typedef struct {
    _Atomic uint64_t state;
    uint64_t reference; /* the owner's */
} atomik_atomic_t;

/* BEGIN GENERATED: one shared word (just contracts) */
/* atomik_atomic_init: makes a fresh context, before any thread uses it.
 *   reference'   = 0
 *   accumulator' = 0
 *   rejects:  never
 */
static inline void atomik_atomic_init(atomik_atomic_t *ctx);

/* atomik_atomic_load: sets the reference and drops all deltas that are before. Owner.
 *   reference'   = word
 *   accumulator' = 0
 *   rejects:  never
 */
static inline void atomik_atomic_load(atomik_atomic_t *ctx, uint64_t word);

/* atomik_atomic_accum: combines one delta into the accumulator. Any thread.
 *   reference'   = reference
 *   accumulator' = accumulator ^ word
 *   rejects:  never
 */
static inline void atomik_atomic_accum(atomik_atomic_t *ctx, uint64_t word);

/* atomik_atomic_read: the state. Any thread. Changes nothing.
 *   reference'   = reference
 *   accumulator' = accumulator
 *   result       = reference ^ accumulator
 *   rejects:  never
 */
static inline uint64_t atomik_atomic_read(const atomik_atomic_t *ctx);

/* atomik_atomic_swap: checkpoint; each delta is in the new reference or in the new accumulator. Owner.
 *   reference'   = reference ^ accumulator
 *   accumulator' = 0
 *   result       = reference ^ accumulator
 *   rejects:  never
 */
static inline uint64_t atomik_atomic_swap(atomik_atomic_t *ctx);

/* atomik_atomic_rollback: undoes one delta, which the caller must know. Any thread.
 *   reference'   = reference
 *   accumulator' = accumulator ^ word
 *   rejects:  never
 */
static inline void atomik_atomic_rollback(atomik_atomic_t *ctx, uint64_t word);

/* atomik_atomic_exchange: installs a reference and returns the old state. Each delta is in the old state or in the
 * new accumulator. Owner.
 *   reference'   = word
 *   accumulator' = 0
 *   result       = reference ^ accumulator
 *   rejects:  never
 */
static inline uint64_t atomik_atomic_exchange(atomik_atomic_t *ctx, uint64_t word);

/* atomik_atomic_merge: combines the deltas of a context that has the same reference. Owner.
 *   reference'   = reference
 *   accumulator' = accumulator ^ other.accumulator
 *   rejects:  ATOMIK_REFERENCE_MISMATCH unless other.reference = reference
 */
static inline atomik_status_t atomik_atomic_merge(atomik_atomic_t *ctx, const atomik_ctx_t *other);
/* END GENERATED: one shared word */

/* atomik_atomic_context: reference and accumulator of one moment. Owner. Changes nothing.
 *   result       = (reference, accumulator)
 *   rejects:  never
 */
static inline atomik_ctx_t atomik_atomic_context(const atomik_atomic_t *ctx);

/* ---- Declarations: one word a thread --------------------------------------------------------------------
 *
 * A bank is the XOR of all deltas that its thread has ever given it. Nobody else writes it, not even load and swap,
 * which would lose a delta that arrives meanwhile; they change the base instead:
 *
 *     state = base ^ banks[0].fold ^ ... ^ banks[count - 1].fold
 *
 * What read, swap, exchange and context see is not one moment: the base first, then one bank after another. For what
 * they see, and for what load and exchange drop, it holds that every delta that is before them counts, no delta that
 * they are before counts, and one that is neither counts wholly or not at all. Every delta counts exactly once in the
 * state once all threads rest. But two readers may see two deltas of two threads in opposite orders.
 */

/* Alone in 128 bytes: two cache lines of 64, as many processors fetch them in pairs. */
typedef struct {
    _Alignas(128) _Atomic uint64_t fold;
} atomik_bank_t;

typedef struct {
    atomik_bank_t *banks;
    size_t count;
    _Atomic uint64_t base;
    uint64_t reference; /* the owner's */
} atomik_banks_t;

/* atomik_banks_init: makes a fresh context over banks in storage that must outlive it. Before any thread uses it;
 * thread i then takes &storage[i] as its bank.
 *   reference'     = 0
 *   accumulator'   = 0
 *   bounds:   storage has count elements, aligned to 128 bytes
 *   rejects:  never
 */
static inline void atomik_banks_init(atomik_banks_t *banks, atomik_bank_t *storage, size_t count);

/* BEGIN GENERATED: one word a thread (just contracts) */
/* atomik_bank_accum: combines one delta into the accumulator. The bank's one thread.
 *   reference'   = reference
 *   accumulator' = accumulator ^ word
 *   rejects:  never
 */
static inline void atomik_bank_accum(atomik_bank_t *bank, uint64_t word);

/* atomik_bank_accum_many: combines n deltas into the accumulator; they count all at once. The bank's one thread.
 *   reference'   = reference
 *   accumulator' = accumulator ^ (deltas[0] ^ ... ^ deltas[n - 1])
 *   bounds:   deltas has n elements
 *   rejects:  never
 */
static inline void atomik_bank_accum_many(atomik_bank_t *bank, const uint64_t *deltas, size_t n);

/* atomik_banks_read: the state, as said above. Any thread. Changes nothing.
 *   reference'   = reference
 *   accumulator' = accumulator
 *   result       = reference ^ accumulator
 *   rejects:  never
 */
static inline uint64_t atomik_banks_read(const atomik_banks_t *banks);

/* atomik_banks_load: sets the reference and drops the deltas that it sees. Owner.
 *   reference'   = word
 *   accumulator' = 0
 *   rejects:  never
 */
static inline void atomik_banks_load(atomik_banks_t *banks, uint64_t word);

/* atomik_banks_swap: checkpoint of what it sees; each delta is in the new reference or in the new accumulator.
 * Owner.
 *   reference'   = reference ^ accumulator
 *   accumulator' = 0
 *   result       = reference ^ accumulator
 *   rejects:  never
 */
static inline uint64_t atomik_banks_swap(atomik_banks_t *banks);

/* atomik_banks_exchange: installs a reference and returns the state that it sees. Each delta is in that state or in
 * the new accumulator. Owner.
 *   reference'   = word
 *   accumulator' = 0
 *   result       = reference ^ accumulator
 *   rejects:  never
 */
static inline uint64_t atomik_banks_exchange(atomik_banks_t *banks, uint64_t word);
/* END GENERATED: one word a thread */

/* atomik_banks_context: reference and accumulator, as it sees them. Owner. Changes nothing.
 *   result       = (reference, accumulator)
 *   rejects:  never
 */
static inline atomik_ctx_t atomik_banks_context(const atomik_banks_t *banks);

/* ---- Declarations: a context behind a lock ---------------------------------------------------------------
 *
 * For the rest: ops that need reference and accumulator together from many threads, and sequences of ops that must
 * not be divided. The lock spins: do little while you hold it, and do not take it in a signal or interrupt handler.
 */

typedef struct {
    atomic_flag busy;
    atomik_ctx_t ctx;
} atomik_locked_t;

/* BEGIN GENERATED: a context behind a lock (just contracts) */
/* atomik_locked_init: makes a fresh context, unlocked, before any thread uses it.
 *   reference'   = 0
 *   accumulator' = 0
 *   rejects:  never
 */
static inline void atomik_locked_init(atomik_locked_t *locked);
/* END GENERATED: a context behind a lock */

/* atomik_lock: waits until no thread has the context, then takes it. Any thread that does not have it already.
 *   result       = &ctx, for use with the functions of atomik_core.h until atomik_unlock
 *   rejects:  never
 */
static inline atomik_ctx_t *atomik_lock(atomik_locked_t *locked);

/* atomik_unlock: gives the context back. The thread that has it.
 *   *locked'     = free for the next thread
 *   rejects:  never
 */
static inline void atomik_unlock(atomik_locked_t *locked);

/* ---- Implementation: one shared word -------------------------------------------------------------------- */

static inline void atomik_atomic_init(atomik_atomic_t *ctx)
{
    atomic_init(&ctx->state, 0);
    ctx->reference = 0;
}

static inline void atomik_atomic_load(atomik_atomic_t *ctx, uint64_t word)
{
    atomic_store(&ctx->state, word);
    ctx->reference = word;
}

static inline void atomik_atomic_accum(atomik_atomic_t *ctx, uint64_t word)
{
    (void)atomic_fetch_xor(&ctx->state, word);
}

static inline uint64_t atomik_atomic_read(const atomik_atomic_t *ctx)
{
    return atomic_load(&ctx->state);
}

static inline uint64_t atomik_atomic_swap(atomik_atomic_t *ctx)
{
    ctx->reference = atomic_load(&ctx->state);
    return ctx->reference;
}

static inline void atomik_atomic_rollback(atomik_atomic_t *ctx, uint64_t word)
{
    (void)atomic_fetch_xor(&ctx->state, word);
}

static inline uint64_t atomik_atomic_exchange(atomik_atomic_t *ctx, uint64_t word)
{
    ctx->reference = word;
    return atomic_exchange(&ctx->state, word);
}

static inline atomik_status_t atomik_atomic_merge(atomik_atomic_t *ctx, const atomik_ctx_t *other)
{
    if (other->reference != ctx->reference) return ATOMIK_REFERENCE_MISMATCH;
    atomik_atomic_accum(ctx, other->accumulator);
    return ATOMIK_OK;
}

static inline atomik_ctx_t atomik_atomic_context(const atomik_atomic_t *ctx)
{
    const atomik_ctx_t copy = {ctx->reference, ctx->reference ^ atomik_atomic_read(ctx)};
    return copy;
}

/* ---- Implementation: one word a thread ------------------------------------------------------------------- */

static inline void atomik_banks_init(atomik_banks_t *banks, atomik_bank_t *storage, size_t count)
{
    banks->banks = storage;
    banks->count = count;
    banks->reference = 0;
    atomic_init(&banks->base, 0);
    for (size_t i = 0; i < count; i++) atomic_init(&storage[i].fold, 0);
}

/* No other thread writes the bank, so nothing comes between the two. Release, so that what a thread wrote before its
 * accum is there for a thread that sees the delta. */
static inline void atomik_bank_accum(atomik_bank_t *bank, uint64_t word)
{
    const uint64_t fold = atomic_load_explicit(&bank->fold, memory_order_relaxed);
    atomic_store_explicit(&bank->fold, fold ^ word, memory_order_release);
}

static inline void atomik_bank_accum_many(atomik_bank_t *bank, const uint64_t *deltas, size_t n)
{
    atomik_bank_accum(bank, atomik_fold(deltas, n));
}

static inline uint64_t atomik_banks_fold_(const atomik_banks_t *banks)
{
    uint64_t fold = 0;
    for (size_t i = 0; i < banks->count; i++) {
        fold ^= atomic_load_explicit(&banks->banks[i].fold, memory_order_acquire);
    }
    return fold;
}

/* The base before the banks: a base holds the deltas that its load dropped, and whoever sees the base must see these
 * deltas in the banks as well, for them to cancel. */
static inline uint64_t atomik_banks_read(const atomik_banks_t *banks)
{
    const uint64_t base = atomic_load_explicit(&banks->base, memory_order_acquire);
    return base ^ atomik_banks_fold_(banks);
}

static inline void atomik_banks_load(atomik_banks_t *banks, uint64_t word)
{
    (void)atomik_banks_exchange(banks, word);
}

/* The state stays what it is, so the base does. */
static inline uint64_t atomik_banks_swap(atomik_banks_t *banks)
{
    banks->reference = atomik_banks_read(banks);
    return banks->reference;
}

static inline uint64_t atomik_banks_exchange(atomik_banks_t *banks, uint64_t word)
{
    const uint64_t base = atomic_load_explicit(&banks->base, memory_order_relaxed); /* the owner's own */
    const uint64_t fold = atomik_banks_fold_(banks);
    atomic_store_explicit(&banks->base, word ^ fold, memory_order_release);
    banks->reference = word;
    return base ^ fold;
}

static inline atomik_ctx_t atomik_banks_context(const atomik_banks_t *banks)
{
    const atomik_ctx_t copy = {banks->reference, banks->reference ^ atomik_banks_read(banks)};
    return copy;
}

/* ---- Implementation: a context behind a lock ------------------------------------------------------------- */

static inline void atomik_locked_init(atomik_locked_t *locked)
{
    atomic_flag_clear(&locked->busy);
    atomik_init(&locked->ctx);
}

static inline atomik_ctx_t *atomik_lock(atomik_locked_t *locked)
{
    while (atomic_flag_test_and_set_explicit(&locked->busy, memory_order_acquire)) {
        /* somebody else has it */
    }
    return &locked->ctx;
}

static inline void atomik_unlock(atomik_locked_t *locked)
{
    atomic_flag_clear_explicit(&locked->busy, memory_order_release);
}

#endif /* ATOMIK_CONCURRENT_H */
