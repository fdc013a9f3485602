/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "http/imports.h"

#include "actions/import-files.h"
#include "base/tk-error.h"

#include <string.h>

#define WAITING_MOST    8
#define REMEMBERED_MOST 32

typedef enum {
    IMPORT_JOB_RUNNING, /* or waiting */
    IMPORT_JOB_ENDED,
    IMPORT_JOB_FAILED,
} ImportJobState;

struct Imports {
    const TkSettings *settings;
    TkWorld *world;
    const struct LanguageShare *language;
    TkId started_after; /* ids made later are greater */
    GMutex lock;
    GQueue jobs; /* of ImportJob, oldest first; those that were begun */
    GThreadPool *worker;
    gboolean over;
};

struct ImportJob {
    Imports *imports; /* borrowed */
    TkId id;
    Upload *upload;
    gboolean dry_run;
    /* Under the lock of imports. Texts, because a JSON value is no matter for two threads. */
    ImportJobState state;
    char *file;
    int64_t done, total;
    char *report; /* JSON, or NULL */
    char *error_key;
    char *error_subject;
};

static void
job_free(ImportJob *job)
{
    g_clear_pointer(&job->upload, upload_free);
    g_free(job->file);
    g_free(job->report);
    g_free(job->error_key);
    g_free(job->error_subject);
    g_free(job);
}

void
import_job_free(gpointer job)
{
    if (job != NULL)
        job_free(job);
}

void
imports_name_files(TkJson *report)
{
    TkJson *rows = json_object_get(report, "left_out");
    TkJson *row = NULL;
    size_t at = 0;

    json_array_foreach(rows, at, row)
    {
        const char *file = tk_json_get_text(row, "file", "");

        if (g_path_is_absolute(file)) {
            g_autofree char *name = g_path_get_basename(file);

            tk_json_set_text(row, "file", name);
        }
    }
}

static gboolean
note_progress(const char *file, int64_t done, int64_t total, gpointer data)
{
    ImportJob *job = data;
    Imports *imports = job->imports;
    gboolean go_on = TRUE;

    (void) file; /* the person brought one file, and knows it by its name */
    g_mutex_lock(&imports->lock);
    job->done = done;
    job->total = total;
    go_on = !imports->over;
    g_mutex_unlock(&imports->lock);
    return go_on;
}

static TkJson *
import(ImportJob *job, GError **error)
{
    Imports *imports = job->imports;
    const char *paths[] = { upload_path(job->upload), NULL };
    const ImportWish wish = {
        .dry_run = job->dry_run,
        .keep_text = tk_settings_boolean(imports->settings, "import.keep-text"),
        .run = job->id,
        .progress = note_progress,
        .progress_data = job,
    };
    g_autoptr(Workspace) workspace =
        workspace_open(imports->settings, imports->world, imports->language, "http", error);

    if (workspace == NULL)
        return NULL;
    return import_files(workspace, paths, &wish, error);
}

static gboolean
is_over(Imports *imports)
{
    gboolean over = FALSE;

    g_mutex_lock(&imports->lock);
    over = imports->over;
    g_mutex_unlock(&imports->lock);
    return over;
}

static void
work(gpointer data, gpointer user_data)
{
    ImportJob *job = data;
    Imports *imports = user_data;
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) report = NULL;
    Upload *upload = NULL;

    if (is_over(imports))
        tk_fail(&error, TK_ERROR_UNAVAILABLE, "import-interrupted", NULL);
    else
        report = import(job, &error);

    g_mutex_lock(&imports->lock);
    if (error != NULL) {
        TkErrorFace face = tk_error_face(error);

        job->state = IMPORT_JOB_FAILED;
        job->error_key = g_strdup(face.key);
        job->error_subject = g_path_is_absolute(face.subject) ? g_path_get_basename(face.subject)
                                                              : g_strdup(face.subject);
    } else {
        job->state = IMPORT_JOB_ENDED;
        imports_name_files(report);
        job->report = tk_json_text(report);
        job->done = job->total;
    }
    upload = g_steal_pointer(&job->upload);
    g_mutex_unlock(&imports->lock);
    upload_free(upload);
}

