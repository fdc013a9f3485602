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
#include "base/tk-text.h"
#include "domain/campaign.h"
#include "domain/due.h"
#include "domain/follow-up.h"
#include "language/absence.h"
#include "store/tables.h"

/* F3: an absence moves the date of the next follow-up, to after the day that the answer names. */
static gboolean
take_absence(const Workspace *workspace, Message *message, const AnswerFound *answer, int64_t at,
             gboolean *out_moved, GError **error)
{
    g_autoptr(Person) receiver = person_load(workspace->store, message->person_id, error);
    MethodLimits limits;

    if (receiver == NULL)
        return FALSE;
    workspace_limits(workspace, &limits);
    TkDay told = tk_day_of(at, zone_of(workspace, receiver));
    TkDay back = absence_back_day(workspace->language, answer->text, told);
    TkDay until = follow_up_away_until(told, back, country_of(workspace, receiver), &limits);

    if (until <= message->away_day)
        return TRUE;
    message->away_day = until;
    *out_moved = TRUE;
    if (!message_put(workspace->store, message, NULL, error))
        return FALSE;
    if (message->meeting_id == 0)
        return TRUE;
    g_autoptr(Meeting) meeting = meeting_load(workspace->store, message->meeting_id, error);

    return meeting != NULL && plan_follow_up(workspace, meeting, error);
}

/* Whoever answered one of our messages about a meeting has answered all that went to them; with the
 * words of the person to be met (`settles_all`) those to introducers need no answer either. */
static gboolean
note_answered(const Workspace *workspace, Message *message, const char *answer_id, int64_t at,
              gboolean settles_all, GError **error)
{
    g_autoptr(GPtrArray) messages = NULL;

    if (!message_answered(message, answer_id, at, error) ||
        !message_put(workspace->store, message, NULL, error))
        return FALSE;
    if (message->meeting_id == 0)
        return TRUE;
    messages = meeting_messages(workspace, message->meeting_id, error);
    for (guint place = 0; messages != NULL && place < messages->len; place++) {
        Message *other = g_ptr_array_index(messages, place);

        if (other->id == message->id || !g_str_equal(other->state, "sent") ||
            (!settles_all && other->person_id != message->person_id) || other->answered_at != 0 ||
            other->sent_at > at)
            continue;
        if (!message_answered(other, answer_id, at, error) ||
            !message_put(workspace->store, other, NULL, error))
            return FALSE;
    }
    return messages != NULL;
}

/* Whose answer the meeting waits for: a late word of somebody who was asked before leaves the
 * reminders to the present one alone. */
static gboolean
is_waited_for(const Workspace *workspace, const Message *message, const Meeting *meeting)
{
    g_autoptr(Message) request = NULL;

    return message->person_id == meeting->person_id ||
           (find_request(workspace, meeting->id, &request, NULL) &&
            request->person_id == message->person_id);
}

/* A person wrote: nothing more is to be followed up, and it is my turn. */
static gboolean
take_words(const Workspace *workspace, Message *message, const char *answer_id, int64_t at,
           GError **error)
{
    g_autoptr(Person) receiver = person_load(workspace->store, message->person_id, error);

    if (receiver == NULL || !note_answered(workspace, message, answer_id, at, FALSE, error))
        return FALSE;
    if (message->meeting_id != 0) {
        g_autoptr(Meeting) meeting = meeting_load(workspace->store, message->meeting_id, error);

        if (meeting == NULL || (is_waited_for(workspace, message, meeting) &&
                                !drop_follow_ups(workspace, meeting->id, error)))
            return FALSE;
        if (message->introduction_id == 0 && meeting_may_go(meeting->stage, "answered") &&
            (!meeting_go(meeting, "answered", at, error) ||
             !meeting_keep(workspace, meeting, error)))
            return FALSE;
    }
    return due_replace(
        workspace, "message", message->id, "done",
        due_for_answer(message, receiver->name, tk_day_of(at, workspace_zone(workspace))), error);
}

/* All rows about what went out for this meeting: one answer settles them. */
static gboolean
settle_messages(const Workspace *workspace, TkId meeting, GError **error)
{
    g_autoptr(GPtrArray) messages = meeting_messages(workspace, meeting, error);

    for (guint at = 0; messages != NULL && at < messages->len; at++) {
        const Message *message = g_ptr_array_index(messages, at);

        if (g_str_equal(message->state, "sent") &&
            !due_replace(workspace, "message", message->id, "done", NULL, error))
            return FALSE;
    }
    return messages != NULL;
}

