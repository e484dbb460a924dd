/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/*
 * Timing of variants that take turns: a line each, name, then times a second. The best turn of each counts, in processor
 * time of the thread, so that a busy machine disturbs least.
 */
#ifndef ATOMIK_BENCH_H
#define ATOMIK_BENCH_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

enum { ROUNDS = 9, MOST_VARIANTS = 7 };

typedef struct {
    const char *name;
    void (*work)(void);
} variant_t;

static volatile uint64_t sink;

static double seconds(clockid_t clock)
{
    struct timespec at;
    clock_gettime(clock, &at);
    return (double)at.tv_sec + 1e-9 * (double)at.tv_nsec;
}

static void fail(const char *why)
{
    fprintf(stderr, "bench: %s\n", why);
    exit(1);
}

/* Prints units a second for each variant; one piece of work does `units`, a turn takes 5 ms or more. */
static void measure(const char *where, const variant_t *variants, size_t n, double units)
{
    double best[MOST_VARIANTS];
    unsigned times[MOST_VARIANTS];
    for (size_t v = 0; v < n; v++) {
        best[v] = 1e9;
        double took = 0;
        for (times[v] = 1; took < 5e-3; times[v] *= 2) {
            const double start = seconds(CLOCK_THREAD_CPUTIME_ID);
            for (unsigned i = 0; i < times[v]; i++) variants[v].work();
            took = seconds(CLOCK_THREAD_CPUTIME_ID) - start;
        }
    }
    for (unsigned round = 0; round < ROUNDS; round++) {
        for (size_t v = 0; v < n; v++) {
            const double start = seconds(CLOCK_THREAD_CPUTIME_ID);
            for (unsigned i = 0; i < times[v]; i++) variants[v].work();
            const double each = (seconds(CLOCK_THREAD_CPUTIME_ID) - start) / times[v];
            if (each < best[v]) best[v] = each;
        }
    }
    for (size_t v = 0; v < n; v++) printf("%s/%s %.6g\n", where, variants[v].name, units / best[v]);
    fflush(stdout);
}

/* Memory in large pages where the system grants them. */
static void *memory(size_t bytes)
{
    void *const start = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (start == MAP_FAILED) fail("no memory");
    (void)madvise(start, bytes, MADV_HUGEPAGE);
    memset(start, 0, bytes);
    return start;
}

static uint64_t random_word(uint64_t *seed)
{
    uint64_t z = *seed += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

#endif
