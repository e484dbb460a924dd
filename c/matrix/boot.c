/* SPDX-License-Identifier: Apache-2.0
 * SPDX-FileCopyrightText: ATOMiK contributors */
/* From reset to main on a Cortex-M3 that QEMU emulates; output goes to the host by semihosting. */
#include <stdlib.h>

int main(void);
void initialise_monitor_handles(void);
void reset(void);
/* Named by the C library, which would otherwise want the start files. */
void _init(void);
void _fini(void);
extern char stack_top[];

void _init(void)
{
}

void _fini(void)
{
}

void reset(void)
{
    initialise_monitor_handles();
    exit(main());
}

/* What the processor reads first: where the stack begins, and where to start. */
__attribute__((section(".vectors"), used)) static const struct {
    char *stack;
    void (*start)(void);
} vectors = {stack_top, reset};
