/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/keep-safe.h"

#include "actions/workspace-private.h"
#include "store/maintenance.h"

static TkJson *
copy_answer(const char *file, const StoreCopy *copy)
{
    TkJson *answer = json_object();

    tk_json_set_text(answer, "file", file);
    tk_json_set_number(answer, "tables", copy->tables);
    tk_json_set_number(answer, "rows", copy->rows);
    tk_json_set_number(answer, "bytes", copy->bytes);
    return answer;
}

TkJson *
backup_store(const Workspace *workspace, const char *file, GError **error)
{
    StoreCopy copy = { 0 };

    if (!store_backup(workspace->store, file, &copy, error))
        return NULL;
    return copy_answer(file, &copy);
}

TkJson *
restore_store(const Workspace *workspace, const char *file, GError **error)
{
    StoreCopy copy = { 0 };

    if (!store_restore(workspace->store, file, &copy, error))
        return NULL;
    return copy_answer(file, &copy);
}

TkJson *
examine_store(const Workspace *workspace, GError **error)
{
    g_autoptr(GPtrArray) findings = store_examine(workspace->store, error);
    gboolean fine = TRUE;

    if (findings == NULL)
        return NULL;
    TkJson *rows = json_array();

    for (guint at = 0; at < findings->len; at++) {
        const StoreFinding *finding = g_ptr_array_index(findings, at);
        TkJson *row = json_object();

        tk_json_set_text(row, "key", finding->key);
        tk_json_set_text(row, "subject", finding->subject);
        json_object_set_new(row, "fine", json_boolean(finding->fine));
        json_array_append_new(rows, row);
        fine = fine && finding->fine;
    }
    TkJson *answer = json_object();

    tk_json_set_take(answer, "findings", rows);
    json_object_set_new(answer, "fine", json_boolean(fine));
    return answer;
}
