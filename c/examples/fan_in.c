/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/* Threads that toggle bits of one word, each in a bank of its own; C11. To count, add: XOR forgets every second one. */
#include "../atomik_core.h"

#include "../atomik_concurrent.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>

enum { THREADS = 4, TOGGLES = 100001 };

static void *toggle(void *argument)
{
    atomik_bank_t *const bank = argument;
    for (int i = 0; i < TOGGLES; i++) atomik_bank_accum(bank, 1);
    return NULL;
}

int main(void)
{
    static atomik_bank_t storage[THREADS];
    atomik_banks_t banks;
    atomik_banks_init(&banks, storage, THREADS);
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) {
        if (pthread_create(&threads[i], NULL, toggle, &storage[i]) != 0) return 1;
    }
    for (int i = 0; i < THREADS; i++) {
        if (pthread_join(threads[i], NULL) != 0) return 1;
    }
    printf("%d threads, %d toggles each: the state is %" PRIu64 "\n", THREADS, TOGGLES, atomik_banks_read(&banks));
    atomik_bank_accum(&storage[0], 1);
    printf("one more: %" PRIu64 "\n", atomik_banks_read(&banks));
    atomik_counter_t counter;
    atomik_counter_init(&counter);
    for (int i = 0; i < THREADS; i++) atomik_counter_accum(&counter, TOGGLES);
    printf("counted: %" PRIu64 "\n", atomik_counter_read(&counter));
    return 0;
}
