/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * search-split-block.c - one block of the search index: who comes, who goes, and which rows change.
 */
#include "store/queries.h"
#include "store/search-split.h"

#include <string.h>

typedef struct {
    SearchPlaces come, go;
} Change;

guint
search_block_hash(gconstpointer key)
{
    const SearchBlock *block = key;
    uint64_t mixed = (uint64_t) block->label.older * UINT64_C(0x9e3779b97f4a7c15) +
                     (uint64_t) block->label.behind * 31 + block->kind;

    return (guint) (mixed ^ mixed >> 32);
}

gboolean
search_block_equal(gconstpointer one, gconstpointer other)
{
    const SearchBlock *a = one, *b = other;

    return a->kind == b->kind && search_key_compare(a->label, b->label) == 0;
}

void
search_block_free(gpointer data)
{
    SearchBlock *block = data;

    g_string_free(block->things, TRUE);
    g_hash_table_unref(block->changes);
    g_free(block);
}

SearchBlock *
search_block_new(SearchKind kind, SearchKey label, const char *things)
{
    SearchBlock *block = g_new0(SearchBlock, 1);
    SearchKey key;

    block->kind = kind;
    block->label = label;
    block->things = g_string_new(things);
    block->changes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (unsigned place = 0; place < search_things_count(block->things->len); place++)
        if (search_things_read(block->things->str, block->things->len, place, &key))
            block->live++;
    return block;
}

static Change *
change_of(SearchBlock *block, const char *word)
{
    Change *change = g_hash_table_lookup(block->changes, word);

    if (change == NULL) {
        change = g_new0(Change, 1);
        g_hash_table_insert(block->changes, g_strdup(word), change);
    }
    return change;
}

typedef struct {
    SearchBlock *block;
    unsigned place;
} At;

static void
note_coming(const char *word, gpointer data)
{
    const At *at = data;

    search_places_add(&change_of(at->block, word)->come, at->place);
}

static void
note_going(const char *word, gpointer data)
{
    const At *at = data;

    search_places_add(&change_of(at->block, word)->go, at->place);
}

void
search_block_add(SearchBlock *block, unsigned place, const char *words)
{
    At at = { block, place };

    search_words_each(words, note_coming, &at);
}

void
search_block_drop(SearchBlock *block, unsigned place, const char *words)
{
    At at = { block, place };

    search_words_each(words, note_going, &at);
}

static void
note_none(const char *word, gpointer data)
{
    memset(&change_of(data, word)->go, 0xff, sizeof(SearchPlaces));
}

void
search_block_drop_all(SearchBlock *block, const char *words)
{
    search_words_each(words, note_none, block);
}

void
search_block_free_place(SearchBlock *block, unsigned place)
{
    search_things_write(block->things, place, (SearchKey) { 0 });
    block->live--;
    block->moved = TRUE;
}

static gboolean
take_places(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    search_places_read(db_row_text(row, "places"), data);
    return TRUE;
}

static gboolean
write_change(Store *store, const SearchBlock *block, const char *word, const Change *change,
             GError **error)
{
    SearchPlaces places = { { 0 } };
    SearchPlaces before;
    const DbValue key[] = { DB_VALUE_TEXT(word), DB_VALUE_NUMBER(block->kind),
                            DB_VALUE_NUMBER(block->label.behind),
                            DB_VALUE_NUMBER(block->label.older) };

    if (!store_run(store, &SQL_SEARCH_POSTING_GET, key, G_N_ELEMENTS(key), take_places, &places,
                   error))
        return FALSE;
    before = places;
    for (unsigned at = 0; at < SEARCH_PLACE_CELLS; at++)
        places.cells[at] = (places.cells[at] & ~change->go.cells[at]) | change->come.cells[at];
    if (memcmp(&before, &places, sizeof places) == 0)
        return TRUE;
    if (!search_places_any(&places))
        return store_run(store, &SQL_SEARCH_POSTING_REMOVE, key, G_N_ELEMENTS(key), NULL, NULL,
                         error);
    g_autofree char *text = search_places_write(&places);
    const DbValue values[] = { key[0], key[1], key[2], key[3], DB_VALUE_TEXT(text) };

    return store_run(store, &SQL_SEARCH_POSTING_PUT, values, G_N_ELEMENTS(values), NULL, NULL,
                     error);
}

static gboolean
put_block(Store *store, const SearchBlock *block, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(block->kind), DB_VALUE_NUMBER(block->label.behind),
                               DB_VALUE_NUMBER(block->label.older),
                               DB_VALUE_TEXT(block->things->str) };

    return store_run(store, &SQL_SEARCH_BLOCK_PUT, values, G_N_ELEMENTS(values), NULL, NULL, error);
}

gboolean
search_block_write(Store *store, SearchBlock *block, GError **error)
{
    GHashTableIter iter;
    gpointer word, change;

    g_hash_table_iter_init(&iter, block->changes);
    while (g_hash_table_iter_next(&iter, &word, &change))
        if (!write_change(store, block, word, change, error))
            return FALSE;
    g_hash_table_remove_all(block->changes);
    return !block->moved || put_block(store, block, error);
}
