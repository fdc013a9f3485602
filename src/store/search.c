/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/search.h"

#include "store/queries.h"
#include "store/search-private.h"
#include "store/store-private.h"

#include <string.h>

#define ROWS_FIRST      2 /* of a word that are read at once; then more and more */
#define ROWS_MOST       128
#define WORDS_BEGINNING 128 /* different words that begin as typed, from five letters on */

/* The rows of one index word, block by block. */
typedef struct {
    char *word; /* NULL: the rows are all there already */
    GPtrArray *rows;
    unsigned at;
    unsigned piece; /* how many to read next; 0: there are no more */
} Cursor;

typedef struct {
    SearchKey label;
    char places[]; /* as the store has them */
} Row;

/* One term: the places of any of its words. */
typedef struct {
    GPtrArray *cursors;
} Reading;

typedef struct {
    Store *store;
    SearchKind kind;
    GPtrArray *readings;
} Search;

static void
cursor_free(gpointer data)
{
    Cursor *cursor = data;

    g_free(cursor->word);
    g_ptr_array_unref(cursor->rows);
    g_free(cursor);
}

static void
reading_free(gpointer data)
{
    Reading *reading = data;

    g_ptr_array_unref(reading->cursors);
    g_free(reading);
}

static Cursor *
cursor_add(Reading *reading, const char *word)
{
    Cursor *cursor = g_new0(Cursor, 1);

    cursor->word = g_strdup(word);
    cursor->rows = g_ptr_array_new_with_free_func(g_free);
    cursor->piece = word != NULL ? ROWS_FIRST : 0;
    g_ptr_array_add(reading->cursors, cursor);
    return cursor;
}

static Row *
row_new(SearchKey label, const char *places)
{
    size_t size = strlen(places) + 1;
    Row *row = g_malloc(sizeof *row + size);

    row->label = label;
    memcpy(row->places, places, size);
    return row;
}

static gboolean
take_row(const DbRow *row, gpointer data, GError **error)
{
    const SearchKey label = { db_row_number(row, "behind"), db_row_number(row, "older") };

    (void) error;
    g_ptr_array_add(data, row_new(label, db_row_text(row, "places")));
    return TRUE;
}

/* Moves to the first row at `target` or behind it; out_label is the greatest past the last one. */
static gboolean
cursor_seek(const Search *search, Cursor *cursor, SearchKey target, SearchKey *out_label,
            gboolean *out_any, GError **error)
{
    *out_any = FALSE;
    for (;;) {
        for (; cursor->at < cursor->rows->len; cursor->at++) {
            const Row *row = g_ptr_array_index(cursor->rows, cursor->at);

            if (search_key_compare(row->label, target) < 0)
                continue;
            *out_label = row->label;
            *out_any = TRUE;
            return TRUE;
        }
        if (cursor->piece == 0)
            return TRUE;
        const DbValue values[] = { DB_VALUE_TEXT(cursor->word), DB_VALUE_NUMBER(search->kind),
                                   DB_VALUE_NUMBER(target.behind), DB_VALUE_NUMBER(target.older),
                                   DB_VALUE_NUMBER(cursor->piece) };

        g_ptr_array_set_size(cursor->rows, 0);
        cursor->at = 0;
        if (!store_run(search->store, &SQL_SEARCH_POSTING_FROM, values, G_N_ELEMENTS(values),
                       take_row, cursor->rows, error))
            return FALSE;
        cursor->piece = cursor->rows->len < cursor->piece ? 0 : MIN(cursor->piece * 2, ROWS_MOST);
    }
}

/* The first block at `target` or behind it that any word of the term has. */
static gboolean
reading_seek(const Search *search, const Reading *reading, SearchKey target, SearchKey *out_label,
             gboolean *out_any, GError **error)
{
    *out_any = FALSE;
    for (unsigned at = 0; at < reading->cursors->len;) {
        SearchKey label;
        gboolean any = FALSE;

        if (!cursor_seek(search, g_ptr_array_index(reading->cursors, at), target, &label, &any,
                         error))
            return FALSE;
        if (!any) {
            g_ptr_array_remove_index_fast(reading->cursors, at);
            continue;
        }
        if (!*out_any || search_key_compare(label, *out_label) < 0)
            *out_label = label;
        *out_any = TRUE;
        at++;
    }
    return TRUE;
}

