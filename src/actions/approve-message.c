/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * approve-message.c - the user says yes word by word, and then it goes out (M4).
 */
#include "actions/change-message.h"
#include "actions/compose-draft.h"
#include "actions/due-keeper.h"
#include "actions/judge-message.h"
#include "actions/keep-in-touch.h"
#include "actions/may-leave.h"
#include "actions/message-twins.h"
#include "actions/messages.h"
#include "actions/milestone-draft.h"
#include "actions/open-meeting.h"
#include "actions/take-answer.h"
#include "actions/workspace-private.h"
#include "base/tk-day.h"
#include "base/tk-error.h"
#include "domain/method.h"
#include "language/judge.h"
#include "store/tables.h"

typedef struct {
    const OverruleWish *overrules;
    unsigned count;
} ApproveWish;

/* Keeps the user's reasons with the message, so that what was overruled once is not asked again. */
static gboolean
take_overrules(Message *message, const ApproveWish *wish, GError **error)
{
    for (unsigned at = 0; at < wish->count; at++) {
        char *overruled = method_overrule(message->overruled, wish->overrules[at].code,
                                          wish->overrules[at].reason, error);

        if (overruled == NULL)
            return FALSE;
        g_free(message->overruled);
        message->overruled = overruled;
    }
    return TRUE;
}

static gboolean
check_findings(const Workspace *workspace, const Message *message, GError **error)
{
    g_autoptr(GPtrArray) findings = judge_kept_message(workspace, message, NULL, error);
    g_autoptr(GString) standing = g_string_new(NULL);

    if (findings == NULL)
        return FALSE;
    for (guint at = 0; at < findings->len; at++) {
        const Finding *finding = g_ptr_array_index(findings, at);

        if (finding->severity == FINDING_ERROR && !finding_is_overruled(message, finding))
            g_string_append_printf(standing, "%s%s", standing->len > 0 ? ", " : "", finding->code);
    }
    if (standing->len > 0)
        return tk_fail(error, TK_ERROR_REFUSED, "findings-stand", standing->str);
    return TRUE;
}

/* T4: nearly the same words to somebody else are pointed out before the second goes. */
static gboolean
check_twins(const Workspace *workspace, const Message *message, GError **error)
{
    TkId twin = 0;

    if (g_str_equal(message->kind, "follow_up") ||
        method_is_overruled(message->overruled, "nearly_same"))
        return TRUE;
    if (!message_find_twin(workspace, message, TWINS_OUT, &twin, error))
        return FALSE;
    if (twin == 0)
        return TRUE;
    g_autoptr(Person) person = person_load(workspace->store, twin, NULL);

    return tk_fail(error, TK_ERROR_REFUSED, "nearly-same", person != NULL ? person->name : "");
}

/* F1 and F3 hold for an approval as for the sending: a follow-up before its day can't be made
 * ready, also when the user's own clock is ahead of the receiver's. */
static gboolean
check_day(const Workspace *workspace, const Message *message, GError **error)
{
    if (message->due_day > workspace_today(workspace)) {
        g_autofree char *day = tk_day_to_text(message->due_day);

        return tk_fail(error, TK_ERROR_REFUSED, "message-too-early", day);
    }
    return TRUE;
}

static gboolean
approve(const Workspace *workspace, Message *message, const void *data, GError **error)
{
    g_autofree char *digest = message_digest(message);
    const char *by = tk_settings_text(workspace->settings, "me.name");

    return take_overrules(message, data, error) && check_day(workspace, message, error) &&
           message_may_leave(workspace, message, workspace_now(workspace), error) &&
           check_findings(workspace, message, error) && check_twins(workspace, message, error) &&
           message_approve(message, digest, workspace_now(workspace), *by != '\0' ? by : "me",
                           error) &&
           renew_message_due(workspace, message, error);
}

TkJson *
approve_message(const Workspace *workspace, TkId id, const OverruleWish *overrules, unsigned count,
                GError **error)
{
    const ApproveWish wish = { overrules, count };

    return change_message(workspace, id, "approve", FALSE, approve, &wish, error);
}

