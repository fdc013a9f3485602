/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * take-answer.c - an answer moves the meeting on, wherever it came from (M5, F3).
 */
#include "actions/take-answer.h"

#include "actions/change-message.h"
#include "actions/compose-draft.h"
#include "actions/due-keeper.h"
#include "actions/messages.h"
#include "actions/open-meeting.h"
#include "actions/views.h"
#include "actions/workspace-private.h"
#include "base/tk-day.h"
#include "base/tk-error.h"
#include "domain/due.h"
#include "domain/follow-up.h"
#include "store/tables.h"

/* F3: an absence moves the date of the next follow-up. */
static gboolean
take_absence(const Workspace *workspace, Message *message, int64_t at, gboolean *out_moved,
             GError **error)
{
    g_autoptr(Person) receiver = person_load(workspace->store, message->person_id, error);
    MethodLimits limits;

    if (receiver == NULL)
        return FALSE;
    workspace_limits(workspace, &limits);
    TkDay told = tk_day_of(at, zone_of(workspace, receiver));
    TkDay until = follow_up_away_until(told, 0, country_of(workspace, receiver), &limits);

    if (until <= message->away_day)
        return TRUE;
    message->away_day = until;
    g_autoptr(Meeting) meeting = meeting_load(workspace->store, message->meeting_id, error);

    if (meeting == NULL || !message_put(workspace->store, message, NULL, error))
        return FALSE;
    *out_moved = TRUE;
    return plan_follow_up(workspace, meeting, error);
}

/* A person wrote: nothing more is to be followed up, and it is my turn. */
static gboolean
take_words(const Workspace *workspace, Message *message, const char *answer_id, int64_t at,
           GError **error)
{
    g_autoptr(Person) receiver = person_load(workspace->store, message->person_id, error);

    if (receiver == NULL || !message_answered(message, answer_id, at, error) ||
        !message_put(workspace->store, message, NULL, error))
        return FALSE;
    if (message->meeting_id != 0) {
        g_autoptr(Meeting) meeting = meeting_load(workspace->store, message->meeting_id, error);

        if (meeting == NULL || !drop_follow_ups(workspace, meeting->id, error))
            return FALSE;
        if (meeting_may_go(meeting->stage, "answered") &&
            (!meeting_go(meeting, "answered", at, error) ||
             !meeting_keep(workspace, meeting, error)))
            return FALSE;
    }
    return due_replace(
        workspace, "message", message->id, "done",
        due_for_answer(message, receiver->name, tk_day_of(at, workspace_zone(workspace))), error);
}

gboolean
take_answer(const Workspace *workspace, const AnswerFound *answer, gboolean *out_moved,
            GError **error)
{
    g_autoptr(Message) message = message_load(workspace->store, answer->message, error);

    *out_moved = FALSE;
    if (message == NULL)
        return FALSE;
    if (!g_str_equal(message->state, "sent") || message->answered_at != 0)
        return TRUE;
    if (answer->is_automatic)
        return take_absence(workspace, message, answer->at, out_moved, error);
    *out_moved = TRUE;
    return take_words(workspace, message, answer->answer_id, answer->at, error);
}

typedef struct {
    const char *outcome;
    int64_t at;
} OutcomeWish;

static const char *
stage_for(const char *outcome)
{
    if (g_str_equal(outcome, "yes"))
        return "agreed";
    if (g_str_equal(outcome, "no"))
        return "declined";
    return g_str_equal(outcome, "later") ? "resting" : NULL;
}

/* What an introducer answers is about the introduction; the meeting itself waits until the door is
 * open. */
static gboolean
take_introducers_word(const Workspace *workspace, const Message *message, Meeting *meeting,
                      const OutcomeWish *wish, GError **error)
{
    g_autoptr(Introduction) introduction =
        introduction_load(workspace->store, message->introduction_id, error);
    const char *to = g_str_equal(wish->outcome, "yes") ? "agreed" : "declined";

    if (introduction == NULL || !introduction_go(introduction, to, wish->at, error) ||
        !introduction_put(workspace->store, introduction, NULL, error))
        return FALSE;
    /* Back to where another way can be tried; "yes" leaves the meeting asked. */
    return g_str_equal(wish->outcome, "yes") || meeting_go(meeting, "resting", wish->at, error);
}

static gboolean
take_outcome(const Workspace *workspace, Message *message, const void *data, GError **error)
{
    const OutcomeWish *wish = data;

    if (!g_str_equal(message->state, "sent"))
        return tk_fail(error, TK_ERROR_CONFLICT, "message-not-sent", message->subject);
    if (message->answered_at == 0 && !take_words(workspace, message, "", wish->at, error))
        return FALSE;
    g_autoptr(Meeting) meeting = message->meeting_id != 0
                                     ? meeting_load(workspace->store, message->meeting_id, error)
                                     : NULL;

    if (meeting == NULL)
        return FALSE;
    if (message->introduction_id != 0
            ? !take_introducers_word(workspace, message, meeting, wish, error)
            : !meeting_go_through(meeting, stage_for(wish->outcome), wish->at, error))
        return FALSE;
    return due_replace(workspace, "message", message->id, "done", NULL, error) &&
           meeting_keep(workspace, meeting, error);
}

TkJson *
record_answer(const Workspace *workspace, TkId id, const char *outcome, int64_t at, GError **error)
{
    const OutcomeWish wish = { outcome, at != 0 ? at : workspace_now(workspace) };

    if (stage_for(outcome) == NULL)
        return tk_fail_null(error, TK_ERROR_INVALID, "outcome-unknown", outcome);
    return change_message(workspace, id, "answer", FALSE, take_outcome, &wish, error);
}