/* The next block that has something for every term. */
static gboolean
next_block(const Search *search, SearchKey *label, gboolean *out_any, GError **error)
{
    unsigned agreed = 0;

    *out_any = FALSE;
    for (unsigned at = 0; agreed < search->readings->len; at = (at + 1) % search->readings->len) {
        SearchKey found;
        gboolean any = FALSE;

        if (!reading_seek(search, g_ptr_array_index(search->readings, at), *label, &found, &any,
                          error))
            return FALSE;
        if (!any)
            return TRUE;
        agreed = search_key_compare(found, *label) == 0 ? agreed + 1 : 1;
        *label = found;
    }
    *out_any = TRUE;
    return TRUE;
}

static void
read_places(const Reading *reading, SearchKey label, SearchPlaces *out)
{
    *out = (SearchPlaces) { { 0 } };
    for (unsigned at = 0; at < reading->cursors->len; at++) {
        const Cursor *cursor = g_ptr_array_index(reading->cursors, at);
        const Row *row =
            cursor->at < cursor->rows->len ? g_ptr_array_index(cursor->rows, cursor->at) : NULL;

        if (row != NULL && search_key_compare(row->label, label) == 0)
            search_places_read(row->places, out);
    }
}

/* What stands at some places of a block: read from its row at once, which is long. */
typedef struct {
    const SearchPlaces *places; /* NULL: all of them */
    SearchKey label;
    GArray *keys; /* in their order; NULL where there is no such block */
} Block;

static void
block_clear(Block *block)
{
    if (block->keys != NULL)
        g_array_unref(block->keys);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Block, block_clear)

static int
compare_keys(gconstpointer one, gconstpointer other)
{
    return search_key_compare(*(const SearchKey *) one, *(const SearchKey *) other);
}

static gboolean
take_block(const DbRow *row, gpointer data, GError **error)
{
    Block *block = data;
    const char *things = db_row_text(row, "things");
    size_t length = strlen(things);
    SearchKey key;

    (void) error;
    block->label.behind = db_row_number(row, "behind");
    block->label.older = db_row_number(row, "older");
    block->keys = g_array_new(FALSE, FALSE, sizeof(SearchKey));
    for (unsigned place = 0; place < search_things_count(length); place++)
        if ((block->places == NULL || search_places_have(block->places, place)) &&
            search_things_read(things, length, place, &key))
            g_array_append_val(block->keys, key);
    g_array_sort(block->keys, compare_keys);
    return TRUE;
}

static gboolean
load_block(const Search *search, SearchKey from, Block *out, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(search->kind), DB_VALUE_NUMBER(from.behind),
                               DB_VALUE_NUMBER(from.older) };

    return store_run(search->store, &SQL_SEARCH_BLOCK_FROM, values, G_N_ELEMENTS(values),
                     take_block, out, error);
}

