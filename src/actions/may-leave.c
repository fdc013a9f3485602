/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/may-leave.h"

#include "actions/compose-draft.h"
#include "actions/hold-confidence.h"
#include "actions/open-meeting.h"
#include "actions/workspace-private.h"
#include "base/tk-day.h"
#include "base/tk-error.h"
#include "domain/follow-up.h"
#include "domain/introduction.h"
#include "domain/method.h"
#include "domain/request.h"
#include "domain/value.h"
#include "store/queries.h"
#include "store/tables.h"

char *
introducer_rule(TkId introducer)
{
    g_autofree char *letters = tk_id_to_text(introducer);

    return g_strconcat("P5/", letters, NULL);
}

gboolean
requests_count_open(const Workspace *workspace, TkId but_meeting, gboolean sent_only,
                    unsigned *out_count, GError **error)
{
    g_autoptr(GPtrArray) messages = message_array_new();
    unsigned count = 0;

    if (!store_run(workspace->store, &SQL_MESSAGE_OPENING, NULL, 0, message_collect, messages,
                   error))
        return FALSE;
    for (guint at = 0; at < messages->len; at++) {
        const Message *message = g_ptr_array_index(messages, at);
        g_autoptr(Meeting) meeting = NULL;

        if (message->meeting_id == but_meeting ||
            (sent_only && !g_str_equal(message->state, "sent")))
            continue;
        if (message->meeting_id != 0)
            meeting = meeting_load(workspace->store, message->meeting_id, NULL);
        if (request_is_open(message, meeting))
            count++;
    }
    *out_count = count;
    return TRUE;
}

/* The day on which a resting meeting may be taken up again: where nobody answered it is counted
 * from the last follow-up, else from the day it was laid to rest. */
static gboolean
rest_ends(const Workspace *workspace, const Meeting *meeting, TkDay *out_day, GError **error)
{
    FollowUpPlan plan = { 0 };
    MethodLimits limits;

    workspace_limits(workspace, &limits);
    if (!follow_up_plan_of(workspace, meeting->id, &plan, error))
        return FALSE;
    *out_day =
        plan.step == FOLLOW_UP_REST
            ? plan.due_day
            : tk_day_of(meeting->stage_at, workspace_zone(workspace)) + (TkDay) limits.rest_days;
    return TRUE;
}

gboolean
meeting_rest_is_over(const Workspace *workspace, const Meeting *meeting, GError **error)
{
    TkDay day = 0;

    if (!g_str_equal(meeting->stage, "resting"))
        return TRUE;
    if (!rest_ends(workspace, meeting, &day, error))
        return FALSE;
    if (day <= workspace_today(workspace))
        return TRUE;
    g_autofree char *text = tk_day_to_text(day);

    return tk_fail(error, TK_ERROR_REFUSED, "follow-up-too-early", text);
}

/* F1, F3: what really went out before tells whether it is time. */
static gboolean
check_follow_up(const Workspace *workspace, const Message *message, int64_t at, GError **error)
{
    g_autoptr(Person) receiver = person_load(workspace->store, message->person_id, error);
    FollowUpPast past = { 0 };
    g_autoptr(GPtrArray) messages =
        receiver != NULL ? meeting_messages(workspace, message->meeting_id, error) : NULL;
    MethodLimits limits;

    if (messages == NULL)
        return FALSE;
    workspace_limits(workspace, &limits);
    past = follow_up_past_of(workspace, messages, receiver);
    return follow_up_may_send(&past, (unsigned) message->number,
                              tk_day_of(at, zone_of(workspace, receiver)), &limits, error);
}

/* P5, with this very introduction left out of the count. */
static gboolean
check_introducer(const Workspace *workspace, const Message *message, GError **error)
{
    g_autoptr(GPtrArray) introductions = introduction_array_new();
    g_autoptr(Person) introducer = person_load(workspace->store, message->person_id, error);
    const DbValue of[] = { DB_VALUE_NUMBER(message->person_id) };
    MethodLimits limits;

    if (introducer == NULL ||
        !store_run(workspace->store, &SQL_INTRODUCTION_OF_INTRODUCER, of, G_N_ELEMENTS(of),
                   introduction_collect, introductions, error))
        return FALSE;
    for (guint at = introductions->len; at > 0; at--)
        if (((const Introduction *) g_ptr_array_index(introductions, at - 1))->id ==
            message->introduction_id)
            g_ptr_array_remove_index(introductions, at - 1);
    workspace_limits(workspace, &limits);
    IntroducerLoad load = introducer_load(introductions, introducer->id, workspace_now(workspace));

    return introducer_may_be_asked(&load, introducer->name, &limits, error);
}

static gboolean
check_request(const Workspace *workspace, const Message *message, GError **error)
{
    g_autoptr(Meeting) meeting = meeting_load(workspace->store, message->meeting_id, error);
    unsigned open = 0;
    MethodLimits limits;

    if (meeting == NULL || !value_stands(meeting, error))
        return FALSE;
    if (meeting_stage_find(meeting->stage) != NULL && meeting_stage_find(meeting->stage)->waiting) {
        g_autoptr(Person) person = person_load(workspace->store, meeting->person_id, NULL);

        return tk_fail(error, TK_ERROR_CONFLICT, "asked-already",
                       person != NULL ? person->name : "");
    }
    if (!meeting_may_go(meeting->stage, "asked"))
        return tk_failf(error, TK_ERROR_CONFLICT, "stage-cannot-follow", "%s -> asked",
                        meeting->stage);
    if (!requests_count_open(workspace, meeting->id, TRUE, &open, error))
        return FALSE;
    workspace_limits(workspace, &limits);
    if (!method_is_overruled(meeting->overruled, "T4") && !request_may_open(open, &limits, error))
        return FALSE;
    g_autofree char *rule = introducer_rule(message->person_id);

    return message->introduction_id == 0 || method_is_overruled(meeting->overruled, rule) ||
           check_introducer(workspace, message, error);
}

gboolean
message_may_leave(const Workspace *workspace, const Message *message, int64_t at, GError **error)
{
    const MessageKind *kind = message_kind_find(message->kind);

    if (!confidence_may_leave(workspace, message, error))
        return FALSE;
    if (g_str_equal(message->kind, "follow_up"))
        return check_follow_up(workspace, message, at, error);
    if (kind == NULL || !kind->opens || message->meeting_id == 0)
        return TRUE;
    return check_request(workspace, message, error);
}
