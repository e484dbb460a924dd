/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/*
 * Every interleaving of the atomic accesses of two threads with two ops each, over the code of atomik_concurrent.h
 * itself: stdatomic.h is replaced by a scheduler. Shared word and lock must be linearizable, where the golden model says
 * what the ops do one after another; the banks must keep their weaker promise, and are shown to break the stronger one.
 */
#define _XOPEN_SOURCE 700
#include "../atomik_core.h"

#include "../atomik_concurrent.h"

#include "../../spec/golden/atomik_golden.h"

#include <stdio.h>
#include <stdlib.h>
#include <ucontext.h>

enum { THREADS = 2, EACH = 2, OPS = THREADS * EACH, STACK = 64 * 1024, DEEPEST = 64 };

typedef struct {
    int opcode;
    uint64_t word;
    uint64_t result;
    unsigned start, end; /* moments of the first and behind the last access, counted from 1 */
} op_t;

typedef struct {
    const char *name;
    bool linearizable;
    void (*init)(void);
    uint64_t (*apply)(unsigned thread, int opcode, uint64_t word);
    atomik_ctx_t (*context)(void);
} subject_t;

/* ---- The scheduler ---------------------------------------------------------------------------------------- */

static ucontext_t scheduler, threads[THREADS];
static char stacks[THREADS][STACK];
static bool finished[THREADS];
static const atomic_flag *waits_for[THREADS];
static unsigned current = THREADS; /* THREADS: no thread runs, accesses are not interleaved */
static unsigned now;
static const subject_t *subject;
static op_t ops[THREADS][EACH];
static op_t *running[THREADS];

void interleave_step(void)
{
    if (current == THREADS) return;
    swapcontext(&threads[current], &scheduler);
    waits_for[current] = NULL;
    if (running[current]->start == 0) running[current]->start = ++now;
}

void interleave_wait(const atomic_flag *flag)
{
    if (current != THREADS) waits_for[current] = flag;
}

static void thread_main(void)
{
    for (unsigned i = 0; i < EACH; i++) {
        op_t *const op = running[current] = &ops[current][i];
        op->start = 0;
        op->result = subject->apply(current, op->opcode, op->word);
        op->end = ++now;
    }
    finished[current] = true;
}

/* Runs both threads along the choices made so far, then always the first that can. Returns the number of choices. */
static unsigned run(unsigned *choices, unsigned *options, unsigned known)
{
    now = 0;
    subject->init();
    for (unsigned t = 0; t < THREADS; t++) {
        finished[t] = false;
        waits_for[t] = NULL;
        getcontext(&threads[t]);
        threads[t].uc_stack.ss_sp = stacks[t];
        threads[t].uc_stack.ss_size = STACK;
        threads[t].uc_link = &scheduler;
        makecontext(&threads[t], thread_main, 0);
    }
    for (unsigned depth = 0;; depth++) {
        unsigned able[THREADS], n = 0;
        bool all = true;
        for (unsigned t = 0; t < THREADS; t++) {
            all = all && finished[t];
            if (!finished[t] && (waits_for[t] == NULL || !waits_for[t]->set)) able[n++] = t;
        }
        if (all) {
            current = THREADS;
            return depth;
        }
        if (n == 0 || depth == DEEPEST) {
            fprintf(stderr, "%s: a deadlock, or no end\n", subject->name);
            exit(1);
        }
        if (depth >= known) choices[depth] = 0;
        options[depth] = n;
        current = able[choices[depth]];
        swapcontext(&scheduler, &threads[current]);
    }
}

/* ---- What must hold ---------------------------------------------------------------------------------------- */

static bool has_result(int opcode)
{
    return opcode == ATOMIK_OP_READ || opcode == ATOMIK_OP_SWAP || opcode == ATOMIK_OP_EXCHANGE;
}

static void golden(const op_t *op, atomik_ctx_t *ctx, uint64_t *result)
{
    uint64_t *const r = &ctx->reference;
    uint64_t *const a = &ctx->accumulator;
    switch (op->opcode) {
    case ATOMIK_OP_LOAD: (void)atomik_golden_load(UINT64_MAX, r, a, op->word, result); break;
    case ATOMIK_OP_ACCUM: (void)atomik_golden_accum(UINT64_MAX, r, a, op->word, result); break;
    case ATOMIK_OP_READ: (void)atomik_golden_read(UINT64_MAX, r, a, result); break;
    case ATOMIK_OP_SWAP: (void)atomik_golden_swap(UINT64_MAX, r, a, result); break;
    case ATOMIK_OP_ROLLBACK: (void)atomik_golden_rollback(UINT64_MAX, r, a, op->word, result); break;
    default: (void)atomik_golden_exchange(UINT64_MAX, r, a, op->word, result); break;
    }
}

