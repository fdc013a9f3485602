/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/linkedin-date.h"

#include <string.h>

enum {
    DAY_SECONDS = 24 * 60 * 60,
    YEAR_LEAST = 1800, /* an export with made-up people begins in 1823 */
    YEAR_MOST = 2199,
};

typedef struct {
    int year, month, day, hour, minute, second;
} Moment;

/* Takes `least` to `most` digits off the front. */
static gboolean
take_number(const char **text, unsigned least, unsigned most, int *out_number)
{
    const char *at = *text;
    int number = 0;

    while (g_ascii_isdigit(*at) && at < *text + most)
        number = number * 10 + (*at++ - '0');
    if (at < *text + least || g_ascii_isdigit(*at))
        return FALSE;
    *text = at;
    *out_number = number;
    return TRUE;
}

static gboolean
take_sign(const char **text, char sign)
{
    if (**text != sign)
        return FALSE;
    (*text)++;
    return TRUE;
}

static gboolean
take_month_word(const char **text, int *out_month)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";

    for (int month = 0; month < 12; month++) {
        if (g_ascii_strncasecmp(*text, names + (gsize) month * 3, 3) == 0) {
            *text += 3;
            *out_month = month + 1;
            return TRUE;
        }
    }
    return FALSE;
}

/* "14:03:22", "04:02", "2:37 PM"; then " UTC" or nothing. */
static gboolean
take_time(const char **text, Moment *moment)
{
    if (!take_number(text, 1, 2, &moment->hour) || !take_sign(text, ':') ||
        !take_number(text, 2, 2, &moment->minute))
        return FALSE;
    if (take_sign(text, ':') && !take_number(text, 2, 2, &moment->second))
        return FALSE;
    if (g_ascii_strcasecmp(*text, " am") == 0 || g_ascii_strcasecmp(*text, " pm") == 0) {
        if (moment->hour < 1 || moment->hour > 12)
            return FALSE;
        moment->hour = moment->hour % 12 + (g_ascii_tolower((*text)[1]) == 'p' ? 12 : 0);
        *text += 3;
    }
    if (strcmp(*text, " UTC") == 0)
        *text += 4;
    return moment->hour < 24 && moment->minute < 60 && moment->second < 60;
}

static gboolean
read_words(const char *text, Moment *moment)
{
    *moment = (Moment) { 0 };
    return take_number(&text, 1, 2, &moment->day) && take_sign(&text, ' ') &&
           take_month_word(&text, &moment->month) && take_sign(&text, ' ') &&
           take_number(&text, 4, 4, &moment->year) && *text == '\0';
}

static gboolean
read_month(const char *text, Moment *moment)
{
    *moment = (Moment) { 0 };
    moment->day = 1;
    moment->month = 1;
    if (take_month_word(&text, &moment->month) && !take_sign(&text, ' '))
        return FALSE;
    return take_number(&text, 4, 4, &moment->year) && *text == '\0';
}

static gboolean
read_year_first(const char *text, char separator, Moment *moment)
{
    *moment = (Moment) { 0 };
    if (!take_number(&text, 4, 4, &moment->year) || !take_sign(&text, separator) ||
        !take_number(&text, 2, 2, &moment->month) || !take_sign(&text, separator) ||
        !take_number(&text, 2, 2, &moment->day))
        return FALSE;
    if (*text == '\0')
        return TRUE;
    return take_sign(&text, ' ') && take_time(&text, moment) && *text == '\0';
}

static gboolean
read_us(const char *text, Moment *moment)
{
    *moment = (Moment) { 0 };
    if (!take_number(&text, 1, 2, &moment->month) || !take_sign(&text, '/') ||
        !take_number(&text, 1, 2, &moment->day) || !take_sign(&text, '/') ||
        !take_number(&text, 2, 4, &moment->year))
        return FALSE;
    /* LinkedIn began in 2003: two digits are of this century. */
    if (moment->year < 100)
        moment->year += 2000;
    if (*text == '\0')
        return TRUE;
    take_sign(&text, ',');
    return take_sign(&text, ' ') && take_time(&text, moment) && *text == '\0';
}

gboolean
linkedin_date_read(const char *text, LinkedinDateForms forms, int64_t *out_at)
{
    Moment found = { 0 };
    TkDay day = 0;
    gboolean is_read = FALSE;

    /* Each form differs from the others within its first five signs, so the order is free. */
    if (!is_read && (forms & LINKEDIN_DATE_ISO) != 0)
        is_read = read_year_first(text, '-', &found);
    if (!is_read && (forms & LINKEDIN_DATE_WORDS) != 0)
        is_read = read_words(text, &found);
    if (!is_read && (forms & LINKEDIN_DATE_SLASHES) != 0)
        is_read = read_year_first(text, '/', &found);
    if (!is_read && (forms & LINKEDIN_DATE_US) != 0)
        is_read = read_us(text, &found);
    if (!is_read && (forms & LINKEDIN_DATE_MONTH) != 0)
        is_read = read_month(text, &found);
    if (!is_read || found.year < YEAR_LEAST || found.year > YEAR_MOST ||
        !tk_day_from_date(found.year, found.month, found.day, &day))
        return FALSE;
    *out_at = day * DAY_SECONDS + found.hour * 3600 + found.minute * 60 + found.second;
    return TRUE;
}

gboolean
linkedin_day_read(const char *text, LinkedinDateForms forms, TkDay *out_day)
{
    int64_t at = 0;

    if (!linkedin_date_read(text, forms, &at))
        return FALSE;
    *out_day = at >= 0 ? at / DAY_SECONDS : -((-at + DAY_SECONDS - 1) / DAY_SECONDS);
    return TRUE;
}
