/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/* Calls to the header's codecs and digests. */
#ifndef CALLS_CODECS_H
#define CALLS_CODECS_H

#include "atomik_core.h"
#include "calls_io.h"

enum { CALL_MESSAGE_ENCODE = 16, CALL_MESSAGE_DECODE, CALL_FRAME_ENCODE, CALL_FRAME_DECODE, CALL_FOLD, CALL_KEYED,
       CALL_TREE };

static void calls_put_bytes(calls_out_t *out, const uint8_t *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) calls_put(out, bytes[i], 1);
}

static void call_message_encode(calls_in_t *in, calls_out_t *out)
{
    uint8_t bytes[ATOMIK_MESSAGE_BYTES];
    atomik_message_t message;
    message.address = (uint32_t)calls_get(in, 4);
    message.delta = calls_get(in, 8);
    message.sequence = (uint32_t)calls_get(in, 4);
    atomik_message_encode(&message, bytes);
    calls_put_status(out, ATOMIK_WIRE_OK);
    calls_put_bytes(out, bytes, sizeof bytes);
}

static void call_message_decode(calls_in_t *in, calls_out_t *out)
{
    const size_t n = calls_size(in);
    atomik_message_t message = {0, 0, 0};
    calls_put_status(out, atomik_message_decode(calls_bytes(in, n), n, &message));
    calls_put(out, message.address, 4);
    calls_put(out, message.delta, 8);
    calls_put(out, message.sequence, 4);
}

static void call_frame_encode(calls_in_t *in, calls_out_t *out)
{
    static uint8_t bytes[ATOMIK_FRAME_MAX_BYTES];
    atomik_frame_t frame;
    frame.width = (unsigned)calls_get(in, 1);
    frame.origin = calls_get(in, 8);
    frame.first = calls_get(in, 8);
    frame.epoch = (uint32_t)calls_get(in, 4);
    frame.count = calls_size(in);
    atomik_frame_entry_t *const entries =
        (atomik_frame_entry_t *)calls_memory(NULL, frame.count * sizeof(atomik_frame_entry_t));
    for (size_t i = 0; i < frame.count; i++) {
        entries[i].address = (uint32_t)calls_get(in, 4);
        entries[i].delta = calls_get(in, 8);
    }
    size_t length = 0;
    calls_put_status(out, atomik_frame_encode(&frame, entries, bytes, sizeof bytes, &length));
    if (atomik_crc32c(bytes, length) != (UINT32_MAX ^ atomik_crc_bits_(UINT32_MAX, bytes, length)))
        calls_fail("the checksum without the processor's instruction");
    calls_put_bytes(out, bytes, length);
    free(entries);
}

static void call_frame_decode(calls_in_t *in, calls_out_t *out)
{
    static atomik_frame_entry_t entries[ATOMIK_FRAME_MAX_ENTRIES];
    const size_t n = calls_size(in);
    atomik_frame_t frame = {0, 0, 0, 0, 0};
    calls_put_status(out, atomik_frame_decode(calls_bytes(in, n), n, &frame, entries, ATOMIK_FRAME_MAX_ENTRIES));
    calls_put(out, frame.width, 1);
    calls_put(out, frame.origin, 8);
    calls_put(out, frame.first, 8);
    calls_put(out, frame.epoch, 4);
    calls_put(out, frame.count, 4);
    for (size_t i = 0; i < frame.count; i++) {
        calls_put(out, entries[i].address, 4);
        calls_put(out, entries[i].delta, 8);
    }
}

static uint64_t calls_fold(unsigned width_bits, const uint8_t *bytes, size_t n)
{
    switch (width_bits) {
    case 8: return atomik8_fold_bytes(bytes, n);
    case 16: return atomik16_fold_bytes(bytes, n);
    case 32: return atomik32_fold_bytes(bytes, n);
    default: return atomik_fold_bytes(bytes, n);
    }
}

static uint64_t calls_fold_at(unsigned width_bits, size_t offset, const uint8_t *bytes, size_t n)
{
    switch (width_bits) {
    case 8: return atomik8_fold_at(offset, bytes, n);
    case 16: return atomik16_fold_at(offset, bytes, n);
    case 32: return atomik32_fold_at(offset, bytes, n);
    default: return atomik_fold_at(offset, bytes, n);
    }
}

/* The digest of a buffer, then what a change of it contributes; at 64 bits the fingerprint must say the same. */
static void call_fold(unsigned width_bits, calls_in_t *in, calls_out_t *out)
{
    const size_t n = calls_size(in);
    const uint8_t *const bytes = calls_bytes(in, n);
    const size_t offset = calls_size(in), m = calls_size(in);
    const uint8_t *const change = calls_bytes(in, m);
    const uint64_t digest = calls_fold(width_bits, bytes, n);
    const uint64_t delta = calls_fold_at(width_bits, offset, change, m);
    calls_put(out, digest, 8);
    calls_put(out, digest ^ delta, 8);
    if (width_bits != 64 || offset + m > n) return;
    atomik_fingerprint_t fp;
    atomik_fp_load(&fp, bytes, n);
    uint8_t *const now = (uint8_t *)calls_memory(NULL, n);
    for (size_t i = 0; i < n; i++) now[i] = bytes[i] ^ (i - offset < m ? change[i - offset] : 0);
    atomik_fp_accum_bytes(&fp, offset, bytes + offset, now + offset, m);
    if ((fp.reference ^ fp.accumulator) != (digest ^ delta)) calls_fail("the fingerprint of a change");
    if (atomik_fp_changed(&fp) != (delta != 0)) calls_fail("whether the fingerprint changed");
    const atomik_fingerprint_t followed = fp;
    atomik_fp_update(&fp, now, n);
    if (fp.accumulator != followed.accumulator) calls_fail("the fingerprint of the buffer");
    free(now);
}