static gboolean
show_block(const Search *search, const Block *block, SearchEach each, gpointer data,
           gboolean *out_enough, GError **error)
{
    for (unsigned at = 0; at < block->keys->len && !*out_enough; at++) {
        const SearchKey *found = &g_array_index(block->keys, SearchKey, at);
        const SearchHit hit = { search->kind, -found->older, -found->behind };

        if (!each(&hit, data, out_enough, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
step_behind(SearchKey *label)
{
    if (label->older == G_MAXINT64)
        return FALSE; /* the last block of a kind */
    label->older++;
    return TRUE;
}

static gboolean
meet_blocks(const Search *search, SearchEach each, gpointer data, GError **error)
{
    SearchKey label = SEARCH_KEY_LEAST;
    gboolean enough = FALSE, any = FALSE;

    do {
        SearchPlaces all;

        if (!next_block(search, &label, &any, error))
            return FALSE;
        if (!any)
            return TRUE;
        read_places(g_ptr_array_index(search->readings, 0), label, &all);
        for (unsigned at = 1; at < search->readings->len; at++) {
            SearchPlaces other;

            read_places(g_ptr_array_index(search->readings, at), label, &other);
            search_places_meet(&all, &other);
        }
        if (search_places_any(&all)) {
            g_auto(Block) block = { .places = &all };

            if (!load_block(search, label, &block, error) ||
                (block.keys != NULL && !show_block(search, &block, each, data, &enough, error)))
                return FALSE;
        }
    } while (!enough && step_behind(&label));
    return TRUE;
}

static gboolean
all_blocks(const Search *search, SearchEach each, gpointer data, GError **error)
{
    SearchKey label = SEARCH_KEY_LEAST;
    gboolean enough = FALSE;

    do {
        g_auto(Block) block = { 0 };

        if (!load_block(search, label, &block, error))
            return FALSE;
        if (block.keys == NULL)
            return TRUE;
        if (!show_block(search, &block, each, data, &enough, error))
            return FALSE;
        label = block.label;
    } while (!enough && step_behind(&label));
    return TRUE;
}

/* Terms. */

static gboolean
read_words(const Search *search, Reading *reading, const SearchTerm *term, SearchHow how,
           GError **error)
{
    g_autofree char *word = search_word_cut(term->word);
    gboolean is_short = g_utf8_strlen(word, -1) <= SEARCH_BEGINNING;

    if (term->whole || is_short) {
        cursor_add(reading, word);
    } else {
        g_autoptr(GPtrArray) words =
            search_words_beginning(search->store, word, WORDS_BEGINNING, error);

        if (words == NULL)
            return FALSE;
        for (unsigned at = 0; at < words->len; at++)
            cursor_add(reading, g_ptr_array_index(words, at));
    }
    if (how == SEARCH_EXACT || term->whole)
        return TRUE;
    g_auto(GStrv) near = search_near_words(search->store, word, error);

    for (char **one = near; one != NULL && *one != NULL; one++)
        cursor_add(reading, *one);
    return near != NULL;
}

typedef struct {
    SearchKey label;
    unsigned place;
} At;

static int
compare_at(gconstpointer one, gconstpointer other)
{
    return search_key_compare(((const At *) one)->label, ((const At *) other)->label);
}

static gboolean
take_at(const DbRow *row, gpointer data, GError **error)
{
    const At at = {
        { db_row_number(row, "block_behind"), db_row_number(row, "block_older") },
        (unsigned) MIN(db_row_number(row, "place"), SEARCH_BLOCK_MOST - 1),
    };

    (void) error;
    g_array_append_val((GArray *) data, at);
    return TRUE;
}

/* Where these things stand, as the rows of a word that they alone have. */
static gboolean
read_ids(const Search *search, Reading *reading, const GArray *ids, GError **error)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(At));
    Cursor *cursor = cursor_add(reading, NULL);

    for (unsigned at = 0; at < ids->len; at++) {
        const DbValue values[] = { DB_VALUE_NUMBER(search->kind),
                                   DB_VALUE_NUMBER(g_array_index(ids, TkId, at)) };

        if (!store_run(search->store, &SQL_SEARCH_THING_GET, values, G_N_ELEMENTS(values), take_at,
                       found, error))
            return FALSE;
    }
    g_array_sort(found, compare_at);
    for (unsigned at = 0; at < found->len;) {
        const SearchKey label = g_array_index(found, At, at).label;
        SearchPlaces places = { { 0 } };

        for (;
             at < found->len && search_key_compare(g_array_index(found, At, at).label, label) == 0;
             at++)
            search_places_add(&places, g_array_index(found, At, at).place);
        g_autofree char *text = search_places_write(&places);

        g_ptr_array_add(cursor->rows, row_new(label, text));
    }
    return TRUE;
}

static gboolean
add_term(const Search *search, const SearchTerm *term, SearchHow how, GError **error)
{
    Reading *reading = g_new0(Reading, 1);

    reading->cursors = g_ptr_array_new_with_free_func(cursor_free);
    g_ptr_array_add(search->readings, reading);
    for (const char *const *mark = term->marks; mark != NULL && *mark != NULL; mark++)
        cursor_add(reading, *mark);
    return (term->word == NULL || read_words(search, reading, term, how, error)) &&
           (term->ids == NULL || read_ids(search, reading, term->ids, error));
}

gboolean
search_each(Store *store, SearchKind kind, const SearchTerm *terms, unsigned count, SearchHow how,
            SearchEach each, gpointer data, GError **error)
{
    g_autoptr(GPtrArray) readings = g_ptr_array_new_with_free_func(reading_free);
    const Search search = { store, kind, readings };

    if (!search_flush(store, error))
        return FALSE;
    for (unsigned at = 0; at < MIN(count, SEARCH_TERMS_MOST); at++)
        if (!add_term(&search, &terms[at], how, error))
            return FALSE;
    return readings->len > 0 ? meet_blocks(&search, each, data, error)
                             : all_blocks(&search, each, data, error);
}
