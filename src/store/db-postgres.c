/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-error.h"
#include "store/db-private.h"
#include "store/postgres-library.h"

#include <string.h>

#define NUMBER_SIZE    32 /* a 64-bit number or a double in shortest form, with room */
#define BUILD_LOCK     INT64_C(-8243110914) /* accounts are positive: nobody's own lock */
#define STATEMENT_SIZE 256

/* How long a writer waits for another of the same account, as with SQLite; and whatever happens to
 * this session, it sees one account only (row-level security, the second lock). */
static const char session_settings[] = "SET lock_timeout = '5s'; SET client_min_messages = "
                                       "'warning'; SET standard_conforming_strings = on;"
                                       "SET synchronous_commit = on; SET TIME ZONE 'UTC'";

typedef struct {
    Db db;
    PostgresLibrary pq;
    PGconn *connection;
    int64_t account_id;
    GByteArray *prepared; /* by the queries' ordinals: 1 where this session knows it */
} PostgresDb;

/* A result with the library that knows how to read it; NULL where the connection gave none. */
typedef struct {
    const PostgresLibrary *pq;
    PGresult *rows;
} Result;

static void
result_clear(Result *result)
{
    result->pq->PQclear(result->rows);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Result, result_clear)

static gboolean
is_lost(const PostgresDb *self)
{
    return self->pq.PQstatus(self->connection) != CONNECTION_OK;
}

static gboolean
fail_words(PostgresDb *self, const char *state, const char *words, GError **error)
{
    g_autofree char *line = g_strdelimit(g_strdup(words != NULL ? words : ""), "\n", ' ');

    g_strchomp(line);
    if (is_lost(self) || state == NULL)
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "store-failed", line);
    if (strcmp(state, "23505") == 0)
        return tk_fail(error, TK_ERROR_CONFLICT, "store-exists", line);
    if (strcmp(state, "23503") == 0)
        return tk_fail(error, TK_ERROR_CONFLICT, "store-dangling", line);
    if (strcmp(state, "53100") == 0)
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "store-full", line);
    if (strcmp(state, "55P03") == 0 || strcmp(state, "40P01") == 0 || strcmp(state, "40001") == 0)
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "store-busy", line);
    return tk_fail(error, TK_ERROR_UNAVAILABLE, "store-failed", line);
}

static gboolean
fail(PostgresDb *self, const PGresult *result, GError **error)
{
    if (result == NULL)
        return fail_words(self, NULL, self->pq.PQerrorMessage(self->connection), error);
    return fail_words(self, self->pq.PQresultErrorField(result, PG_DIAG_SQLSTATE),
                      self->pq.PQresultErrorMessage(result), error);
}

static gboolean
is_good(const Result *result)
{
    ExecStatusType status = result->pq->PQresultStatus(result->rows);

    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

static gboolean
postgres_script(Db *db, const char *statement, GError **error)
{
    PostgresDb *self = (PostgresDb *) db;
    g_auto(Result) result = { &self->pq, self->pq.PQexec(self->connection, statement) };

    if (!is_good(&result))
        return fail(self, result.rows, error);
    /* COMMIT of a transaction that had failed is answered by "ROLLBACK", not by an error. */
    if (strcmp(statement, "COMMIT") == 0 &&
        strcmp(self->pq.PQcmdStatus(result.rows), "COMMIT") != 0)
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "store-failed",
                       self->pq.PQcmdStatus(result.rows));
    return TRUE;
}

static gboolean
set_up(PostgresDb *self, GError **error)
{
    g_autofree char *account =
        g_strdup_printf("SET app.account_id = '%" G_GINT64_FORMAT "'", self->account_id);

    g_byte_array_set_size(self->prepared, 0);
    if (self->pq.PQserverVersion(self->connection) < 150000)
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "store-cannot-open",
                       "PostgreSQL 15 or newer is needed");
    return postgres_script(&self->db, session_settings, error) &&
           postgres_script(&self->db, account, error) &&
           (!self->db.read_only ||
            postgres_script(&self->db, "SET default_transaction_read_only = on", error));
}

/* A server that was restarted is found again by the next unit of work or single read. */
static gboolean
reconnect(PostgresDb *self, GError **error)
{
    if (!is_lost(self))
        return TRUE;
    self->pq.PQreset(self->connection);
    if (is_lost(self))
        return fail(self, NULL, error);
    return set_up(self, error);
}