/* Whoever was asked first holds the meeting; what was written to others for it stays unsent. */
static gboolean
drop_other_requests(const Workspace *workspace, const Message *sent, GError **error)
{
    g_autoptr(GPtrArray) messages = meeting_messages(workspace, sent->meeting_id, error);

    for (guint at = 0; messages != NULL && at < messages->len; at++) {
        Message *message = g_ptr_array_index(messages, at);

        if (message->id != sent->id && message_is_open_request(message) &&
            !(message_drop(workspace, message, error) &&
              message_put(workspace->store, message, NULL, error)))
            return FALSE;
    }
    return messages != NULL;
}

/* A step that is not to be taken any more is none: what has left has left. */
static gboolean
unless_conflict(GError *failure_take, GError **error)
{
    if (failure_take == NULL || g_error_matches(failure_take, TK_ERROR, TK_ERROR_CONFLICT)) {
        g_clear_error(&failure_take);
        return TRUE;
    }
    g_propagate_error(error, failure_take);
    return FALSE;
}

static gboolean
introduction_was_asked(const Workspace *workspace, const Message *message, GError **error)
{
    g_autoptr(Introduction) introduction = NULL;
    GError *failure = NULL;

    if (message->introduction_id == 0)
        return TRUE;
    introduction = introduction_load(workspace->store, message->introduction_id, error);
    if (introduction == NULL)
        return FALSE;
    introduction_go(introduction, "asked", message->sent_at, &failure);
    return unless_conflict(failure, error) &&
           introduction_put(workspace->store, introduction, NULL, error);
}

/* The introduction and the meeting learn that the message has left. */
static gboolean
move_on_after_sending(const Workspace *workspace, const Message *message, GError **error)
{
    const MessageKind *kind = message_kind_find(message->kind);
    gboolean follows = g_str_equal(message->kind, "follow_up");
    const char *stage = message->number == 1 ? "followed_up_1" : "followed_up_2";
    GError *failure = NULL;

    if (message->meeting_id == 0)
        return TRUE;
    if (kind != NULL && kind->opens &&
        !(introduction_was_asked(workspace, message, error) &&
          drop_other_requests(workspace, message, error)))
        return FALSE;
    g_autoptr(Meeting) meeting = meeting_load(workspace->store, message->meeting_id, error);

    if (meeting == NULL)
        return FALSE;
    if (follows)
        meeting_go(meeting, stage, message->sent_at, &failure);
    else if (kind != NULL && *kind->stage != '\0')
        meeting_go_through(meeting, kind->stage, message->sent_at, &failure);
    return unless_conflict(failure, error) && plan_follow_up(workspace, meeting, error);
}

static gboolean
has_left(const Workspace *workspace, Message *message, int64_t at, GError **error)
{
    return message_sent(message, at, error) &&
           message_put(workspace->store, message, NULL, error) &&
           due_replace(workspace, "message", message->id, "done", NULL, error) &&
           milestone_message_left(workspace, message, error) &&
           touch_message_left(workspace, message, error) &&
           move_on_after_sending(workspace, message, error);
}

static gboolean
send(const Workspace *workspace, Message *message, const void *data, GError **error)
{
    int64_t at = *(const int64_t *) data;
    g_autofree char *digest = message_digest(message);

    return message_may_go_out(message, digest, error) &&
           message_may_leave(workspace, message, at, error) &&
           has_left(workspace, message, at, error);
}

TkJson *
mark_sent(const Workspace *workspace, TkId id, int64_t at, GError **error)
{
    int64_t when = at != 0 ? at : workspace_now(workspace);

    if (when > workspace_now(workspace))
        return tk_fail_null(error, TK_ERROR_INVALID, "sent-in-future", NULL);
    return change_message(workspace, id, "sent", FALSE, send, &when, error);
}

gboolean
take_sent(const Workspace *workspace, TkId id, int64_t at, GError **error)
{
    g_autoptr(Message) message = message_load(workspace->store, id, error);

    if (message == NULL)
        return FALSE;
    if (!g_str_equal(message->state, "approved") || !message_is_approved(message))
        return TRUE;
    /* The mail program's clock may be a little behind ours. */
    return has_left(
        workspace, message,
        CLAMP(at, message->approved_at, MAX(message->approved_at, workspace_now(workspace))),
        error);
}
