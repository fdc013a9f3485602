/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * db-private.h - what an engine must be able to do; only for store.c, the engines and maintenance.
 *
 * db.c holds what both engines share: a unit of work in which a query failed can only be rolled
 * back, and a store whose disk failed to sync takes no more writes. PostgreSQL is the first by
 * itself; SQLite would go on and hide the difference.
 */
#pragma once

#include "store/db.h"

typedef enum {
    DB_BEGIN_READ,  /* one unmoving picture of the data */
    DB_BEGIN_WRITE, /* and the only writer of the account */
    DB_BEGIN_BUILD, /* and the only one that makes or migrates tables */
} DbBegin;

typedef enum {
    DB_OUTCOME_DONE,
    DB_OUTCOME_STOPPED, /* `each` said no; the engine is well */
    DB_OUTCOME_FAILED,
} DbOutcome;

typedef struct {
    DbOutcome (*run)(Db *db, const DbQuery *query, const DbValue *values, DbEach each,
                     gpointer data, GError **error);
    gboolean (*prepare)(Db *db, const DbQuery *query, GError **error);
    gboolean (*begin)(Db *db, DbBegin mode, GError **error);
    gboolean (*script)(Db *db, const char *statement, GError **error); /* no values, no rows */
    gboolean (*checkpoint)(Db *db, gboolean closing, GError **error);
    void (*hold_little)(Db *db); /* or NULL */
    void (*close)(Db *db);
    const char *(*row_column)(const DbRow *row, unsigned column);
    const char *(*row_text)(const DbRow *row, unsigned column);
    int64_t (*row_number)(const DbRow *row, unsigned column);
    double (*row_real)(const DbRow *row, unsigned column);
} DbEngineTable;

struct Db {
    const DbEngineTable *table;
    DbEngine engine;
    int64_t changed;
    unsigned depth;       /* 0: outside a unit of work; 1: in it; more: in savepoints of it */
    gboolean failed;      /* a query of this unit of work failed: it can only be rolled back */
    gboolean sync_failed; /* the disk did not take what we gave it: no more writes */
    gboolean read_only;
};

struct DbRow {
    const DbEngineTable *table;
    void *handle; /* sqlite3_stmt or PGresult */
    int at;       /* PostgreSQL: which row of the result */
    unsigned columns;
    unsigned *next; /* columns are mostly read in their order: where to look first */
};

/* An engine's connection, outside any unit of work. Errors as store_open(). */
Db *
db_open_sqlite(const char *file, gboolean read_only, GError **error);
Db *
db_open_postgres(const char *address, int64_t account_id, gboolean read_only, GError **error);
void
db_close(Db *db);

/* Units of work nest by savepoints. A commit that fails has rolled back. */
gboolean
db_begin(Db *db, DbBegin mode, GError **error);
gboolean
db_commit(Db *db, GError **error);
void
db_rollback(Db *db);

/* One statement without values or rows, such as DDL. */
gboolean
db_script(Db *db, const char *statement, GError **error);

/* Asks the engine whether it understands the query, without running it. */
gboolean
db_prepare(Db *db, const DbQuery *query, GError **error);

gboolean
db_checkpoint(Db *db, gboolean closing, GError **error);

/* The place and type of a column that a caller wants to walk by number. */
const char *
db_row_column(const DbRow *row, unsigned column);
