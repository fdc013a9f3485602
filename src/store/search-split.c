/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/search-split.h"

#include "store/queries.h"

#include <string.h>

#define FILL         (SEARCH_BLOCK_MOST * 9 / 10) /* of the blocks that a split leaves */
#define ROWS_AT_ONCE 8
#define ROW_VALUES   5

/* A row of a new block. */
typedef struct {
    const char *word; /* of the split's words */
    SearchKind kind;
    SearchKey label;
    char *places;
} FreshRow;

static void
fresh_row_free(gpointer data)
{
    FreshRow *row = data;

    g_free(row->places);
    g_free(row);
}

SearchSplit *
search_split_new(Store *store)
{
    SearchSplit *split = g_new0(SearchSplit, 1);

    split->store = store;
    split->blocks =
        g_hash_table_new_full(search_block_hash, search_block_equal, NULL, search_block_free);
    split->fresh = g_ptr_array_new_with_free_func(fresh_row_free);
    split->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return split;
}

void
search_split_free(SearchSplit *split)
{
    if (split == NULL)
        return;
    g_hash_table_unref(split->blocks);
    g_ptr_array_unref(split->fresh);
    g_hash_table_unref(split->words);
    g_free(split);
}

static gboolean
take_block(const DbRow *row, gpointer data, GError **error)
{
    SearchBlock **block = data;
    const SearchKey label = { db_row_number(row, "behind"), db_row_number(row, "older") };

    (void) error;
    *block = search_block_new((*block)->kind, label, db_row_text(row, "things"));
    return TRUE;
}

/* The block in which `key` stands or would stand. The last of a kind takes what comes after all
 * others; it is there when something is first asked for. */
static SearchBlock *
block_for(SearchSplit *split, SearchKind kind, SearchKey key, GError **error)
{
    SearchBlock wanted = { .kind = kind, .label = key };
    SearchBlock *found = &wanted;
    const DbValue values[] = { DB_VALUE_NUMBER(kind), DB_VALUE_NUMBER(key.behind),
                               DB_VALUE_NUMBER(key.older) };

    if (!store_run(split->store, &SQL_SEARCH_BLOCK_FROM, values, G_N_ELEMENTS(values), take_block,
                   &found, error))
        return NULL;
    if (found == &wanted)
        found = search_block_new(kind, SEARCH_KEY_LAST, "");

    SearchBlock *kept = g_hash_table_lookup(split->blocks, found);

    if (kept != NULL) {
        search_block_free(found);
        return kept;
    }
    g_hash_table_add(split->blocks, found);
    return found;
}

SearchBlock *
search_split_block(SearchSplit *split, SearchKind kind, SearchKey label, GError **error)
{
    const SearchBlock wanted = { .kind = kind, .label = label };
    SearchBlock *kept = g_hash_table_lookup(split->blocks, &wanted);

    return kept != NULL ? kept : block_for(split, kind, label, error);
}

/* New blocks. */

typedef struct {
    GHashTable *rows; /* word of the split -> SearchPlaces */
    GHashTable *words;
    unsigned place;
} Gathering;

static void
gather_word(const char *word, gpointer data)
{
    Gathering *gathering = data;
    SearchPlaces *places = g_hash_table_lookup(gathering->rows, word);

    if (places == NULL) {
        char *kept = NULL;

        if (!g_hash_table_lookup_extended(gathering->words, word, (gpointer *) &kept, NULL)) {
            kept = g_strdup(word);
            g_hash_table_add(gathering->words, kept);
        }
        places = g_new0(SearchPlaces, 1);
        g_hash_table_insert(gathering->rows, kept, places);
    }
    search_places_add(places, gathering->place);
}

