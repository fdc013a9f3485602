/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * everything-row.h - one line of an export as the values of a row: what is not of the column's
 * type, out of all bounds, or a word that nobody knows, is no row.
 */
#pragma once

#include "base/tk-json.h"
#include "store/store.h"

#define EVERYTHING_COLUMNS_MOST 64

/* An id in letters; null or none is 0. FALSE for anything else. */
gboolean
everything_id(const TkJson *value, TkId *out_id);

/* TRUE for a number that is an id of some row. */
gboolean
everything_is_id(const StoreTable *table, unsigned column);

/* The values of `object`, which they borrow their texts from; a column that is missing is empty.
 * The name of the first column that does not fit, or NULL when all do. */
const char *
everything_values(const StoreTable *table, const TkJson *object, DbValue *out_values);
