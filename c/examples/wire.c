/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/* Deltas as bytes: the message of 16 bytes, and the frame, which notices what happens to it on its way. */
#include "../atomik_core.h"

#include <stdio.h>

enum { DELTAS = 100 };

int main(void)
{
    const atomik_message_t message = {50, 7, 1};
    uint8_t bytes[ATOMIK_FRAME_MAX_BYTES];
    atomik_message_encode(&message, bytes);
    for (int i = 0; i < ATOMIK_MESSAGE_BYTES; i++) printf("%02x", bytes[i]);
    printf(": address 7, delta 50, sequence 1\n");

    atomik_frame_entry_t entries[DELTAS], received[DELTAS];
    for (unsigned i = 0; i < DELTAS; i++) {
        entries[i].address = i;
        entries[i].delta = i % 16;
    }
    const atomik_frame_t frame = {1, 1, DELTAS, 0, 64};
    atomik_frame_t read;
    size_t n = 0;
    (void)atomik_frame_encode(&frame, entries, bytes, sizeof bytes, &n);
    printf("%d small deltas: %u bytes as a frame, %d as messages\n", DELTAS, (unsigned)n, DELTAS * ATOMIK_MESSAGE_BYTES);
    printf("read: status %d\n", atomik_frame_decode(bytes, n, &read, received, DELTAS));
    bytes[40] ^= 1;
    printf("with one bit wrong: status %d\n", atomik_frame_decode(bytes, n, &read, received, DELTAS));
    bytes[40] ^= 1;
    printf("without its last byte: status %d\n", atomik_frame_decode(bytes, n - 1, &read, received, DELTAS));
    printf("into room for 10: status %d\n", atomik_frame_decode(bytes, n, &read, received, 10));
    return 0;
}
