/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * near-number.h - a figure as it is written in digits, told as a value.
 *
 * "12 000", "12.000", "12,000" and "12k" are one value, and so are "03.05.", "3/5" and "2026-05-03"
 * one day. A figure in words is near-book.h's, as each language has its own.
 */
#pragma once

#include <glib.h>

typedef struct {
    double value;     /* of a date: the day of its month */
    guint month;      /* 1..12 where it is a date, else 0 */
    gboolean by_many; /* "12k" is whole; else words such as "mill." may follow */
} NearNumber;

/* `from` is at a digit. Returns where the figure ends. A full stop before three digits parts
 * thousands, in English, too: a thousandth is told in no letter. */
const char *
near_number_read(const char *from, const char *until, NearNumber *out_number);
