/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/db.h"

#include "base/tk-error.h"
#include "store/db-private.h"

#include <string.h>

#define SAVEPOINT_NAME_SIZE 48

void
db_close(Db *db)
{
    if (db != NULL)
        db->table->close(db);
}

/* What PostgreSQL would refuse is refused for both: SQLite keeps any bytes. */
static gboolean
values_are_text(const DbQuery *query, const DbValue *values, size_t count, GError **error)
{
    for (size_t at = 0; at < count; at++) {
        if (values[at].type != DB_TEXT)
            continue;
        g_assert(values[at].text != NULL);
        if (!g_utf8_validate(values[at].text, -1, NULL))
            return tk_fail(error, TK_ERROR_INVALID, "text-not-utf8", query->name);
    }
    return TRUE;
}

gboolean
db_run(Db *db, const DbQuery *query, const DbValue *values, size_t count, DbEach each,
       gpointer data, GError **error)
{
    g_assert(count == query->parameters);

    if (db->failed)
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "store-failed",
                       "an earlier query of this unit of work failed");
    if (!values_are_text(query, values, count, error))
        return FALSE;

    DbOutcome outcome = db->table->run(db, query, values, each, data, error);

    if (outcome == DB_OUTCOME_FAILED && db->depth > 0)
        db->failed = TRUE;
    return outcome == DB_OUTCOME_DONE;
}

gboolean
db_script(Db *db, const char *statement, GError **error)
{
    if (db->table->script(db, statement, error))
        return TRUE;
    db->failed = db->depth > 0;
    return FALSE;
}

static gboolean
savepoint(Db *db, const char *verb, unsigned depth, GError **error)
{
    char statement[SAVEPOINT_NAME_SIZE];

    g_snprintf(statement, sizeof statement, "%s work_%u", verb, depth);
    return db_script(db, statement, error);
}

gboolean
db_begin(Db *db, DbBegin mode, GError **error)
{
    if (mode != DB_BEGIN_READ && db->sync_failed)
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "store-failed",
                       "the disk failed to keep what was written; nothing more is written");
    if (mode != DB_BEGIN_READ && db->read_only)
        return tk_fail(error, TK_ERROR_FORBIDDEN, "store-read-only", NULL);
    if (db->depth == 0) {
        g_assert(!db->failed);
        if (!db->table->begin(db, mode, error))
            return FALSE;
    } else {
        if (db->failed)
            return tk_fail(error, TK_ERROR_UNAVAILABLE, "store-failed",
                           "an earlier query of this unit of work failed");
        if (!savepoint(db, "SAVEPOINT", db->depth, error))
            return FALSE;
    }
    db->depth++;
    return TRUE;
}

gboolean
db_commit(Db *db, GError **error)
{
    g_assert(db->depth > 0);

    if (db->failed) {
        db_rollback(db);
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "store-failed",
                       "an earlier query of this unit of work failed");
    }
    gboolean kept = db->depth == 1 ? db_script(db, "COMMIT", error)
                                   : savepoint(db, "RELEASE SAVEPOINT", db->depth - 1, error);

    if (!kept) {
        db_rollback(db);
        return FALSE;
    }
    db->depth--;
    return TRUE;
}

void
db_rollback(Db *db)
{
    g_assert(db->depth > 0);

    db->depth--;
    if (db->depth == 0) {
        /* Nothing is left to roll back where the engine did so by itself (a full disk). */
        db->table->script(db, "ROLLBACK", NULL);
        db->failed = FALSE;
        return;
    }
    char statement[SAVEPOINT_NAME_SIZE];

    g_snprintf(statement, sizeof statement, "ROLLBACK TO SAVEPOINT work_%u", db->depth);
    db->failed = !db->table->script(db, statement, NULL) ||
                 !savepoint(db, "RELEASE SAVEPOINT", db->depth, NULL);
}

gboolean
db_prepare(Db *db, const DbQuery *query, GError **error)
{
    return db->table->prepare(db, query, error);
}

gboolean
db_checkpoint(Db *db, gboolean closing, GError **error)
{
    return db->table->checkpoint(db, closing, error);
}

int64_t
db_changed(const Db *db)
{
    return db->changed;
}

DbEngine
db_engine(const Db *db)
{
    return db->engine;
}

const char *
db_row_column(const DbRow *row, unsigned column)
{
    g_assert(column < row->columns);
    return row->table->row_column(row, column);
}

static unsigned
find_column(const DbRow *row, const char *name)
{
    for (unsigned step = 0; step < row->columns; step++) {
        unsigned column = (*row->next + step) % row->columns;

        if (strcmp(row->table->row_column(row, column), name) == 0) {
            *row->next = column + 1;
            return column;
        }
    }
    g_assert_not_reached(); /* a misspelt column is a bug of ours */
}

const char *
db_row_text(const DbRow *row, const char *column)
{
    return row->table->row_text(row, find_column(row, column));
}

int64_t
db_row_number(const DbRow *row, const char *column)
{
    return row->table->row_number(row, find_column(row, column));
}

double
db_row_real(const DbRow *row, const char *column)
{
    return row->table->row_real(row, find_column(row, column));
}
