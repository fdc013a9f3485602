/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * shared-time.h - two people who were at one organisation or school at the same time are likely to
 * know each other (P1): the more, the longer it was and the fewer were there.
 *
 * A guess, so it never makes more than a light tie, and none at all where many are known. Months
 * are counted since 1900.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

/* With more people known at one place nobody is likely to know another only for having been there:
 * even the longest time together would make less than a light tie. */
#define SHARED_TIME_MEMBERS_MOST 75

/* What it is never more than. */
#define SHARED_TIME_MOST 0.30

typedef struct {
    int from, until; /* months; `until` no longer belongs to it */
} MonthSpan;

/* From the days of a position (0: from unknown, until still). A beginning that is not known is
 * taken to be a year before the end. */
MonthSpan
month_span(int64_t from_day, int64_t until_day, int64_t today);

/* The time both have in common; empty (until <= from) where there is none. */
MonthSpan
month_span_common(MonthSpan one, MonthSpan other);

/* 0 to SHARED_TIME_MOST: months / (months + 12) of it, less for a larger place: 1 / (1 + members /
 * 50), both themselves among the members. */
double
shared_time_strength(MonthSpan common, gsize members);

/* The year of a month, for a sentence. */
int
month_year(int month);
