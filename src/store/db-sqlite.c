/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-error.h"
#include "store/db-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#define BUSY_MILLISECONDS  5000
#define BUSY_STEP          5          /* an import leaves the store alone for moments only */
#define PAGES_BEFORE_CHECK 1000       /* SQLite's own measure: 4 MB of log before it is moved */
#define CACHE_KIBIBYTES    65536      /* an import writes all over the search index */
#define MAPPED_BYTES       0x7fff0000 /* of addresses only, and as many as SQLite maps */
#define MAPPED_LITTLE      (8 << 20)

typedef struct {
    sqlite3_stmt *handle;
    int *places; /* of $1, $2, ... : SQLite numbers them by first appearance */
    gboolean running;
} Statement;

/* What begins and ends every look and every work is prepared once, like a query. */
static const char *const usual_scripts[] = { "BEGIN", "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK" };

typedef struct {
    Db db;
    sqlite3 *handle;
    GPtrArray *statements; /* by the queries' ordinals */
    sqlite3_stmt *scripts[G_N_ELEMENTS(usual_scripts)];
    int log_pages; /* in the WAL after the last commit */
} SqliteDb;

static void
statement_free(gpointer data)
{
    Statement *statement = data;

    if (statement == NULL)
        return;
    sqlite3_finalize(statement->handle);
    g_free(statement->places);
    g_free(statement);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Statement, statement_free)

static gboolean
is_failed_sync(int code)
{
    return code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC;
}

static gboolean
is_without_room(sqlite3_file *file)
{
    int cause = 0;

    if (file == NULL || file->pMethods == NULL ||
        file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &cause) != SQLITE_OK)
        return FALSE;
    return cause == ENOSPC || cause == EFBIG || cause == EDQUOT;
}

/* SQLite says "full" for ENOSPC alone: a quota or a limit on a file's size is full as well. */
static gboolean
is_full(sqlite3 *handle, int code)
{
    sqlite3_file *file = NULL;
    sqlite3_file *log = NULL;

    if ((code & 0xff) != SQLITE_IOERR)
        return (code & 0xff) == SQLITE_FULL;
    sqlite3_file_control(handle, NULL, SQLITE_FCNTL_FILE_POINTER, &file);
    sqlite3_file_control(handle, NULL, SQLITE_FCNTL_JOURNAL_POINTER, &log);
    return is_without_room(file) || is_without_room(log);
}

static gboolean
fail(SqliteDb *self, int code, GError **error)
{
    const char *words = sqlite3_errmsg(self->handle);

    if (is_failed_sync(code))
        self->db.sync_failed = TRUE;
    if (is_full(self->handle, code))
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "store-full", words);
    if (code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_UNIQUE ||
        code == SQLITE_CONSTRAINT_ROWID)
        return tk_fail(error, TK_ERROR_CONFLICT, "store-exists", words);

    if (code == SQLITE_CONSTRAINT_FOREIGNKEY)
        return tk_fail(error, TK_ERROR_CONFLICT, "store-dangling", words);

    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "store-busy", words);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "store-damaged", words);
    case SQLITE_CANTOPEN:
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "store-cannot-open", words);
    default:
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "store-failed", words);
    }
}

static int
run_usual_script(SqliteDb *self, unsigned at)
{
    int code = SQLITE_OK;

    if (self->scripts[at] == NULL)
        code = sqlite3_prepare_v3(self->handle, usual_scripts[at], -1, SQLITE_PREPARE_PERSISTENT,
                                  &self->scripts[at], NULL);
    if (code != SQLITE_OK)
        return code;
    sqlite3_step(self->scripts[at]);
    return sqlite3_reset(self->scripts[at]); /* says what the step said */
}

static int
run_script(SqliteDb *self, const char *statement)
{
    for (unsigned at = 0; at < G_N_ELEMENTS(usual_scripts); at++)
        if (strcmp(usual_scripts[at], statement) == 0)
            return run_usual_script(self, at);
    return sqlite3_exec(self->handle, statement, NULL, NULL, NULL);
}

static gboolean
sqlite_script(Db *db, const char *statement, GError **error)
{
    SqliteDb *self = (SqliteDb *) db;
    int code = run_script(self, statement);

    return code == SQLITE_OK || fail(self, code, error);
}

static gboolean
sqlite_begin(Db *db, DbBegin mode, GError **error)
{
    return sqlite_script(db, mode == DB_BEGIN_READ ? "BEGIN" : "BEGIN IMMEDIATE", error);
}

static Statement *
prepare(SqliteDb *self, const DbQuery *query, GError **error)
{
    g_autoptr(Statement) statement = g_new0(Statement, 1);
    int code = sqlite3_prepare_v3(self->handle, query->sqlite, -1, SQLITE_PREPARE_PERSISTENT,
                                  &statement->handle, NULL);

    if (code != SQLITE_OK) {
        fail(self, code, error);
        return NULL;
    }
    statement->places = g_new0(int, query->parameters + 1);
    for (unsigned number = 1; number <= query->parameters; number++) {
        char name[16];

        g_snprintf(name, sizeof name, "$%u", number);
        statement->places[number] = sqlite3_bind_parameter_index(statement->handle, name);
        g_assert(statement->places[number] > 0);
    }
    return g_steal_pointer(&statement);
}

