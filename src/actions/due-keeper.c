/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/due-keeper.h"

#include "actions/workspace-private.h"
#include "base/tk-text.h"
#include "store/queries.h"
#include "store/tables.h"

gboolean
due_add(const Workspace *workspace, Due *due_take, GError **error)
{
    g_autoptr(Due) due = due_take;

    if (due == NULL)
        return TRUE;
    due->id = store_new_id(workspace->store);
    due->created_at = workspace_now(workspace);
    return due_insert(workspace->store, due, error);
}

gboolean
due_replace(const Workspace *workspace, const char *about, TkId about_id, const char *state,
            Due *due_take, GError **error)
{
    g_autoptr(Due) due = due_take;
    g_autoptr(GPtrArray) open = due_array_new();
    const DbValue values[] = { DB_VALUE_TEXT(about), DB_VALUE_NUMBER(about_id) };

    if (!store_run(workspace->store, &SQL_DUE_OF_ABOUT, values, G_N_ELEMENTS(values), due_collect,
                   open, error))
        return FALSE;
    for (guint at = 0; at < open->len; at++) {
        Due *row = g_ptr_array_index(open, at);

        tk_text_set(&row->state, state);
        row->ended_at = workspace_now(workspace);
        if (!due_put(workspace->store, row, NULL, error))
            return FALSE;
    }
    return due_add(workspace, g_steal_pointer(&due), error);
}
