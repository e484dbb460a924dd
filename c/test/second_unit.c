/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/* A second translation unit that includes the header, twice: both must link and mean the same. */
#include "../atomik_core.h"
#include "../atomik_core.h"
#include "second_unit.h"

uint64_t second_unit_state(const atomik_ctx_t *ctx)
{
    return atomik_read(ctx);
}

const char *second_unit_root_hash(void)
{
    return ATOMIK_ROOT_HASH;
}
