/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * search.h - finding people, organisations, notes and messages by words, while one types.
 *
 * Our own inverted index in the table search_word, the same on both engines: for every word of a
 * thing one row, and one for each of the word's beginnings of one, two and three letters. Words are
 * folded by tk_text_fold_words(), so Oystein finds Øystein and Aase finds Åse. A lookup reads a
 * bounded number of index rows, however many people there are: with very common words only among
 * those of the best standing.
 */
#pragma once

#include "store/store.h"

#define SEARCH_WORDS_MOST 2000 /* words kept of one thing; a note of a book's length is cut */

typedef struct {
    char *about; /* person, organisation, note, message */
    TkId id;
    int64_t standing;
} SearchHit;

void
search_hit_free(SearchHit *hit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SearchHit, search_hit_free)

/* The words of `texts` (ends with NULL) become the words of this thing; only differences are
 * written. A greater standing comes first. Needs a work; not journalled. */
gboolean
search_index(Store *store, const char *about, TkId id, int64_t standing, const char *const *texts,
             GError **error);

/* Only its standing changed. */
gboolean
search_restand(Store *store, const char *about, TkId id, int64_t standing, GError **error);

gboolean
search_forget(Store *store, const char *about, TkId id, GError **error);

/* Nothing is indexed any more: before all is indexed anew. */
gboolean
search_forget_all(Store *store, GError **error);

/* Things of which, for each word typed, a word begins so; the best standing first, then the older.
 * `about` NULL finds all kinds. With an @ in it, people whose mail address begins so come first.
 * GPtrArray of SearchHit, at most `limit`; empty for what holds no letter. */
GPtrArray *
search_find(Store *store, const char *typed, const char *about, unsigned limit, GError **error);
