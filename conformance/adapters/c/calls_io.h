/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/*
 * Requests and replies of calls: 4 bytes length, then that many bytes. All numbers are little-endian. The judge alone
 * sends requests, so one that is malformed ends the program.
 */
#ifndef CALLS_IO_H
#define CALLS_IO_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* What is left of a request. */
typedef struct {
    const uint8_t *at, *end;
} calls_in_t;

/* A reply so far. */
typedef struct {
    uint8_t *bytes;
    size_t n, capacity;
} calls_out_t;

static void calls_fail(const char *why)
{
    fprintf(stderr, "calls: %s\n", why);
    exit(1);
}

/* C++ converts no void pointer by itself. */
static void *calls_memory(void *old, size_t bytes)
{
    void *const memory = realloc(old, bytes > 0 ? bytes : 1);
    if (memory == NULL) calls_fail("no memory");
    return memory;
}

/* n bytes of the request, which stay where they are. */
static const uint8_t *calls_bytes(calls_in_t *in, size_t n)
{
    if (n > (size_t)(in->end - in->at)) calls_fail("a request ends too early");
    const uint8_t *const bytes = in->at;
    in->at += n;
    return bytes;
}

static uint64_t calls_get(calls_in_t *in, unsigned n)
{
    const uint8_t *const bytes = calls_bytes(in, n);
    uint64_t value = 0;
    for (unsigned i = n; i-- > 0;) value = (value << 8) | bytes[i];
    return value;
}

static size_t calls_size(calls_in_t *in)
{
    return (size_t)calls_get(in, 4);
}

static void calls_put(calls_out_t *out, uint64_t value, unsigned n)
{
    if (out->n + n > out->capacity) {
        out->capacity = 2 * out->capacity + n;
        out->bytes = (uint8_t *)calls_memory(out->bytes, out->capacity);
    }
    for (unsigned i = 0; i < n; i++) out->bytes[out->n++] = (uint8_t)(value >> (8 * i));
}

/* A status: reject codes and reasons from 0 on, those of C alone below. */
static void calls_put_status(calls_out_t *out, int status)
{
    calls_put(out, (uint64_t)(int64_t)status, 1);
}

#endif
