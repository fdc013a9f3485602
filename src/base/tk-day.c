/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-day.h"

#include "base/tk-error.h"
#include "base/tk-holidays.h"

#include <string.h>

#define MINUTE        INT64_C(60)
#define HOUR          INT64_C(3600)
#define DAY           INT64_C(86400)
#define MINUTES_A_DAY 1440
#define SATURDAY      6

/* Days in 400, 100 and 4 years of a calendar whose year ends with the leap day (in March). */
#define DAYS_400 INT64_C(146097)
#define DAYS_100 INT64_C(36524)
#define DAYS_4   INT64_C(1461)
#define DAYS_1   INT64_C(365)

/* From 0000-03-01 to 1970-01-01. */
#define EPOCH INT64_C(719468)

#define MOST_ZONES 64 /* kept open by one thread; more are forgotten and opened again */

static int64_t
divide_down(int64_t value, int64_t by)
{
    return value / by - (value % by < 0);
}

static gboolean
is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

gboolean
tk_day_from_date(int year, int month, int day, TkDay *out_day)
{
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    if (year < TK_YEAR_LEAST || year > TK_YEAR_MOST || month < 1 || month > 12 || day < 1)
        return FALSE;
    if (day > lengths[month - 1] + (month == 2 && is_leap(year)))
        return FALSE;

    /* Years that begin in March keep the leap day at the end, where it disturbs no month. */
    int64_t years = month > 2 ? year : year - 1;
    int64_t months = (month + 9) % 12;

    *out_day = years * DAYS_1 + years / 4 - years / 100 + years / 400 + (153 * months + 2) / 5 +
               day - 1 - EPOCH;
    return TRUE;
}

void
tk_day_to_date(TkDay day, int *out_year, int *out_month, int *out_day)
{
    int64_t rest = CLAMP(day, TK_DAY_LEAST, TK_DAY_MOST) + EPOCH;
    int64_t years = 0;
    int64_t part = 0;

    years += 400 * (rest / DAYS_400);
    rest %= DAYS_400;
    /* The last day of 400 years is a leap day: a fourth century (or a fourth year) would begin. */
    part = MIN(rest / DAYS_100, 3);
    years += 100 * part;
    rest -= part * DAYS_100;
    years += 4 * (rest / DAYS_4);
    rest %= DAYS_4;
    part = MIN(rest / DAYS_1, 3);
    years += part;
    rest -= part * DAYS_1;

    int64_t months = (5 * rest + 2) / 153; /* since March: 153 days in each five months */

    *out_day = (int) (rest - (153 * months + 2) / 5 + 1);
    *out_month = (int) (months < 10 ? months + 3 : months - 9);
    *out_year = (int) (months < 10 ? years : years + 1);
}

/* By hand: a page shows fifty instants, and a format is read anew for each. */
static char *
write_digits(char *at, int number, int count)
{
    for (int place = count - 1; place >= 0; place--) {
        at[place] = (char) ('0' + number % 10);
        number /= 10;
    }
    return at + count;
}

static char *
write_day(char *at, TkDay day)
{
    int year = 0;
    int month = 0;
    int date = 0;

    tk_day_to_date(day, &year, &month, &date);
    at = write_digits(at, year, 4);
    *at++ = '-';
    at = write_digits(at, month, 2);
    *at++ = '-';
    return write_digits(at, date, 2);
}

char *
tk_day_to_text(TkDay day)
{
    char *text = g_malloc(sizeof "2026-12-07");

    *write_day(text, day) = '\0';
    return text;
}

/* Reads exactly `count` digits and moves on; -1 when they are not there. */
static int
read_digits(const char **text, int count)
{
    int number = 0;

    for (int at = 0; at < count; at++) {
        if (!g_ascii_isdigit(**text))
            return -1;
        number = number * 10 + (**text - '0');
        (*text)++;
    }
    return number;
}

static gboolean
read_sign(const char **text, char sign)
{
    if (**text != sign)
        return FALSE;
    (*text)++;
    return TRUE;
}

static gboolean
read_day(const char **text, TkDay *out_day)
{
    int year = read_digits(text, 4);

    if (year < 0 || !read_sign(text, '-'))
        return FALSE;
    int month = read_digits(text, 2);

    if (month < 0 || !read_sign(text, '-'))
        return FALSE;
    int day = read_digits(text, 2);

    return day >= 0 && tk_day_from_date(year, month, day, out_day);
}

gboolean
tk_day_from_text(const char *text, TkDay *out_day)
{
    TkDay day = 0;

    if (text == NULL || !read_day(&text, &day) || *text != '\0')
        return FALSE;
    *out_day = day;
    return TRUE;
}

int
tk_day_weekday(TkDay day)
{
    /* 1970-01-01 was a Thursday. */
    return (int) (((day % 7) + 7 + 3) % 7) + 1;
}

/* Only the shape of IANA names is let through to the file system: no "..", no absolute path, no
 * "+01:00", which GLib would take. */
