/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-error.h"
#include "base/tk-json.h"
#include "base/tk-new-file.h"
#include "store/copy-private.h"
#include "store/mark-store.h"
#include "store/schema.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

static const TkNewFileKeys keys = { .exists = "backup-exists",
                                    .failed = "backup-failed",
                                    .full = "store-full" };

/* A copy that is being written, packed. */
typedef struct {
    TkNewFile *file;
    gzFile stream;
    int64_t rows;
    int64_t tables;
} CopyFile;

static void
copy_file_clear(CopyFile *copy)
{
    if (copy->stream != NULL)
        gzclose(copy->stream);
    g_clear_pointer(&copy->file, tk_new_file_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CopyFile, copy_file_clear)

static gboolean
write_line(CopyFile *file, const TkJson *value, GError **error)
{
    g_autofree char *text = tk_json_text(value);
    size_t length = strlen(text);

    text[length] = '\n'; /* in place of the end */
    if (gzwrite(file->stream, text, (unsigned) (length + 1)) == (int) (length + 1))
        return TRUE;
    return tk_new_file_fail(file->file, error);
}

static gboolean
write_head(CopyFile *file, Store *store, GError **error)
{
    g_autoptr(TkJson) head = json_object();

    tk_json_set_text(head, "format", COPY_FORMAT);
    tk_json_set_number(head, "version", store_schema.version);
    tk_json_set_number(head, "at", tk_world_seconds(store->world));
    return write_line(file, head, error);
}

static TkJson *
json_of_row(const StoreCopyTable *table, const DbValue *row)
{
    TkJson *array = json_array();

    for (unsigned at = 0; at < table->column_count; at++) {
        if (table->types[at] == DB_TEXT)
            json_array_append_new(array, json_string(row[at].text));
        else if (table->types[at] == DB_REAL)
            json_array_append_new(array, json_real(row[at].real));
        else
            json_array_append_new(array, json_integer(row[at].number));
    }
    return array;
}

static gboolean
write_table(CopyFile *file, Store *store, const StoreCopyTable *table, GError **error)
{
    g_auto(CopyCursor) cursor = { 0 };
    g_autoptr(TkJson) head = json_object();
    TkJson *columns = json_array();
    const DbValue *row = NULL;

    for (unsigned at = 0; at < table->column_count; at++)
        json_array_append_new(columns, json_string(table->columns[at]));
    tk_json_set_text(head, "table", table->name);
    tk_json_set_take(head, "columns", columns);
    if (!write_line(file, head, error))
        return FALSE;

    copy_cursor_start(&cursor, store, table);
    while (copy_cursor_next(&cursor, &row, error)) {
        if (row == NULL) {
            file->tables++;
            return TRUE;
        }
        g_autoptr(TkJson) line = json_of_row(table, row);

        if (!write_line(file, line, error))
            return FALSE;
        file->rows++;
    }
    return FALSE;
}

static gboolean
write_all(CopyFile *file, Store *store, GError **error)
{
    g_autoptr(TkJson) tail = json_object();

    if (!write_head(file, store, error))
        return FALSE;
    for (const StoreCopyTable *table = store_copy_tables; table->name != NULL; table++)
        if (!write_table(file, store, table, error))
            return FALSE;
    tk_json_set_number(tail, "rows", file->rows);
    return write_line(file, tail, error);
}

static gboolean
open_part(CopyFile *copy, const char *name, GError **error)
{
    copy->file = tk_new_file_open(name, &keys, error);
    if (copy->file == NULL)
        return FALSE;

    int for_stream = fcntl(tk_new_file_descriptor(copy->file), F_DUPFD_CLOEXEC, 0);

    if (for_stream < 0)
        return tk_new_file_fail(copy->file, error);
    copy->stream = gzdopen(for_stream, "wb6");
    if (copy->stream == NULL) {
        close(for_stream);
        return tk_new_file_fail(copy->file, error);
    }
    return TRUE;
}

static gboolean
close_stream(CopyFile *copy, GError **error)
{
    return gzclose(g_steal_pointer(&copy->stream)) == Z_OK || tk_new_file_fail(copy->file, error);
}

/* What was written is read back into a store of its own and held against the original. "" is
 * SQLite's name for a store without one, which is gone when it is closed. */
static gboolean
compare_copy(Store *store, const char *part, GError **error)
{
    g_autoptr(Store) fresh =
        store_open("", store->account_id, store->world, STORE_OPEN_ORDINARY, error);

    return fresh != NULL && copy_read(fresh, part, NULL, error) &&
           copy_compare(store, fresh, error);
}

static gboolean
write_and_compare(CopyFile *file, Store *store, const char *name, GError **error)
{
    if (!db_begin(store->db, DB_BEGIN_READ, error))
        return FALSE;

    gboolean good = open_part(file, name, error) && write_all(file, store, error) &&
                    close_stream(file, error) &&
                    compare_copy(store, tk_new_file_part(file->file), error);

    db_rollback(store->db);
    return good;
}

/* For `tokopp doctor`; a store that may only be read goes without. */
static void
note_backup(Store *store)
{
    g_autofree char *at = g_strdup_printf("%" G_GINT64_FORMAT, tk_world_seconds(store->world));

    if (!store->db->read_only)
        mark_store_set(store, STORE_MARK_LAST_BACKUP, at, NULL);
}

gboolean
store_backup(Store *store, const char *name, StoreCopy *out, GError **error)
{
    g_auto(CopyFile) file = { 0 };
    GStatBuf status;

    g_assert(store->work == NULL);
    if (g_file_test(name, G_FILE_TEST_EXISTS))
        return tk_fail(error, TK_ERROR_CONFLICT, "backup-exists", name);
    if (!write_and_compare(&file, store, name, error) ||
        !tk_new_file_finish(file.file, FALSE, error))
        return FALSE;
    if (out != NULL) {
        out->tables = file.tables;
        out->rows = file.rows;
        out->bytes = g_stat(name, &status) == 0 ? (int64_t) status.st_size : 0;
    }
    note_backup(store);
    return TRUE;
}