static gboolean
postgres_begin(Db *db, DbBegin mode, GError **error)
{
    PostgresDb *self = (PostgresDb *) db;
    char statement[STATEMENT_SIZE];
    int64_t lock = mode == DB_BEGIN_BUILD ? BUILD_LOCK : self->account_id;

    if (mode == DB_BEGIN_READ)
        g_snprintf(statement, sizeof statement, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    else
        g_snprintf(statement, sizeof statement,
                   "BEGIN; SET LOCAL app.account_id = '%" G_GINT64_FORMAT "';"
                   " SELECT pg_advisory_xact_lock(%" G_GINT64_FORMAT ")",
                   self->account_id, lock);
    if (!reconnect(self, error))
        return FALSE;
    if (postgres_script(db, statement, error))
        return TRUE;
    postgres_script(db, "ROLLBACK", NULL); /* BEGIN itself was done before the lock was refused */
    return FALSE;
}

static gboolean
prepare(PostgresDb *self, const DbQuery *query, GError **error)
{
    if (self->prepared->len <= query->ordinal) {
        unsigned old = self->prepared->len;

        g_byte_array_set_size(self->prepared, query->ordinal + 1);
        memset(self->prepared->data + old, 0, query->ordinal + 1 - old);
    }
    if (self->prepared->data[query->ordinal])
        return TRUE;

    g_auto(Result) result = { &self->pq, self->pq.PQprepare(self->connection, query->name,
                                                            query->postgres, 0, NULL) };

    if (!is_good(&result))
        return fail(self, result.rows, error);
    self->prepared->data[query->ordinal] = 1;
    return TRUE;
}

static gboolean
postgres_prepare(Db *db, const DbQuery *query, GError **error)
{
    return prepare((PostgresDb *) db, query, error);
}

static const char *
value_text(const DbValue *value, char *space)
{
    switch (value->type) {
    case DB_TEXT:
        return value->text;
    case DB_NUMBER:
        g_snprintf(space, NUMBER_SIZE, "%" G_GINT64_FORMAT, value->number);
        return space;
    case DB_REAL:
        return g_ascii_dtostr(space, NUMBER_SIZE, value->real);
    }
    g_assert_not_reached();
}

static PGresult *
execute(PostgresDb *self, const DbQuery *query, const DbValue *values)
{
    g_autofree char *space = g_malloc((gsize) (query->parameters + 1) * NUMBER_SIZE);
    g_autofree const char **texts = g_new(const char *, query->parameters + 1);

    for (unsigned at = 0; at < query->parameters; at++)
        texts[at] = value_text(&values[at], space + (gsize) at * NUMBER_SIZE);
    return self->pq.PQexecPrepared(self->connection, query->name, (int) query->parameters, texts,
                                   NULL, NULL, 0);
}

static DbOutcome
show_rows(PostgresDb *self, Result *result, DbEach each, gpointer data, GError **error)
{
    unsigned next = 0;
    unsigned columns = (unsigned) self->pq.PQnfields(result->rows);
    DbRow row = { self->db.table, result, 0, columns, &next };
    int count = each != NULL ? self->pq.PQntuples(result->rows) : 0;

    for (row.at = 0; row.at < count; row.at++) {
        next = 0;
        if (!each(&row, data, error))
            return DB_OUTCOME_STOPPED;
    }
    return DB_OUTCOME_DONE;
}

static DbOutcome
postgres_run(Db *db, const DbQuery *query, const DbValue *values, DbEach each, gpointer data,
             GError **error)
{
    PostgresDb *self = (PostgresDb *) db;

    if (db->depth == 0 && !reconnect(self, error))
        return DB_OUTCOME_FAILED;
    if (!prepare(self, query, error))
        return DB_OUTCOME_FAILED;

    g_auto(Result) result = { &self->pq, execute(self, query, values) };

    if (!is_good(&result)) {
        fail(self, result.rows, error);
        return DB_OUTCOME_FAILED;
    }
    db->changed = g_ascii_strtoll(self->pq.PQcmdTuples(result.rows), NULL, 10);
    return show_rows(self, &result, each, data, error);
}

static gboolean
postgres_checkpoint(Db *db, gboolean closing, GError **error)
{
    (void) db;
    (void) closing;
    (void) error;
    return TRUE; /* the server does it */
}

static void
postgres_close(Db *db)
{
    PostgresDb *self = (PostgresDb *) db;

    if (self->connection != NULL)
        self->pq.PQfinish(self->connection);
    g_byte_array_unref(self->prepared);
    g_free(self);
}

static const char *
postgres_row_column(const DbRow *row, unsigned column)
{
    const Result *result = row->handle;

    return result->pq->PQfname(result->rows, (int) column);
}

static const char *
postgres_row_text(const DbRow *row, unsigned column)
{
    const Result *result = row->handle;

    return result->pq->PQgetvalue(result->rows, row->at, (int) column);
}

static int64_t
postgres_row_number(const DbRow *row, unsigned column)
{
    return g_ascii_strtoll(postgres_row_text(row, column), NULL, 10);
}

static double
postgres_row_real(const DbRow *row, unsigned column)
{
    return g_ascii_strtod(postgres_row_text(row, column), NULL);
}

static const DbEngineTable postgres_table = {
    .run = postgres_run,
    .prepare = postgres_prepare,
    .begin = postgres_begin,
    .script = postgres_script,
    .checkpoint = postgres_checkpoint,
    .close = postgres_close,
    .row_column = postgres_row_column,
    .row_text = postgres_row_text,
    .row_number = postgres_row_number,
    .row_real = postgres_row_real,
};

Db *
db_open_postgres(const char *address, int64_t account_id, gboolean read_only, GError **error)
{
    PostgresDb *self = g_new0(PostgresDb, 1);

    self->db.table = &postgres_table;
    self->db.engine = DB_ENGINE_POSTGRES;
    self->db.read_only = read_only;
    self->account_id = account_id;
    self->prepared = g_byte_array_new();
    if (!postgres_library_load(&self->pq, error)) {
        postgres_close(&self->db);
        return NULL;
    }
    self->connection = self->pq.PQconnectdb(address);
    if (is_lost(self)) {
        g_autofree char *words =
            g_strdelimit(g_strdup(self->pq.PQerrorMessage(self->connection)), "\n", ' ');

        tk_fail(error, TK_ERROR_UNAVAILABLE, "store-cannot-open", g_strchomp(words));
        postgres_close(&self->db);
        return NULL;
    }
    self->pq.PQsetClientEncoding(self->connection, "UTF8");
    if (!set_up(self, error)) {
        postgres_close(&self->db);
        return NULL;
    }
    return &self->db;
}