/* The person to be met writes in the thread with the introducer: the door is open. */
static gboolean
take_targets_words(const Workspace *workspace, Message *message, const AnswerFound *answer,
                   int64_t at, gboolean *out_taken, GError **error)
{
    g_autoptr(Meeting) meeting = NULL;
    g_autoptr(Introduction) introduction = NULL;
    g_autoptr(Person) target = NULL;

    *out_taken = FALSE;
    if (message->introduction_id == 0 || answer->from == 0 || message->meeting_id == 0)
        return TRUE;
    meeting = meeting_load(workspace->store, message->meeting_id, error);
    if (meeting == NULL)
        return FALSE;
    if (meeting->person_id != answer->from)
        return TRUE;
    introduction = introduction_load(workspace->store, message->introduction_id, error);
    target = introduction != NULL ? person_load(workspace->store, answer->from, error) : NULL;
    if (target == NULL || !note_answered(workspace, message, answer->answer_id, at, TRUE, error) ||
        !drop_follow_ups(workspace, meeting->id, error) ||
        !settle_messages(workspace, meeting->id, error))
        return FALSE;
    *out_taken = TRUE;
    if (introduction_is_open(introduction) &&
        !(introduction_go(introduction, "made", at, error) &&
          introduction_put(workspace->store, introduction, NULL, error)))
        return FALSE;
    if (!meeting_go_through(meeting, "answered", at, NULL))
        return TRUE; /* further on already */
    Due *due = due_for_answer(message, target->name, tk_day_of(at, workspace_zone(workspace)));

    due->person_id = target->id;
    return meeting_keep(workspace, meeting, error) &&
           due_replace(workspace, "message", message->id, "done", due, error);
}

