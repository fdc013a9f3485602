/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * method.h - every limit of the method in one struct, and the ways a user may overrule a rule.
 *
 * Each limit is a setting; the door that reads the settings fills this in, the rules only take it.
 * "Working days" are the receiver's (base/tk-day.h), other days are calendar days.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct {
    unsigned follow_up_first_days;  /* F1: working days from the request to the first, 6 */
    unsigned follow_up_second_days; /* F1: working days from the first to the second, 12 */
    unsigned follow_ups_most;       /* F1: never more than two; 0..2 */
    unsigned rest_days;             /* F1: calendar days of rest afterwards, 90 */
    unsigned away_days; /* F3: working days an absence without a date is taken to last, 5 */
    unsigned open_requests_most; /* T4: 7 */
    unsigned news_most;          /* L2: news on the list for today at one time, 5 */
    unsigned
        touches_most; /* L1: who are due for a sign of life, there at one time and in a day, 3 */
    unsigned introducer_open_most;         /* P5: 2 */
    unsigned introducer_year_most;         /* P5: in any 365 days, 4 */
    unsigned held_for_report;              /* T3: held meetings after which the report is due, 10 */
    unsigned check_days;                   /* R3: how old the look for news may be, 14 */
    unsigned debrief_days;                 /* A1: days after the meeting, 1 */
    unsigned review_days;                  /* L6: between two reviews of a relationship, 182 */
    unsigned tie_half_life_days;           /* P6: after so long a single contact counts half, 90 */
    unsigned tie_circle_most;              /* P6: a mail to more people says nothing of a tie, 20 */
    double tie_close, tie_warm, tie_light; /* P6: least strength for the word: .75, .40, .12 */
    unsigned fading_days;                  /* L8: silence after which a good tie fades, 150 */
    unsigned paths_most;                   /* P1: ways shown for one target, 20 */
    double same_join, same_put; /* who is who: least chance to join unasked, to ask: .99, .3 */
} MethodLimits;

/* The method's own figures (METHOD F1, P5, P6, T3, T4, R3, A1, L6, L8). */
MethodLimits
method_limits_default(void);

/* A rule that holds back can be overruled with a reason, which is kept: texts of one line each,
 * "V1: she asked me herself". TRUE when `rule` stands in them. */
gboolean
method_is_overruled(const char *overruled, const char *rule);

/* `overruled` with the rule added, or its reason replaced. The reason is made one line; an empty
 * one is TK_ERROR_INVALID "overrule-without-reason". */
char *
method_overrule(const char *overruled, const char *rule, const char *reason, GError **error);

/* `overruled` without the rules that begin so: what was said of one text is not said of the next.
 * What was said of certain words only (overruled.h) stays. Caller frees. */
char *
method_forget(const char *overruled, const char *beginning);