/* The connection's own statement for this query; made when it is first asked for. NULL with an
 * error, or NULL without where it is running already (a query inside its own rows). */
static Statement *
kept_statement(SqliteDb *self, const DbQuery *query, GError **error)
{
    if (self->statements->len <= query->ordinal)
        g_ptr_array_set_size(self->statements, (int) query->ordinal + 1);

    Statement *statement = g_ptr_array_index(self->statements, query->ordinal);

    if (statement == NULL) {
        statement = prepare(self, query, error);
        g_ptr_array_index(self->statements, query->ordinal) = statement;
    }
    return statement != NULL && !statement->running ? statement : NULL;
}

static gboolean
sqlite_prepare(Db *db, const DbQuery *query, GError **error)
{
    return kept_statement((SqliteDb *) db, query, error) != NULL;
}

static int
bind(const Statement *statement, const DbQuery *query, const DbValue *values)
{
    int code = SQLITE_OK;

    for (unsigned at = 0; at < query->parameters && code == SQLITE_OK; at++) {
        int place = statement->places[at + 1];

        switch (values[at].type) {
        case DB_NUMBER:
            code = sqlite3_bind_int64(statement->handle, place, values[at].number);
            break;
        case DB_REAL:
            code = sqlite3_bind_double(statement->handle, place, values[at].real);
            break;
        case DB_TEXT:
            code = sqlite3_bind_text(statement->handle, place, values[at].text, -1, SQLITE_STATIC);
            break;
        }
    }
    return code;
}

static DbOutcome
step_through(SqliteDb *self, Statement *statement, DbEach each, gpointer data, GError **error)
{
    unsigned next = 0;
    DbRow row = { self->db.table, statement->handle, 0, 0, &next };
    int code;

    while ((code = sqlite3_step(statement->handle)) == SQLITE_ROW) {
        row.columns = (unsigned) sqlite3_column_count(statement->handle);
        next = 0;
        if (each != NULL && !each(&row, data, error))
            return DB_OUTCOME_STOPPED;
    }
    if (code == SQLITE_DONE)
        return DB_OUTCOME_DONE;
    fail(self, code, error);
    return DB_OUTCOME_FAILED;
}

static DbOutcome
sqlite_run(Db *db, const DbQuery *query, const DbValue *values, DbEach each, gpointer data,
           GError **error)
{
    SqliteDb *self = (SqliteDb *) db;
    g_autoptr(Statement) passing = NULL;
    g_autoptr(GError) cause = NULL;
    Statement *statement = kept_statement(self, query, &cause);

    if (statement == NULL && cause == NULL)
        statement = passing = prepare(self, query, &cause);
    if (statement == NULL) {
        g_propagate_error(error, g_steal_pointer(&cause));
        return DB_OUTCOME_FAILED;
    }
    int code = bind(statement, query, values);

    if (code != SQLITE_OK) {
        fail(self, code, error);
        sqlite3_clear_bindings(statement->handle);
        return DB_OUTCOME_FAILED;
    }
    statement->running = TRUE;

    DbOutcome outcome = step_through(self, statement, each, data, error);

    db->changed = sqlite3_changes64(self->handle);
    sqlite3_reset(statement->handle);
    sqlite3_clear_bindings(statement->handle); /* the texts are the caller's again */
    statement->running = FALSE;
    return outcome;
}

static gboolean
sqlite_checkpoint(Db *db, gboolean closing, GError **error)
{
    SqliteDb *self = (SqliteDb *) db;

    if (db->read_only || db->sync_failed || (!closing && self->log_pages < PAGES_BEFORE_CHECK))
        return TRUE;

    int code = sqlite3_wal_checkpoint_v2(
        self->handle, NULL, closing ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE, NULL,
        NULL);

    self->log_pages = 0;
    sqlite3_db_release_memory(self->handle); /* what a big work filled: reading goes by the map */
    if (code == SQLITE_OK || (code & 0xff) == SQLITE_BUSY)
        return TRUE; /* a reader holds it: the next one moves it */
    /* What is committed stands in the log; but this disk is not to be trusted with more. */
    if (!is_full(self->handle, code))
        db->sync_failed = TRUE;
    return fail(self, code, error);
}

static int
count_log_pages(void *data, sqlite3 *handle, const char *name, int pages)
{
    SqliteDb *self = data;

    (void) handle;
    (void) name;
    self->log_pages = pages;
    return SQLITE_OK;
}

