/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/* A context: what each op does to its state, and what C itself would do in silence. */
#include "../atomik_core.h"

#include <inttypes.h>
#include <stdio.h>

int main(void)
{
    atomik_ctx_t ctx;
    atomik_init(&ctx);
    atomik_load(&ctx, 1000);
    atomik_accum(&ctx, 50);
    printf("1000 and the delta 50: %" PRIu64 ", as XOR is not addition\n", atomik_read(&ctx));
    atomik_rollback(&ctx, 50);
    printf("undone: %" PRIu64 ", clean: %d\n", atomik_read(&ctx), atomik_is_clean(&ctx));

    atomik_accum(&ctx, 50);
    atomik_accum(&ctx, 50);
    printf("delivered twice: %" PRIu64 ", the delta is lost\n", atomik_read(&ctx));

    atomik_accum(&ctx, 7);
    printf("checkpoint: %" PRIu64 "\n", atomik_swap(&ctx));
    const atomik_ctx_t other = {1000, 5};
    printf("merge with another reference: status %d\n", atomik_merge(&ctx, &other));

    uint8_t small = 9;
    const atomik_status_t status = atomik8_word(300, &small);
    printf("300 as a word of 8 bits: status %d, still %u\n", status, small);
    return 0;
}
