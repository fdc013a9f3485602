/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/near-number.h"

#include <string.h>

#define DIGITS_MOST  15 /* a double holds them all */
#define GROUP_DIGITS 3

static gsize
digits_at(const char *p, const char *until)
{
    gsize count = 0;

    while (p + count < until && g_ascii_isdigit(p[count]))
        count++;
    return count;
}

static double
value_of(const char *p, gsize digits)
{
    double value = 0;

    for (gsize i = 0; i < MIN(digits, DIGITS_MOST); i++)
        value = value * 10 + (p[i] - '0');
    return value;
}

/* Bytes of what may part thousands: blank, no-break and thin spaces, point, comma, apostrophe. */
static gsize
parting_at(const char *p, const char *until)
{
    static const char *const partings[] = { " ",           ".",        ",",
                                            "'",           "\xC2\xA0", "\xE2\x80\xAF",
                                            "\xE2\x80\x89" };

    for (gsize i = 0; i < G_N_ELEMENTS(partings); i++) {
        gsize size = strlen(partings[i]);

        if ((gsize) (until - p) >= size && memcmp(p, partings[i], size) == 0)
            return size;
    }
    return 0;
}

static gboolean
is_day(double day, double month)
{
    return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

/* 2026-05-03 */
static const char *
read_iso_date(const char *from, const char *until, NearNumber *out)
{
    if (until - from < 10 || digits_at(from, until) != 4 || from[4] != '-' || from[7] != '-' ||
        digits_at(from + 5, until) != 2 || digits_at(from + 8, until) != 2 ||
        !is_day(value_of(from + 8, 2), value_of(from + 5, 2)))
        return NULL;
    *out = (NearNumber) { .value = value_of(from + 8, 2),
                          .month = (guint) value_of(from + 5, 2),
                          .by_many = TRUE };
    return from + 10;
}

/* 3/5 and 03.05. with or without a year; "3.5" is a value. */
static const char *
read_short_date(const char *from, const char *until, NearNumber *out)
{
    gsize day = digits_at(from, until);
    const char *sign = from + day;

    if (day > 2 || sign >= until || (*sign != '/' && *sign != '.'))
        return NULL;
    gsize month = digits_at(sign + 1, until);
    const char *end = sign + 1 + month;

    if (month == 0 || month > 2 || !is_day(value_of(from, day), value_of(sign + 1, month)) ||
        (*sign == '.' && (end >= until || *end != '.')))
        return NULL;
    *out = (NearNumber) { .value = value_of(from, day),
                          .month = (guint) value_of(sign + 1, month),
                          .by_many = TRUE };
    if (end < until && *end == *sign) {
        gsize year = digits_at(end + 1, until);

        end += year == 2 || year == 4 ? 1 + year : 0;
    }
    return end;
}

static const char *
read_groups(const char *p, const char *until, gsize first, double *value)
{
    gsize parting = 0;

    *value = value_of(p, first);
    p += first;
    while (first <= GROUP_DIGITS && (parting = parting_at(p, until)) > 0 &&
           digits_at(p + parting, until) == GROUP_DIGITS) {
        *value = *value * 1000 + value_of(p + parting, GROUP_DIGITS);
        p += parting + GROUP_DIGITS;
    }
    return p;
}

static const char *
read_decimals(const char *p, const char *until, double *value)
{
    double part = 1;

    if (p + 1 >= until || (*p != '.' && *p != ',') || !g_ascii_isdigit(p[1]))
        return p;
    for (p++; p < until && g_ascii_isdigit(*p); p++) {
        part /= 10;
        *value += part * (*p - '0');
    }
    return p;
}

/* "12k", "3m", "2bn": nothing else that hangs on a figure is a measure of it. */
static const char *
read_many(const char *p, const char *until, NearNumber *out)
{
    static const struct {
        const char *word;
        double times;
    } many[] = { { "bn", 1e9 }, { "mn", 1e6 }, { "k", 1e3 }, { "m", 1e6 } };

    for (gsize i = 0; i < G_N_ELEMENTS(many); i++) {
        gsize size = strlen(many[i].word);

        if ((gsize) (until - p) < size || g_ascii_strncasecmp(p, many[i].word, size) != 0 ||
            (p + size < until && g_unichar_isalnum(g_utf8_get_char(p + size))))
            continue;
        out->value *= many[i].times;
        out->by_many = TRUE;
        return p + size;
    }
    return p;
}

const char *
near_number_read(const char *from, const char *until, NearNumber *out_number)
{
    const char *end = read_iso_date(from, until, out_number);

    if (end == NULL)
        end = read_short_date(from, until, out_number);
    if (end != NULL)
        return end;
    *out_number = (NearNumber) { 0 };
    end = read_groups(from, until, digits_at(from, until), &out_number->value);
    end = read_decimals(end, until, &out_number->value);
    return read_many(end, until, out_number);
}
