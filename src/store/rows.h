/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * rows.h - rows of any table as JSON objects of their columns, for work that is the same for all
 * tables: whatever names one thing is made to name another, and set back again.
 *
 * What is written here goes through the journal like everything else. Typed functions (tables.h)
 * are the better choice wherever the table is known.
 */
#pragma once

#include "base/tk-json.h"
#include "store/store.h"

/* The table of this name; NULL for one that is no more. */
const StoreTable *
store_table_called(const char *name);

/* The row with this id as an object of its columns, in their order. *out_row is NULL without error
 * where there is none. Caller owns it. */
gboolean
store_row_load(Store *store, const StoreTable *table, TkId id, TkJson **out_row, GError **error);

/* Puts the row; columns that are not in the object are empty. *out_kept (may be NULL) is FALSE,
 * without error, where another row has its place (a unique index) or the row it hangs on is not
 * there; nothing was changed then. Needs a work. */
gboolean
store_row_keep(Store *store, const StoreTable *table, const TkJson *row, gboolean *out_kept,
               GError **error);

/* The ids of the rows that name `id` by this reference; GArray of TkId, in order. */
GArray *
store_rows_naming(Store *store, const StoreReference *reference, TkId id, GError **error);