/* The block `label` out of some things, in their order. Its rows wait in split->fresh. */
static gboolean
write_fresh(SearchSplit *split, SearchKind kind, SearchKey label, const SearchPut *puts,
            unsigned count, GError **error)
{
    SearchBlock *block = search_block_new(kind, label, "");
    g_autoptr(GHashTable) rows = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    Gathering gathering = { rows, split->words, 0 };
    GHashTableIter iter;
    gpointer word, places;
    gboolean done = TRUE;

    for (unsigned at = 0; at < count && done; at++) {
        search_things_write(block->things, at, puts[at].key);
        gathering.place = at;
        search_words_each(puts[at].words, gather_word, &gathering);
        done = search_thing_put(split->store, kind, &puts[at], label, at, error);
    }
    block->moved = TRUE;
    done = done && search_block_write(split->store, block, error);
    search_block_free(block);
    g_hash_table_iter_init(&iter, rows);
    while (g_hash_table_iter_next(&iter, &word, &places)) {
        const FreshRow row = { word, kind, label, search_places_write(places) };

        g_ptr_array_add(split->fresh, g_memdup2(&row, sizeof row));
    }
    return done;
}

/* Placing. */

static gboolean
fill_places(SearchSplit *split, SearchBlock *block, const SearchPut *puts, unsigned count,
            GError **error)
{
    unsigned place = 0, used = search_things_count(block->things->len);
    SearchKey key;

    for (unsigned at = 0; at < count; at++, place++) {
        while (place < used &&
               search_things_read(block->things->str, block->things->len, place, &key))
            place++;
        search_things_write(block->things, place, puts[at].key);
        search_block_add(block, place, puts[at].words);
        block->live++;
        block->moved = TRUE;
        if (!search_thing_put(split->store, block->kind, &puts[at], block->label, place, error))
            return FALSE;
    }
    return TRUE;
}

/* TRUE where all that comes stands before all that is in the block. */
static gboolean
comes_before(const SearchBlock *block, SearchKey last)
{
    SearchKey key;

    for (unsigned place = 0; place < search_things_count(block->things->len); place++)
        if (search_things_read(block->things->str, block->things->len, place, &key) &&
            search_key_compare(key, last) < 0)
            return FALSE;
    return TRUE;
}

/* The last of them fill the block up, the others get full blocks of their own before it; the first
 * one keeps room for what comes next. */
static gboolean
put_before(SearchSplit *split, SearchBlock *block, const SearchPut *puts, unsigned count,
           GError **error)
{
    unsigned room = SEARCH_BLOCK_MOST - block->live;
    SearchKind kind = block->kind;

    if (!fill_places(split, block, puts + count - room, room, error))
        return FALSE;
    for (count -= room; count > 0;) {
        unsigned some = MIN(count, SEARCH_BLOCK_MOST);

        count -= some;
        if (!write_fresh(split, kind, puts[count + some - 1].key, puts + count, some, error))
            return FALSE;
    }
    return TRUE;
}

static int
compare_puts(gconstpointer one, gconstpointer other)
{
    return search_key_compare(((const SearchPut *) one)->key, ((const SearchPut *) other)->key);
}

/* Everything that stands in the block, with its words, which then are nobody's there any more. */
static gboolean
empty_block(SearchSplit *split, SearchBlock *block, GArray *puts, GPtrArray *texts, GError **error)
{
    SearchKey key;

    if (!search_block_write(split->store, block, error))
        return FALSE;
    for (unsigned place = 0; place < search_things_count(block->things->len); place++) {
        SearchStored stored;

        if (!search_things_read(block->things->str, block->things->len, place, &key))
            continue;
        if (!search_stored_load(split->store, block->kind, -key.older, &stored, error))
            return FALSE;
        if (!stored.there)
            continue;
        const SearchPut put = { key, stored.words };

        g_ptr_array_add(texts, stored.words);
        g_array_append_val(puts, put);
        search_block_drop_all(block, stored.words);
    }
    return search_block_write(split->store, block, error);
}

