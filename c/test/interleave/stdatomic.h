/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/* In place of the compiler's: every atomic access lets the scheduler of interleave.c choose who goes on. What memory
 * orders allow beyond interleavings does not happen here. */
#ifndef INTERLEAVE_STDATOMIC_H
#define INTERLEAVE_STDATOMIC_H

#include <stdbool.h>
#include <stdint.h>

#define _Atomic

typedef struct { bool set; } atomic_flag;

void interleave_step(void);
/* Once it gets to its next access, the thread rests until the flag is clear: spinning would have no end. */
void interleave_wait(const atomic_flag *flag);

static inline uint64_t interleave_read(const uint64_t *word)
{
    interleave_step();
    return *word;
}

static inline void interleave_write(uint64_t *word, uint64_t value)
{
    interleave_step();
    *word = value;
}

static inline uint64_t interleave_exchange(uint64_t *word, uint64_t value)
{
    interleave_step();
    const uint64_t old = *word;
    *word = value;
    return old;
}

static inline uint64_t interleave_xor(uint64_t *word, uint64_t value)
{
    interleave_step();
    const uint64_t old = *word;
    *word ^= value;
    return old;
}

static inline bool interleave_set(atomic_flag *flag)
{
    interleave_step();
    const bool old = flag->set;
    flag->set = true;
    if (old) interleave_wait(flag);
    return old;
}

static inline void interleave_clear(atomic_flag *flag)
{
    interleave_step();
    flag->set = false;
}

#define atomic_init(object, value) ((void)(*(object) = (value)))
#define atomic_load(object) interleave_read(object)
#define atomic_load_explicit(object, order) interleave_read(object)
#define atomic_store(object, value) interleave_write((object), (value))
#define atomic_store_explicit(object, value, order) interleave_write((object), (value))
#define atomic_exchange(object, value) interleave_exchange((object), (value))
#define atomic_fetch_xor(object, value) interleave_xor((object), (value))
#define atomic_flag_test_and_set_explicit(flag, order) interleave_set(flag)
#define atomic_flag_clear(flag) interleave_clear(flag)
#define atomic_flag_clear_explicit(flag, order) interleave_clear(flag)

#endif
