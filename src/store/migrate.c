/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-error.h"
#include "store/queries.h"
#include "store/store-private.h"

/* Each step is one transaction together with its new version: a program that is killed in the
 * middle leaves the version before, and the next one to open the store does the step again. */

typedef struct {
    int64_t tables;
    int64_t ours;
} Found;

static gboolean
take_tables(const DbRow *row, gpointer data, GError **error)
{
    Found *found = data;

    (void) error;
    found->tables = db_row_number(row, "tables");
    found->ours = db_row_number(row, "ours");
    return TRUE;
}

static gboolean
take_version(const DbRow *row, gpointer data, GError **error)
{
    int64_t *version = data;

    (void) error;
    *version = db_row_number(row, "version");
    return TRUE;
}

/* 0 for a store without tables. A database that holds other tables than ours is left alone. */
static gboolean
read_version(Db *db, int64_t *out_version, GError **error)
{
    Found found = { 0 };

    if (!db_run(db, &SQL_ENGINE_TABLES, NULL, 0, take_tables, &found, error))
        return FALSE;
    if (found.ours == 0) {
        if (found.tables > 0 && db_engine(db) == DB_ENGINE_SQLITE)
            return tk_fail(error, TK_ERROR_CONFLICT, "store-foreign", NULL);
        *out_version = 0;
        return TRUE;
    }
    return db_run(db, &SQL_VERSION_GET, NULL, 0, take_version, out_version, error);
}

static gboolean
check_version(int64_t version, const StoreMigration *fresh, GError **error)
{
    if (version > fresh->version)
        return tk_failf(error, TK_ERROR_CONFLICT, "store-newer", "%" G_GINT64_FORMAT, version);
    return TRUE;
}

static gboolean
run_statements(Db *db, const StoreMigration *step, GError **error)
{
    const char *const *statements =
        db_engine(db) == DB_ENGINE_SQLITE ? step->sqlite : step->postgres;

    for (; *statements != NULL; statements++)
        if (!db_script(db, *statements, error))
            return FALSE;
    return TRUE;
}

static gboolean
set_version(Db *db, const DbQuery *query, int64_t version, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(version) };

    return db_run(db, query, values, G_N_ELEMENTS(values), NULL, NULL, error);
}

/* Looked at again under the lock: another process may have been quicker. */
static gboolean
take_step(Db *db, const StoreMigration *fresh, const StoreMigration *steps, GError **error)
{
    int64_t version = 0;

    if (!read_version(db, &version, error) || !check_version(version, fresh, error))
        return FALSE;
    if (version == 0)
        return db_script(db, "CREATE TABLE schema_version (version BIGINT NOT NULL)", error) &&
               run_statements(db, fresh, error) &&
               set_version(db, &SQL_VERSION_INSERT, fresh->version, error);
    while (steps->version != 0 && steps->version <= version)
        steps++;
    if (steps->version == 0)
        return TRUE;
    return run_statements(db, steps, error) &&
           set_version(db, &SQL_VERSION_UPDATE, steps->version, error);
}

gboolean
store_migrate(Db *db, const StoreMigration *fresh, const StoreMigration *steps, gboolean read_only,
              GError **error)
{
    int64_t version = 0;

    if (!read_version(db, &version, error) || !check_version(version, fresh, error))
        return FALSE;
    while (version < fresh->version) {
        if (read_only)
            return tk_failf(error, TK_ERROR_CONFLICT, "store-older", "%" G_GINT64_FORMAT, version);
        if (!db_begin(db, DB_BEGIN_BUILD, error))
            return FALSE;
        if (!take_step(db, fresh, steps, error)) {
            db_rollback(db);
            return FALSE;
        }
        if (!db_commit(db, error) || !read_version(db, &version, error))
            return FALSE;
    }
    return TRUE;
}
