/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-error.h"
#include "base/tk-json.h"
#include "store/copy-private.h"
#include "store/schema.h"

#include <errno.h>
#include <string.h>
#include <zlib.h>

#define CHUNK_BYTES 65536

/* Tables of older formats that are no more; they were rebuildable. */
static const char *const gone_tables[] = { "search_word", NULL };

/* A copy that is being read, line by line. */
typedef struct {
    const char *name;
    gzFile stream;
    GString *line;
    int64_t number;              /* of the line */
    int64_t version;             /* of the store that was copied */
    const StoreCopyTable *table; /* whose rows are being read */
    gboolean skips;              /* or: one of gone_tables */
    int *places;                 /* of our columns in its lines; -1 for none */
    size_t place_count;
    int64_t tables;
    int64_t rows;
    gboolean ended;
} CopyReader;

static void
copy_reader_clear(CopyReader *reader)
{
    if (reader->stream != NULL)
        gzclose(reader->stream);
    if (reader->line != NULL)
        g_string_free(reader->line, TRUE);
    g_free(reader->places);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CopyReader, copy_reader_clear)

static gboolean
fail_damaged(const CopyReader *reader, GError **error)
{
    return tk_failf(error, TK_ERROR_INVALID, "restore-damaged", "%s:%" G_GINT64_FORMAT,
                    reader->name, reader->number);
}

/* One line without its end; out_more is FALSE at the end of a whole file. */
static gboolean
read_line(CopyReader *reader, gboolean *out_more, GError **error)
{
    char chunk[CHUNK_BYTES];
    int code = Z_OK;

    g_string_truncate(reader->line, 0);
    reader->number++;
    while (gzgets(reader->stream, chunk, sizeof chunk) != NULL) {
        g_string_append(reader->line, chunk);
        if (reader->line->str[reader->line->len - 1] == '\n') {
            g_string_truncate(reader->line, reader->line->len - 1);
            *out_more = TRUE;
            return TRUE;
        }
        if (reader->line->len > COPY_LINE_BYTES)
            return fail_damaged(reader, error);
    }
    gzerror(reader->stream, &code);
    *out_more = FALSE;
    if (code < 0 || reader->line->len > 0 || !gzeof(reader->stream))
        return fail_damaged(reader, error);
    return TRUE;
}

static gboolean
read_head(CopyReader *reader, GError **error)
{
    gboolean more = FALSE;

    if (!read_line(reader, &more, error))
        return FALSE;

    g_autoptr(TkJson) head = tk_json_parse(reader->line->str, reader->line->len, NULL);
    int64_t version = head != NULL ? tk_json_get_number(head, "version", 0) : 0;

    if (head == NULL || strcmp(tk_json_get_text(head, "format", ""), COPY_FORMAT) != 0 ||
        version < 1)
        return fail_damaged(reader, error);
    if (version > store_schema.version)
        return tk_failf(error, TK_ERROR_CONFLICT, "store-newer", "%" G_GINT64_FORMAT, version);
    reader->version = version;
    return TRUE;
}

static int
place_of(const TkJson *columns, const char *name)
{
    for (size_t at = 0; at < json_array_size(columns); at++) {
        const char *column = json_string_value(json_array_get(columns, at));

        if (column != NULL && strcmp(column, name) == 0)
            return (int) at;
    }
    return -1;
}

/* A line about the table whose rows come next, or the last line. */
static gboolean
take_object(CopyReader *reader, const TkJson *object, GError **error)
{
    const char *name = tk_json_get_text(object, "table", "");
    const TkJson *columns = json_object_get(object, "columns");

    if (*name == '\0') {
        reader->ended = tk_json_get_number(object, "rows", -1) == reader->rows;
        return reader->ended || fail_damaged(reader, error);
    }
    const StoreCopyTable *table = store_copy_tables;

    while (table->name != NULL && strcmp(table->name, name) != 0)
        table++;
    reader->skips = reader->version < store_schema.version && g_strv_contains(gone_tables, name);
    if ((table->name == NULL && !reader->skips) || !json_is_array(columns))
        return fail_damaged(reader, error);
    reader->table = reader->skips ? NULL : table;
    reader->tables++;
    if (reader->skips)
        return TRUE;
    reader->place_count = json_array_size(columns);
    g_free(reader->places);
    reader->places = g_new0(int, table->column_count);
    for (unsigned at = 0; at < table->column_count; at++)
        reader->places[at] = place_of(columns, table->columns[at]);
    return TRUE;
}

