/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * search-split.h - the blocks of the search index while some of them change; only for
 * search-keep.c.
 */
#pragma once

#include "store/search-private.h"

/* A thing as it stands in the store. */
typedef struct {
    gboolean there;
    int64_t behind;
    SearchKey block;
    unsigned place;
    char *words; /* owned */
} SearchStored;

gboolean
search_stored_load(Store *store, SearchKind kind, TkId id, SearchStored *out, GError **error);
void
search_stored_clear(SearchStored *stored);

/* A thing that is to stand somewhere; its words are borrowed. */
typedef struct {
    SearchKey key;
    const char *words;
} SearchPut;

gboolean
search_thing_put(Store *store, SearchKind kind, const SearchPut *thing, SearchKey block,
                 unsigned place, GError **error);

typedef struct {
    SearchKind kind;
    SearchKey label; /* its last key, by which it goes */
    GString *things;
    unsigned live;
    gboolean moved;      /* somebody came or went */
    GHashTable *changes; /* word -> the places that come and go; what goes, goes first */
} SearchBlock;

/* A block as the store has it (search_things_write()), and as a key of a hash table. */
SearchBlock *
search_block_new(SearchKind kind, SearchKey label, const char *things);
void
search_block_free(gpointer block);
guint
search_block_hash(gconstpointer block);
gboolean
search_block_equal(gconstpointer one, gconstpointer other);

/* Writes what changed, and then nothing waits any more. */
gboolean
search_block_write(Store *store, SearchBlock *block, GError **error);

void
search_block_add(SearchBlock *block, unsigned place, const char *words);
void
search_block_drop(SearchBlock *block, unsigned place, const char *words);
/* Nobody in the block has these words any more. */
void
search_block_drop_all(SearchBlock *block, const char *words);
void
search_block_free_place(SearchBlock *block, unsigned place);

typedef struct {
    Store *store;
    GHashTable *blocks; /* those that were looked at */
    GPtrArray *fresh;   /* rows of new blocks, to be written in the order of their words */
    GHashTable *words;  /* theirs, each once */
} SearchSplit;

SearchSplit *
search_split_new(Store *store);
void
search_split_free(SearchSplit *split);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SearchSplit, search_split_free)

/* The block that goes by this label; borrowed until the next search_split_place(). */
SearchBlock *
search_split_block(SearchSplit *split, SearchKind kind, SearchKey label, GError **error);

/* Gives each of `puts` (SearchPut, in their order) its place in the block where it belongs, or in
 * new ones. */
gboolean
search_split_place(SearchSplit *split, SearchKind kind, const GArray *puts, GError **error);

/* Writes all that changed. */
gboolean
search_split_write(SearchSplit *split, GError **error);