/* Some order of the ops not in `done`, in which none stands behind one that it is before, gives their results. */
static bool linearizes(const op_t *all, unsigned done, atomik_ctx_t ctx, atomik_ctx_t last)
{
    if (done == (1u << OPS) - 1) return ctx.reference == last.reference && ctx.accumulator == last.accumulator;
    for (unsigned i = 0; i < OPS; i++) {
        bool first = !(done >> i & 1);
        for (unsigned k = 0; k < OPS; k++) first = first && (done >> k & 1 || all[k].end > all[i].start);
        if (!first) continue;
        atomik_ctx_t next = ctx;
        uint64_t result = 0;
        golden(&all[i], &next, &result);
        if (has_result(all[i].opcode) && result != all[i].result) continue;
        if (linearizes(all, done | 1u << i, next, last)) return true;
    }
    return false;
}

static bool is_load(const op_t *op)
{
    return op->opcode == ATOMIK_OP_LOAD || op->opcode == ATOMIK_OP_EXCHANGE;
}

static bool is_delta(const op_t *op)
{
    return op->opcode == ATOMIK_OP_ACCUM || op->opcode == ATOMIK_OP_ROLLBACK;
}

/* A state seen from `start` to `end` is the word of a load that is not yet over-ruled, with each delta that is before
 * it and behind the load, without those that are not, and with or without the others. */
static bool explained(const op_t *all, uint64_t state, unsigned start, unsigned end)
{
    for (unsigned l = 0; l <= OPS; l++) {
        const op_t fresh = {ATOMIK_OP_LOAD, 0, 0, 0, 0};
        const op_t *const load = l < OPS ? &all[l] : &fresh;
        bool seen = is_load(load) && load->start < end;
        for (unsigned k = 0; k < OPS; k++) {
            seen = seen && !(is_load(&all[k]) && &all[k] != load && load->end < all[k].start && all[k].end < start);
        }
        for (unsigned set = 0; set < 1u << OPS && seen; set++) {
            uint64_t sum = load->word;
            bool allowed = true;
            for (unsigned k = 0; k < OPS; k++) {
                const bool in = set >> k & 1;
                const op_t *const op = &all[k];
                const bool must = is_delta(op) && op->start > load->end && op->end < start;
                const bool never = !is_delta(op) || op->end < load->start || op->start > end;
                allowed = allowed && !(must && !in) && !(never && in);
                if (in) sum ^= op->word;
            }
            if (allowed && sum == state) return true;
        }
    }
    return false;
}

static bool keeps_weak_promise(const op_t *all, atomik_ctx_t last)
{
    uint64_t reference = 0, deltas = 0;
    bool loads = false;
    for (unsigned i = 0; i < OPS; i++) {
        const op_t *const op = &all[i]; /* those of the owner, thread 0, come first and in their order */
        if (has_result(op->opcode) && !explained(all, op->result, op->start, op->end)) return false;
        if (op->opcode == ATOMIK_OP_SWAP) reference = op->result;
        if (is_load(op)) reference = op->word;
        if (is_delta(op)) deltas ^= op->word;
        loads = loads || is_load(op);
    }
    const uint64_t state = last.reference ^ last.accumulator;
    return last.reference == reference && (loads || state == deltas) && explained(all, state, now + 1, now + 2);
}

/* ---- The subjects ------------------------------------------------------------------------------------------ */

static atomik_atomic_t shared;
static void shared_init(void) { atomik_atomic_init(&shared); }
static atomik_ctx_t shared_context(void) { return atomik_atomic_context(&shared); }

static uint64_t shared_apply(unsigned thread, int opcode, uint64_t word)
{
    (void)thread;
    switch (opcode) {
    case ATOMIK_OP_LOAD: atomik_atomic_load(&shared, word); return 0;
    case ATOMIK_OP_ACCUM: atomik_atomic_accum(&shared, word); return 0;
    case ATOMIK_OP_READ: return atomik_atomic_read(&shared);
    case ATOMIK_OP_SWAP: return atomik_atomic_swap(&shared);
    case ATOMIK_OP_ROLLBACK: atomik_atomic_rollback(&shared, word); return 0;
    default: return atomik_atomic_exchange(&shared, word);
    }
}

static atomik_bank_t storage[THREADS];
static atomik_banks_t banks;
static void banks_init(void) { atomik_banks_init(&banks, storage, THREADS); }
static atomik_ctx_t banks_context(void) { return atomik_banks_context(&banks); }

