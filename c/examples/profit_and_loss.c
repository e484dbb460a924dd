/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/* Sums need addition. XOR of two amounts is no sum, as it drops every carry; a counter has the same ops and adds. */
#include "../atomik_core.h"

#include <inttypes.h>
#include <stdio.h>

int main(void)
{
    static const uint64_t trades[2][2] = {{1000, 100}, {500, 200}};
    atomik_counter_t desks[2];
    for (int i = 0; i < 2; i++) {
        atomik_ctx_t xored;
        atomik_init(&xored);
        atomik_counter_init(&desks[i]);
        for (int k = 0; k < 2; k++) {
            atomik_accum(&xored, trades[i][k]);
            atomik_counter_accum(&desks[i], trades[i][k]);
        }
        printf("desk %c: %" PRIu64 " and %" PRIu64 " are %" PRIu64 ", by XOR %" PRIu64 "\n", 'A' + i, trades[i][0],
               trades[i][1], atomik_counter_read(&desks[i]), atomik_read(&xored));
    }
    (void)atomik_counter_merge(&desks[0], &desks[1]);
    printf("both desks, merged: %" PRIu64 "\n", atomik_counter_read(&desks[0]));
    atomik_counter_rollback(&desks[0], 2000);
    printf("2000 taken back: %" PRId64 "\n", (int64_t)atomik_counter_read(&desks[0]));
    return 0;
}
