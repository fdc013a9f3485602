/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * search-private.h - what the files of the search index share: keys, places and how they are
 * written.
 */
#pragma once

#include "store/search.h"

#define SEARCH_BLOCK_MOST 1000 /* things in one block */
#define SEARCH_BEGINNING  4    /* letters: beginnings up to this length have rows of their own */
#define SEARCH_WORD_BYTES 64   /* longer words are cut, when kept and when looked for */
#define SEARCH_GAPS       8    /* of the first letters of a word one may be left out */
#define SEARCH_SPELL_MOST 32   /* letters: longer words are no words of a language */

/* After every word that begins so: no folded word holds this sign. */
#define SEARCH_LAST_SIGN "\xF4\x8F\xBF\xBF"

/* Where a thing stands in the order, and what a block is named by. */
typedef struct {
    int64_t behind; /* minus the standing */
    int64_t older;  /* minus the id */
} SearchKey;

#define SEARCH_KEY_LEAST ((SearchKey) { G_MININT64, G_MININT64 })
#define SEARCH_KEY_LAST  ((SearchKey) { G_MAXINT64, G_MAXINT64 })

int
search_key_compare(SearchKey one, SearchKey other);

/* A set of places of a block. */
#define SEARCH_PLACE_CELLS ((SEARCH_BLOCK_MOST + 63) / 64)
typedef struct {
    uint64_t cells[SEARCH_PLACE_CELLS];
} SearchPlaces;

void
search_places_add(SearchPlaces *places, unsigned place);
void
search_places_drop(SearchPlaces *places, unsigned place);
gboolean
search_places_have(const SearchPlaces *places, unsigned place);
gboolean
search_places_any(const SearchPlaces *places);
void
search_places_meet(SearchPlaces *places, const SearchPlaces *other);

/* Places as text: the gaps between them in one sign up to 63, in two beyond. Reading adds to `out`;
 * what no writer wrote is passed over. */
void
search_places_read(const char *text, SearchPlaces *out);
char *
search_places_write(const SearchPlaces *places);

/* A block's things as text. Place by place; a key {0, 0} is a free place. */
void
search_things_write(GString *text, unsigned place, SearchKey key);
unsigned
search_things_count(size_t length);
/* FALSE for a free place. */
gboolean
search_things_read(const char *text, size_t length, unsigned place, SearchKey *out_key);

/* The words of texts, folded, cut, each once and in their order, parted by spaces; with the marks.
 */
char *
search_words_of(const char *const *texts, const char *const *marks);

/* Calls `each` for every index word of such words: themselves and their beginnings. A word may come
 * more than once. */
typedef void (*SearchWordEach)(const char *word, gpointer data);
void
search_words_each(const char *words, SearchWordEach each, gpointer data);

/* Cut where a letter ends. */
char *
search_word_cut(const char *word);

/* Writes what waits in the open work. */
gboolean
search_flush(Store *store, GError **error);
typedef struct SearchQueue SearchQueue;
void
search_queue_free(SearchQueue *queue);

/* The gap of a word that is whole. */
#define SEARCH_WHOLE -1

/* Letters alone: a number or a part of an address is not mistyped but copied. */
gboolean
search_is_of_letters(const char *word);

/* `word` without the letter at `gap`, which is put into `letter`. Caller frees. */
char *
search_leave_out(const char *word, unsigned gap, char letter[7]);

/* Words for search_near_words(), gathered and written together. `known` (char *, owned) are those
 * that need not be asked about again; it grows. */
typedef struct SearchSpelling SearchSpelling;
SearchSpelling *
search_spelling_new(GHashTable *known);
void
search_spelling_free(SearchSpelling *spelling);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SearchSpelling, search_spelling_free)
void
search_spelling_add(SearchSpelling *spelling, const char *word, gsize length);
gboolean
search_spelling_write(SearchSpelling *spelling, Store *store, GError **error);

/* Index words that begin so, at most `most`. NULL-terminated. */
GPtrArray *
search_words_beginning(Store *store, const char *beginning, unsigned most, GError **error);
