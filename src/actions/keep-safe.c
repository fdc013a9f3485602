/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/keep-safe.h"

#include "actions/search-keeper.h"
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

    if (!store_restore(workspace->store, file, &copy, error) ||
        (copy.is_older && !search_make_anew(workspace, error)))
        return NULL;
    return copy_answer(file, &copy);
}

static void
append_finding(TkJson *rows, const char *key, const char *subject, gboolean fine)
{
    TkJson *row = json_object();

    tk_json_set_text(row, "key", key);
    tk_json_set_text(row, "subject", subject);
    json_object_set_new(row, "fine", json_boolean(fine));
    json_array_append_new(rows, row);
}

/* An index that is not in step is made anew: it follows from what is permanent. */
static gboolean
examine_search(const Workspace *workspace, gboolean anew, TkJson *rows, GError **error)
{
    SearchCounts counts = { 0 };

    if (!search_count(workspace, &counts, error))
        return FALSE;
    anew = anew || counts.wrong != 0;
    if (anew && !search_make_anew(workspace, error))
        return FALSE;
    g_autofree char *subject = g_strdup_printf("%" G_GINT64_FORMAT, counts.wanted);

    append_finding(rows, anew ? "search-made-anew" : "search-index", subject, TRUE);
    return TRUE;
}

TkJson *
examine_store(const Workspace *workspace, gboolean search_anew, GError **error)
{
    g_autoptr(GPtrArray) findings = store_examine(workspace->store, error);
    g_autoptr(TkJson) rows = json_array();
    gboolean fine = TRUE, sound = TRUE;

    if (findings == NULL)
        return NULL;
    for (guint at = 0; at < findings->len; at++) {
        const StoreFinding *finding = g_ptr_array_index(findings, at);

        append_finding(rows, finding->key, finding->subject, finding->fine);
        fine = fine && finding->fine;
        sound = sound && (finding->fine || g_str_equal(finding->key, "last-backup"));
    }
    /* What is broken is not written to. */
    if (sound && !examine_search(workspace, search_anew, rows, error))
        return NULL;
    TkJson *answer = json_object();

    tk_json_set_take(answer, "findings", g_steal_pointer(&rows));
    json_object_set_new(answer, "fine", json_boolean(fine));
    return answer;
}
