/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/*
 * frame_server.h: the request and reply frames of spec/README.md ("Bytes"), once for every compiled implementation.
 * C99 and C++11. An implementation writes one callback that runs one program, and a main:
 *
 *     int main(void) { return frame_serve(stdin, stdout, ROOT_ID, run_program, NULL); }
 *
 * A frame is judged as a whole before any of its ops runs: a refused frame has no effect but its reply.
 */
#ifndef FRAME_SERVER_H
#define FRAME_SERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- What an implementation sees -------------------------------------------------------------------------- */

enum { FRAME_MAX_OPS = 1024, FRAME_MAX_PROGRAMS = 4096, FRAME_MAX_OPERANDS = 2 };

/* One op as it arrived: the opcode is 1 to 7; operands may be out of range for the width, absent ones are 0. */
typedef struct { uint8_t opcode; uint64_t operands[FRAME_MAX_OPERANDS]; } frame_op_t;

/* What is seen after one step: both words of the context, and the result (0 where the op has none). */
typedef struct { uint64_t reference, accumulator, result; } frame_step_t;

/* Runs a program of 0 to 1024 ops from a fresh context at 8, 16, 32 or 64 bits, up to its end or its first
 * rejected op. Writes one step for each op it reached, the rejected one included (that step shows the unchanged
 * context), and their number, at most op_count. Returns the reject code of the last step, or 0. */
typedef uint8_t frame_run_t(void *self, unsigned width_bits, const frame_op_t *ops, size_t op_count,
                            frame_step_t *steps, size_t *step_count);

/* Answers every frame on `in` with one reply on `out`, flushed once, until the end of input. root_id is the first
 * 8 bytes of the root hash, most significant first. Returns the exit status of the process: 0, or 1 when memory
 * or `out` failed (said on stderr). */
static inline int frame_serve(FILE *in, FILE *out, uint64_t root_id, frame_run_t *run, void *self);

/* ---- The format ------------------------------------------------------------------------------------------- */

enum {
    FRAME_VERSION = 1,
    FRAME_MAGIC_BYTES = 4,
    FRAME_HEADER_BYTES = 20,
    FRAME_TRAILER_BYTES = 4,
    FRAME_MAX_PAYLOAD_BYTES = 4194304,
    FRAME_MAX_BYTES = FRAME_HEADER_BYTES + FRAME_MAX_PAYLOAD_BYTES + FRAME_TRAILER_BYTES,
    /* 4 bytes for each program and 24 for each step; an op takes at least one byte of the payload. */
    FRAME_MAX_REPLY_BYTES = FRAME_HEADER_BYTES + 4 * FRAME_MAX_PROGRAMS + 24 * FRAME_MAX_PAYLOAD_BYTES
};

/* Statuses of a reply, 0 to 9, in the order in which a frame is checked. */
typedef enum {
    FRAME_OK, FRAME_BAD_MAGIC, FRAME_BAD_VERSION, FRAME_BAD_WIDTH, FRAME_BAD_COUNT,
    FRAME_OVERSIZED, FRAME_WRONG_HASH, FRAME_TRUNCATED, FRAME_UNKNOWN_OP, FRAME_BAD_LENGTH
} frame_status_t;

static inline uint64_t frame_get(const uint8_t *bytes, unsigned count) /* little-endian, count <= 8 */
{
    uint64_t value = 0;
    for (unsigned i = 0; i < count; i++) value |= (uint64_t)bytes[i] << (8 * i);
    return value;
}

static inline uint8_t *frame_put(uint8_t *bytes, uint64_t value, unsigned count) /* returns the byte behind */
{
    for (unsigned i = 0; i < count; i++) bytes[i] = (uint8_t)(value >> (8 * i) & 0xff);
    return bytes + count;
}

/* How many operands follow an opcode; the opcode is 1 to 7. */
static inline unsigned frame_arity(uint8_t opcode)
{
    static const uint8_t arity[8] = {0, 1, 1, 0, 0, 1, 1, 2}; /* idle load accum read swap rollback exchange merge */
    return arity[opcode];
}

