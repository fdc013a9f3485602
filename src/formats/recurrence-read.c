/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/recurrence.h"

#include "base/tk-day.h"

#include <string.h>

#define DAY           INT64_C(86400)
#define SET_SHIFT     366
#define DAYS_A_WEEK   7
#define INTERVAL_MOST 1000
#define COUNT_MOST    100000
#define NUMBER_MOST   366

static const char weekday_names[] = "MOTUWETHFRSASU";

gboolean
recurrence_set_has(const RecurrenceSet *set, int number)
{
    unsigned place = (unsigned) (number + SET_SHIFT);

    return (set->bits[place / 64] >> place % 64 & 1) != 0;
}

static void
set_add(RecurrenceSet *set, int number)
{
    unsigned place = (unsigned) (number + SET_SHIFT);

    set->bits[place / 64] |= UINT64_C(1) << place % 64;
    set->any = TRUE;
}

/* A number of at most six digits, with a sign; moves on. */
static gboolean
read_number(const char **text, int *out_number)
{
    gboolean is_negative = **text == '-';
    int number = 0, digits = 0;

    if (**text == '-' || **text == '+')
        (*text)++;
    for (; g_ascii_isdigit(**text) && digits < 7; digits++)
        number = number * 10 + (*(*text)++ - '0');
    *out_number = is_negative ? -number : number;
    return digits > 0 && digits < 7;
}

static gboolean
read_set(const char *value, int least, int most, RecurrenceSet *out_set)
{
    gboolean from_end = least < 0; /* then 0 is none */

    for (;; value++) {
        int number = 0;

        if (!read_number(&value, &number) || number < least || number > most ||
            (from_end && number == 0))
            return FALSE;
        set_add(out_set, number);
        if (*value != ',')
            return *value == '\0';
    }
}

static int
weekday_of(const char *name)
{
    for (int i = 0; i < DAYS_A_WEEK; i++)
        if (g_ascii_strncasecmp(name, weekday_names + (gsize) i * 2, 2) == 0)
            return i;
    return -1;
}

static gboolean
read_days(const char *value, Recurrence *recurrence)
{
    for (;; value++) {
        int place = 0, weekday = 0;

        if (!g_ascii_isalpha(*value) &&
            (!read_number(&value, &place) || place == 0 || ABS(place) > 53))
            return FALSE;
        weekday = weekday_of(value);
        if (weekday < 0 || recurrence->day_count == RECURRENCE_DAYS_MOST)
            return FALSE;
        recurrence->days[recurrence->day_count].place = place;
        recurrence->days[recurrence->day_count++].weekday = weekday;
        value += 2;
        if (*value != ',')
            return *value == '\0';
    }
}

static gboolean
read_places(const char *value, Recurrence *recurrence)
{
    for (;; value++) {
        int place = 0;

        if (!read_number(&value, &place) || place == 0 || ABS(place) > NUMBER_MOST ||
            recurrence->place_count == RECURRENCE_DAYS_MOST)
            return FALSE;
        recurrence->places[recurrence->place_count++] = place;
        if (*value != ',')
            return *value == '\0';
    }
}

static gboolean
read_digits(const char **text, int count, int *out_number)
{
    *out_number = 0;
    for (int i = 0; i < count; i++) {
        if (!g_ascii_isdigit(**text))
            return FALSE;
        *out_number = *out_number * 10 + (*(*text)++ - '0');
    }
    return TRUE;
}

gboolean
recurrence_time(const char *text, int64_t *out_time, gboolean *out_is_date, gboolean *out_is_utc)
{
    int year = 0, month = 0, date = 0, hour = 0, minute = 0, second = 0;
    TkDay day = 0;
    gboolean is_date = TRUE;

    if (!read_digits(&text, 4, &year) || !read_digits(&text, 2, &month) ||
        !read_digits(&text, 2, &date) || !tk_day_from_date(year, month, date, &day))
        return FALSE;
    if (*text == 'T' || *text == 't') {
        is_date = FALSE;
        text++;
        if (!read_digits(&text, 2, &hour) || !read_digits(&text, 2, &minute) ||
            !read_digits(&text, 2, &second) || hour > 23 || minute > 59 || second > 60)
            return FALSE;
    }
    if (*text != '\0' && *text != 'Z' && *text != '/' && *text != ',')
        return FALSE;
    *out_time = day * DAY + hour * 3600 + minute * 60 + MIN(second, 59);
    if (out_is_date != NULL)
        *out_is_date = is_date;
    if (out_is_utc != NULL)
        *out_is_utc = *text == 'Z';
    return TRUE;
}

static gboolean
read_until(const char *value, Recurrence *recurrence)
{
    gboolean is_date = FALSE;

    if (!recurrence_time(value, &recurrence->until, &is_date, &recurrence->until_is_utc))
        return FALSE;
    recurrence->has_until = TRUE;
    if (is_date)
        recurrence->until += DAY - 1;
    return TRUE;
}

