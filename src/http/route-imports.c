/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/import-files.h"
#include "base/tk-error.h"
#include "http/imports.h"
#include "http/route-groups.h"
#include "http/upload.h"

#include <string.h>

static gboolean
post_import(const Request *request, Reply *reply, GError **error)
{
    gboolean dry_run = FALSE;
    ImportJob *job = NULL;
    g_autoptr(TkJson) answer = json_object();

    if (!request_parameter_boolean(request, "dry_run", &dry_run, error))
        return FALSE;
    job = imports_prepare(request->imports, request->upload,
                          dry_run || upload_is_dry_run(request->upload), error);
    if (job == NULL)
        return FALSE;
    tk_json_set_id(answer, "id", import_job_id(job));
    reply_json(reply, STATUS_ACCEPTED, answer);
    /* Begun when the answer is kept: else a repeated request would not know of it. */
    reply->then = import_job_begin;
    reply->then_free = import_job_free;
    reply->then_data = job;
    return TRUE;
}

/* What the store knows of a run, in the shape of a running one. Its paths are ours, the person
 * knows their file by name. One that says it is running, though it was begun before we were, was
 * killed. */
static void
complete(const Imports *imports, TkJson *run)
{
    const char *files = tk_json_get_text(run, "files", "");
    g_autofree char *first = g_strndup(files, strcspn(files, "\n"));
    g_autofree char *name = g_path_get_basename(first);
    TkId id = 0;

    tk_id_from_text(tk_json_get_text(run, "id", ""), &id);
    tk_json_set_text(run, "file", name);
    json_object_del(run, "files");
    imports_name_files(json_object_get(run, "report"));
    if (json_object_get(run, "done") == NULL)
        tk_json_set_number(run, "done", 0);
    if (json_object_get(run, "total") == NULL)
        tk_json_set_number(run, "total", 0);
    if (strcmp(tk_json_get_text(run, "state", ""), "running") == 0 &&
        imports_is_older(imports, id)) {
        TkJson *error = json_object();

        tk_json_set_text(error, "key", "import-interrupted");
        tk_json_set_text(error, "subject", name);
        tk_json_set_text(run, "state", "failed");
        tk_json_set_take(run, "error", error);
    }
}

static gboolean
get_import(const Request *request, Reply *reply, GError **error)
{
    TkJson *run = imports_describe(request->imports, request->id);

    if (run == NULL) {
        run = show_import(request->workspace, request->id, error);
        if (run != NULL)
            complete(request->imports, run);
    }
    return reply_action(reply, STATUS_OK, run);
}

static gboolean
holds_id(const TkJson *rows, const char *id)
{
    for (size_t i = 0; i < json_array_size(rows); i++) {
        if (strcmp(tk_json_get_text(json_array_get(rows, i), "id", ""), id) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Those that are known here first: they are newer, and here is known how far they are. */
static gboolean
get_imports(const Request *request, Reply *reply, GError **error)
{
    g_autoptr(TkJson) answer = NULL;
    g_autoptr(TkJson) kept = NULL;
    TkJson *rows = imports_list(request->imports);
    TkJson *run = NULL;
    unsigned limit = 0;
    size_t at = 0;

    answer = json_pack("{s:o}", "rows", rows);
    if (!request_limit(request, &limit, error))
        return FALSE;
    kept = list_imports(request->workspace, limit, error);
    if (kept == NULL)
        return FALSE;
    json_array_foreach(json_object_get(kept, "rows"), at, run)
    {
        if (holds_id(rows, tk_json_get_text(run, "id", "")))
            continue;
        complete(request->imports, run);
        json_array_append(rows, run);
    }
    while (json_array_size(rows) > limit)
        json_array_remove(rows, json_array_size(rows) - 1);
    reply_json(reply, STATUS_OK, answer);
    return TRUE;
}

static gboolean
answer(const Request *request, Reply *reply, const TkJson *tables, GError **error)
{
    ImportAnswer *given =
        imports_answer(request->imports, request->workspace, request->id, tables, error);
    g_autoptr(TkJson) said = json_object();

    if (given == NULL)
        return FALSE;
    tk_json_set_id(said, "id", request->id);
    reply_json(reply, tables != NULL ? STATUS_ACCEPTED : STATUS_OK, said);
    reply->then = import_answer_act;
    reply->then_free = g_free;
    reply->then_data = given;
    return TRUE;
}

static gboolean
put_mapping(const Request *request, Reply *reply, GError **error)
{
    const TkJson *tables = json_object_get(request->fields, "tables");

    if (!json_is_array(tables))
        return tk_fail(error, TK_ERROR_INVALID, "field-type", "tables");
    return answer(request, reply, tables, error);
}

static gboolean
post_leave(const Request *request, Reply *reply, GError **error)
{
    return answer(request, reply, NULL, error);
}

const Route import_routes[] = {
    { "POST", "/api/v1/imports", ROUTE_MEMBER, post_import, .query = "name dry_run",
      .flags = ROUTE_UPLOAD },
    { "GET", "/api/v1/imports", ROUTE_MEMBER, get_imports, .query = "limit" },
    { "GET", "/api/v1/imports/{id}", ROUTE_MEMBER, get_import },
    { "PUT", "/api/v1/imports/{id}/mapping", ROUTE_MEMBER, put_mapping, .fields = "tables!" },
    { "POST", "/api/v1/imports/{id}/leave", ROUTE_MEMBER, post_leave },
    { 0 },
};
