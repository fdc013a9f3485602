/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * test-tie.h - ties made of what happened, told in few words. For tests only.
 */
#pragma once

#include "domain/tie.h"

#define TEST_TIE_DAY INT64_C(86400)
#define TEST_TIE_NOW (INT64_C(20000) * TEST_TIE_DAY)

typedef struct {
    const char *kind, *way;
    unsigned count;   /* one a week, the latest first */
    int64_t days_ago; /* of the latest, before TEST_TIE_NOW */
    int64_t circle;
} TestHappened;

void
test_tie_add(Tie *tie, const TestHappened *happened);

/* From person 1 to person 2. Caller owns it. */
Tie *
test_tie_of(const TestHappened *happened, gsize count);

/* tie_word() at TEST_TIE_NOW, with the limits as they are by default. */
const char *
test_tie_word(const Tie *tie);
