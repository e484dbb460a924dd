/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/*
 * Every function of the header against the golden model that Lean prints, at every width: all combinations of boundary
 * words, then a long walk over pseudo-random ones. Prints the number of ops compared; the first difference ends the
 * program with status 1.
 */
#include "../atomik_core.h"

#include "../../spec/golden/atomik_golden.h"
#include "second_unit.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BOUNDARIES = 6, WALK_STEPS = 200000 };

typedef struct { int opcode; uint64_t operands[2]; } op_t;
typedef struct { uint64_t reference, accumulator; } context_t;

/* All that an op shows. The result of a rejected op is not looked at. */
typedef struct { int status; uint64_t result; context_t next; bool clean; } outcome_t;

/* ---- The two models -------------------------------------------------------------------------------------- */

static outcome_t golden(unsigned width, context_t before, op_t op)
{
    const uint64_t mask = UINT64_MAX >> (64 - width);
    outcome_t o = {0, 0, before, false};
    uint64_t *const r = &o.next.reference;
    uint64_t *const a = &o.next.accumulator;
    const uint64_t x = op.operands[0];
    switch (op.opcode) {
    case ATOMIK_GOLDEN_OP_LOAD: o.status = atomik_golden_load(mask, r, a, x, &o.result); break;
    case ATOMIK_GOLDEN_OP_ACCUM: o.status = atomik_golden_accum(mask, r, a, x, &o.result); break;
    case ATOMIK_GOLDEN_OP_READ: o.status = atomik_golden_read(mask, r, a, &o.result); break;
    case ATOMIK_GOLDEN_OP_SWAP: o.status = atomik_golden_swap(mask, r, a, &o.result); break;
    case ATOMIK_GOLDEN_OP_ROLLBACK: o.status = atomik_golden_rollback(mask, r, a, x, &o.result); break;
    case ATOMIK_GOLDEN_OP_EXCHANGE: o.status = atomik_golden_exchange(mask, r, a, x, &o.result); break;
    default: o.status = atomik_golden_merge(mask, r, a, x, op.operands[1], &o.result); break;
    }
    o.clean = o.next.accumulator == 0;
    return o;
}

