/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * same-scale.h - the sum of what speaks for and against two records being one, with its reasons.
 * Only for the files same-*.c.
 */
#pragma once

#include "domain/same-person.h"

typedef struct {
    double bits;     /* log2 of the odds */
    double most;     /* what doubts leave of them */
    TkJson *reasons; /* with a "bits" each, until they are sorted; NULL where nobody asks */
} SameScale;

/* Two of `many` are one by chance once in as many. `tells`: the reasons are wanted, too. */
void
same_scale_begin(SameScale *scale, int64_t many, gboolean tells);
void
same_scale_clear(SameScale *scale);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SameScale, same_scale_clear)

/* `bits` is log2(m / u); the facts are what each of the two says; `other` NULL: the same. */
void
same_scale_weigh(SameScale *scale, const char *key, double bits, const char *one,
                 const char *other);

/* However much speaks for it, it does not come to more than this. */
void
same_scale_doubt(SameScale *scale, double most);

double
same_scale_chance(const SameScale *scale);

/* The chance and the reasons, the weightiest first. Caller clears `out`. */
void
same_scale_end(const SameScale *scale, SameJudgement *out);
