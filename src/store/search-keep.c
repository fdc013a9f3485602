/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * search-keep.c - what is found by which words: collected while a work is open, written at its end.
 *
 * One row holds the places of a thousand things, so a row is written once for all that came in
 * together. Blocks split like the leaves of a B-tree; because the newer of equal standing comes
 * first, an import fills new blocks before the old ones and leaves those alone.
 */
#include "store/queries.h"
#include "store/search-split.h"
#include "store/store-private.h"

#include <string.h>

#define WAITING_MOST 20000 /* things; then they are written though the work goes on */
#define KNOWN_MOST   300000

typedef struct {
    SearchKind kind;
    TkId id;
} Name;

/* What is to become of a thing. */
typedef struct {
    Name name;
    gboolean gone;
    gboolean keeps_words; /* only its standing changes */
    gboolean is_new;      /* not in the store */
    int64_t behind;
    char *words;
} Wish;

struct SearchQueue {
    GHashTable *wishes; /* Wish, by its name */
    GHashTable *known;  /* words that are spelled in the store already */
};

static guint
name_hash(gconstpointer key)
{
    const Name *name = key;
    uint64_t mixed = (uint64_t) name->id * UINT64_C(0x9e3779b97f4a7c15) + name->kind;

    return (guint) (mixed ^ mixed >> 32);
}

static gboolean
name_equal(gconstpointer one, gconstpointer other)
{
    const Name *a = one, *b = other;

    return a->kind == b->kind && a->id == b->id;
}

static void
wish_free(gpointer data)
{
    Wish *wish = data;

    g_free(wish->words);
    g_free(wish);
}

static SearchQueue *
queue_of(Store *store)
{
    g_assert(store->work != NULL);
    if (store->search == NULL) {
        store->search = g_new0(SearchQueue, 1);
        store->search->wishes = g_hash_table_new_full(name_hash, name_equal, NULL, wish_free);
        store->search->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    }
    return store->search;
}

void
search_queue_free(SearchQueue *queue)
{
    if (queue == NULL)
        return;
    g_hash_table_unref(queue->wishes);
    g_hash_table_unref(queue->known);
    g_free(queue);
}

static gboolean
add_wish(Store *store, const Wish *wish, GError **error)
{
    SearchQueue *queue = queue_of(store);
    Wish *kept = g_memdup2(wish, sizeof *wish);

    g_hash_table_replace(queue->wishes, &kept->name, kept);
    return g_hash_table_size(queue->wishes) < WAITING_MOST || search_flush(store, error);
}

gboolean
search_index(Store *store, const SearchThing *thing, GError **error)
{
    const Wish wish = {
        .name = { thing->kind, thing->id },
        .behind = -thing->standing,
        .words = search_words_of(thing->texts, thing->marks),
        .is_new = thing->is_new,
    };

    return add_wish(store, &wish, error);
}

gboolean
search_restand(Store *store, SearchKind kind, TkId id, int64_t standing, GError **error)
{
    const Wish wish = { .name = { kind, id }, .keeps_words = TRUE, .behind = -standing };
    Wish *waiting = g_hash_table_lookup(queue_of(store)->wishes, &wish.name);

    if (waiting == NULL)
        return add_wish(store, &wish, error);
    waiting->behind = -standing;
    return TRUE;
}

gboolean
search_forget(Store *store, SearchKind kind, TkId id, GError **error)
{
    const Wish wish = { .name = { kind, id }, .gone = TRUE };

    return add_wish(store, &wish, error);
}

gboolean
search_forget_all(Store *store, GError **error)
{
    static const DbQuery *const queries[] = { &SQL_SEARCH_FORGET_THINGS, &SQL_SEARCH_FORGET_BLOCKS,
                                              &SQL_SEARCH_FORGET_POSTINGS,
                                              &SQL_SEARCH_FORGET_SPELLINGS };

    g_clear_pointer(&store->search, search_queue_free);
    for (size_t at = 0; at < G_N_ELEMENTS(queries); at++)
        if (!store_run(store, queries[at], NULL, 0, NULL, NULL, error))
            return FALSE;
    return TRUE;
}

/* Writing. */

static gboolean
take_thing(const DbRow *row, gpointer data, GError **error)
{
    SearchStored *stored = data;

    (void) error;
    stored->there = TRUE;
    stored->behind = db_row_number(row, "behind");
    stored->block.behind = db_row_number(row, "block_behind");
    stored->block.older = db_row_number(row, "block_older");
    stored->place = (unsigned) db_row_number(row, "place");
    stored->words = g_strdup(db_row_text(row, "words"));
    return TRUE;
}

gboolean
search_stored_load(Store *store, SearchKind kind, TkId id, SearchStored *out, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(kind), DB_VALUE_NUMBER(id) };

    *out = (SearchStored) { 0 };
    return store_run(store, &SQL_SEARCH_THING_GET, values, G_N_ELEMENTS(values), take_thing, out,
                     error);
}

void
search_stored_clear(SearchStored *stored)
{
    g_free(stored->words);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SearchStored, search_stored_clear)

gboolean
search_thing_put(Store *store, SearchKind kind, const SearchPut *thing, SearchKey block,
                 unsigned place, GError **error)
{
    const DbValue values[] = {
        DB_VALUE_NUMBER(kind),
        DB_VALUE_NUMBER(-thing->key.older),
        DB_VALUE_NUMBER(thing->key.behind),
        DB_VALUE_NUMBER(block.behind),
        DB_VALUE_NUMBER(block.older),
        DB_VALUE_NUMBER(place),
        DB_VALUE_TEXT(thing->words),
    };

    return store_run(store, &SQL_SEARCH_THING_PUT, values, G_N_ELEMENTS(values), NULL, NULL, error);
}