static gboolean
value_of(DbType type, const TkJson *item, DbValue *out_value)
{
    switch (type) {
    case DB_NUMBER:
        *out_value = DB_VALUE_NUMBER(json_integer_value(item));
        return item == NULL || json_is_integer(item);
    case DB_REAL:
        *out_value = DB_VALUE_REAL(json_number_value(item));
        return item == NULL || json_is_number(item);
    case DB_TEXT:
        *out_value =
            DB_VALUE_TEXT(item != NULL && json_is_string(item) ? json_string_value(item) : "");
        return item == NULL || json_is_string(item);
    }
    g_assert_not_reached();
}

static gboolean
take_row(CopyReader *reader, Store *store, const TkJson *array, GError **error)
{
    const StoreCopyTable *table = reader->table;
    DbValue values[STORE_VALUES_MOST];
    g_autoptr(GError) cause = NULL;

    if (reader->skips) {
        reader->rows++;
        return TRUE;
    }
    if (table == NULL || json_array_size(array) != reader->place_count)
        return fail_damaged(reader, error);
    for (unsigned at = 0; at < table->column_count; at++) {
        int place = reader->places[at];

        if (!value_of(table->types[at], place >= 0 ? json_array_get(array, (size_t) place) : NULL,
                      &values[at]))
            return fail_damaged(reader, error);
    }
    reader->rows++;
    if (store_run(store, table->insert, values, table->column_count, NULL, NULL, &cause))
        return TRUE;
    if (g_error_matches(cause, TK_ERROR, TK_ERROR_CONFLICT))
        return fail_damaged(reader, error); /* the same row twice, or one that hangs in the air */
    g_propagate_error(error, g_steal_pointer(&cause));
    return FALSE;
}

static gboolean
read_all(CopyReader *reader, Store *store, GError **error)
{
    gboolean more = TRUE;

    if (!read_head(reader, error))
        return FALSE;
    while (read_line(reader, &more, error)) {
        if (!more)
            return reader->ended || fail_damaged(reader, error);

        g_autoptr(TkJson) value = tk_json_parse(reader->line->str, reader->line->len, NULL);

        if (value == NULL || reader->ended)
            return fail_damaged(reader, error);
        if (json_is_array(value) ? !take_row(reader, store, value, error)
                                 : !take_object(reader, value, error))
            return FALSE;
    }
    return FALSE;
}

static gboolean
check_empty(Store *store, GError **error)
{
    for (const StoreCopyTable *table = store_copy_tables; table->name != NULL; table++) {
        g_auto(CopyCursor) cursor = { 0 };
        const DbValue *row = NULL;

        copy_cursor_start(&cursor, store, table);
        if (!copy_cursor_next(&cursor, &row, error))
            return FALSE;
        if (row != NULL)
            return tk_fail(error, TK_ERROR_CONFLICT, "restore-not-empty", table->name);
    }
    return TRUE;
}

gboolean
copy_read(Store *store, const char *file, StoreCopy *out, GError **error)
{
    g_auto(CopyReader) reader = { .name = file, .line = g_string_new(NULL) };

    reader.stream = gzopen(file, "rbe");
    if (reader.stream == NULL)
        return tk_failf(error, TK_ERROR_NOT_FOUND, "no-such-file", "%s: %s", file,
                        g_strerror(errno));
    if (!db_begin(store->db, DB_BEGIN_WRITE, error))
        return FALSE;
    if (!check_empty(store, error) || !read_all(&reader, store, error)) {
        db_rollback(store->db);
        return FALSE;
    }
    if (!db_commit(store->db, error))
        return FALSE;
    if (out != NULL) {
        out->tables = reader.tables;
        out->rows = reader.rows;
        out->is_older = reader.version < store_schema.version;
        out->bytes = gzoffset(reader.stream);
    }
    return TRUE;
}

gboolean
store_restore(Store *store, const char *file, StoreCopy *out, GError **error)
{
    g_assert(store->work == NULL);
    return copy_read(store, file, out, error) && store_checkpoint(store, error);
}
