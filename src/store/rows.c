/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/rows.h"

#include "base/tk-error.h"
#include "store/store-private.h"
#include "store/tables.h"

#include <string.h>

const StoreTable *
store_table_called(const char *name)
{
    for (const StoreTable *const *table = store_tables; *table != NULL; table++)
        if (strcmp((*table)->name, name) == 0)
            return *table;
    return NULL;
}

void
store_values_from_json(const StoreTable *table, const TkJson *object, DbValue *out_values)
{
    for (unsigned at = 0; at < table->column_count; at++) {
        const char *column = table->columns[at];

        if (table->types[at] == DB_NUMBER)
            out_values[at] = DB_VALUE_NUMBER(tk_json_get_number(object, column, 0));
        else if (table->types[at] == DB_REAL)
            out_values[at] = DB_VALUE_REAL(json_number_value(json_object_get(object, column)));
        else
            out_values[at] = DB_VALUE_TEXT(tk_json_get_text(object, column, ""));
    }
}

typedef struct {
    const StoreTable *table;
    char *json;
} Found;

static gboolean
take_row(const DbRow *row, gpointer data, GError **error)
{
    Found *found = data;

    (void) error;
    g_free(found->json);
    found->json = store_row_to_json(found->table, row);
    return TRUE;
}

gboolean
store_row_load(Store *store, const StoreTable *table, TkId id, TkJson **out_row, GError **error)
{
    Found found = { .table = table };
    g_autofree char *json = NULL;

    if (!store_select(store, table, id, take_row, &found, error)) {
        g_free(found.json);
        return FALSE;
    }
    json = found.json;
    if (json == NULL) {
        *out_row = NULL;
        return TRUE;
    }
    TkJson *row = tk_json_parse(json, strlen(json), error);

    if (row == NULL)
        return FALSE;
    *out_row = row;
    return TRUE;
}

/* A key that is taken ends the unit of work around it, so the row gets one of its own. */
static gboolean
put_alone(Store *store, const StoreTable *table, const DbValue *values, gboolean *out_kept,
          GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autoptr(StoreWork) work = store_begin(store, "", "", NULL, error);

    if (work == NULL)
        return FALSE;
    if (store_put(store, table, values, NULL, &cause)) {
        *out_kept = TRUE;
        return store_commit(g_steal_pointer(&work), error);
    }
    if (!g_error_matches(cause, TK_ERROR, TK_ERROR_CONFLICT)) {
        g_propagate_error(error, g_steal_pointer(&cause));
        return FALSE;
    }
    *out_kept = FALSE;
    return TRUE;
}

gboolean
store_row_keep(Store *store, const StoreTable *table, const TkJson *row, gboolean *out_kept,
               GError **error)
{
    DbValue values[STORE_VALUES_MOST];
    gboolean kept = TRUE;
    gboolean may_clash = table->unique || table->parents->table != NULL;

    g_assert(table->column_count <= G_N_ELEMENTS(values));
    store_values_from_json(table, row, values);
    if (may_clash ? !put_alone(store, table, values, &kept, error)
                  : !store_put(store, table, values, NULL, error))
        return FALSE;
    if (out_kept != NULL)
        *out_kept = kept;
    return TRUE;
}

static gboolean
collect_id(const DbRow *row, gpointer data, GError **error)
{
    TkId id = db_row_number(row, "id");

    (void) error;
    g_array_append_val((GArray *) data, id);
    return TRUE;
}

static int
compare_ids(gconstpointer one, gconstpointer other)
{
    TkId a = *(const TkId *) one;
    TkId b = *(const TkId *) other;

    return a < b ? -1 : a > b;
}

GArray *
store_rows_naming(Store *store, const StoreReference *reference, TkId id, GError **error)
{
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(TkId));
    const DbValue values[] = { DB_VALUE_NUMBER(id), DB_VALUE_NUMBER(INT32_MAX) };

    if (!store_run(store, reference->rows, values, G_N_ELEMENTS(values), collect_id, ids, error))
        return NULL;
    g_array_sort(ids, compare_ids); /* in SQL it would keep SQLite from the right index */
    return g_steal_pointer(&ids);
}
