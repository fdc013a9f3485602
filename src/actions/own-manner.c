/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/own-manner.h"

#include "actions/judge-message.h"
#include "actions/workspace-private.h"
#include "language/judge.h"
#include "store/queries.h"
#include "store/tables.h"

#define LETTERS_LOOKED_AT 12

static gboolean
is_good(const GPtrArray *findings)
{
    for (guint at = 0; at < findings->len; at++) {
        const Finding *finding = g_ptr_array_index(findings, at);

        if (finding->severity != FINDING_HINT)
            return FALSE;
    }
    return TRUE;
}

/* Adds what teaches: letters that stand as they were proposed have nothing of the user's. */
static gboolean
add_letter(const Workspace *workspace, const Message *message, GArray *written, GPtrArray *people,
           GError **error)
{
    if (g_str_equal(message->body, message->proposed))
        return TRUE;
    g_autoptr(GPtrArray) findings = judge_kept_message(workspace, message, NULL, error);

    if (findings == NULL)
        return FALSE;
    if (!is_good(findings))
        return TRUE;
    Person *person = person_load(workspace->store, message->person_id, error);

    if (person == NULL)
        return FALSE;
    g_ptr_array_add(people, person);
    const DraftWritten letter = { message->body, message->proposed, person->name,
                                  person->given_name };

    g_array_append_val(written, letter);
    return TRUE;
}

DraftManner *
own_manner_load(const Workspace *workspace, const char *language, const char *formality,
                GError **error)
{
    g_autoptr(GPtrArray) messages = message_array_new();
    g_autoptr(GPtrArray) people = g_ptr_array_new_with_free_func((GDestroyNotify) person_free);
    g_autoptr(GArray) written = g_array_new(FALSE, FALSE, sizeof(DraftWritten));
    const DbValue values[] = { DB_VALUE_TEXT(language), DB_VALUE_TEXT(formality),
                               DB_VALUE_NUMBER(LETTERS_LOOKED_AT) };

    if (!store_run(workspace->store, &SQL_MESSAGE_OWN_RECENT, values, G_N_ELEMENTS(values),
                   message_collect, messages, error))
        return NULL;
    for (guint at = 0; at < messages->len; at++)
        if (!add_letter(workspace, g_ptr_array_index(messages, at), written, people, error))
            return NULL;
    return draft_manner_learn(workspace->language, (const DraftWritten *) (void *) written->data,
                              written->len, language);
}