gboolean
take_answer(const Workspace *workspace, const AnswerFound *answer, gboolean *out_moved,
            GError **error)
{
    g_autoptr(Message) message = message_load(workspace->store, answer->message, error);
    gboolean from_target = FALSE;

    *out_moved = FALSE;
    if (message == NULL)
        return FALSE;
    if (g_str_equal(message->state, "approved")) {
        if (!take_sent(workspace, message->id, answer->at, error))
            return FALSE;
        g_clear_pointer(&message, message_free);
        message = message_load(workspace->store, answer->message, error);
        if (message == NULL)
            return FALSE;
    }
    if (!g_str_equal(message->state, "sent"))
        return TRUE;
    int64_t at =
        CLAMP(answer->at, message->sent_at, MAX(message->sent_at, workspace_now(workspace)));

    if (!answer->is_automatic &&
        !take_targets_words(workspace, message, answer, at, &from_target, error))
        return FALSE;
    if (from_target || message->answered_at != 0) {
        *out_moved = from_target;
        return TRUE;
    }
    if (answer->is_automatic)
        return take_absence(workspace, message, answer, at, out_moved, error);
    *out_moved = TRUE;
    return take_words(workspace, message, answer->answer_id, at, error);
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

/* When a "yes" of an introducer is looked at again: as soon as a first reminder would be due. */
static gboolean
remind_of_promise(const Workspace *workspace, const Message *message, int64_t at, GError **error)
{
    g_autoptr(Person) introducer = person_load(workspace->store, message->person_id, error);
    MethodLimits limits;

    if (introducer == NULL)
        return FALSE;
    workspace_limits(workspace, &limits);
    TkDay day = tk_day_of(at, workspace_zone(workspace));
    Due *due = due_for_answer(message, introducer->name, day);

    due->due_day =
        tk_day_add_working(day, limits.follow_up_first_days, country_of(workspace, introducer));
    return due_add(workspace, due, error);
}

/* The meeting waits for this very introducer, or has rested since; a late word about an
 * introduction that was given up leaves alone what came of it by another way. */
static gboolean
hangs_on_introducer(const Workspace *workspace, const Message *message, const Meeting *meeting)
{
    const MeetingStage *stage = meeting_stage_find(meeting->stage);
    g_autoptr(Message) request = NULL;

    if (stage == NULL || !(stage->waiting || g_str_equal(stage->name, "resting")))
        return FALSE;
    return find_request(workspace, meeting->id, &request, NULL) &&
           request->introduction_id == message->introduction_id;
}

/* To where the word leaves the meeting; where a value sentence was lost meanwhile it rests. */
static gboolean
move_by_introducer(Meeting *meeting, const char *stage, int64_t at, GError **error)
{
    return meeting_go_through(meeting, stage, at, NULL) ||
           meeting_go_through(meeting, "resting", at, error);
}

/* What an introducer answers is about the introduction: with the first "yes" they will, with the
 * second they did, and then it is for me to write; until then the meeting waits. After a "no"
 * another way can be tried at once, for the person to be met was asked nothing. */
static gboolean
take_introducers_word(const Workspace *workspace, const Message *message, Meeting *meeting,
                      Introduction *introduction, const OutcomeWish *wish, GError **error)
{
    gboolean yes = g_str_equal(wish->outcome, "yes");
    gboolean will = yes && !g_str_equal(introduction->state, "agreed");
    gboolean waits =
        meeting_stage_find(meeting->stage) != NULL && meeting_stage_find(meeting->stage)->waiting;
    const char *stage = g_str_equal(wish->outcome, "later") ? "resting" : "valued";

    if (yes && g_str_equal(introduction->state, "declined")) { /* a late word opens it again */
        tk_text_set(&introduction->state, "asked");
        introduction->ended_at = 0;
    }
    if (!introduction_go(introduction,
                         !yes   ? "declined"
                         : will ? "agreed"
                                : "made",
                         wish->at, error) ||
        !introduction_put(workspace->store, introduction, NULL, error))
        return FALSE;
    if (hangs_on_introducer(workspace, message, meeting) && !(will && waits) &&
        !move_by_introducer(meeting, will ? "asked" : stage, wish->at, error))
        return FALSE;
    return !will || remind_of_promise(workspace, message, wish->at, error);
}

/* A late word about a meeting that has been held changes nothing any more; it is only ticked off.
 */
static gboolean
follow_outcome(Meeting *meeting, const OutcomeWish *wish, GError **error)
{
    int step = campaign_step_rank(campaign_step_for(meeting->stage, FALSE));

    return step >= campaign_step_rank("held") ||
           meeting_go_through(meeting, stage_for(wish->outcome), wish->at, error);
}

static gboolean
take_outcome(const Workspace *workspace, Message *message, const void *data, GError **error)
{
    const OutcomeWish *wish = data;
    g_autoptr(Introduction) introduction = NULL;
    g_autoptr(Meeting) meeting = NULL;

    if (!g_str_equal(message->state, "sent"))
        return tk_fail(error, TK_ERROR_CONFLICT, "message-not-sent", message->subject);
    if (message->answered_at == 0 && !take_words(workspace, message, "", wish->at, error))
        return FALSE;
    meeting = meeting_load(workspace->store, message->meeting_id, error);
    if (meeting == NULL || !settle_messages(workspace, meeting->id, error))
        return FALSE;
    if (message->introduction_id != 0) {
        introduction = introduction_load(workspace->store, message->introduction_id, error);
        if (introduction == NULL)
            return FALSE;
    }
    gboolean made = introduction != NULL && (g_str_equal(introduction->state, "made") ||
                                             g_str_equal(introduction->state, "reported"));

    if (introduction != NULL && !made
            ? !take_introducers_word(workspace, message, meeting, introduction, wish, error)
            : !follow_outcome(meeting, wish, error))
        return FALSE;
    return meeting_keep(workspace, meeting, error);
}

TkJson *
record_answer(const Workspace *workspace, TkId id, const char *outcome, int64_t at, GError **error)
{
    const OutcomeWish wish = { outcome, at != 0 ? at : workspace_now(workspace) };

    if (stage_for(outcome) == NULL)
        return tk_fail_null(error, TK_ERROR_INVALID, "outcome-unknown", outcome);
    if (wish.at > workspace_now(workspace))
        return tk_fail_null(error, TK_ERROR_INVALID, "sent-in-future", NULL);
    return change_message(workspace, id, "answer", FALSE, take_outcome, &wish, error);
}
