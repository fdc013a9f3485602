/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/test-tie.h"

void
test_tie_add(Tie *tie, const TestHappened *happened)
{
    const MethodLimits limits = method_limits_default();

    for (unsigned i = 0; i < happened->count; i++) {
        const int64_t days = happened->days_ago + 7 * (int64_t) i;
        const TieEvent event = { .kind = happened->kind,
                                 .way = happened->way,
                                 .at = TEST_TIE_NOW - days * TEST_TIE_DAY,
                                 .circle = happened->circle };

        tie_add(tie, &event, &limits);
    }
}

Tie *
test_tie_of(const TestHappened *happened, gsize count)
{
    Tie *tie = tie_new();

    tie->from_person_id = 1;
    tie->to_person_id = 2;
    for (gsize i = 0; i < count; i++)
        test_tie_add(tie, &happened[i]);
    return tie;
}

const char *
test_tie_word(const Tie *tie)
{
    const MethodLimits limits = method_limits_default();

    return tie_word(tie, TEST_TIE_NOW, &limits);
}
