/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/shared-time.h"

#define MONTHS_A_YEAR  12
#define YEAR_OF_NONE   1900
#define MONTHS_TO_1970 840
#define DAYS_A_MONTH   30.436875
#define MONTHS_MOST    4800 /* a date beyond the year 2300 is none */
#define HALF_AFTER     12.0
#define HALF_WITH      50.0

static int
month_of(int64_t day)
{
    double months = (double) day / DAYS_A_MONTH + MONTHS_TO_1970;

    return (int) CLAMP(months, 0.0, (double) MONTHS_MOST);
}

MonthSpan
month_span(int64_t from_day, int64_t until_day, int64_t today)
{
    MonthSpan span = { .until = month_of(until_day != 0 ? MIN(until_day, today) : today) };

    span.from = from_day != 0 ? month_of(from_day) : MAX(span.until - MONTHS_A_YEAR, 0);
    return span;
}

MonthSpan
month_span_common(MonthSpan one, MonthSpan other)
{
    return (MonthSpan) { MAX(one.from, other.from), MIN(one.until, other.until) };
}

double
shared_time_strength(MonthSpan common, gsize members)
{
    double months = common.until - common.from;

    if (months <= 0 || members < 2 || members > SHARED_TIME_MEMBERS_MOST)
        return 0;
    return SHARED_TIME_MOST * months / (months + HALF_AFTER) / (1 + (double) members / HALF_WITH);
}

int
month_year(int month)
{
    return YEAR_OF_NONE + month / MONTHS_A_YEAR;
}
