/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * permanent-rows.h - every row that the user may take along: all permanent tables but the journal
 * and the answers kept for repeated requests.
 */
#pragma once

#include "store/store.h"

/* A row as it is kept, for the time of the call. Rows of tables that others name come first. */
typedef struct {
    const char *table;
    const char *const *columns; /* without account_id */
    const DbType *types;
    unsigned column_count;
    const DbValue *values;
} StoreRow;

typedef gboolean (*StoreRowEach)(const StoreRow *row, gpointer data, GError **error);

/* Each of them but the marks that are this store's own (mark-store.h), table by table in the order
 * of their keys; the same store gives the same order on both engines. Memory does not grow with the
 * store. For one moment's rows, inside a look. */
gboolean
store_each_permanent_row(Store *store, StoreRowEach each, gpointer data, GError **error);

/* TRUE for a table whose rows the above hands out. */
gboolean
store_table_leaves(const char *table);

/* The version of the schema: rows of a greater one cannot be taken. */
int64_t
store_schema_version(void);
