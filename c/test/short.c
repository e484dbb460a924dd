/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/*
 * Bulk functions in a caller whose arrays have a length that the compiler knows: it may then inline everything, and must
 * warn of nothing. Prints how many lengths were right.
 */
#include "../atomik_core.h"

#include <stdio.h>

#define DEFINE_LENGTH(N)                                                                                   \
    static bool length_##N(uint64_t seed)                                                                  \
    {                                                                                                      \
        uint64_t words[N], keys[N], sums[N], storage[2 * N], wanted = 0, keyed = 0, sum = 0, states = 0;   \
        uint32_t addresses[N];                                                                             \
        for (uint32_t i = 0; i < N; i++) {                                                                 \
            words[i] = seed += UINT64_C(0x9e3779b97f4a7c15);                                               \
            keys[i] = seed << 1;                                                                           \
            addresses[i] = N - 1 - i;                                                                      \
            wanted ^= words[i];                                                                            \
            keyed ^= atomik_field_multiply(keys[i], words[i]);                                             \
            sum ^= words[i] ^ keys[i];                                                                     \
        }                                                                                                  \
        const uint64_t *const sources[2] = {words, keys};                                                  \
        atomik_merge_words(sums, sources, 2, N);                                                           \
        atomik_table_t table;                                                                              \
        if (atomik_table_init_in(&table, storage, 2 * N, N) != ATOMIK_OK) return false;                    \
        if (atomik_table_accum_many(&table, addresses, words, N) != ATOMIK_OK) return false;               \
        for (size_t i = 0; i < N; i++) states ^= atomik_table_read(&table, i);                             \
        return atomik_fold(words, N) == wanted && atomik_keyed(keys, words, N) == keyed &&                 \
               atomik_fold(sums, N) == sum && states == wanted;                                            \
    }

DEFINE_LENGTH(3)
DEFINE_LENGTH(16)
DEFINE_LENGTH(20)
DEFINE_LENGTH(64)
DEFINE_LENGTH(100)

/* An array that is filled in a loop around the call. */
static bool in_batches(uint64_t seed)
{
    uint64_t words[64], fold = 0, wanted = 0;
    for (size_t i = 0; i < 640; i++) {
        words[i % 64] = seed += UINT64_C(0x9e3779b97f4a7c15);
        wanted ^= seed;
        if (i % 64 == 63) fold ^= atomik_fold(words, 64);
    }
    return fold == wanted;
}

int main(void)
{
    printf("%d right\n", length_3(1) + length_16(2) + length_20(3) + length_64(4) + length_100(5) + in_batches(6));
    return 0;
}