/* PREFIX_header: one op through the public functions, from a context built by init, load and accum. */
#define DEFINE_HEADER(PREFIX, WORD)                                                                        \
    static outcome_t PREFIX##_header(context_t before, op_t op)                                            \
    {                                                                                                      \
        outcome_t o = {ATOMIK_OK, 0, before, false};                                                       \
        WORD words[4] = {0, 0, 0, 0};                                                                      \
        const uint64_t values[4] = {before.reference, before.accumulator, op.operands[0], op.operands[1]}; \
        for (unsigned i = 0; i < 4 && o.status == ATOMIK_OK; i++) {                                        \
            const WORD untouched = words[i];                                                               \
            o.status = (int)PREFIX##_word(values[i], &words[i]);                                           \
            if (o.status != ATOMIK_OK && words[i] != untouched) o.status = -1;                             \
        }                                                                                                  \
        PREFIX##_ctx_t ctx;                                                                                \
        PREFIX##_init(&ctx);                                                                               \
        if (PREFIX##_read(&ctx) != 0 || !PREFIX##_is_clean(&ctx)) o.status = -1;                           \
        PREFIX##_load(&ctx, words[0]);                                                                     \
        PREFIX##_accum(&ctx, words[1]);                                                                    \
        const PREFIX##_ctx_t other = {words[2], words[3]};                                                 \
        const int opcode = o.status == ATOMIK_OK ? op.opcode : 0;                                          \
        switch (opcode) {                                                                                  \
        case 0: break; /* an operand was refused */                                                        \
        case ATOMIK_GOLDEN_OP_LOAD: PREFIX##_load(&ctx, words[2]); break;                                  \
        case ATOMIK_GOLDEN_OP_ACCUM: PREFIX##_accum(&ctx, words[2]); break;                                \
        case ATOMIK_GOLDEN_OP_READ: o.result = PREFIX##_read(&ctx); break;                                 \
        case ATOMIK_GOLDEN_OP_SWAP: o.result = PREFIX##_swap(&ctx); break;                                 \
        case ATOMIK_GOLDEN_OP_ROLLBACK: PREFIX##_rollback(&ctx, words[2]); break;                          \
        case ATOMIK_GOLDEN_OP_EXCHANGE: o.result = PREFIX##_exchange(&ctx, words[2]); break;               \
        default: o.status = (int)PREFIX##_merge(&ctx, &other); break;                                      \
        }                                                                                                  \
        o.next.reference = ctx.reference;                                                                  \
        o.next.accumulator = ctx.accumulator;                                                              \
        o.clean = PREFIX##_is_clean(&ctx);                                                                 \
        return o;                                                                                          \
    }                                                                                                      \
                                                                                                           \
    /* A context merged with itself, which the contract allows. */                                         \
    static outcome_t PREFIX##_self_merge(context_t before)                                                 \
    {                                                                                                      \
        outcome_t o = {ATOMIK_OK, 0, before, false};                                                       \
        PREFIX##_ctx_t ctx = {0, 0};                                                                       \
        (void)PREFIX##_word(before.reference, &ctx.reference);                                             \
        (void)PREFIX##_word(before.accumulator, &ctx.accumulator);                                         \
        o.status = (int)PREFIX##_merge(&ctx, &ctx);                                                        \
        o.next.reference = ctx.reference;                                                                  \
        o.next.accumulator = ctx.accumulator;                                                              \
        o.clean = PREFIX##_is_clean(&ctx);                                                                 \
        return o;                                                                                          \
    }

DEFINE_HEADER(atomik8, uint8_t)
DEFINE_HEADER(atomik16, uint16_t)
DEFINE_HEADER(atomik32, uint32_t)
DEFINE_HEADER(atomik, uint64_t)

typedef struct {
    unsigned bits;
    outcome_t (*header)(context_t before, op_t op);
    outcome_t (*self_merge)(context_t before);
} width_t;

static const width_t widths[] = {
    {8, atomik8_header, atomik8_self_merge},
    {16, atomik16_header, atomik16_self_merge},
    {32, atomik32_header, atomik32_self_merge},
    {64, atomik_header, atomik_self_merge},
};

/* ---- The comparison -------------------------------------------------------------------------------------- */

static unsigned long compared = 0;

static void require_equal(unsigned width, context_t before, op_t op, outcome_t wanted, outcome_t got)
{
    compared++;
    if (got.status == wanted.status && (got.status != ATOMIK_OK || got.result == wanted.result) &&
        got.next.reference == wanted.next.reference && got.next.accumulator == wanted.next.accumulator &&
        got.clean == wanted.clean) {
        return;
    }
    fprintf(stderr, "width %u, op %d (%" PRIx64 ", %" PRIx64 ") on (%" PRIx64 ", %" PRIx64 ")\n", width, op.opcode,
            op.operands[0], op.operands[1], before.reference, before.accumulator);
    const outcome_t both[2] = {wanted, got};
    for (int i = 0; i < 2; i++) {
        fprintf(stderr, "  %s: status %d, result %" PRIx64 ", next (%" PRIx64 ", %" PRIx64 "), clean %d\n",
                i == 0 ? "expected" : "got", both[i].status, both[i].result, both[i].next.reference,
                both[i].next.accumulator, (int)both[i].clean);
    }
    exit(1);
}

static context_t compare(const width_t *width, context_t before, op_t op)
{
    const outcome_t wanted = golden(width->bits, before, op);
    require_equal(width->bits, before, op, wanted, width->header(before, op));
    return wanted.next;
}

static void compare_boundaries(const width_t *width)
{
    const uint64_t max = UINT64_MAX >> (64 - width->bits);
    const uint64_t words[BOUNDARIES] = {0, 1, max, max / 2 + 1, max / 3, max / 3 * 2};
    const uint64_t beyond = max + 1; /* 2^w; 0 at 64 bits, where no number is out of range */
    for (unsigned i = 0; i < BOUNDARIES * BOUNDARIES; i++) {
        const context_t before = {words[i / BOUNDARIES], words[i % BOUNDARIES]};
        const op_t self = {ATOMIK_GOLDEN_OP_MERGE, {before.reference, before.accumulator}};
        require_equal(width->bits, before, self, golden(width->bits, before, self), width->self_merge(before));
        for (unsigned k = 0; k < BOUNDARIES * BOUNDARIES; k++) {
            const uint64_t x = words[k / BOUNDARIES], y = words[k % BOUNDARIES];
            const op_t ops[] = {
                {ATOMIK_GOLDEN_OP_LOAD, {x, 0}},           {ATOMIK_GOLDEN_OP_LOAD, {x + beyond, 0}},
                {ATOMIK_GOLDEN_OP_ACCUM, {x, 0}},          {ATOMIK_GOLDEN_OP_ACCUM, {x + beyond, 0}},
                {ATOMIK_GOLDEN_OP_ROLLBACK, {x, 0}},       {ATOMIK_GOLDEN_OP_ROLLBACK, {x + beyond, 0}},
                {ATOMIK_GOLDEN_OP_EXCHANGE, {x, 0}},       {ATOMIK_GOLDEN_OP_EXCHANGE, {x + beyond, 0}},
                {ATOMIK_GOLDEN_OP_MERGE, {x, y}},          {ATOMIK_GOLDEN_OP_MERGE, {x + beyond, y}},
                {ATOMIK_GOLDEN_OP_MERGE, {x, y + beyond}}, {ATOMIK_GOLDEN_OP_READ, {0, 0}},
                {ATOMIK_GOLDEN_OP_SWAP, {0, 0}},
            };
            for (size_t n = 0; n < sizeof ops / sizeof ops[0]; n++) compare(width, before, ops[n]);
        }
    }
}

/* splitmix64: the same words on every machine. */
static uint64_t random_word(uint64_t *seed)
{
    uint64_t z = *seed += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static void compare_walk(const width_t *width)
{
    const uint64_t max = UINT64_MAX >> (64 - width->bits);
    uint64_t seed = width->bits;
    context_t at = {0, 0};
    for (unsigned i = 0; i < WALK_STEPS; i++) {
        op_t op = {(int)(random_word(&seed) % ATOMIK_GOLDEN_OP_MERGE) + 1, {0, 0}};
        const bool one = op.opcode != ATOMIK_GOLDEN_OP_READ && op.opcode != ATOMIK_GOLDEN_OP_SWAP;
        const bool two = op.opcode == ATOMIK_GOLDEN_OP_MERGE;
        if (one) op.operands[0] = random_word(&seed) & max;
        if (two) op.operands[1] = random_word(&seed) & max;
        if (two && i % 4 != 0) op.operands[0] = at.reference; /* a random one hardly ever matches */
        at = compare(width, at, op);
    }
}

/* Both units see one type and one root hash. */
static void compare_units(void)
{
    atomik_ctx_t ctx;
    atomik_init(&ctx);
    atomik_load(&ctx, 1000);
    atomik_accum(&ctx, 50);
    if (second_unit_state(&ctx) != atomik_read(&ctx) || strcmp(second_unit_root_hash(), ATOMIK_ROOT_HASH) != 0) {
        fputs("the second translation unit disagrees\n", stderr);
        exit(1);
    }
}

int main(void)
{
    compare_units();
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
        compare_boundaries(&widths[i]);
        compare_walk(&widths[i]);
    }
    printf("%lu ops compared\n", compared);
    return 0;
}