static void
sqlite_close(Db *db)
{
    SqliteDb *self = (SqliteDb *) db;

    g_clear_pointer(&self->statements, g_ptr_array_unref);
    for (unsigned at = 0; at < G_N_ELEMENTS(usual_scripts); at++)
        sqlite3_finalize(self->scripts[at]);
    if (self->handle != NULL) {
        /* Closing would move the log silently: we do it and look; after a failure nobody does. Nor
         * does a program that only wanted to look wait for another that writes: that one does it.
         */
        sqlite3_busy_handler(self->handle, NULL, NULL);
        if (!sqlite_checkpoint(db, TRUE, NULL) || db->sync_failed)
            sqlite3_db_config(self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
        sqlite3_close_v2(self->handle);
    }
    g_free(self);
}

static const char *
sqlite_row_column(const DbRow *row, unsigned column)
{
    return sqlite3_column_name(row->handle, (int) column);
}

static const char *
sqlite_row_text(const DbRow *row, unsigned column)
{
    const char *text = (const char *) sqlite3_column_text(row->handle, (int) column);

    return text != NULL ? text : "";
}

static int64_t
sqlite_row_number(const DbRow *row, unsigned column)
{
    return sqlite3_column_int64(row->handle, (int) column);
}

static double
sqlite_row_real(const DbRow *row, unsigned column)
{
    return sqlite3_column_double(row->handle, (int) column);
}

/* Mapped pages count as the process's own until somebody else wants the memory. That they stay
 * mapped is no failure. */
static void
sqlite_hold_little(Db *db)
{
    sqlite3_int64 bytes = MAPPED_LITTLE;

    sqlite3_file_control(((SqliteDb *) db)->handle, "main", SQLITE_FCNTL_MMAP_SIZE, &bytes);
}

static const DbEngineTable sqlite_table = {
    .run = sqlite_run,
    .prepare = sqlite_prepare,
    .begin = sqlite_begin,
    .script = sqlite_script,
    .checkpoint = sqlite_checkpoint,
    .hold_little = sqlite_hold_little,
    .close = sqlite_close,
    .row_column = sqlite_row_column,
    .row_text = sqlite_row_text,
    .row_number = sqlite_row_number,
    .row_real = sqlite_row_real,
};

/* Made by us and not by SQLite: what people told each other is for the owner's eyes only. */
static gboolean
make_private(const char *file, GError **error)
{
    if (strcmp(file, ":memory:") == 0 || *file == '\0')
        return TRUE;

    int descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

    if (descriptor < 0)
        return tk_failf(error, TK_ERROR_UNAVAILABLE, "store-cannot-open", "%s: %s", file,
                        g_strerror(errno));
    close(descriptor);
    return TRUE;
}

/* SQLite does not wait where two programs make the change to a log at once: it says at once that
 * it is locked, whatever the timeout, since one of them must give way. So we wait ourselves. */
static gboolean
use_log(SqliteDb *self, GError **error)
{
    int64_t until = g_get_monotonic_time() + BUSY_MILLISECONDS * INT64_C(1000);
    int code = sqlite3_exec(self->handle, "PRAGMA journal_mode=WAL", NULL, NULL, NULL);

    while ((code & 0xff) == SQLITE_BUSY && g_get_monotonic_time() < until) {
        sqlite3_sleep(BUSY_STEP);
        code = sqlite3_exec(self->handle, "PRAGMA journal_mode=WAL", NULL, NULL, NULL);
    }
    return code == SQLITE_OK || fail(self, code, error);
}

/* SQLite's own patience looks every tenth of a second, and misses those moments. */
static int
wait_a_moment(void *data, int times)
{
    (void) data;
    if (times * BUSY_STEP >= BUSY_MILLISECONDS)
        return 0;
    sqlite3_sleep(BUSY_STEP);
    return 1;
}

/* Settings of a connection, and why: STRICT durability for what people typed (FULL), no checkpoint
 * whose failure nobody sees, the tables' own foreign keys. */
static gboolean
set_up(SqliteDb *self, gboolean read_only, GError **error)
{
    g_autofree char *settings =
        g_strdup_printf("PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA cache_size=-%d;"
                        "PRAGMA mmap_size=%d; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF;"
                        "PRAGMA wal_autocheckpoint=0; PRAGMA schema_version;",
                        CACHE_KIBIBYTES, MAPPED_BYTES);

    sqlite3_extended_result_codes(self->handle, 1);
    sqlite3_busy_handler(self->handle, wait_a_moment, NULL);
    if (!sqlite_script(&self->db, settings, error) || (!read_only && !use_log(self, error)))
        return FALSE;
    sqlite3_wal_hook(self->handle, count_log_pages, self);
    return TRUE;
}

Db *
db_open_sqlite(const char *file, gboolean read_only, GError **error)
{
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);

    if (!read_only && !make_private(file, error))
        return NULL;

    SqliteDb *self = g_new0(SqliteDb, 1);

    self->db.table = &sqlite_table;
    self->db.engine = DB_ENGINE_SQLITE;
    self->db.read_only = read_only;
    self->statements = g_ptr_array_new_with_free_func(statement_free);

    int code = sqlite3_open_v2(file, &self->handle, flags, NULL);

    if (code != SQLITE_OK) {
        tk_failf(error, TK_ERROR_UNAVAILABLE, "store-cannot-open", "%s: %s", file,
                 sqlite3_errstr(code));
        self->db.read_only = TRUE; /* nothing to checkpoint */
        sqlite_close(&self->db);
        return NULL;
    }
    if (!set_up(self, read_only, error)) {
        self->db.read_only = TRUE;
        sqlite_close(&self->db);
        return NULL;
    }
    return &self->db;
}