/* Judges a whole header, statuses 1 to 6. */
static inline frame_status_t frame_check_header(const uint8_t *header, const uint8_t *root_id)
{
    const uint8_t width_bits = header[5];
    const uint64_t count = frame_get(header + 6, 2);
    if (memcmp(header, "ATMq", FRAME_MAGIC_BYTES) != 0) return FRAME_BAD_MAGIC;
    if (header[4] != FRAME_VERSION) return FRAME_BAD_VERSION;
    if (width_bits != 8 && width_bits != 16 && width_bits != 32 && width_bits != 64) return FRAME_BAD_WIDTH;
    if (count == 0 || count > FRAME_MAX_PROGRAMS) return FRAME_BAD_COUNT;
    if (frame_get(header + 8, 4) > FRAME_MAX_PAYLOAD_BYTES) return FRAME_OVERSIZED;
    if (memcmp(header + 12, root_id, 8) != 0) return FRAME_WRONG_HASH;
    return FRAME_OK;
}

/* Judges all programs of a payload, statuses 7 to 9. Nothing behind an unknown op or behind the end can be parsed,
 * so those two end the search; a bad length is reported if nothing else is. */
static inline frame_status_t frame_check_payload(const uint8_t *payload, size_t length_bytes, size_t programs)
{
    const uint8_t *at = payload;
    const uint8_t *const end = payload + length_bytes;
    bool too_long = false;
    for (size_t program = 0; program < programs; program++) {
        if (end - at < 2) return FRAME_TRUNCATED;
        const size_t ops = (size_t)frame_get(at, 2);
        at += 2;
        too_long = too_long || ops > FRAME_MAX_OPS;
        for (size_t op = 0; op < ops; op++) {
            if (end - at < 1) return FRAME_TRUNCATED;
            const uint8_t opcode = *at++;
            if (opcode == 0 || opcode > 7) return FRAME_UNKNOWN_OP;
            const ptrdiff_t operand_bytes = 8 * (ptrdiff_t)frame_arity(opcode);
            if (end - at < operand_bytes) return FRAME_TRUNCATED;
            at += operand_bytes;
        }
    }
    return too_long || at != end ? FRAME_BAD_LENGTH : FRAME_OK;
}

/* ---- The service ------------------------------------------------------------------------------------------ */

/* Input waits in bytes[start, end). There is room for two frames, so that moving what waits to the front costs at
 * most one byte moved for each byte read, whatever the input. */
typedef struct {
    FILE *in, *out;
    frame_run_t *run;
    void *self; /* the first argument of run */
    uint8_t root_id[8];
    size_t start, end;
    uint8_t bytes[2 * FRAME_MAX_BYTES];
    uint8_t reply[FRAME_MAX_REPLY_BYTES]; /* 100 MB, of which the system provides what replies have filled */
    frame_op_t ops[FRAME_MAX_OPS];
    frame_step_t steps[FRAME_MAX_OPS];
} frame_server_t;

/* Waits until `count` bytes of input are there (count <= FRAME_MAX_BYTES); false if the input ends before. Asks for
 * no byte more than that: the peer may be waiting for a reply. */
static inline bool frame_await(frame_server_t *server, size_t count)
{
    const size_t waiting = server->end - server->start;
    if (waiting >= count) return true;
    if (server->start + count > sizeof server->bytes) {
        memmove(server->bytes, server->bytes + server->start, waiting);
        server->start = 0;
        server->end = waiting;
    }
    server->end += fread(server->bytes + server->end, 1, count - waiting, server->in);
    return server->end - server->start >= count;
}

/* Writes a reply whose payload of `length_bytes` stands behind its header already; false when output failed. */
static inline bool frame_send(frame_server_t *server, frame_status_t status, size_t programs, size_t length_bytes)
{
    uint8_t *const header = server->reply;
    memcpy(header, "ATMr", FRAME_MAGIC_BYTES);
    header[4] = FRAME_VERSION;
    header[5] = (uint8_t)status;
    frame_put(header + 6, programs, 2);
    frame_put(header + 8, length_bytes, 4);
    memcpy(header + 12, server->root_id, 8);
    const size_t total = FRAME_HEADER_BYTES + length_bytes;
    return fwrite(header, 1, total, server->out) == total && fflush(server->out) == 0;
}

