/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * recurrence.h - when a repeating event of a calendar takes place (RFC 5545 3.3.10).
 *
 * Times are wall clock times: seconds since 1970-01-01T00:00:00 as a clock on the wall would count
 * them, without a zone; the caller knows the zone. Rules come from foreign files: a walk looks at a
 * bounded number of days, whatever the rule asks for.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef enum {
    RECURRENCE_UNDERSTOOD,
    RECURRENCE_MALFORMED,
    RECURRENCE_TOO_OFTEN, /* many times a day: nobody meets so */
} RecurrenceFault;

typedef enum {
    RECURRENCE_DAILY,
    RECURRENCE_WEEKLY,
    RECURRENCE_MONTHLY,
    RECURRENCE_YEARLY,
} RecurrenceStep;

#define RECURRENCE_DAYS_MOST  64 /* weekdays of BYDAY, places of BYSETPOS */
#define RECURRENCE_TIMES_MOST 96 /* of one day */

/* Numbers from -366 to 366, one bit each; days from the end of a year are negative. */
typedef struct {
    uint64_t bits[12];
    gboolean any;
} RecurrenceSet;

gboolean
recurrence_set_has(const RecurrenceSet *set, int number);

typedef struct {
    RecurrenceStep step;
    int64_t interval; /* at least 1 */
    int64_t count;    /* 0 = no end by number */
    int64_t until;    /* the last wall clock time that counts, where has_until */
    gboolean has_until, until_is_utc;
    int week_start; /* 0 = Monday */
    RecurrenceSet months, month_days, year_days, weeks, hours, minutes, seconds;
    struct {
        int place; /* 0: every; 2: the second; -1: the last */
        int weekday;
    } days[RECURRENCE_DAYS_MOST];
    unsigned day_count;
    int places[RECURRENCE_DAYS_MOST]; /* BYSETPOS */
    unsigned place_count;
} Recurrence;

/* "FREQ=WEEKLY;BYDAY=TU,TH"; out is written where it was understood. */
RecurrenceFault
recurrence_read(const char *rule, Recurrence *out_recurrence);

typedef struct {
    int64_t first; /* the event's own start: the rule counts from here */
    int64_t since; /* earlier ones are not wanted: the walk skips them where it can */
    int64_t until; /* the last time that is wanted */
    unsigned most; /* only the latest so many are kept */
} RecurrenceWish;

/* Appends int64_t wall clock times in ascending order. `budget` is the number of days that may be
 * looked at, lowered by those that were. FALSE where it ran out (times may then be missing at the
 * end) or where more than `most` came (they are missing at the beginning). */
gboolean
recurrence_walk(const Recurrence *recurrence, const RecurrenceWish *wish, unsigned *budget,
                GArray *out_times);

/* "20260504T083000", "20260504": the wall clock time, and what stands behind it; FALSE for what is
 * none. `out_is_date`, `out_is_utc` may be NULL. */
gboolean
recurrence_time(const char *text, int64_t *out_time, gboolean *out_is_date, gboolean *out_is_utc);
