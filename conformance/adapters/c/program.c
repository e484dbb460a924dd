/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/*
 * c/atomik_core.h as a program. Without an argument it answers request frames: each op is one call of the header's
 * public function. With the argument "calls" it answers calls to everything else that the header has.
 */
#include "atomik_core.h"
#include "calls_codecs.h"
#include "calls_machines.h"
#include "frame_server.h"

#include <string.h>

enum { LOAD = 1, ACCUM, READ, SWAP, ROLLBACK, EXCHANGE, MERGE };

/* PREFIX_step: one op on *ctx. PREFIX_run: a program from a fresh context. */
#define DEFINE_RUN(PREFIX, WORD)                                                                           \
    static atomik_status_t PREFIX##_step(PREFIX##_ctx_t *ctx, const frame_op_t *op, uint64_t *result)      \
    {                                                                                                      \
        WORD operands[FRAME_MAX_OPERANDS];                                                                 \
        atomik_status_t status = ATOMIK_OK;                                                                \
        for (unsigned i = 0; i < FRAME_MAX_OPERANDS && status == ATOMIK_OK; i++) {                         \
            status = PREFIX##_word(op->operands[i], &operands[i]);                                         \
        }                                                                                                  \
        if (status != ATOMIK_OK) return status;                                                            \
        switch (op->opcode) {                                                                              \
        case LOAD: PREFIX##_load(ctx, operands[0]); break;                                                 \
        case ACCUM: PREFIX##_accum(ctx, operands[0]); break;                                               \
        case READ: *result = PREFIX##_read(ctx); break;                                                    \
        case SWAP: *result = PREFIX##_swap(ctx); break;                                                    \
        case ROLLBACK: PREFIX##_rollback(ctx, operands[0]); break;                                         \
        case EXCHANGE: *result = PREFIX##_exchange(ctx, operands[0]); break;                               \
        case MERGE: {                                                                                      \
            const PREFIX##_ctx_t other = {operands[0], operands[1]};                                       \
            status = PREFIX##_merge(ctx, &other);                                                          \
            break;                                                                                         \
        }                                                                                                  \
        default: abort(); /* the frame server lets no other opcode through */                              \
        }                                                                                                  \
        return status;                                                                                     \
    }                                                                                                      \
                                                                                                           \
    static atomik_status_t PREFIX##_run(const frame_op_t *ops, size_t op_count, frame_step_t *steps,       \
                                        size_t *step_count)                                                \
    {                                                                                                      \
        PREFIX##_ctx_t ctx;                                                                                \
        PREFIX##_init(&ctx);                                                                               \
        atomik_status_t status = ATOMIK_OK;                                                                \
        size_t i = 0;                                                                                      \
        while (i < op_count && status == ATOMIK_OK) {                                                      \
            uint64_t result = 0;                                                                           \
            status = PREFIX##_step(&ctx, &ops[i], &result);                                                \
            const frame_step_t step = {ctx.reference, ctx.accumulator, result};                            \
            steps[i++] = step;                                                                             \
        }                                                                                                  \
        *step_count = i;                                                                                   \
        return status;                                                                                     \
    }

DEFINE_RUN(atomik8, uint8_t)
DEFINE_RUN(atomik16, uint16_t)
DEFINE_RUN(atomik32, uint32_t)
DEFINE_RUN(atomik, uint64_t)

static uint8_t run_program(void *self, unsigned width_bits, const frame_op_t *ops, size_t op_count,
                           frame_step_t *steps, size_t *step_count)
{
    (void)self;
    switch (width_bits) {
    case 8: return (uint8_t)atomik8_run(ops, op_count, steps, step_count);
    case 16: return (uint8_t)atomik16_run(ops, op_count, steps, step_count);
    case 32: return (uint8_t)atomik32_run(ops, op_count, steps, step_count);
    default: return (uint8_t)atomik_run(ops, op_count, steps, step_count);
    }
}

/* Requests, each answered before the next is read: call, width in bits, then what the call takes. */
static int serve_calls(void)
{
    uint8_t *request = NULL, header[4];
    calls_out_t out = {NULL, 0, 0};
    while (fread(header, 1, sizeof header, stdin) == sizeof header) {
        calls_in_t in = {header, header + sizeof header};
        const size_t n = calls_size(&in);
        request = (uint8_t *)calls_memory(request, n);
        if (fread(request, 1, n, stdin) != n) calls_fail("a request ends too early");
        in.at = request;
        in.end = request + n;
        const uint8_t call = (uint8_t)calls_get(&in, 1);
        const unsigned width_bits = (unsigned)calls_get(&in, 1);
        out.n = 0;
        calls_put(&out, 0, 4);
        if (call < CALL_MESSAGE_ENCODE) calls_machine(call, width_bits, &in, &out);
        else calls_codec(call, width_bits, &in, &out);
        if (in.at != in.end) calls_fail("bytes behind a request");
        const size_t reply = out.n;
        out.n = 0;
        calls_put(&out, reply - 4, 4);
        if (fwrite(out.bytes, 1, reply, stdout) != reply || fflush(stdout) != 0) calls_fail("cannot reply");
    }
    free(request);
    free(out.bytes);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "calls") == 0) return serve_calls();
    return frame_serve(stdin, stdout, ATOMIK_ROOT_ID, run_program, NULL);
}
