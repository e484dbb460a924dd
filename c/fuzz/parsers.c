/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/*
 * The parsers of the header under libFuzzer. The first byte of an input chooses: an odd one a message, an even one a
 * frame. In a frame the last four bytes stand for its checksum: bit 1 of the first byte says whether the right one is
 * put in their place, as no fuzzer would find it. What is accepted must be what its encoder makes of it, byte for byte;
 * what is refused must have changed nothing.
 */
#include "../atomik_core.h"

#include <stdlib.h>
#include <string.h>

enum { GUARD = 0x5a };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
    if (!holds) abort();
}

/* A copy of its own length, so that the sanitizer sees every access behind its end. */
static uint8_t *copied(const uint8_t *bytes, size_t n)
{
    uint8_t *const copy = malloc(n > 0 ? n : 1);
    require(copy != NULL);
    if (n > 0) memcpy(copy, bytes, n);
    return copy;
}

static bool untouched(const void *memory, size_t n)
{
    const uint8_t *const bytes = memory;
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] != GUARD) return false;
    }
    return true;
}

static void try_message(const uint8_t *bytes, size_t n)
{
    atomik_message_t message;
    memset(&message, GUARD, sizeof message);
    if (atomik_message_decode(bytes, n, &message) != ATOMIK_WIRE_OK) {
        require(n != ATOMIK_MESSAGE_BYTES && untouched(&message, sizeof message));
        return;
    }
    uint8_t again[ATOMIK_MESSAGE_BYTES];
    atomik_message_encode(&message, again);
    require(n == sizeof again && memcmp(bytes, again, n) == 0);
}

/* Entries have two bytes or more, so half of the bytes is room enough; less is what shows ATOMIK_WIRE_NO_ROOM. */
static void try_frame(uint8_t *bytes, size_t n, bool repair, size_t capacity)
{
    if (repair && n >= ATOMIK_FRAME_CHECKSUM_BYTES) {
        const size_t body = n - ATOMIK_FRAME_CHECKSUM_BYTES;
        atomik_put_little_(bytes + body, atomik_crc32c(bytes, body), ATOMIK_FRAME_CHECKSUM_BYTES);
    }
    atomik_frame_t frame;
    memset(&frame, GUARD, sizeof frame);
    atomik_frame_entry_t *const entries = malloc((capacity + 1) * sizeof *entries);
    require(entries != NULL);
    memset(entries, GUARD, (capacity + 1) * sizeof *entries);
    const atomik_wire_status_t status = atomik_frame_decode(bytes, n, &frame, entries, capacity);
    if (status != ATOMIK_WIRE_OK) {
        require(untouched(&frame, sizeof frame) && untouched(entries, (capacity + 1) * sizeof *entries));
    } else {
        require(frame.count <= capacity && untouched(&entries[frame.count], sizeof *entries));
        size_t length = 0;
        uint8_t *const again = malloc(n);
        require(again != NULL);
        require(atomik_frame_encode(&frame, entries, again, n - 1, &length) == ATOMIK_WIRE_NO_ROOM);
        require(atomik_frame_encode(&frame, entries, again, n, &length) == ATOMIK_WIRE_OK);
        require(length == n && memcmp(bytes, again, n) == 0);
        free(again);
    }
    free(entries);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) return 0;
    const uint8_t choice = data[0];
    uint8_t *const bytes = copied(data + 1, size - 1);
    if ((choice & 1) != 0) try_message(bytes, size - 1);
    else try_frame(bytes, size - 1, (choice & 2) != 0, (choice & 4) != 0 ? 3 : size / 2);
    free(bytes);
    return 0;
}
