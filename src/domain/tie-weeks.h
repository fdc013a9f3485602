/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tie-weeks.h - when two people were in touch: the latest weeks in which something happened (P6).
 *
 * A heap of mails in one week says little more than a few, so evidence is gathered by weeks (Monday
 * to Sunday, UTC). Only the latest TIE_WEEKS_MOST are kept. Which these are, and what is in them,
 * does not depend on the order in which events come: a week that is pushed out by later ones never
 * comes back, and one that stays was never pushed out. What rhythm two people have, who answers how
 * soon, all follows from here and so is the same whether mail came in piece by piece or all at
 * once.
 */
#pragma once

#include "base/tk-day.h"

#include <glib.h>

#define TIE_WEEKS_MOST  32
#define TIE_AMOUNT_MOST ((1 << 18) - 1) /* of one week: over a hundred meetings */

typedef struct {
    int64_t week;    /* tie_week_of() */
    unsigned amount; /* what happened in it; a mail between two is 100 */
    unsigned out;    /* days on which the first wrote to the second: bit 0 is Monday */
    unsigned in;     /* and back */
    unsigned met;    /* days on which they met or spoke */
} TieWeek;

typedef struct {
    TieWeek weeks[TIE_WEEKS_MOST]; /* the oldest first */
    unsigned count;
} TieWeeks;

/* Weeks since the one that holds 1970-01-01; days before it and far ahead count as the nearest. */
int64_t
tie_week_of(TkDay day);

/* The middle of a week, in days since 1970. */
double
tie_week_middle(int64_t week);

/* As one text column: ten letters a week. What is none of ours is read as no weeks at all. */
void
tie_weeks_read(const char *text, TieWeeks *out_weeks);
char *
tie_weeks_text(const TieWeeks *weeks);

/* What one event was: each way alone, or neither for what says little. */
typedef struct {
    unsigned amount;
    gboolean out, in, met;
} TieTouch;

/* Takes in what happened on a day. FALSE where it lies before the weeks that are kept. */
gboolean
tie_weeks_add(TieWeeks *weeks, TkDay day, const TieTouch *touch);

/* All that the kept weeks hold. */
int64_t
tie_weeks_amount(const TieWeeks *weeks);

/* Days with something from the first to the second, and back; a day on which they met is in both.
 */
typedef struct {
    unsigned out, in;
} TieDays;

TieDays
tie_weeks_days(const TieWeeks *weeks);

/* How they speak, as far as the kept weeks tell; -1 where there is too little to say so. */
typedef struct {
    int gap_days;   /* usual (median) days from one day in touch to the next */
    int their_days; /* usual days until the second answers the first: 0 is the same day */
    int my_days;    /* and until the first answers the second */
} TieRhythm;

TieRhythm
tie_weeks_rhythm(const TieWeeks *weeks);
