/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * show-message.c - looking at messages.
 */
#include "actions/messages.h"

#include "actions/people.h"
#include "actions/views.h"
#include "actions/workspace-private.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "store/queries.h"
#include "store/tables.h"

TkJson *
show_message(const Workspace *workspace, TkId id, GError **error)
{
    g_autoptr(Message) message = message_load(workspace->store, id, error);

    return message != NULL ? view_message(workspace, message, error) : NULL;
}

TkJson *
list_messages(const Workspace *workspace, const char *state, const char *after, unsigned limit,
              GError **error)
{
    unsigned most = limit == 0 || limit > TK_LIMIT_PAGE ? TK_LIMIT_PAGE : limit;
    g_autoptr(GPtrArray) messages = message_array_new();
    TkId before = G_MAXINT64;

    if (after != NULL && !tk_id_from_text(after, &before))
        return tk_fail_null(error, TK_ERROR_INVALID, "cursor-malformed", after);
    const DbValue values[] = {
        DB_VALUE_TEXT(state != NULL ? state : ""),
        DB_VALUE_NUMBER(before),
        DB_VALUE_NUMBER((int64_t) most + 1),
    };

    if (!store_run(workspace->store, &SQL_MESSAGE_PAGE, values, G_N_ELEMENTS(values),
                   message_collect, messages, error))
        return NULL;
    TkJson *rows = json_array();
    TkJson *answer = json_object();

    for (guint at = 0; at < MIN(messages->len, most); at++)
        json_array_append_new(rows, view_message_head(workspace, g_ptr_array_index(messages, at)));
    tk_json_set_take(answer, "rows", rows);
    if (messages->len > most) {
        const Message *last = g_ptr_array_index(messages, most - 1);

        tk_json_set_id(answer, "next", last->id);
    } else {
        json_object_set_new(answer, "next", json_null());
    }
    return answer;
}

/* The newest message to a person that is not out of the house yet, else the newest sent one. */
static gboolean
find_of_person(const Workspace *workspace, TkId person, const char *words, TkId *out_message,
               GError **error)
{
    g_autoptr(GPtrArray) messages = message_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(person), DB_VALUE_NUMBER(TK_LIMIT_PAGE) };

    if (!store_run(workspace->store, &SQL_MESSAGE_OF_PERSON, values, G_N_ELEMENTS(values),
                   message_collect, messages, error))
        return FALSE;
    static const char *const states[] = { "draft", "approved", "sent" };

    for (size_t state = 0; state < G_N_ELEMENTS(states); state++)
        for (guint at = 0; at < messages->len; at++) {
            const Message *message = g_ptr_array_index(messages, at);

            if (g_str_equal(message->state, states[state])) {
                *out_message = message->id;
                return TRUE;
            }
        }
    return tk_fail(error, TK_ERROR_NOT_FOUND, "no-such-message", words);
}

gboolean
find_message(const Workspace *workspace, const char *words, TkId *out_message, GError **error)
{
    TkId person = 0;

    if (tk_id_from_text(words, out_message)) {
        g_autoptr(Message) message = message_load(workspace->store, *out_message, NULL);

        if (message != NULL)
            return TRUE;
    }
    if (!find_person(workspace, words, &person, error))
        return FALSE;
    return find_of_person(workspace, person, words, out_message, error);
}
