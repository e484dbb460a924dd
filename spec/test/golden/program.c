/* The golden model as a program that answers request frames. */
#include "atomik_golden.h"
#include "frame_server.h"

static int golden_step(uint64_t mask, uint64_t *reference, uint64_t *accumulator, const frame_op_t *op,
                       uint64_t *result)
{
    const uint64_t word = op->operands[0];
    switch (op->opcode) {
    case ATOMIK_GOLDEN_OP_LOAD: return atomik_golden_load(mask, reference, accumulator, word, result);
    case ATOMIK_GOLDEN_OP_ACCUM: return atomik_golden_accum(mask, reference, accumulator, word, result);
    case ATOMIK_GOLDEN_OP_READ: return atomik_golden_read(mask, reference, accumulator, result);
    case ATOMIK_GOLDEN_OP_SWAP: return atomik_golden_swap(mask, reference, accumulator, result);
    case ATOMIK_GOLDEN_OP_ROLLBACK: return atomik_golden_rollback(mask, reference, accumulator, word, result);
    case ATOMIK_GOLDEN_OP_EXCHANGE: return atomik_golden_exchange(mask, reference, accumulator, word, result);
    default: return atomik_golden_merge(mask, reference, accumulator, word, op->operands[1], result);
    }
}

static uint8_t run_program(void *self, unsigned width_bits, const frame_op_t *ops, size_t op_count,
                           frame_step_t *steps, size_t *step_count)
{
    const uint64_t mask = UINT64_MAX >> (64 - width_bits);
    uint64_t reference = 0, accumulator = 0;
    int reject = ATOMIK_GOLDEN_OK;
    size_t i = 0;
    (void)self;
    while (i < op_count && reject == ATOMIK_GOLDEN_OK) {
        uint64_t result = 0;
        reject = golden_step(mask, &reference, &accumulator, &ops[i], &result);
        const frame_step_t step = {reference, accumulator, result};
        steps[i++] = step;
    }
    *step_count = i;
    return (uint8_t)reject;
}

int main(void)
{
    return frame_serve(stdin, stdout, ROOT_ID, run_program, NULL); /* ROOT_ID: given by the compiler's -D */
}
