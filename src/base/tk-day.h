/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tk-day.h - days, working days and places in time.
 *
 * A day is the count of days since 1970-01-01 (negative before), without a zone. What day it is
 * for somebody depends on their zone: tk_day_of() asks for it. Working days are Monday to Friday
 * without the public holidays of the country (tk-holidays.h); a day before a holiday is a working
 * day.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef int64_t TkDay;

/* The years and days that a calendar is asked for; outside of them the nearest counts. */
#define TK_YEAR_LEAST 1
#define TK_YEAR_MOST  9999
#define TK_DAY_LEAST  INT64_C(-719162) /* 0001-01-01 */
#define TK_DAY_MOST   INT64_C(2932896) /* 9999-12-31 */

/* The proleptic Gregorian calendar; FALSE for a date that is none (31 February), or outside of the
 * years above. */
gboolean
tk_day_from_date(int year, int month, int day, TkDay *out_day);
void
tk_day_to_date(TkDay day, int *out_year, int *out_month, int *out_day);

/* "2026-12-07"; the second returns FALSE for anything else, with no error set. */
char *
tk_day_to_text(TkDay day);
gboolean
tk_day_from_text(const char *text, TkDay *out_day);

/* 1 = Monday ... 7 = Sunday (ISO 8601). */
int
tk_day_weekday(TkDay day);

/* The day and the minute of it (0..1439) that `at` (seconds UTC) falls on in IANA `zone`;
 * an unknown or empty zone counts as UTC. */
TkDay
tk_day_of(int64_t at, const char *zone);
int
tk_minute_of(int64_t at, const char *zone);

/* The instant when `minute` of `day` begins in `zone`. In the hour that a spring change leaves out:
 * the first instant after it; in the hour that comes twice: the first of the two. */
int64_t
tk_day_instant(TkDay day, int minute, const char *zone);

gboolean
tk_zone_is_known(const char *zone);

/* The usual zone of a country by its two letters ("NO" -> "Europe/Oslo"), or "". */
const char *
tk_zone_of_country(const char *country);

/* "2026-12-07", "2026-12-07T09:30", "...T09:30:15", with "Z" or "+01:00", or without (then in
 * `zone`). A bare date is `default_minute` of that day. Errors: TK_ERROR_INVALID "not-a-time". */
gboolean
tk_instant_from_text(const char *text, const char *zone, int default_minute, int64_t *out_at,
                     GError **error);
/* "2026-12-07T09:30:00Z" */
char *
tk_instant_to_text(int64_t at);

gboolean
tk_day_is_working(TkDay day, const char *country);

/* The `count`-th working day after `day` (count >= 1). Day 0 of the count is `day` itself, working
 * or not. */
TkDay
tk_day_add_working(TkDay day, unsigned count, const char *country);

/* Working days in (from, until]. */
unsigned
tk_day_count_working(TkDay from, TkDay until, const char *country);
