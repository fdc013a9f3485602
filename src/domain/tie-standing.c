/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/tie.h"

#include <math.h>

#define SECONDS_A_DAY 86400
#define STEPS         32 /* fine enough that 2 % more evidence moves it */

int64_t
tie_standing(const Tie *tie, const MethodLimits *limits)
{
    double half_life = (double) limits->tie_half_life_days * SECONDS_A_DAY;

    if (!(tie->evidence > 0))
        return tie->connected != 0 ? 1 : 0;
    double steps = STEPS * ((double) tie->evidence_at / half_life + log2(tie->evidence));

    return steps < 2 ? 2 : (int64_t) steps;
}
