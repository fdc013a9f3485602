/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * edit-message.c - the user's own words, another proposal, or none at all.
 */
#include "actions/change-message.h"
#include "actions/compose-draft.h"
#include "actions/draft-person.h"
#include "actions/hold-confidence.h"
#include "actions/keep-in-touch.h"
#include "actions/messages.h"
#include "actions/milestone-draft.h"
#include "actions/open-meeting.h"
#include "actions/search-keeper.h"
#include "actions/workspace-private.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "base/tk-text.h"
#include "domain/method.h"
#include "language/draft-own.h"
#include "store/tables.h"

#include <string.h>

#define WORDINGS_TRIED 8

typedef struct {
    const char *subject, *body;
} EditWish;

static gboolean
edit(const Workspace *workspace, Message *message, const void *data, GError **error)
{
    const EditWish *wish = data;
    gboolean was_approved = g_str_equal(message->state, "approved");
    g_autofree char *subject = g_strdup(wish->subject != NULL ? wish->subject : message->subject);
    g_autofree char *body = g_strdup(wish->body != NULL ? wish->body : message->body);

    if (strlen(subject) > TK_LIMIT_FIELD || strlen(body) > TK_LIMIT_TEXT)
        return tk_fail(error, TK_ERROR_TOO_LARGE, "text-too-large", NULL);
    /* A subject is one line: what follows a line end would become a header of the mail. */
    g_strdelimit(subject, "\r\n", ' ');
    if (!g_str_equal(subject, message->subject) || !g_str_equal(body, message->body)) {
        char *overruled = method_forget(message->overruled, CONFIDENCE_RULE);

        g_free(message->overruled);
        message->overruled = overruled;
    }
    if (!message_edit(message, subject, body, workspace_now(workspace), error) ||
        !message_index(workspace, message, error))
        return FALSE;
    if (!was_approved || g_str_equal(message->state, "approved"))
        return TRUE;
    return renew_message_due(workspace, message, error);
}

TkJson *
edit_message(const Workspace *workspace, TkId id, const char *subject, const char *body,
             GError **error)
{
    const EditWish wish = { subject, body };

    return change_message(workspace, id, "edit-message", FALSE, edit, &wish, error);
}

/* The new wording, with the user's own words in it: what they changed in the last proposal stays.
 */
static gboolean
take_proposal(const Workspace *workspace, Message *message, const Message *draft, GError **error)
{
    g_autofree char *body = draft_keep_own(workspace->language, message->proposed, message->body,
                                           draft->body, message->language);
    /* The subject tells what it is about, and that has not changed. */
    const EditWish words = { *message->proposed != '\0' ? NULL : draft->subject, body };

    tk_text_set(&message->proposed, draft->body);
    return edit(workspace, message, &words, error);
}

/* What was written on a change in somebody's working life is made from that. */
static gboolean
redraft_milestone(const Workspace *workspace, Message *message, GError **error)
{
    g_autoptr(Milestone) milestone = NULL;
    g_autoptr(Person) receiver = person_load(workspace->store, message->person_id, error);
    g_autoptr(Message) draft = NULL;
    const MilestoneWording wording = { message->language, message->formality, message->body };

    if (receiver == NULL || !milestone_of_message(workspace, message, &milestone, error))
        return FALSE;
    if (milestone == NULL)
        return tk_fail(error, TK_ERROR_NOT_FOUND, "no-such-milestone", message->subject);
    draft = milestone_compose(workspace, milestone, receiver, &wording, error);
    if (draft == NULL)
        return FALSE;
    return take_proposal(workspace, message, draft, error);
}

static gboolean
redraft_touch(const Workspace *workspace, Message *message, GError **error)
{
    g_autoptr(Person) receiver = person_load(workspace->store, message->person_id, error);
    const TouchWording wording = { message->language, message->formality, message->body };
    g_autoptr(Message) draft =
        receiver != NULL ? touch_compose(workspace, receiver, &wording, error) : NULL;

    return draft != NULL && take_proposal(workspace, message, draft, error);
}

