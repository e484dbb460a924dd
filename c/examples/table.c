/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/* A table in memory of the caller: addresses are checked, a batch is all or nothing. */
#include "../atomik_core.h"

#include <inttypes.h>
#include <stdio.h>

enum { CONTEXTS = 4 };

int main(void)
{
    static uint64_t storage[2 * CONTEXTS];
    atomik_table_t table;
    printf("init: status %d\n", atomik_table_init_in(&table, storage, 2 * CONTEXTS, CONTEXTS));
    (void)atomik_table_load(&table, 1, 20000);
    (void)atomik_table_accum(&table, 3, 5);
    printf("address 4 of 4: status %d\n", atomik_table_accum(&table, 4, 5));

    atomik_step_t steps[] = {
        {ATOMIK_OP_ACCUM, 1, 7, 0, 0, {0, 0}},
        {ATOMIK_OP_SWAP, 1, 0, 0, 0, {0, 0}},
        {ATOMIK_OP_LOAD, 9, 1, 0, 0, {0, 0}},
    };
    size_t rejected_at = 0;
    const atomik_status_t status = atomik_table_batch(&table, steps, 3, &rejected_at);
    printf("batch: status %d at step %u, so context 1 is still %" PRIu64 "\n", status, (unsigned)rejected_at,
           atomik_table_read(&table, 1));
    const atomik_status_t again = atomik_table_batch(&table, steps, 2, NULL);
    printf("without that step: status %d, context 1 is %" PRIu64 "\n", again, steps[1].result);

    atomik_entry_t entries[CONTEXTS];
    const size_t n = atomik_table_snapshot(&table, entries, CONTEXTS);
    for (size_t i = 0; i < n; i++) printf("%u: %" PRIu64 "\n", (unsigned)entries[i].address, entries[i].state);
    return 0;
}