/* The digest of words, then what the digest is after a change of one of them. */
static void call_keyed(calls_in_t *in, calls_out_t *out)
{
    const size_t n = calls_size(in);
    uint64_t *const keys = (uint64_t *)calls_memory(NULL, n * sizeof *keys);
    uint64_t *const words = (uint64_t *)calls_memory(NULL, n * sizeof *words);
    for (size_t i = 0; i < n; i++) keys[i] = calls_get(in, 8);
    const uint8_t *const bytes = in->at;
    for (size_t i = 0; i < n; i++) words[i] = calls_get(in, 8);
    const size_t index = calls_size(in);
    const uint64_t delta = calls_get(in, 8);
    const uint64_t digest = atomik_keyed(keys, words, n);
    if (atomik_keyed_bits_(keys, words, n) != digest) calls_fail("the keyed digest without the processor's product");
    if (atomik_keyed_bytes(keys, bytes, 8 * n) != digest) calls_fail("the keyed digest of bytes");
    calls_put(out, digest, 8);
    calls_put(out, digest ^ (index < n ? atomik_field_multiply(keys[index], delta) : 0), 8);
    free(keys);
    free(words);
}

static void calls_put_tree(const atomik_tree_t *tree, size_t leaves, calls_out_t *out)
{
    const size_t first = ((size_t)1 << tree->depth) - 1;
    for (size_t i = 0; i < leaves; i++) calls_put(out, tree->nodes[first + i], 8);
    calls_put(out, atomik_tree_root(tree), 8);
}

/* A tree over chunks of words, the same after changes of words, and the chunk that is found to have changed. Keys are
 * there for keyed digests alone. A fold of narrower words is the fold of the same numbers as 64-bit words. */
static void call_tree(calls_in_t *in, calls_out_t *out)
{
    const bool keyed = calls_get(in, 1) != 0;
    const size_t chunk = calls_size(in), n = calls_size(in), changes = calls_size(in);
    const size_t leaves = (n + chunk - 1) / chunk;
    const unsigned depth = atomik_tree_depth_for(leaves);
    const size_t nodes = ((size_t)2 << depth) - 1;
    uint64_t *const memory = (uint64_t *)calls_memory(NULL, (2 * n + leaves + 2 * nodes) * sizeof(uint64_t));
    uint64_t *const keys = memory, *const words = keys + n, *const digests = words + n;
    uint64_t *const storage = digests + leaves;
    for (size_t i = 0; i < n; i++) keys[i] = keyed ? calls_get(in, 8) : 0;
    for (size_t i = 0; i < n; i++) words[i] = calls_get(in, 8);
    for (size_t i = 0; i < leaves; i++) {
        const size_t start = i * chunk, left = n - start, length = left < chunk ? left : chunk;
        digests[i] =
            keyed ? atomik_keyed(keys + start, words + start, length) : atomik_fold(words + start, length);
    }
    atomik_tree_t before, after;
    size_t found = 0;
    if (atomik_tree_init_in(&before, storage, nodes - 1, depth) != ATOMIK_STORAGE_TOO_SMALL ||
        atomik_tree_init_in(&before, storage, nodes, depth) != ATOMIK_OK ||
        atomik_tree_init_in(&after, storage + nodes, nodes, depth) != ATOMIK_OK ||
        atomik_tree_load(&before, digests, leaves) != ATOMIK_OK ||
        atomik_tree_load(&after, digests, leaves) != ATOMIK_OK)
        calls_fail("tree");
    for (size_t i = 0; i < changes; i++) {
        const size_t index = calls_size(in);
        const uint64_t delta = calls_get(in, 8);
        const uint64_t change = keyed ? atomik_field_multiply(keys[index], delta) : delta;
        if (atomik_tree_update(&after, index / chunk, change) != ATOMIK_OK) calls_fail("tree_update");
    }
    const size_t outside = (size_t)1 << depth;
    if (atomik_tree_update(&after, outside, 1) != ATOMIK_ADDRESS_OUT_OF_RANGE) calls_fail("a chunk out of range");
    calls_put(out, depth, 1);
    calls_put(out, leaves, 4);
    calls_put_tree(&before, leaves, out);
    calls_put_tree(&after, leaves, out);
    calls_put_status(out, atomik_tree_locate(&before, &after, &found));
    calls_put(out, found, 4);
    free(memory);
}

static void calls_codec(uint8_t call, unsigned width_bits, calls_in_t *in, calls_out_t *out)
{
    switch (call) {
    case CALL_MESSAGE_ENCODE: call_message_encode(in, out); break;
    case CALL_MESSAGE_DECODE: call_message_decode(in, out); break;
    case CALL_FRAME_ENCODE: call_frame_encode(in, out); break;
    case CALL_FRAME_DECODE: call_frame_decode(in, out); break;
    case CALL_FOLD: call_fold(width_bits, in, out); break;
    case CALL_KEYED: call_keyed(in, out); break;
    case CALL_TREE: call_tree(in, out); break;
    default: calls_fail("unknown call");
    }
}

#endif
