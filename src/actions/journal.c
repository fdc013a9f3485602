/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/journal.h"

#include "actions/tie-keeper.h"
#include "actions/workspace-private.h"
#include "base/tk-day.h"
#include "base/tk-error.h"

TkJson *
list_journal(const Workspace *workspace, unsigned limit, GError **error)
{
    g_autoptr(GPtrArray) entries = store_journal(workspace->store, limit, error);

    if (entries == NULL)
        return NULL;
    TkJson *rows = json_array();

    for (guint at = 0; at < entries->len; at++) {
        const StoreEntry *entry = g_ptr_array_index(entries, at);
        TkJson *row = json_object();
        g_autofree char *when = tk_instant_to_text(entry->at);

        tk_json_set_id(row, "id", entry->id);
        tk_json_set_text(row, "at", when);
        tk_json_set_text(row, "door", entry->door);
        tk_json_set_text(row, "deed", entry->deed);
        tk_json_set_text(row, "subject", entry->subject);
        json_object_set_new(row, "undoable", json_boolean(entry->undoable));
        json_object_set_new(row, "undone", json_boolean(entry->undone_by != 0));
        json_array_append_new(rows, row);
    }
    TkJson *answer = json_object();

    tk_json_set_take(answer, "rows", rows);
    return answer;
}

/* What can be rebuilt is not journalled: after an import is taken back, the ties and the search
 * index are made again from what is left. */
static gboolean
rebuild_after(const Workspace *workspace, const StoreEntry *entry, GError **error)
{
    if (g_strcmp0(entry->deed, "import") != 0 && g_strcmp0(entry->deed, "sample") != 0 &&
        g_strcmp0(entry->deed, "add-person") != 0 && g_strcmp0(entry->deed, "change-person") != 0 &&
        g_strcmp0(entry->deed, "undo") != 0)
        return TRUE;
    return ties_rebuild(workspace, error);
}

TkJson *
undo_deed(const Workspace *workspace, TkId entry_id, GError **error)
{
    g_autoptr(StoreWork) work = NULL;
    g_autoptr(StoreEntry) entry = NULL;
    StoreUndo undo = { 0 };

    work = store_begin(workspace->store, workspace->door, "undo", "", error);
    if (work == NULL)
        return NULL;
    if (!store_undo(workspace->store, workspace->door, entry_id, &undo, &entry, error) ||
        !rebuild_after(workspace, entry, error))
        return NULL;

    TkId own_entry = store_work_entry(work);

    if (!store_commit(g_steal_pointer(&work), error))
        return NULL;
    TkJson *answer = json_object();

    tk_json_set_text(answer, "deed", entry->deed);
    tk_json_set_text(answer, "subject", entry->subject);
    tk_json_set_number(answer, "taken_back", undo.taken_back);
    tk_json_set_number(answer, "kept", undo.kept);
    tk_json_set_id(answer, "undo", own_entry);
    return answer;
}
