/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * follow-up.h - no answer is no drama: when to write again, and when to let it rest (F1, F3).
 *
 * Days are those of the receiver: their zone says on which day a message arrived, their country
 * which days are working days. The second waits from the day the first really went out.
 */
#pragma once

#include "base/tk-day.h"
#include "domain/message.h"
#include "domain/method.h"

#include <glib.h>

/* What has gone out so far to one person about one request; instants, 0 for not. */
typedef struct {
    int64_t asked_at;   /* the latest request */
    int64_t sent_at[2]; /* its first and second follow-up */
    int64_t answered_at;
    TkDay away_until;    /* F3: last day of an absence we were told of, 0 for none */
    const char *country; /* the receiver's, borrowed; "" only knows week-ends */
    const char *zone;    /* the receiver's, borrowed; "" is UTC */
} FollowUpPast;

/* Reads it off `messages` (of Message, those of one meeting): the latest sent request that is not
 * superseded, and the follow-ups sent after it. country, zone and away_until are the caller's to
 * set. */
FollowUpPast
follow_up_past(const GPtrArray *messages, const char *country, const char *zone);

typedef enum {
    FOLLOW_UP_NONE,   /* nothing was asked, or it was answered */
    FOLLOW_UP_FIRST,  /* due on due_day */
    FOLLOW_UP_SECOND, /* due on due_day */
    FOLLOW_UP_REST,   /* both are gone out: let it rest until due_day, then try another path */
} FollowUpStep;

typedef struct {
    FollowUpStep step;
    unsigned number;   /* 1 or 2 for a follow-up, else 0 */
    TkDay due_day;     /* not before this day; 0 for FOLLOW_UP_NONE */
    TkDay counts_from; /* the day its waiting is counted from */
} FollowUpPlan;

/* Once FOLLOW_UP_REST comes out the meeting goes to "resting" in the same act. */
FollowUpPlan
follow_up_next(const FollowUpPast *past, const MethodLimits *limits);

/* May follow-up `number` go out on `today`? Errors: TK_ERROR_CONFLICT "follow-up-answered",
 * "follow-up-without-request", "follow-up-out-of-order"; TK_ERROR_REFUSED "follow-up-too-early"
 * (subject: the day, ISO), "follow-up-enough" (two are gone out). */
gboolean
follow_up_may_send(const FollowUpPast *past, unsigned number, TkDay today,
                   const MethodLimits *limits, GError **error);

/* F3: the last day of an absence that was told of on `told_day`; `back_day` is the first day back
 * as the answer names it, 0 where it names none: then limits->away_days working days are taken. */
TkDay
follow_up_away_until(TkDay told_day, TkDay back_day, const char *country,
                     const MethodLimits *limits);