static uint64_t banks_apply(unsigned thread, int opcode, uint64_t word)
{
    switch (opcode) {
    case ATOMIK_OP_LOAD: atomik_banks_load(&banks, word); return 0;
    case ATOMIK_OP_READ: return atomik_banks_read(&banks);
    case ATOMIK_OP_SWAP: return atomik_banks_swap(&banks);
    case ATOMIK_OP_EXCHANGE: return atomik_banks_exchange(&banks, word);
    default: atomik_bank_accum(&storage[thread], word); return 0;
    }
}

static atomik_locked_t locked;
static void locked_init(void) { atomik_locked_init(&locked); }
static atomik_ctx_t locked_context(void) { return locked.ctx; }

static uint64_t locked_apply(unsigned thread, int opcode, uint64_t word)
{
    (void)thread;
    uint64_t result = 0;
    atomik_ctx_t *const ctx = atomik_lock(&locked);
    atomik_ctx_t copy = *ctx;
    interleave_step(); /* the context's words are no atomics: a lock that lets another thread in here shows */
    switch (opcode) {
    case ATOMIK_OP_LOAD: atomik_load(&copy, word); break;
    case ATOMIK_OP_ACCUM: atomik_accum(&copy, word); break;
    case ATOMIK_OP_READ: result = atomik_read(&copy); break;
    case ATOMIK_OP_SWAP: result = atomik_swap(&copy); break;
    case ATOMIK_OP_ROLLBACK: atomik_rollback(&copy, word); break;
    default: result = atomik_exchange(&copy, word); break;
    }
    *ctx = copy;
    atomik_unlock(&locked);
    return result;
}

static const subject_t subjects[] = {
    {"shared word", true, shared_init, shared_apply, shared_context},
    {"banks", false, banks_init, banks_apply, banks_context},
    {"lock", true, locked_init, locked_apply, locked_context},
};

/* ---- All programs, all schedules --------------------------------------------------------------------------- */

static unsigned long schedules, not_linearizable;

static void check(void)
{
    op_t all[OPS];
    for (unsigned i = 0; i < OPS; i++) all[i] = ops[i / EACH][i % EACH];
    const atomik_ctx_t fresh = {0, 0}, last = subject->context();
    const bool linear = linearizes(all, 0, fresh, last);
    schedules++;
    not_linearizable += !linear;
    if (keeps_weak_promise(all, last) && (linear || !subject->linearizable)) return;
    fprintf(stderr, "%s:\n", subject->name);
    for (unsigned i = 0; i < OPS; i++) {
        fprintf(stderr, "  thread %u, moments %u to %u: op %d, word %x, result %x\n", i / EACH, all[i].start, all[i].end,
                all[i].opcode, (unsigned)all[i].word, (unsigned)all[i].result);
    }
    fprintf(stderr, "  then (%x, %x)\n", (unsigned)last.reference, (unsigned)last.accumulator);
    exit(1);
}

static void all_schedules(void)
{
    unsigned choices[DEEPEST], options[DEEPEST], known = 0;
    for (;;) {
        unsigned depth = run(choices, options, known);
        check();
        while (depth > 0 && choices[depth - 1] + 1 == options[depth - 1]) depth--;
        if (depth == 0) return;
        choices[depth - 1]++;
        known = depth;
    }
}

int main(void)
{
    /* The first three belong to the owner, thread 0. Words have bits of their own, so that a sum says what is in it. */
    static const int opcodes[] = {ATOMIK_OP_LOAD, ATOMIK_OP_SWAP, ATOMIK_OP_EXCHANGE, ATOMIK_OP_ACCUM, ATOMIK_OP_READ};
    for (size_t s = 0; s < sizeof subjects / sizeof subjects[0]; s++) {
        subject = &subjects[s];
        schedules = not_linearizable = 0;
        for (unsigned program = 0; program < 5 * 5 * 2 * 2; program++) {
            const unsigned picked[OPS] = {program % 5, program / 5 % 5, 3 + program / 25 % 2, 3 + program / 50};
            for (unsigned i = 0; i < OPS; i++) {
                const op_t op = {opcodes[picked[i]], UINT64_C(1) << i, 0, 0, 0};
                ops[i / EACH][i % EACH] = op;
            }
            all_schedules();
        }
        printf("%s: %lu schedules, %s\n", subject->name, schedules,
               not_linearizable == 0 ? "all linearizable" : "some not linearizable");
    }
    return 0;
}
