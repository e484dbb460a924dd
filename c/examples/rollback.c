/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/*
 * A million deltas are undone in another order than they came in, with 16 bytes of state. Whoever undoes must still know
 * the deltas: here a generator makes them again; a program without one has to keep them.
 */
#include "../atomik_core.h"

#include <inttypes.h>
#include <stdio.h>

enum { DELTAS = 1000000 };

static uint64_t delta(uint64_t i)
{
    return (i + 1) * UINT64_C(0x9e3779b97f4a7c15);
}

int main(void)
{
    atomik_ctx_t ctx;
    atomik_load(&ctx, 0xaaaa);
    for (uint64_t i = 0; i < DELTAS; i++) atomik_accum(&ctx, delta(i));
    printf("after %d deltas: 0x%016" PRIx64 "\n", DELTAS, atomik_read(&ctx));
    for (uint64_t i = 0; i < DELTAS; i += 2) atomik_rollback(&ctx, delta(i));
    for (uint64_t i = 1; i < DELTAS; i += 2) atomik_rollback(&ctx, delta(i));
    printf("after as many rollbacks: 0x%" PRIx64 ", %u bytes of state\n", atomik_read(&ctx), (unsigned)sizeof ctx);
    atomik_rollback(&ctx, 1);
    printf("a delta that never came, undone: 0x%" PRIx64 "\n", atomik_read(&ctx));
    return 0;
}
