/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * search-spelling-keep.c - writes which words there are, and what they are with a letter left out
 * (search-spelling.c): for all words of a piece at once, in the order of the table, where the rows
 * of many words come to stand on the same pages.
 */
#include "store/queries.h"
#include "store/search-private.h"
#include "store/store-private.h"

#include <string.h>

#define AT_ONCE    8
#define ROW_VALUES 3
#define LETTER     7 /* bytes of a letter with its end */

typedef struct {
    int64_t gap;
    const char *rest;
    char letter[LETTER];
} Row;

struct SearchSpelling {
    GHashTable *known;
    GPtrArray *asked; /* char *, of `known`, or NULL where it turned out to stand in the store */
    GStringChunk *texts;
    GArray *rows; /* Row */
};

SearchSpelling *
search_spelling_new(GHashTable *known)
{
    SearchSpelling *spelling = g_new0(SearchSpelling, 1);

    spelling->known = known;
    spelling->asked = g_ptr_array_new();
    spelling->texts = g_string_chunk_new(4096);
    spelling->rows = g_array_new(FALSE, FALSE, sizeof(Row));
    return spelling;
}

void
search_spelling_free(SearchSpelling *spelling)
{
    if (spelling == NULL)
        return;
    g_ptr_array_unref(spelling->asked);
    g_string_chunk_free(spelling->texts);
    g_array_unref(spelling->rows);
    g_free(spelling);
}

void
search_spelling_add(SearchSpelling *spelling, const char *word, gsize length)
{
    g_autofree char *own = NULL;

    if (length == 0 || g_ascii_ispunct(*word))
        return;
    own = g_strndup(word, length);
    if (g_hash_table_contains(spelling->known, own))
        return;
    g_ptr_array_add(spelling->asked, own);
    g_hash_table_add(spelling->known, g_steal_pointer(&own));
}

/* Those that stand in the store already are taken out of `asked`. */

typedef struct {
    gpointer *first;
    guint count;
} Some;

static gboolean
take_standing(const DbRow *row, gpointer data, GError **error)
{
    const Some *some = data;
    const char *word = db_row_text(row, "rest");

    (void) error;
    for (guint at = 0; at < some->count; at++)
        if (some->first[at] != NULL && strcmp(some->first[at], word) == 0)
            some->first[at] = NULL;
    return TRUE;
}

static gboolean
leave_out_standing(SearchSpelling *spelling, Store *store, GError **error)
{
    for (guint from = 0; from < spelling->asked->len; from += AT_ONCE) {
        Some some = { spelling->asked->pdata + from, MIN(AT_ONCE, spelling->asked->len - from) };
        DbValue values[AT_ONCE];

        for (guint at = 0; at < AT_ONCE; at++)
            values[at] = DB_VALUE_TEXT(some.first[MIN(at, some.count - 1)]);
        if (!store_run(store, &SQL_SEARCH_SPELLING_HAS_EIGHT, values, G_N_ELEMENTS(values),
                       take_standing, &some, error))
            return FALSE;
    }
    return TRUE;
}

static void
add_row(SearchSpelling *spelling, int64_t gap, const char *rest, const char *letter)
{
    Row row = { .gap = gap, .rest = rest };

    g_strlcpy(row.letter, letter, sizeof row.letter);
    g_array_append_val(spelling->rows, row);
}

static void
add_rows(SearchSpelling *spelling, const char *word)
{
    add_row(spelling, SEARCH_WHOLE, word, "");
    if (!search_is_of_letters(word))
        return;
    unsigned gaps = MIN((unsigned) g_utf8_strlen(word, -1), SEARCH_GAPS);

    for (unsigned gap = 0; gap < gaps; gap++) {
        char letter[LETTER];
        g_autofree char *rest = search_leave_out(word, gap, letter);

        add_row(spelling, gap, g_string_chunk_insert(spelling->texts, rest), letter);
    }
}

static int
compare_rows(gconstpointer one, gconstpointer other)
{
    const Row *a = one, *b = other;
    int order = a->gap != b->gap ? (a->gap < b->gap ? -1 : 1) : strcmp(a->rest, b->rest);

    return order != 0 ? order : strcmp(a->letter, b->letter);
}

gboolean
search_spelling_write(SearchSpelling *spelling, Store *store, GError **error)
{
    GArray *rows = spelling->rows;

    if (!leave_out_standing(spelling, store, error))
        return FALSE;
    for (guint at = 0; at < spelling->asked->len; at++)
        if (g_ptr_array_index(spelling->asked, at) != NULL)
            add_rows(spelling, g_ptr_array_index(spelling->asked, at));
    g_array_sort(rows, compare_rows);
    for (guint from = 0; from < rows->len; from += AT_ONCE) {
        DbValue values[AT_ONCE * ROW_VALUES];

        for (guint at = 0; at < AT_ONCE; at++) {
            const Row *row = &g_array_index(rows, Row, MIN(from + at, rows->len - 1));
            DbValue *value = values + (size_t) at * ROW_VALUES;

            value[0] = DB_VALUE_NUMBER(row->gap);
            value[1] = DB_VALUE_TEXT(row->rest);
            value[2] = DB_VALUE_TEXT(row->letter);
        }
        if (!store_run(store, &SQL_SEARCH_SPELLING_ADD_EIGHT, values, G_N_ELEMENTS(values), NULL,
                       NULL, error))
            return FALSE;
    }
    return TRUE;
}
