/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/change-message.h"

#include "actions/compose-draft.h"
#include "actions/due-keeper.h"
#include "actions/milestone-draft.h"
#include "actions/open-meeting.h"
#include "actions/views.h"
#include "actions/workspace-private.h"
#include "base/tk-error.h"
#include "domain/due.h"
#include "store/tables.h"

TkJson *
change_message(const Workspace *workspace, TkId id, const char *deed, gboolean final,
               MessageChange change, const void *wish, GError **error)
{
    g_autoptr(Message) message = message_load(workspace->store, id, error);
    g_autoptr(StoreWork) work = NULL;

    if (message == NULL)
        return NULL;
    work = store_begin(workspace->store, workspace->door, deed, message->subject, error);
    if (work == NULL || !change(workspace, message, wish, error) ||
        !message_put(workspace->store, message, NULL, error))
        return NULL;
    if (final)
        store_work_forbid_undo(work);
    TkJson *answer = view_message(workspace, message, error);
    TkId entry = store_work_entry(work);

    if (answer == NULL)
        return NULL;
    if (!store_commit(g_steal_pointer(&work), error)) {
        json_decref(answer);
        return NULL;
    }
    tk_json_set_id(answer, "undo", final ? 0 : entry);
    return answer;
}

TkJson *
finish_with_message(const Workspace *workspace, StoreWork *work_take, const Message *message,
                    GError **error)
{
    g_autoptr(StoreWork) work = work_take;
    g_autoptr(TkJson) view = view_message(workspace, message, error);

    if (view == NULL)
        return NULL;
    TkId entry = store_work_entry(work);

    if (!store_commit(g_steal_pointer(&work), error))
        return NULL;
    TkJson *answer = json_object();

    tk_json_set_take(answer, "message", g_steal_pointer(&view));
    tk_json_set_id(answer, "undo", entry);
    return answer;
}

gboolean
renew_message_due(const Workspace *workspace, const Message *message, GError **error)
{
    g_autoptr(Person) receiver = person_load(workspace->store, message->person_id, error);
    g_autoptr(Introduction) introduction =
        message->introduction_id != 0
            ? introduction_load(workspace->store, message->introduction_id, NULL)
            : NULL;
    g_autoptr(Person) target =
        introduction != NULL ? person_load(workspace->store, introduction->target_person_id, NULL)
                             : NULL;

    if (receiver == NULL)
        return FALSE;
    return due_replace(workspace, "message", message->id, "done",
                       due_for_message(message, receiver->name, target != NULL ? target->name : "",
                                       workspace_today(workspace)),
                       error);
}

gboolean
message_drop(const Workspace *workspace, Message *message, GError **error)
{
    g_autoptr(Introduction) introduction = NULL;

    if (!message_discard(message, workspace_now(workspace), error) ||
        !due_replace(workspace, "message", message->id, "dropped", NULL, error) ||
        !milestone_message_dropped(workspace, message, error))
        return FALSE;
    if (message->introduction_id == 0)
        return TRUE;
    /* A request that never left asked nobody (P5 counts it no more). */
    introduction = introduction_load(workspace->store, message->introduction_id, error);
    return introduction != NULL && (!g_str_equal(introduction->state, "drafted") ||
                                    introduction_remove(workspace->store, introduction->id, error));
}

gboolean
find_request(const Workspace *workspace, TkId meeting, Message **out_request, GError **error)
{
    g_autoptr(GPtrArray) messages = meeting_messages(workspace, meeting, error);
    int64_t latest = 0;
    guint place = 0;

    if (messages == NULL)
        return FALSE;
    for (guint at = 0; at < messages->len; at++) {
        const Message *message = g_ptr_array_index(messages, at);
        const MessageKind *kind = message_kind_find(message->kind);

        if (kind != NULL && kind->opens && g_str_equal(message->state, "sent") &&
            message->sent_at > latest) {
            latest = message->sent_at;
            place = at;
        }
    }
    if (latest == 0)
        return tk_fail(error, TK_ERROR_CONFLICT, "follow-up-without-request", NULL);
    *out_request = g_ptr_array_steal_index(messages, place);
    return TRUE;
}