static gboolean
zone_has_shape(const char *zone)
{
    size_t length = zone != NULL ? strlen(zone) : 0;

    if (length == 0 || length > 64 || !g_ascii_isalpha(zone[0]) || zone[length - 1] == '/')
        return FALSE;
    for (const char *at = zone; *at != '\0'; at++) {
        if (*at == '/' && !g_ascii_isalpha(at[1]))
            return FALSE;
        if (!g_ascii_isalnum(*at) && strchr("/_+-", *at) == NULL)
            return FALSE;
    }
    return TRUE;
}

static void
zone_free(gpointer zone)
{
    if (zone != NULL)
        g_time_zone_unref(zone);
}

static void
zones_free(gpointer zones)
{
    g_hash_table_unref(zones);
}

/* Opening a zone reads a file, and a list of a thousand rows asks for the same three. A cache for
 * each thread needs no lock. NULL stands for UTC. Borrowed until the next call. */
static GTimeZone *
zone_open(const char *zone, gboolean *out_known)
{
    static GPrivate cache =
        G_PRIVATE_INIT(zones_free); /* check: allow-static: a cache per thread */
    GHashTable *zones = g_private_get(&cache);
    gpointer found = NULL;

    *out_known = FALSE;
    if (!zone_has_shape(zone))
        return NULL;
    if (zones == NULL) {
        zones = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, zone_free);
        g_private_set(&cache, zones);
    }
    if (!g_hash_table_lookup_extended(zones, zone, NULL, &found)) {
        if (g_hash_table_size(zones) >= MOST_ZONES)
            g_hash_table_remove_all(zones);
        found = g_time_zone_new_identifier(zone);
        g_hash_table_insert(zones, g_strdup(zone), found);
    }
    *out_known = found != NULL;
    return found;
}

static int64_t
offset_at(GTimeZone *zone, int64_t at)
{
    if (zone == NULL)
        return 0;
    return g_time_zone_get_offset(zone, g_time_zone_find_interval(zone, G_TIME_TYPE_UNIVERSAL, at));
}

static int64_t
local_seconds(int64_t at, const char *zone)
{
    gboolean known = FALSE;
    int64_t bounded = CLAMP(at, TK_DAY_LEAST * DAY, TK_DAY_MOST * DAY);

    return bounded + offset_at(zone_open(zone, &known), bounded);
}

TkDay
tk_day_of(int64_t at, const char *zone)
{
    return divide_down(local_seconds(at, zone), DAY);
}

int
tk_minute_of(int64_t at, const char *zone)
{
    int64_t local = local_seconds(at, zone);

    return (int) ((local - divide_down(local, DAY) * DAY) / MINUTE);
}

/* The instant in (from, until] at which the offset stops being the one that holds at `from`. */
static int64_t
find_change(GTimeZone *zone, int64_t from, int64_t until)
{
    int64_t before = offset_at(zone, from);

    while (until - from > 1) {
        int64_t middle = from + (until - from) / 2;

        if (offset_at(zone, middle) == before)
            from = middle;
        else
            until = middle;
    }
    return until;
}

static int64_t
instant_of_local(int64_t local, const char *zone_name)
{
    gboolean known = FALSE;
    GTimeZone *zone = zone_open(zone_name, &known);
    int64_t early = local - offset_at(zone, local - DAY);
    int64_t late = local - offset_at(zone, local + DAY);
    int64_t first = MIN(early, late);
    int64_t second = MAX(early, late);

    if (first + offset_at(zone, first) == local)
        return first;
    if (second + offset_at(zone, second) == local)
        return second;
    return find_change(zone, local - DAY, local + DAY);
}

int64_t
tk_day_instant(TkDay day, int minute, const char *zone)
{
    int64_t bounded = CLAMP(day, TK_DAY_LEAST, TK_DAY_MOST);

    return instant_of_local(bounded * DAY + CLAMP(minute, 0, MINUTES_A_DAY - 1) * MINUTE, zone);
}

gboolean
tk_zone_is_known(const char *zone)
{
    gboolean known = FALSE;

    zone_open(zone, &known);
    return known;
}

const char *
tk_zone_of_country(const char *country)
{
    /* Countries with several zones have the one where most of their people live. */
    static const struct {
        const char *country;
        const char *zone;
    } zones[] = {
        { "NO", "Europe/Oslo" },       { "DK", "Europe/Copenhagen" },  { "SE", "Europe/Stockholm" },
        { "FI", "Europe/Helsinki" },   { "IS", "Atlantic/Reykjavik" }, { "FO", "Atlantic/Faroe" },
        { "GL", "America/Nuuk" },      { "AX", "Europe/Mariehamn" },   { "GB", "Europe/London" },
        { "IE", "Europe/Dublin" },     { "DE", "Europe/Berlin" },      { "AT", "Europe/Vienna" },
        { "CH", "Europe/Zurich" },     { "NL", "Europe/Amsterdam" },   { "BE", "Europe/Brussels" },
        { "LU", "Europe/Luxembourg" }, { "FR", "Europe/Paris" },       { "ES", "Europe/Madrid" },
        { "PT", "Europe/Lisbon" },     { "IT", "Europe/Rome" },        { "PL", "Europe/Warsaw" },
        { "CZ", "Europe/Prague" },     { "EE", "Europe/Tallinn" },     { "LV", "Europe/Riga" },
        { "LT", "Europe/Vilnius" },    { "UA", "Europe/Kyiv" },        { "US", "America/New_York" },
        { "CA", "America/Toronto" },   { "IN", "Asia/Kolkata" },       { "SG", "Asia/Singapore" },
        { "JP", "Asia/Tokyo" },        { "AU", "Australia/Sydney" },
    };

    for (size_t at = 0; country != NULL && at < G_N_ELEMENTS(zones); at++) {
        if (g_ascii_strcasecmp(zones[at].country, country) == 0)
            return zones[at].zone;
    }
    return "";
}

