/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * db.h - one connection to SQLite or PostgreSQL, seen through named queries.
 *
 * Knows no table of ours. Places in the SQL are $1, $2, ... in both engines; values are bound by
 * that number, never by order of appearance. A query is prepared once per connection.
 * One thread at a time; another thread opens its own.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct Db Db;
typedef struct DbRow DbRow;

typedef enum {
    DB_ENGINE_SQLITE,
    DB_ENGINE_POSTGRES,
} DbEngine;

/* A named query, written by tools/sqlgen.py into queries.h from store/sql/. */
typedef struct {
    const char *name;
    const char *sqlite;   /* the text for SQLite */
    const char *postgres; /* the text for PostgreSQL; mostly the same pointer */
    unsigned parameters;  /* the greatest N of its $N */
    unsigned ordinal; /* place in the table of all queries: where a connection keeps it prepared */
} DbQuery;

typedef enum {
    DB_NUMBER,
    DB_TEXT,
    DB_REAL,
} DbType;

typedef struct {
    DbType type;
    int64_t number;
    double real;
    const char *text; /* borrowed until the call returns; UTF-8 without NUL; never NULL */
} DbValue;

#define DB_VALUE_NUMBER(value) ((DbValue) { .type = DB_NUMBER, .number = (value) })
#define DB_VALUE_TEXT(value)   ((DbValue) { .type = DB_TEXT, .text = (value) })
#define DB_VALUE_REAL(value)   ((DbValue) { .type = DB_REAL, .real = (value) })

/* Looks at one row; FALSE with `error` set stops the query. */
typedef gboolean (*DbEach)(const DbRow *row, gpointer data, GError **error);

/* Runs `query` with exactly query->parameters values; `each` may be NULL. Errors:
 * TK_ERROR_UNAVAILABLE "store-busy" (another process holds it), "store-full" (disk),
 * "store-failed" (all else; the engine's words are the subject), TK_ERROR_CONFLICT
 * "store-exists" (a key that must be unique), "store-dangling" (a row that names one that is not
 * there); TK_ERROR_INVALID "text-not-utf8". */
gboolean
db_run(Db *db, const DbQuery *query, const DbValue *values, size_t count, DbEach each,
       gpointer data, GError **error);

/* Rows the last db_run() changed. */
int64_t
db_changed(const Db *db);

DbEngine
db_engine(const Db *db);

/* By the column's name; a name that is not there is a bug and aborts. Text lives as long as the
 * row. */
const char *
db_row_text(const DbRow *row, const char *column);
int64_t
db_row_number(const DbRow *row, const char *column);
double
db_row_real(const DbRow *row, const char *column);
