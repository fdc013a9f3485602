/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/follow-up.h"

#include "base/tk-error.h"

#include <string.h>

static gboolean
is_sent_request(const Message *message)
{
    const MessageKind *kind = message_kind_find(message->kind);

    return kind != NULL && kind->opens && strcmp(message->state, "sent") == 0;
}

static const Message *
latest_request(const GPtrArray *messages)
{
    const Message *latest = NULL;

    for (guint i = 0; i < messages->len; i++) {
        const Message *message = g_ptr_array_index(messages, i);

        if (is_sent_request(message) && (latest == NULL || message->sent_at > latest->sent_at))
            latest = message;
    }
    return latest;
}

/* Both hold an instant or 0 for none. */
static int64_t
earliest(int64_t one, int64_t other)
{
    if (one == 0 || other == 0)
        return MAX(one, other);
    return MIN(one, other);
}

FollowUpPast
follow_up_past(const GPtrArray *messages, const char *country, const char *zone)
{
    FollowUpPast past = { .country = country, .zone = zone };
    const Message *request = latest_request(messages);

    if (request == NULL)
        return past;
    past.asked_at = request->sent_at;
    past.answered_at = request->answered_at;
    for (guint i = 0; i < messages->len; i++) {
        const Message *message = g_ptr_array_index(messages, i);

        if (strcmp(message->kind, "follow_up") != 0 || strcmp(message->state, "sent") != 0 ||
            message->person_id != request->person_id || message->sent_at < request->sent_at)
            continue;
        if (message->number == 1 || message->number == 2)
            past.sent_at[message->number - 1] = message->sent_at;
        past.answered_at = earliest(past.answered_at, message->answered_at);
    }
    return past;
}

/* The day something went out, or the end of an absence that it fell into (F3): nobody reads their
 * mail before they are back. */
static TkDay
day_counted_from(int64_t at, const FollowUpPast *past)
{
    return MAX(tk_day_of(at, past->zone), past->away_until);
}

static FollowUpPlan
plan_follow_up(FollowUpStep step, int64_t at, unsigned days, const FollowUpPast *past)
{
    FollowUpPlan plan = { .step = step, .number = step == FOLLOW_UP_FIRST ? 1 : 2 };

    plan.counts_from = day_counted_from(at, past);
    plan.due_day = tk_day_add_working(plan.counts_from, MAX(days, 1), past->country);
    return plan;
}

static FollowUpPlan
plan_rest(int64_t at, const FollowUpPast *past, const MethodLimits *limits)
{
    TkDay from = tk_day_of(at, past->zone);

    return (FollowUpPlan) { .step = FOLLOW_UP_REST,
                            .counts_from = from,
                            .due_day = from + (TkDay) limits->rest_days };
}

FollowUpPlan
follow_up_next(const FollowUpPast *past, const MethodLimits *limits)
{
    int64_t last_at = MAX(past->asked_at, MAX(past->sent_at[0], past->sent_at[1]));

    if (past->asked_at == 0 || past->answered_at != 0)
        return (FollowUpPlan) { .step = FOLLOW_UP_NONE };
    if (past->sent_at[1] != 0)
        return plan_rest(last_at, past, limits);
    if (past->sent_at[0] == 0 && limits->follow_ups_most >= 1)
        return plan_follow_up(FOLLOW_UP_FIRST, past->asked_at, limits->follow_up_first_days, past);
    if (past->sent_at[0] != 0 && limits->follow_ups_most >= 2)
        return plan_follow_up(FOLLOW_UP_SECOND, past->sent_at[0], limits->follow_up_second_days,
                              past);
    return plan_rest(last_at, past, limits);
}

gboolean
follow_up_may_send(const FollowUpPast *past, unsigned number, TkDay today,
                   const MethodLimits *limits, GError **error)
{
    FollowUpPlan plan = follow_up_next(past, limits);
    g_autofree char *due = NULL;

    if (past->asked_at == 0)
        return tk_fail(error, TK_ERROR_CONFLICT, "follow-up-without-request", NULL);
    if (plan.step == FOLLOW_UP_NONE)
        return tk_fail(error, TK_ERROR_CONFLICT, "follow-up-answered", NULL);
    if (plan.step == FOLLOW_UP_REST || number > limits->follow_ups_most)
        return tk_fail(error, TK_ERROR_REFUSED, "follow-up-enough", NULL);
    if (plan.number != number)
        return tk_fail(error, TK_ERROR_CONFLICT, "follow-up-out-of-order", NULL);
    if (today >= plan.due_day)
        return TRUE;
    due = tk_day_to_text(plan.due_day);
    return tk_fail(error, TK_ERROR_REFUSED, "follow-up-too-early", due);
}

TkDay
follow_up_away_until(TkDay told_day, TkDay back_day, const char *country,
                     const MethodLimits *limits)
{
    if (back_day > told_day)
        return back_day - 1;
    return tk_day_add_working(told_day, MAX(limits->away_days, 1), country);
}