/* "Z", "+01:00", "+0100", "-05". TRUE with the seconds east of Greenwich. */
static gboolean
read_offset(const char **text, int64_t *out_offset)
{
    if (read_sign(text, 'Z')) {
        *out_offset = 0;
        return TRUE;
    }
    int64_t sign = **text == '-' ? -1 : 1;

    if (!read_sign(text, '+') && !read_sign(text, '-'))
        return FALSE;
    int hours = read_digits(text, 2);
    int minutes = 0;

    if (**text == ':' || g_ascii_isdigit(**text)) {
        read_sign(text, ':');
        minutes = read_digits(text, 2);
    }
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
        return FALSE;
    *out_offset = sign * (hours * HOUR + minutes * MINUTE);
    return TRUE;
}

/* "09:30" or "09:30:15". A leap second counts as the second before it. */
static gboolean
read_clock(const char **text, int64_t *out_seconds)
{
    int hours = read_digits(text, 2);

    if (hours < 0 || hours > 23 || !read_sign(text, ':'))
        return FALSE;
    int minutes = read_digits(text, 2);
    int seconds = 0;

    if (minutes < 0 || minutes > 59)
        return FALSE;
    if (read_sign(text, ':'))
        seconds = read_digits(text, 2);
    if (seconds < 0 || seconds > 60)
        return FALSE;
    *out_seconds = hours * HOUR + minutes * MINUTE + MIN(seconds, 59);
    return TRUE;
}

static gboolean
read_instant(const char *text, const char *zone, int default_minute, int64_t *out_at)
{
    TkDay day = 0;
    int64_t clock = 0;
    int64_t offset = 0;

    if (!read_day(&text, &day))
        return FALSE;
    if (*text == '\0') {
        *out_at = tk_day_instant(day, default_minute, zone);
        return TRUE;
    }
    if (!read_sign(&text, 'T') && !read_sign(&text, ' '))
        return FALSE;
    if (!read_clock(&text, &clock))
        return FALSE;
    if (*text == '\0') {
        *out_at = instant_of_local(day * DAY + clock, zone);
        return TRUE;
    }
    if (!read_offset(&text, &offset) || *text != '\0')
        return FALSE;
    *out_at = day * DAY + clock - offset;
    return TRUE;
}

gboolean
tk_instant_from_text(const char *text, const char *zone, int default_minute, int64_t *out_at,
                     GError **error)
{
    int64_t at = 0;

    if (text == NULL || !read_instant(text, zone, default_minute, &at))
        return tk_fail(error, TK_ERROR_INVALID, "not-a-time", text);
    *out_at = at;
    return TRUE;
}

char *
tk_instant_to_text(int64_t at)
{
    int64_t bounded = CLAMP(at, TK_DAY_LEAST * DAY, TK_DAY_MOST * DAY + DAY - 1);
    TkDay day = divide_down(bounded, DAY);
    int64_t rest = bounded - day * DAY;
    char *text = g_malloc(sizeof "2026-12-07T09:30:00Z");
    char *at_end = write_day(text, day);

    *at_end++ = 'T';
    at_end = write_digits(at_end, (int) (rest / HOUR), 2);
    *at_end++ = ':';
    at_end = write_digits(at_end, (int) (rest % HOUR / MINUTE), 2);
    *at_end++ = ':';
    at_end = write_digits(at_end, (int) (rest % MINUTE), 2);
    *at_end++ = 'Z';
    *at_end = '\0';
    return text;
}

gboolean
tk_day_is_working(TkDay day, const char *country)
{
    return tk_day_weekday(day) < SATURDAY && tk_holiday_name(day, country) == NULL;
}

TkDay
tk_day_add_working(TkDay day, unsigned count, const char *country)
{
    TkDay at = CLAMP(day, TK_DAY_LEAST, TK_DAY_MOST);

    for (unsigned counted = 0; counted < count && at < TK_DAY_MOST;) {
        at++;
        if (tk_day_is_working(at, country))
            counted++;
    }
    return at;
}

unsigned
tk_day_count_working(TkDay from, TkDay until, const char *country)
{
    unsigned count = 0;

    for (TkDay at = MAX(from, TK_DAY_LEAST - 1) + 1; at <= MIN(until, TK_DAY_MOST); at++) {
        if (tk_day_is_working(at, country))
            count++;
    }
    return count;
}