/* Refuses what is at the front of the input: drops `count` bytes of it, then all up to the next magic or the end. */
static inline bool frame_refuse(frame_server_t *server, frame_status_t status, size_t count)
{
    if (!frame_send(server, status, 0, 0)) return false;
    server->start += count;
    while (frame_await(server, FRAME_MAGIC_BYTES)) {
        if (memcmp(server->bytes + server->start, "ATMq", FRAME_MAGIC_BYTES) == 0) return true;
        server->start++;
    }
    server->start = server->end;
    return true;
}

/* Runs the programs of a checked payload and writes the reply's payload, whose length is returned. */
static inline size_t frame_run_all(frame_server_t *server, const uint8_t *payload, unsigned width_bits,
                                   size_t programs)
{
    const uint8_t *at = payload;
    uint8_t *put = server->reply + FRAME_HEADER_BYTES;
    for (size_t program = 0; program < programs; program++) {
        const size_t op_count = (size_t)frame_get(at, 2);
        at += 2;
        for (size_t i = 0; i < op_count; i++) {
            frame_op_t *const op = &server->ops[i];
            op->opcode = *at++;
            for (unsigned k = 0; k < FRAME_MAX_OPERANDS; k++) {
                const bool present = k < frame_arity(op->opcode);
                op->operands[k] = present ? frame_get(at, 8) : 0;
                at += present ? 8 : 0;
            }
        }
        size_t step_count = 0;
        const uint8_t reject = server->run(server->self, width_bits, server->ops, op_count, server->steps,
                                           &step_count);
        put = frame_put(put, step_count, 2);
        put = frame_put(put, reject, 2); /* the code and the zero behind it */
        for (size_t i = 0; i < step_count; i++) {
            put = frame_put(put, server->steps[i].reference, 8);
            put = frame_put(put, server->steps[i].accumulator, 8);
            put = frame_put(put, server->steps[i].result, 8);
        }
    }
    return (size_t)(put - server->reply) - FRAME_HEADER_BYTES;
}

/* Answers the frame, or the rubbish, at the front of the input; false when output failed. */
static inline bool frame_answer(frame_server_t *server)
{
    if (!frame_await(server, FRAME_HEADER_BYTES)) { /* what is left is too short to hold another frame */
        return frame_refuse(server, FRAME_TRUNCATED, server->end - server->start);
    }
    const uint8_t *frame = server->bytes + server->start;
    frame_status_t status = frame_check_header(frame, server->root_id);
    if (status != FRAME_OK && status != FRAME_WRONG_HASH) {
        return frame_refuse(server, status, status == FRAME_BAD_MAGIC ? 0 : FRAME_MAGIC_BYTES);
    }
    const size_t payload_bytes = (size_t)frame_get(frame + 8, 4);
    const size_t total = FRAME_HEADER_BYTES + payload_bytes + FRAME_TRAILER_BYTES;
    const bool whole = frame_await(server, total);
    frame = server->bytes + server->start; /* waiting may have moved it */
    if (!whole || memcmp(frame + total - FRAME_TRAILER_BYTES, "qMTA", FRAME_TRAILER_BYTES) != 0) {
        return frame_refuse(server, status == FRAME_OK ? FRAME_TRUNCATED : status, FRAME_MAGIC_BYTES);
    }
    const uint8_t *const payload = frame + FRAME_HEADER_BYTES;
    const size_t programs = (size_t)frame_get(frame + 6, 2);
    if (status == FRAME_OK) status = frame_check_payload(payload, payload_bytes, programs);
    server->start += total;
    if (status != FRAME_OK) return frame_send(server, status, 0, 0);
    return frame_send(server, FRAME_OK, programs, frame_run_all(server, payload, frame[5], programs));
}

static inline int frame_serve(FILE *in, FILE *out, uint64_t root_id, frame_run_t *run, void *self)
{
    frame_server_t *const server = (frame_server_t *)malloc(sizeof *server);
    bool alive = server != NULL;
    if (alive) {
        server->in = in, server->out = out, server->run = run, server->self = self;
        server->start = server->end = 0;
        for (unsigned i = 0; i < 8; i++) server->root_id[i] = (uint8_t)(root_id >> (56 - 8 * i) & 0xff);
    }
    while (alive && frame_await(server, 1)) alive = frame_answer(server);
    if (!alive) fputs(server == NULL ? "frame server: out of memory\n" : "frame server: the output failed\n", stderr);
    free(server);
    return alive ? 0 : 1;
}

#endif /* FRAME_SERVER_H */