static gboolean
redraft_person(const Workspace *workspace, Message *message, GError **error)
{
    for (unsigned turn = 0; turn < WORDINGS_TRIED; turn++) {
        g_autoptr(Message) draft = draft_person_again(
            workspace, message, (unsigned) tk_world_number(workspace->world) & 0xffff, error);

        if (draft == NULL)
            return FALSE;
        if (!g_str_equal(draft->body, message->proposed) || turn + 1 == WORDINGS_TRIED)
            return take_proposal(workspace, message, draft, error);
    }
    return TRUE;
}

/* Another wording than the present one: the next variant that says something else. */
static gboolean
redraft(const Workspace *workspace, Message *message, const void *data, GError **error)
{
    if (g_str_equal(message->kind, "milestone"))
        return redraft_milestone(workspace, message, error);
    if (g_str_equal(message->kind, "touch"))
        return redraft_touch(workspace, message, error);
    if (draft_is_for_person(message->kind))
        return redraft_person(workspace, message, error);
    g_autoptr(Person) receiver = person_load(workspace->store, message->person_id, error);
    g_autoptr(Meeting) meeting =
        receiver != NULL ? meeting_load(workspace->store, message->meeting_id, error) : NULL;
    g_autoptr(Person) target = NULL;
    g_autoptr(Message) earlier = NULL;

    (void) data;
    if (meeting == NULL)
        return FALSE;
    if (meeting->person_id != message->person_id) {
        target = person_load(workspace->store, meeting->person_id, error);
        if (target == NULL)
            return FALSE;
    }
    if (g_str_equal(message->kind, "follow_up") &&
        !find_request(workspace, meeting->id, &earlier, error))
        return FALSE;
    const DraftWish wish = {
        .meeting = meeting,
        .receiver = receiver,
        .target = target,
        .earlier = earlier,
        .kind = message->kind,
        .language = message->language,
        .formality = message->formality,
        .number = (unsigned) message->number,
        .day = message->due_day != 0 ? message->due_day : workspace_today(workspace),
    };

    for (unsigned variant = 0; variant < WORDINGS_TRIED; variant++) {
        g_autoptr(Message) draft = compose_draft(
            workspace, &wish, (unsigned) tk_world_number(workspace->world) & 0xffff, error);

        if (draft == NULL)
            return FALSE;
        if (!g_str_equal(draft->body, message->proposed) || variant + 1 == WORDINGS_TRIED)
            return take_proposal(workspace, message, draft, error);
    }
    return TRUE;
}

TkJson *
redraft_message(const Workspace *workspace, TkId id, GError **error)
{
    return change_message(workspace, id, "redraft-message", FALSE, redraft, NULL, error);
}

static gboolean
discard(const Workspace *workspace, Message *message, const void *data, GError **error)
{
    (void) data;
    if (g_str_equal(message->state, "discarded"))
        return TRUE;
    if (!message_drop(workspace, message, error) ||
        !message_put(workspace->store, message, NULL, error))
        return FALSE;
    if (message->meeting_id == 0)
        return TRUE;
    g_autoptr(Meeting) meeting = meeting_load(workspace->store, message->meeting_id, error);

    if (meeting == NULL)
        return FALSE;
    /* Who wants no reminder lets it rest: else it would keep one of T4's places for ever. */
    if (g_str_equal(message->kind, "follow_up") && meeting_stage_find(meeting->stage) != NULL &&
        meeting_stage_find(meeting->stage)->waiting)
        return lay_to_rest(workspace, meeting, NULL, error);
    return meeting_keep(workspace, meeting, error);
}

TkJson *
discard_message(const Workspace *workspace, TkId id, GError **error)
{
    return change_message(workspace, id, "discard-message", FALSE, discard, NULL, error);
}