/* It stays where it is: only some of its words come and go. */
static gboolean
change_words(SearchSplit *split, const Wish *wish, const SearchStored *stored, GError **error)
{
    SearchBlock *block = search_split_block(split, wish->name.kind, stored->block, error);
    const SearchPut put = { { stored->behind, -wish->name.id }, wish->words };

    if (block == NULL)
        return FALSE;
    search_block_drop(block, stored->place, stored->words);
    search_block_add(block, stored->place, wish->words);
    return search_thing_put(split->store, wish->name.kind, &put, stored->block, stored->place,
                            error);
}

static gboolean
leave_block(SearchSplit *split, const Name *name, const SearchStored *stored, GError **error)
{
    SearchBlock *block = search_split_block(split, name->kind, stored->block, error);

    if (block == NULL)
        return FALSE;
    search_block_drop(block, stored->place, stored->words);
    search_block_free_place(block, stored->place);
    return TRUE;
}

/* Puts into `coming` what has to find a place. */
static gboolean
look_at_wish(SearchSplit *split, Wish *wish, GPtrArray *coming, GError **error)
{
    g_auto(SearchStored) stored = { 0 };
    const DbValue values[] = { DB_VALUE_NUMBER(wish->name.kind), DB_VALUE_NUMBER(wish->name.id) };

    if (!wish->is_new &&
        !search_stored_load(split->store, wish->name.kind, wish->name.id, &stored, error))
        return FALSE;
    if (!stored.there && (wish->gone || wish->keeps_words))
        return TRUE;
    if (wish->keeps_words)
        wish->words = g_strdup(stored.words);
    if (stored.there && !wish->gone && stored.behind == wish->behind)
        return strcmp(stored.words, wish->words) == 0 || change_words(split, wish, &stored, error);
    if (stored.there && !leave_block(split, &wish->name, &stored, error))
        return FALSE;
    if (wish->gone)
        return store_run(split->store, &SQL_SEARCH_THING_REMOVE, values, G_N_ELEMENTS(values), NULL,
                         NULL, error);
    g_ptr_array_add(coming, wish);
    return TRUE;
}

static int
compare_coming(gconstpointer one, gconstpointer other)
{
    const Wish *a = *(Wish *const *) one, *b = *(Wish *const *) other;

    if (a->name.kind != b->name.kind)
        return a->name.kind < b->name.kind ? -1 : 1;
    return search_key_compare((SearchKey) { a->behind, -a->name.id },
                              (SearchKey) { b->behind, -b->name.id });
}

/* In the order of the blocks, so that each is looked up once. */
static gboolean
place_coming(SearchSplit *split, GPtrArray *coming, GError **error)
{
    g_autoptr(GArray) puts = g_array_new(FALSE, FALSE, sizeof(SearchPut));

    g_ptr_array_sort(coming, compare_coming);
    for (unsigned at = 0; at < coming->len; at++) {
        const Wish *wish = g_ptr_array_index(coming, at);
        const Wish *next = at + 1 < coming->len ? g_ptr_array_index(coming, at + 1) : NULL;
        const SearchPut put = { { wish->behind, -wish->name.id }, wish->words };

        g_array_append_val(puts, put);
        if (next != NULL && next->name.kind == wish->name.kind)
            continue;
        if (!search_split_place(split, wish->name.kind, puts, error))
            return FALSE;
        g_array_set_size(puts, 0);
    }
    return TRUE;
}

static void
gather_words(SearchSpelling *spelling, const char *words)
{
    for (const char *end; *words != '\0'; words = end + (*end == ' ')) {
        end = words + strcspn(words, " ");
        search_spelling_add(spelling, words, (gsize) (end - words));
    }
}

/* The words of all that was written, in one go. */
static gboolean
spell_words(Store *store, SearchQueue *queue, GHashTable *wishes, GError **error)
{
    g_autoptr(SearchSpelling) spelling = search_spelling_new(queue->known);
    GHashTableIter iter;
    gpointer data;

    g_hash_table_iter_init(&iter, wishes);
    while (g_hash_table_iter_next(&iter, NULL, &data)) {
        const Wish *wish = data;

        if (!wish->gone && !wish->keeps_words)
            gather_words(spelling, wish->words);
    }
    return search_spelling_write(spelling, store, error);
}

static gboolean
write_wishes(Store *store, SearchQueue *queue, GHashTable *wishes, GError **error)
{
    g_autoptr(SearchSplit) split = search_split_new(store);
    g_autoptr(GPtrArray) coming = g_ptr_array_new();
    GHashTableIter iter;
    gpointer wish;

    g_hash_table_iter_init(&iter, wishes);
    while (g_hash_table_iter_next(&iter, NULL, &wish))
        if (!look_at_wish(split, wish, coming, error))
            return FALSE;
    return place_coming(split, coming, error) && search_split_write(split, error) &&
           spell_words(store, queue, wishes, error);
}

gboolean
search_flush(Store *store, GError **error)
{
    SearchQueue *queue = store->search;

    if (queue == NULL || g_hash_table_size(queue->wishes) == 0)
        return TRUE;
    g_assert(store->work != NULL);
    g_autoptr(GHashTable) wishes = g_steal_pointer(&queue->wishes);

    queue->wishes = g_hash_table_new_full(name_hash, name_equal, NULL, wish_free);
    if (g_hash_table_size(queue->known) > KNOWN_MOST)
        g_hash_table_remove_all(queue->known);
    return write_wishes(store, queue, wishes, error);
}
