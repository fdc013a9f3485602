/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/mark-store.h"

#include "store/queries.h"
#include "store/store-private.h"

/* Runs a write that the journal does not know of, in the open work or in one of its own. */
static gboolean
write_alone(Store *store, const DbQuery *query, const DbValue *values, size_t count, GError **error)
{
    if (!db_begin(store->db, DB_BEGIN_WRITE, error))
        return FALSE;
    if (!store_run(store, query, values, count, NULL, NULL, error)) {
        db_rollback(store->db);
        return FALSE;
    }
    return db_commit(store->db, error);
}

static gboolean
take_value(const DbRow *row, gpointer data, GError **error)
{
    char **value = data;

    (void) error;
    g_free(*value);
    *value = g_strdup(db_row_text(row, "value"));
    return TRUE;
}

char *
mark_store_get(Store *store, const char *name, GError **error)
{
    g_autofree char *value = g_strdup("");
    const DbValue values[] = { DB_VALUE_TEXT(name) };

    if (!store_run(store, &SQL_MARK_GET, values, G_N_ELEMENTS(values), take_value, &value, error))
        return NULL;
    return g_steal_pointer(&value);
}

gboolean
mark_store_set(Store *store, const char *name, const char *value, GError **error)
{
    const DbValue values[] = { DB_VALUE_TEXT(name), DB_VALUE_TEXT(value) };

    g_assert(*name != '\0');
    if (*value == '\0')
        return write_alone(store, &SQL_MARK_REMOVE, values, 1, error);
    return write_alone(store, &SQL_MARK_PUT, values, G_N_ELEMENTS(values), error);
}

gboolean
mark_is_own(const char *name)
{
    return strcmp(name, STORE_MARK_LAST_ID) == 0 || strcmp(name, STORE_MARK_LAST_BACKUP) == 0 ||
           strcmp(name, STORE_MARK_NETWORK) == 0;
}