Imports *
imports_new(const TkSettings *settings, TkWorld *world, const struct LanguageShare *language)
{
    Imports *imports = g_new0(Imports, 1);

    imports->settings = settings;
    imports->world = world;
    imports->language = language;
    imports->started_after = tk_id_new(world, 0);
    g_mutex_init(&imports->lock);
    g_queue_init(&imports->jobs);
    /* One at a time: two would only wait for each other's writes. Shared threads cannot fail. */
    imports->worker = g_thread_pool_new(work, imports, 1, FALSE, NULL);
    return imports;
}

void
imports_free(Imports *imports)
{
    if (imports == NULL)
        return;
    g_mutex_lock(&imports->lock);
    imports->over = TRUE;
    g_mutex_unlock(&imports->lock);
    g_thread_pool_free(imports->worker, FALSE, TRUE);
    g_queue_clear_full(&imports->jobs, import_job_free);
    g_mutex_clear(&imports->lock);
    g_free(imports);
}

ImportJob *
imports_prepare(Imports *imports, Upload *upload, gboolean dry_run, GError **error)
{
    ImportJob *job = NULL;

    if (g_thread_pool_unprocessed(imports->worker) >= WAITING_MOST)
        return tk_fail_null(error, TK_ERROR_UNAVAILABLE, "imports-busy", NULL);
    job = g_new0(ImportJob, 1);
    job->imports = imports;
    job->id = tk_id_new(imports->world, imports->started_after);
    job->file = g_strdup(upload_name(upload));
    job->upload = upload_share(upload);
    job->dry_run = dry_run;
    return job;
}

TkId
import_job_id(const ImportJob *job)
{
    return job->id;
}

/* The oldest that are done with; a running one stays however old it is. */
static void
forget_oldest(Imports *imports)
{
    for (GList *link = imports->jobs.head;
         link != NULL && imports->jobs.length > REMEMBERED_MOST;) {
        ImportJob *job = link->data;
        GList *next = link->next;

        if (job->state != IMPORT_JOB_RUNNING) {
            job_free(job);
            g_queue_delete_link(&imports->jobs, link);
        }
        link = next;
    }
}

void
import_job_begin(gpointer job_take)
{
    ImportJob *job = job_take;
    Imports *imports = job->imports;

    g_mutex_lock(&imports->lock);
    g_queue_push_tail(&imports->jobs, job);
    forget_oldest(imports);
    g_mutex_unlock(&imports->lock);
    g_thread_pool_push(imports->worker, job, NULL);
}

static TkJson *
describe(const ImportJob *job)
{
    static const char *const words[] = {
        [IMPORT_JOB_RUNNING] = "running",
        [IMPORT_JOB_ENDED] = "ended",
        [IMPORT_JOB_FAILED] = "failed",
    };
    TkJson *described = json_object();
    g_autoptr(TkJson) report = NULL;

    if (job->report != NULL)
        report = tk_json_parse(job->report, strlen(job->report), NULL);
    tk_json_set_id(described, "id", job->id);
    tk_json_set_text(described, "state", words[job->state]);
    tk_json_set_number(described, "done", job->done);
    tk_json_set_number(described, "total", job->total);
    tk_json_set_text(described, "file", job->file);
    tk_json_set_take(described, "report", report != NULL ? json_incref(report) : json_null());
    if (job->error_key != NULL) {
        TkJson *error = json_object();

        tk_json_set_text(error, "key", job->error_key);
        tk_json_set_text(error, "subject", job->error_subject);
        tk_json_set_take(described, "error", error);
    } else {
        tk_json_set_take(described, "error", json_null());
    }
    json_t *undo = report != NULL ? json_object_get(report, "undo") : NULL;

    tk_json_set_take(described, "undo", undo != NULL ? json_incref(undo) : json_null());
    return described;
}

TkJson *
imports_describe(Imports *imports, TkId id)
{
    TkJson *described = NULL;

    g_mutex_lock(&imports->lock);
    for (GList *link = imports->jobs.head; link != NULL && described == NULL; link = link->next) {
        const ImportJob *job = link->data;

        if (job->id == id)
            described = describe(job);
    }
    g_mutex_unlock(&imports->lock);
    return described;
}

TkJson *
imports_list(Imports *imports)
{
    TkJson *list = json_array();

    g_mutex_lock(&imports->lock);
    for (GList *link = imports->jobs.tail; link != NULL; link = link->prev)
        json_array_append_new(list, describe(link->data));
    g_mutex_unlock(&imports->lock);
    return list;
}

gboolean
imports_is_older(const Imports *imports, TkId id)
{
    return id < imports->started_after;
}
