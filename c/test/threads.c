/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/*
 * Threads at work on one context, for ThreadSanitizer and for lost deltas: `threads <how>`. The owner checkpoints
 * meanwhile and one thread reads. At the end the state must be the fold of all deltas, and what the owner
 * exchanged out must add up. `racy` uses an ordinary context and is there to be caught.
 */
#include "../atomik_core.h"

#include "../atomik_concurrent.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WRITERS = 3, DELTAS = 20000, ROUNDS = 2000 };

typedef struct {
    const char *name;
    void (*init)(void);
    void (*accum)(unsigned writer, uint64_t delta);
    uint64_t (*read)(void);
    uint64_t (*swap)(void);
    uint64_t (*exchange)(uint64_t word);
} way_t;

static atomik_atomic_t shared;
static void shared_init(void) { atomik_atomic_init(&shared); }
static void shared_accum(unsigned writer, uint64_t delta) { (void)writer; atomik_atomic_accum(&shared, delta); }
static uint64_t shared_read(void) { return atomik_atomic_read(&shared); }
static uint64_t shared_swap(void) { return atomik_atomic_swap(&shared); }
static uint64_t shared_exchange(uint64_t word) { return atomik_atomic_exchange(&shared, word); }

static atomik_bank_t storage[WRITERS];
static atomik_banks_t banks;
static void banks_init(void) { atomik_banks_init(&banks, storage, WRITERS); }
static void banks_accum(unsigned writer, uint64_t delta) { atomik_bank_accum(&storage[writer], delta); }
static uint64_t banks_read(void) { return atomik_banks_read(&banks); }
static uint64_t banks_swap(void) { return atomik_banks_swap(&banks); }
static uint64_t banks_exchange(uint64_t word) { return atomik_banks_exchange(&banks, word); }

static atomik_locked_t locked;
static void locked_init(void) { atomik_locked_init(&locked); }

static void locked_accum(unsigned writer, uint64_t delta)
{
    (void)writer;
    atomik_accum(atomik_lock(&locked), delta);
    atomik_unlock(&locked);
}

static uint64_t locked_read(void)
{
    const uint64_t state = atomik_read(atomik_lock(&locked));
    atomik_unlock(&locked);
    return state;
}

static uint64_t locked_swap(void)
{
    const uint64_t state = atomik_swap(atomik_lock(&locked));
    atomik_unlock(&locked);
    return state;
}

static uint64_t locked_exchange(uint64_t word)
{
    const uint64_t state = atomik_exchange(atomik_lock(&locked), word);
    atomik_unlock(&locked);
    return state;
}

static atomik_ctx_t ordinary;
static void racy_init(void) { atomik_init(&ordinary); }
static void racy_accum(unsigned writer, uint64_t delta) { (void)writer; atomik_accum(&ordinary, delta); }
static uint64_t racy_read(void) { return atomik_read(&ordinary); }
static uint64_t racy_swap(void) { return atomik_swap(&ordinary); }
static uint64_t racy_exchange(uint64_t word) { return atomik_exchange(&ordinary, word); }

static const way_t ways[] = {
    {"shared", shared_init, shared_accum, shared_read, shared_swap, shared_exchange},
    {"banks", banks_init, banks_accum, banks_read, banks_swap, banks_exchange},
    {"locked", locked_init, locked_accum, locked_read, locked_swap, locked_exchange},
    {"racy", racy_init, racy_accum, racy_read, racy_swap, racy_exchange},
};
static const way_t *way;

/* splitmix64's mixing of a number. */
static uint64_t delta_of(unsigned writer, unsigned i)
{
    uint64_t z = ((uint64_t)writer << 32 | i) * UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static void *write_deltas(void *argument)
{
    const unsigned writer = *(const unsigned *)argument;
    for (unsigned i = 0; i < DELTAS; i++) way->accum(writer, delta_of(writer, i));
    return NULL;
}

static void *read_states(void *argument)
{
    uint64_t *const seen = (uint64_t *)argument;
    for (unsigned i = 0; i < ROUNDS; i++) *seen ^= way->read();
    return NULL;
}

int main(int count, char **arguments)
{
    for (size_t i = 0; count == 2 && i < sizeof ways / sizeof ways[0]; i++) {
        if (strcmp(arguments[1], ways[i].name) == 0) way = &ways[i];
    }
    if (way == NULL) {
        fputs("threads: expected shared, banks, locked or racy\n", stderr);
        return 2;
    }
    way->init();
    pthread_t writers[WRITERS], reader;
    unsigned numbers[WRITERS];
    uint64_t seen = 0, out = 0, wanted = 0;
    for (unsigned w = 0; w < WRITERS; w++) {
        numbers[w] = w;
        if (pthread_create(&writers[w], NULL, write_deltas, &numbers[w]) != 0) return 3;
    }
    if (pthread_create(&reader, NULL, read_states, &seen) != 0) return 3;
    /* Each state that is exchanged out holds the word that was put in the time before, and deltas. */
    for (unsigned i = 0; i < ROUNDS; i++) {
        if (i % 2 == 0) (void)way->swap();
        else out ^= way->exchange(i) ^ (i > 1 ? i - 2 : 0);
    }
    for (unsigned w = 0; w < WRITERS; w++) {
        pthread_join(writers[w], NULL);
        for (unsigned i = 0; i < DELTAS; i++) wanted ^= delta_of(w, i);
    }
    pthread_join(reader, NULL);
    out ^= way->swap() ^ (ROUNDS - 1);
    if (out != wanted) {
        fputs("deltas were lost or counted twice\n", stderr);
        return 1;
    }
    puts("every delta counted once");
    return 0;
}