static RecurrenceFault
read_step(const char *value, Recurrence *recurrence)
{
    static const char *const steps[] = { "DAILY", "WEEKLY", "MONTHLY", "YEARLY" };
    static const char *const often[] = { "SECONDLY", "MINUTELY", "HOURLY" };

    for (unsigned i = 0; i < G_N_ELEMENTS(often); i++)
        if (g_ascii_strcasecmp(value, often[i]) == 0)
            return RECURRENCE_TOO_OFTEN;
    for (unsigned i = 0; i < G_N_ELEMENTS(steps); i++)
        if (g_ascii_strcasecmp(value, steps[i]) == 0) {
            recurrence->step = (RecurrenceStep) i;
            return RECURRENCE_UNDERSTOOD;
        }
    return RECURRENCE_MALFORMED;
}

static gboolean
read_amount(const char *value, int64_t most, int64_t *out_amount)
{
    int number = 0;

    if (!read_number(&value, &number) || *value != '\0' || number < 1)
        return FALSE;
    *out_amount = MIN(number, most);
    return TRUE;
}

typedef struct {
    const char *name;
    gsize set; /* offset in Recurrence */
    int least, most;
} SetPart;

static const SetPart set_parts[] = {
    { "BYMONTH", G_STRUCT_OFFSET(Recurrence, months), 1, 12 },
    { "BYMONTHDAY", G_STRUCT_OFFSET(Recurrence, month_days), -31, 31 },
    { "BYYEARDAY", G_STRUCT_OFFSET(Recurrence, year_days), -366, 366 },
    { "BYWEEKNO", G_STRUCT_OFFSET(Recurrence, weeks), -53, 53 },
    { "BYHOUR", G_STRUCT_OFFSET(Recurrence, hours), 0, 23 },
    { "BYMINUTE", G_STRUCT_OFFSET(Recurrence, minutes), 0, 59 },
    { "BYSECOND", G_STRUCT_OFFSET(Recurrence, seconds), 0, 60 },
};

static RecurrenceFault
read_part(const char *name, const char *value, Recurrence *recurrence)
{
    gboolean fits = FALSE;

    for (unsigned i = 0; i < G_N_ELEMENTS(set_parts); i++)
        if (g_ascii_strcasecmp(name, set_parts[i].name) == 0)
            return read_set(value, set_parts[i].least, set_parts[i].most,
                            G_STRUCT_MEMBER_P(recurrence, set_parts[i].set))
                       ? RECURRENCE_UNDERSTOOD
                       : RECURRENCE_MALFORMED;
    if (g_ascii_strcasecmp(name, "FREQ") == 0)
        return read_step(value, recurrence);
    if (g_ascii_strcasecmp(name, "INTERVAL") == 0)
        fits = read_amount(value, INTERVAL_MOST, &recurrence->interval);
    else if (g_ascii_strcasecmp(name, "COUNT") == 0)
        fits = read_amount(value, COUNT_MOST, &recurrence->count);
    else if (g_ascii_strcasecmp(name, "UNTIL") == 0)
        fits = read_until(value, recurrence);
    else if (g_ascii_strcasecmp(name, "BYDAY") == 0)
        fits = read_days(value, recurrence);
    else if (g_ascii_strcasecmp(name, "BYSETPOS") == 0)
        fits = read_places(value, recurrence);
    else if (g_ascii_strcasecmp(name, "WKST") == 0)
        fits = strlen(value) == 2 && (recurrence->week_start = weekday_of(value)) >= 0;
    else /* RFC 7529: another calendar than ours, or other leap days */
        fits = g_ascii_strncasecmp(name, "X-", 2) == 0;
    return fits ? RECURRENCE_UNDERSTOOD : RECURRENCE_MALFORMED;
}

static unsigned
set_size(const RecurrenceSet *set)
{
    unsigned size = 0;

    for (unsigned i = 0; i < G_N_ELEMENTS(set->bits); i++)
        size += (unsigned) __builtin_popcountll(set->bits[i]);
    return MAX(size, 1);
}

RecurrenceFault
recurrence_read(const char *rule, Recurrence *out_recurrence)
{
    Recurrence recurrence = { .interval = 1 };
    g_auto(GStrv) parts = g_strsplit(rule, ";", 32);
    gboolean has_step = FALSE;

    for (char **part = parts; *part != NULL; part++) {
        char *value = strchr(*part, '=');
        RecurrenceFault fault = RECURRENCE_MALFORMED;

        if (**part == '\0')
            continue;
        if (value == NULL)
            return RECURRENCE_MALFORMED;
        *value++ = '\0';
        fault = read_part(*part, value, &recurrence);
        if (fault != RECURRENCE_UNDERSTOOD)
            return fault;
        has_step |= g_ascii_strcasecmp(*part, "FREQ") == 0;
    }
    if (!has_step)
        return RECURRENCE_MALFORMED;
    if (set_size(&recurrence.hours) * set_size(&recurrence.minutes) *
            set_size(&recurrence.seconds) >
        RECURRENCE_TIMES_MOST)
        return RECURRENCE_TOO_OFTEN;
    *out_recurrence = recurrence;
    return RECURRENCE_UNDERSTOOD;
}
