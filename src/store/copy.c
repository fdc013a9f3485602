/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/copy-private.h"

#include "base/tk-error.h"

#include <string.h>

#define ROWS_AT_ONCE 200
#define KEY_MOST     8

/* A row's values; its texts are kept in one chunk behind them, so that one free frees all. */
static DbValue *
row_of(const StoreCopyTable *table, const DbRow *row)
{
    gsize size = 0;

    for (unsigned at = 0; at < table->column_count; at++)
        if (table->types[at] == DB_TEXT)
            size += strlen(db_row_text(row, table->columns[at])) + 1;

    DbValue *values = g_malloc0(table->column_count * sizeof(DbValue) + size);
    char *space = (char *) (values + table->column_count);

    for (unsigned at = 0; at < table->column_count; at++) {
        const char *column = table->columns[at];

        values[at].type = table->types[at];
        if (table->types[at] == DB_NUMBER) {
            values[at].number = db_row_number(row, column);
        } else if (table->types[at] == DB_REAL) {
            values[at].real = db_row_real(row, column);
        } else {
            values[at].text = space;
            space = g_stpcpy(space, db_row_text(row, column)) + 1;
        }
    }
    return values;
}

static gboolean
collect_row(const DbRow *row, gpointer data, GError **error)
{
    CopyCursor *cursor = data;

    (void) error;
    g_ptr_array_add(cursor->rows, row_of(cursor->table, row));
    return TRUE;
}

void
copy_cursor_start(CopyCursor *cursor, Store *store, const StoreCopyTable *table)
{
    *cursor = (CopyCursor) { .store = store, .table = table };
    cursor->rows = g_ptr_array_new_with_free_func(g_free);
}

void
copy_cursor_clear(CopyCursor *cursor)
{
    g_clear_pointer(&cursor->rows, g_ptr_array_unref);
}

/* Before every key: ids are positive and words not empty. */
static DbValue
least_of(DbType type)
{
    return type == DB_TEXT ? DB_VALUE_TEXT("") : DB_VALUE_NUMBER(G_MININT64);
}

static gboolean
read_page(CopyCursor *cursor, GError **error)
{
    const StoreCopyTable *table = cursor->table;
    DbValue values[KEY_MOST + 1];
    g_autoptr(GPtrArray) before = g_steal_pointer(&cursor->rows); /* holds the last key's texts */
    const DbValue *last = before->len > 0 ? g_ptr_array_index(before, before->len - 1) : NULL;

    g_assert(table->key_count <= KEY_MOST);
    for (unsigned at = 0; at < table->key_count; at++)
        values[at] = last != NULL ? last[table->key[at]] : least_of(table->types[table->key[at]]);
    values[table->key_count] = DB_VALUE_NUMBER(ROWS_AT_ONCE);
    cursor->rows = g_ptr_array_new_with_free_func(g_free);
    cursor->at = 0;
    if (!store_run(cursor->store, table->page, values, table->key_count + 1, collect_row, cursor,
                   error))
        return FALSE;
    cursor->ended = cursor->rows->len < ROWS_AT_ONCE;
    return TRUE;
}

gboolean
copy_cursor_next(CopyCursor *cursor, const DbValue **out_row, GError **error)
{
    if (cursor->at == cursor->rows->len && !cursor->ended && !read_page(cursor, error))
        return FALSE;
    *out_row =
        cursor->at < cursor->rows->len ? g_ptr_array_index(cursor->rows, cursor->at++) : NULL;
    return TRUE;
}

static gboolean
is_same_row(const StoreCopyTable *table, const DbValue *one, const DbValue *other)
{
    if (one == NULL || other == NULL)
        return one == other;
    for (unsigned at = 0; at < table->column_count; at++) {
        if (table->types[at] == DB_TEXT) {
            if (strcmp(one[at].text, other[at].text) != 0)
                return FALSE;
        } else if (one[at].number != other[at].number ||
                   memcmp(&one[at].real, &other[at].real, sizeof one[at].real) != 0) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
compare_table(Store *one, Store *other, const StoreCopyTable *table, GError **error)
{
    g_auto(CopyCursor) left = { 0 };
    g_auto(CopyCursor) right = { 0 };
    const DbValue *here = NULL, *there = NULL;

    copy_cursor_start(&left, one, table);
    copy_cursor_start(&right, other, table);
    do {
        if (!copy_cursor_next(&left, &here, error) || !copy_cursor_next(&right, &there, error))
            return FALSE;
        if (!is_same_row(table, here, there))
            return tk_fail(error, TK_ERROR_UNAVAILABLE, "backup-differs", table->name);
    } while (here != NULL);
    return TRUE;
}

gboolean
copy_compare(Store *one, Store *other, GError **error)
{
    for (const StoreCopyTable *table = store_copy_tables; table->name != NULL; table++)
        if (!compare_table(one, other, table, error))
            return FALSE;
    return TRUE;
}
