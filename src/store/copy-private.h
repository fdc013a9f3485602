/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * copy-private.h - walking through every row of an account in one order, for copies of it.
 *
 * The copy is JSON Lines: a first line about the copy, for each table a line with its columns, a
 * line (an array) for each row in the order of the key, and a last line that counts the rows. The
 * same data gives the same lines, whichever engine they come from.
 */
#pragma once

#include "store/maintenance.h"
#include "store/store-private.h"

#define COPY_FORMAT     "tokopp-copy"
#define COPY_LINE_BYTES (64 << 20) /* a row holds a few texts of TK_LIMIT_TEXT, escaped */

/* Where one stands in a table. */
typedef struct {
    Store *store;
    const StoreCopyTable *table;
    GPtrArray *rows; /* of DbValue arrays that own their texts */
    unsigned at;
    gboolean ended;
} CopyCursor;

void
copy_cursor_start(CopyCursor *cursor, Store *store, const StoreCopyTable *table);
void
copy_cursor_clear(CopyCursor *cursor);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CopyCursor, copy_cursor_clear)

/* The next row, borrowed until the next call, or NULL at the end. */
gboolean
copy_cursor_next(CopyCursor *cursor, const DbValue **out_row, GError **error);

/* Row by row; the subject of "backup-differs" names the table. */
gboolean
copy_compare(Store *one, Store *other, GError **error);

/* Reads the copy in `file` into the empty store, in one unit of work. */
gboolean
copy_read(Store *store, const char *file, StoreCopy *out, GError **error);
