/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "http/imports.h"

#include "actions/import-files.h"
#include "actions/network-keeper.h"
#include "actions/table-questions.h"
#include "base/tk-error.h"

#include <string.h>

#define WAITING_MOST    8
#define REMEMBERED_MOST 32

typedef enum {
    IMPORT_JOB_RUNNING,       /* or waiting */
    IMPORT_JOB_NEEDS_MAPPING, /* the user must say what columns are; nobody works on it */
    IMPORT_JOB_ENDED,
    IMPORT_JOB_FAILED,
} ImportJobState;

struct Imports {
    const TkSettings *settings;
    TkWorld *world;
    const struct LanguageShare *language;
    NetworkKeeper *network;
    TkId started_after; /* ids made later are greater */
    GMutex lock;
    GQueue jobs; /* of ImportJob, oldest first; those that were begun */
    GThreadPool *worker;
    gboolean over;
};

struct ImportAnswer {
    Imports *imports;
    TkId id;
    gboolean goes_on;
};

struct ImportJob {
    Imports *imports; /* borrowed */
    TkId id;
    Upload *upload;
    gboolean dry_run;
    gboolean was_asked; /* what the columns are */
    /* Under the lock of imports. Texts, because a JSON value is no matter for two threads. */
    ImportJobState state;
    char *file;
    int64_t done, total;
    char *report; /* JSON, or NULL */
    char *tables; /* JSON of what is to be asked, or NULL */
    char *error_key;
    char *error_subject;
};

