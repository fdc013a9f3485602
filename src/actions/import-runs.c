/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * import-runs.c - the imports so far: a long one can be left and found again, a killed one is seen.
 */
#include "actions/importer.h"

#include "base/tk-day.h"
#include "base/tk-error.h"
#include "base/tk-text.h"
#include "domain/import-run.h"
#include "store/queries.h"
#include "store/tables.h"

#include <string.h>

gboolean
import_run_begin(const Workspace *workspace, TkId id, const char *const *paths, GError **error)
{
    g_autoptr(ImportRun) run = import_run_new();
    g_autofree char *files = g_strjoinv("\n", (char **) paths);

    run->id = id;
    run->started_at = workspace_now(workspace);
    tk_text_set(&run->state, "running");
    g_free(run->files);
    run->files = tk_text_mend(files, -1); /* a file's name may be of any letters */
    return import_run_insert(workspace->store, run, error);
}

gboolean
import_run_end(const Workspace *workspace, TkId id, const char *state, const TkJson *report,
               GError **error)
{
    g_autoptr(ImportRun) run = import_run_load(workspace->store, id, error);

    if (run == NULL)
        return FALSE;
    run->ended_at = workspace_now(workspace);
    tk_text_set(&run->state, state);
    g_free(run->report);
    run->report = tk_json_text(report);
    return import_run_put(workspace->store, run, NULL, error);
}

static void
set_or_null(TkJson *answer, const char *key, TkJson *value)
{
    json_object_set_new(answer, key, value != NULL ? json_incref(value) : json_null());
}

static TkJson *
run_json(const ImportRun *run)
{
    g_autoptr(TkJson) report =
        *run->report != '\0' ? tk_json_parse(run->report, strlen(run->report), NULL) : NULL;
    g_autofree char *started = tk_instant_to_text(run->started_at);
    TkJson *answer = json_object();

    tk_json_set_id(answer, "id", run->id);
    tk_json_set_text(answer, "state", run->state);
    tk_json_set_text(answer, "started", started);
    tk_json_set_text(answer, "files", run->files);
    set_or_null(answer, "undo", json_object_get(report, "undo"));
    set_or_null(answer, "error", json_object_get(report, "error"));
    if (report != NULL)
        json_object_del(report, "error");
    set_or_null(answer, "report", report);
    return answer;
}

TkJson *
show_import(const Workspace *workspace, TkId id, GError **error)
{
    g_autoptr(ImportRun) run = import_run_load(workspace->store, id, error);

    return run != NULL ? run_json(run) : NULL;
}

TkJson *
list_imports(const Workspace *workspace, unsigned limit, GError **error)
{
    g_autoptr(GPtrArray) runs = import_run_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(limit) };

    if (!store_run(workspace->store, &SQL_IMPORT_RUN_NEWEST, values, G_N_ELEMENTS(values),
                   import_run_collect, runs, error))
        return NULL;
    TkJson *rows = json_array();

    for (guint at = 0; at < runs->len; at++)
        json_array_append_new(rows, run_json(g_ptr_array_index(runs, at)));
    TkJson *answer = json_object();

    tk_json_set_take(answer, "rows", rows);
    return answer;
}
