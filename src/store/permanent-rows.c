/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/permanent-rows.h"

#include "store/copy-private.h"
#include "store/mark-store.h"
#include "store/schema.h"

#include <string.h>

/* What a store remembers about itself; "name" is a mark's first column. */
static gboolean
is_own_mark(const StoreRow *row)
{
    return strcmp(row->table, "mark") == 0 && mark_is_own(row->values[0].text);
}

static gboolean
each_of_table(Store *store, const StoreCopyTable *table, StoreRowEach each, gpointer data,
              GError **error)
{
    g_auto(CopyCursor) cursor = { 0 };
    StoreRow row = { .table = table->name,
                     .columns = table->columns,
                     .types = table->types,
                     .column_count = table->column_count };

    copy_cursor_start(&cursor, store, table);
    while (copy_cursor_next(&cursor, &row.values, error)) {
        if (row.values == NULL)
            return TRUE;
        if (!is_own_mark(&row) && !each(&row, data, error))
            return FALSE;
    }
    return FALSE;
}

gboolean
store_each_permanent_row(Store *store, StoreRowEach each, gpointer data, GError **error)
{
    for (const StoreCopyTable *table = store_copy_tables; table->name != NULL; table++)
        if (table->leaves && !each_of_table(store, table, each, data, error))
            return FALSE;
    return TRUE;
}

gboolean
store_table_leaves(const char *name)
{
    for (const StoreCopyTable *table = store_copy_tables; table->name != NULL; table++)
        if (strcmp(table->name, name) == 0)
            return table->leaves;
    return FALSE;
}

int64_t
store_schema_version(void)
{
    return store_schema.version;
}
