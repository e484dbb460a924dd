/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/* Changes of a quote, seen by the fold digest, which misses some, and by the keyed digest. */
#include "../atomik_core.h"

#include <stdio.h>

enum { WORDS = 2 };

/* In a program that matters: from the system's source of randomness, and secret. */
static const uint64_t keys[WORDS] = {UINT64_C(0x8f1bbcdc6ed9eba1), UINT64_C(0xca62c1d65a827999)};

typedef struct {
    const char *what;
    uint64_t before[WORDS], after[WORDS];
} change_t;

int main(void)
{
    static const change_t changes[] = {
        {"nothing changed", {100, 101}, {100, 101}},
        {"the ask rose", {100, 101}, {100, 102}},
        {"bid and ask changed places", {100, 101}, {101, 100}},
        {"both fell to 100", {101, 102}, {100, 100}},
        {"both rose by the same bits", {100, 102}, {101, 103}},
    };
    int fold_missed = 0, keyed_missed = 0;
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        const uint64_t *const before = changes[i].before, *const after = changes[i].after;
        const bool changed = before[0] != after[0] || before[1] != after[1];
        const bool fold = atomik_fold(before, WORDS) != atomik_fold(after, WORDS);
        const bool keyed = atomik_keyed(keys, before, WORDS) != atomik_keyed(keys, after, WORDS);
        fold_missed += fold != changed;
        keyed_missed += keyed != changed;
        printf("%-27s fold %-6s keyed %s\n", changes[i].what, fold ? "sees" : "is mute", keyed ? "sees" : "is mute");
    }
    printf("missed: %d by the fold, %d by the keyed digest\n", fold_missed, keyed_missed);
    return 0;
}
