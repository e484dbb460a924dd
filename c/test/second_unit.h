/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
#ifndef SECOND_UNIT_H
#define SECOND_UNIT_H

#include "../atomik_core.h"

uint64_t second_unit_state(const atomik_ctx_t *ctx);
const char *second_unit_root_hash(void);

#endif