/* The block and what comes, cut into equal parts. */
static gboolean
cut_block(SearchSplit *split, SearchBlock *block, const SearchPut *coming, unsigned count,
          GError **error)
{
    g_autoptr(GArray) puts = g_array_new(FALSE, FALSE, sizeof(SearchPut));
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    SearchKind kind = block->kind;
    SearchKey label = block->label;

    if (!empty_block(split, block, puts, texts, error))
        return FALSE;
    g_hash_table_remove(split->blocks, block);
    g_array_append_vals(puts, coming, count);
    g_array_sort(puts, compare_puts);

    unsigned parts = (puts->len + FILL - 1) / FILL;

    for (unsigned part = 0; part < parts; part++) {
        unsigned from = (unsigned) ((uint64_t) puts->len * part / parts);
        unsigned until = (unsigned) ((uint64_t) puts->len * (part + 1) / parts);
        const SearchPut *first = &g_array_index(puts, SearchPut, from);

        if (!write_fresh(split, kind, part + 1 == parts ? label : first[until - from - 1].key,
                         first, until - from, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
search_split_place(SearchSplit *split, SearchKind kind, const GArray *puts, GError **error)
{
    for (unsigned at = 0, until; at < puts->len; at = until) {
        const SearchPut *first = &g_array_index(puts, SearchPut, at);
        SearchBlock *block = block_for(split, kind, first->key, error);
        gboolean done;

        if (block == NULL)
            return FALSE;
        for (until = at + 1; until < puts->len; until++)
            if (search_key_compare(g_array_index(puts, SearchPut, until).key, block->label) > 0)
                break;
        if (block->live + (until - at) <= SEARCH_BLOCK_MOST)
            done = fill_places(split, block, first, until - at, error);
        else if (comes_before(block, g_array_index(puts, SearchPut, until - 1).key))
            done = put_before(split, block, first, until - at, error);
        else
            done = cut_block(split, block, first, until - at, error);
        if (!done)
            return FALSE;
    }
    return TRUE;
}

static int
compare_rows(gconstpointer one, gconstpointer other)
{
    const FreshRow *a = *(FreshRow *const *) one, *b = *(FreshRow *const *) other;
    int words = strcmp(a->word, b->word);

    if (words != 0)
        return words;
    return a->kind != b->kind ? (a->kind < b->kind ? -1 : 1)
                              : search_key_compare(a->label, b->label);
}

static gboolean
write_fresh_rows(SearchSplit *split, GError **error)
{
    DbValue values[ROWS_AT_ONCE * ROW_VALUES];

    g_ptr_array_sort(split->fresh, compare_rows);
    for (unsigned from = 0; from < split->fresh->len; from += ROWS_AT_ONCE) {
        for (unsigned at = 0; at < ROWS_AT_ONCE; at++) {
            const FreshRow *row =
                g_ptr_array_index(split->fresh, MIN(from + at, split->fresh->len - 1));
            DbValue *value = values + (size_t) at * ROW_VALUES;

            value[0] = DB_VALUE_TEXT(row->word);
            value[1] = DB_VALUE_NUMBER(row->kind);
            value[2] = DB_VALUE_NUMBER(row->label.behind);
            value[3] = DB_VALUE_NUMBER(row->label.older);
            value[4] = DB_VALUE_TEXT(row->places);
        }
        if (!store_run(split->store, &SQL_SEARCH_POSTING_ADD_EIGHT, values, G_N_ELEMENTS(values),
                       NULL, NULL, error))
            return FALSE;
    }
    g_ptr_array_set_size(split->fresh, 0);
    return TRUE;
}

gboolean
search_split_write(SearchSplit *split, GError **error)
{
    GHashTableIter iter;
    gpointer block;

    g_hash_table_iter_init(&iter, split->blocks);
    while (g_hash_table_iter_next(&iter, &block, NULL))
        if (!search_block_write(split->store, block, error))
            return FALSE;
    return write_fresh_rows(split, error);
}
