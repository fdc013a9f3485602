/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/message-twins.h"

#include "actions/workspace-private.h"
#include "language/judge.h"
#include "store/queries.h"
#include "store/tables.h"

/* So many of the last messages of a kind are held against a new one. */
#define TWINS_LOOKED_AT 50

/* A word on an occasion, a sign of life and a kind no are short and alike by nature: to say the
 * same to two people is no carelessness there. */
static gboolean
may_be_alike(const char *kind)
{
    static const char *const kinds[] = { "milestone", "touch", "decline", NULL };

    return g_strv_contains(kinds, kind);
}

gboolean
message_find_twin(const Workspace *workspace, const Message *message, TwinsAmong among,
                  TkId *out_twin, GError **error)
{
    g_autoptr(GPtrArray) others = message_array_new();
    const DbValue values[] = { DB_VALUE_TEXT(message->kind), DB_VALUE_NUMBER(message->person_id),
                               DB_VALUE_NUMBER(TWINS_LOOKED_AT),
                               DB_VALUE_TEXT(among == TWINS_WRITTEN ? "draft" : "") };

    *out_twin = 0;
    if (may_be_alike(message->kind))
        return TRUE;
    if (!store_run(workspace->store, &SQL_MESSAGE_RECENT_OF_KIND, values, G_N_ELEMENTS(values),
                   message_collect, others, error))
        return FALSE;
    for (guint at = 0; at < others->len && *out_twin == 0; at++) {
        const Message *other = g_ptr_array_index(others, at);

        if (g_str_equal(other->language, message->language) &&
            texts_are_nearly_same(workspace->language, message->body, other->body,
                                  message->language))
            *out_twin = other->person_id;
    }
    return TRUE;
}
