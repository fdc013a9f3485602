/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * fuzz.h - what every fuzz target shares: its entry point and the canary.
 *
 * Each target is built twice. The second build (TOKOPP_CANARY) holds a planted overflow behind a
 * short mark in what the reader made of the input; a run that does not find it shows that the
 * target is blind. To add a target: write fuzz-NAME.c, put NAME and its room into meson.build, and
 * a few small files into corpus/NAME/, one of which holds "~?".
 */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* `text` must have come through the code under test, else the canary proves nothing. */
static inline void
fuzz_canary(const char *text)
{
#ifdef TOKOPP_CANARY
    volatile char room[4] = { 0 };

    /* The mark: a tilde with one of ! " # ... / behind it. The array is volatile, for a compiler
     * that sees the fault would drop it. */
    for (const char *at = text; (at = strchr(at, '~')) != NULL; at++)
        if (at[1] >= '!' && at[1] <= '/')
            room[at[1] - '!' + 4] = 1;
#else
    (void) text;
#endif
}