static void
job_free(ImportJob *job)
{
    g_clear_pointer(&job->upload, upload_free);
    g_free(job->file);
    g_free(job->report);
    g_free(job->tables);
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

static void
name_files(TkJson *rows)
{
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

void
imports_name_files(TkJson *report)
{
    name_files(json_object_get(report, "left_out"));
    name_files(json_object_get(report, "tables"));
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

/* *out_tables: what the columns of which must be named first, or NULL. */
static gboolean
find_questions(const ImportJob *job, const Workspace *workspace, const char *const *paths,
               char **out_tables, GError **error)
{
    g_autoptr(TkJson) tables = NULL;

    if (job->was_asked)
        return TRUE;
    tables = list_table_questions(workspace, paths, error);
    if (tables == NULL)
        return FALSE;
    name_files(tables);
    if (json_array_size(tables) > 0)
        *out_tables = tk_json_text(tables);
    return TRUE;
}

/* The report; NULL where it failed, and without an error where *out_tables must be asked about. */
static TkJson *
import(ImportJob *job, char **out_tables, GError **error)
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
    network_keeper_join(imports->network, workspace);
    if (!find_questions(job, workspace, paths, out_tables, error) || *out_tables != NULL)
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
    char *tables = NULL;
    Upload *upload = NULL;

    if (is_over(imports))
        tk_fail(&error, TK_ERROR_UNAVAILABLE, "import-interrupted", NULL);
    else
        report = import(job, &tables, &error);

    g_mutex_lock(&imports->lock);
    if (error != NULL) {
        TkErrorFace face = tk_error_face(error);

        job->state = IMPORT_JOB_FAILED;
        job->error_key = g_strdup(face.key);
        job->error_subject = g_path_is_absolute(face.subject) ? g_path_get_basename(face.subject)
                                                              : g_strdup(face.subject);
    } else if (tables != NULL) {
        job->state = IMPORT_JOB_NEEDS_MAPPING;
        job->tables = tables;
    } else {
        job->state = IMPORT_JOB_ENDED;
        imports_name_files(report);
        job->report = tk_json_text(report);
        job->done = job->total;
    }
    if (job->state != IMPORT_JOB_NEEDS_MAPPING)
        upload = g_steal_pointer(&job->upload);
    g_mutex_unlock(&imports->lock);
    upload_free(upload);
}

Imports *
imports_new(const TkSettings *settings, TkWorld *world, const struct LanguageShare *language,
            NetworkKeeper *network)
{
    Imports *imports = g_new0(Imports, 1);

    imports->settings = settings;
    imports->world = world;
    imports->language = language;
    imports->network = network;
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
        [IMPORT_JOB_NEEDS_MAPPING] = "needs_mapping",
        [IMPORT_JOB_ENDED] = "ended",
        [IMPORT_JOB_FAILED] = "failed",
    };
    TkJson *described = json_object();
    g_autoptr(TkJson) report = NULL;
    TkJson *tables = NULL;

    if (job->state == IMPORT_JOB_NEEDS_MAPPING)
        tables = tk_json_parse(job->tables, strlen(job->tables), NULL);
    if (job->report != NULL)
        report = tk_json_parse(job->report, strlen(job->report), NULL);
    tk_json_set_id(described, "id", job->id);
    tk_json_set_text(described, "state", words[job->state]);
    tk_json_set_number(described, "done", job->done);
    tk_json_set_number(described, "total", job->total);
    tk_json_set_text(described, "file", job->file);
    if (tables != NULL) {
        tk_json_set_take(described, "tables", tables);
        tk_json_set_take(described, "dry_run", json_boolean(job->dry_run));
    }
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

/* Under the lock. */
static ImportJob *
find_job(Imports *imports, TkId id)
{
    for (GList *link = imports->jobs.head; link != NULL; link = link->next) {
        ImportJob *job = link->data;

        if (job->id == id)
            return job;
    }
    return NULL;
}

TkJson *
imports_describe(Imports *imports, TkId id)
{
    const ImportJob *job = NULL;
    TkJson *described = NULL;

    g_mutex_lock(&imports->lock);
    job = find_job(imports, id);
    if (job != NULL)
        described = describe(job);
    g_mutex_unlock(&imports->lock);
    return described;
}

/* The file of a job that waits for its columns; shared, so that it outlives the job. */
static Upload *
share_waiting(Imports *imports, TkId id, GError **error)
{
    Upload *upload = NULL;
    const ImportJob *job = NULL;

    g_mutex_lock(&imports->lock);
    job = find_job(imports, id);
    if (job != NULL && job->state == IMPORT_JOB_NEEDS_MAPPING)
        upload = upload_share(job->upload);
    g_mutex_unlock(&imports->lock);
    if (upload == NULL)
        tk_fail(error, TK_ERROR_CONFLICT, "import-not-asking", NULL);
    return upload;
}

ImportAnswer *
imports_answer(Imports *imports, const Workspace *workspace, TkId id, const TkJson *answers,
               GError **error)
{
    g_autoptr(Upload) upload = share_waiting(imports, id, error);
    ImportAnswer *answer = NULL;

    if (upload == NULL)
        return NULL;

    const char *paths[] = { upload_path(upload), NULL };

    if (answers != NULL && !answer_table_questions(workspace, paths, answers, error))
        return NULL;
    answer = g_new0(ImportAnswer, 1);
    *answer = (ImportAnswer) { imports, id, answers != NULL };
    return answer;
}

void
import_answer_act(gpointer answer_take)
{
    g_autofree ImportAnswer *answer = answer_take;
    Imports *imports = answer->imports;
    ImportJob *job = NULL;

    g_mutex_lock(&imports->lock);
    job = find_job(imports, answer->id);
    /* Of two answers at the same time the first is acted upon. */
    if (job != NULL && job->state != IMPORT_JOB_NEEDS_MAPPING)
        job = NULL;
    if (job != NULL && !answer->goes_on)
        g_queue_remove(&imports->jobs, job);
    else if (job != NULL) {
        job->state = IMPORT_JOB_RUNNING;
        job->was_asked = TRUE;
    }
    g_mutex_unlock(&imports->lock);
    if (job != NULL && answer->goes_on)
        g_thread_pool_push(imports->worker, job, NULL);
    else
        import_job_free(job);
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
