/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/table-peek.h"

#include <string.h>

static void
row_free(gpointer row)
{
    g_strfreev(row);
}

void
table_peek_free(TablePeek *peek)
{
    if (peek == NULL)
        return;
    g_ptr_array_unref(peek->rows);
    g_free(peek);
}

static char **
copy_row(const CsvRow *row)
{
    char **copy = g_new0(char *, row->count + 1);

    for (unsigned i = 0; i < row->count; i++)
        copy[i] = g_strdup(row->fields[i]);
    return copy;
}

/* The width that most rows share; of two that are as frequent, the greater. */
static void
count_alike(TablePeek *peek)
{
    for (guint at = 0; at < peek->rows->len; at++) {
        unsigned width = g_strv_length(g_ptr_array_index(peek->rows, at));
        unsigned alike = 0;

        for (guint other = 0; other < peek->rows->len; other++)
            alike += g_strv_length(g_ptr_array_index(peek->rows, other)) == width ? 1 : 0;
        if (alike > peek->alike || (alike == peek->alike && width > peek->columns)) {
            peek->alike = alike;
            peek->columns = width;
        }
    }
}

static TablePeek *
look_with(const char *bytes, gsize length, gboolean is_cut, char separator)
{
    g_autoptr(InputSource) source = input_source_bytes(bytes, length, 0);
    g_autoptr(Input) input = input_new(source, INPUT_BYTES, CSV_WINDOW);
    g_autoptr(Csv) csv = csv_new(input);
    TablePeek *peek = g_new0(TablePeek, 1);
    CsvRow row;

    csv_set_separator(csv, separator);
    peek->separator = separator;
    peek->rows = g_ptr_array_new_with_free_func(row_free);
    while (peek->rows->len < TABLE_PEEK_ROWS) {
        CsvResult result = csv_next(csv, &row);

        if (result == CSV_END)
            break;
        /* The row that the end of the window cuts is not whole. */
        if (result == CSV_ROW && !(is_cut && input_length(input) == 0))
            g_ptr_array_add(peek->rows, copy_row(&row));
    }
    count_alike(peek);
    return peek;
}

/* More rows of one width, of at least two columns, are the better table; then more columns. */
static gboolean
is_better(const TablePeek *one, const TablePeek *other)
{
    if ((one->columns > 1) != (other->columns > 1))
        return one->columns > 1;
    if (one->alike != other->alike)
        return one->alike > other->alike;
    return one->columns > other->columns;
}

static gboolean
has_controls(const char *bytes, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if ((unsigned char) bytes[i] < ' ' &&
            (bytes[i] == '\0' || strchr("\t\r\n\f", bytes[i]) == NULL))
            return TRUE;
    return FALSE;
}

TablePeek *
table_peek_new(Input *input)
{
    static const char separators[] = { ',', ';', '\t' };
    g_autofree char *bytes = NULL;
    TablePeek *best = NULL;
    gsize length = 0;

    input_want(input, TABLE_PEEK_BYTES);
    length = MIN(input_length(input), TABLE_PEEK_BYTES);
    bytes = g_memdup2(input_data(input), length);
    for (unsigned i = 0; i < G_N_ELEMENTS(separators); i++) {
        TablePeek *peek = look_with(bytes, length, length == TABLE_PEEK_BYTES, separators[i]);

        if (best == NULL || is_better(peek, best)) {
            table_peek_free(best);
            best = peek;
        } else {
            table_peek_free(peek);
        }
    }
    best->has_controls = has_controls(bytes, length);
    return best;
}

CsvRow
table_peek_row(const TablePeek *peek, unsigned at)
{
    char **fields = g_ptr_array_index(peek->rows, at);

    return (CsvRow) { .line = at + 1, .fields = fields, .count = g_strv_length(fields) };
}
