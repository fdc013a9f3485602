/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * search.h - finding people, organisations, meetings, notes and messages by words, while one types.
 *
 * Our own inverted index, the same on both engines (doc/decisions/0061). Things of a kind stand in
 * blocks of a thousand in the order in which they are found: the best standing first, then the
 * newer. For each word, and each beginning of one of up to four letters, a block has one row: the
 * places that have it. So the best hits of a common word are in the first block, and several words
 * are met block by block, whatever the number of people; nothing is left out.
 *
 * Words are folded by tk_text_fold_words(), so Oystein finds Øystein and Aase finds Åse. One wrong
 * letter is forgiven by a table of all words with one letter left out, said which: M. Karch and
 * T. Bocek's "Fast Similarity Search in Large Dictionaries" (2007), with the gap's place added so
 * that no candidate has to be weighed.
 */
#pragma once

#include "store/store.h"

#define SEARCH_WORDS_MOST   2000 /* words kept of one thing; a note of a book's length is cut */
#define SEARCH_TERMS_MOST   8    /* further words are not looked at: so many name anybody */
#define SEARCH_NEAR_LETTERS 4    /* a word must have so many before a wrong one is forgiven */

typedef enum {
    SEARCH_PERSON = 1,
    SEARCH_ORGANISATION,
    SEARCH_MEETING,
    SEARCH_NOTE,
    SEARCH_MESSAGE,
    SEARCH_KIND_END
} SearchKind;

/* The kind of "person", "organisation", "meeting", "note", "message"; 0 for another word. */
SearchKind
search_kind_of(const char *about);
const char *
search_kind_name(SearchKind kind);

/* What a thing is found by. All is borrowed. */
typedef struct {
    SearchKind kind;
    TkId id;
    int64_t standing;         /* greater comes first */
    const char *const *texts; /* ends with NULL */
    const char *const *marks; /* index words as they stand (stems, what it belongs to); may be NULL.
                               * They begin with a sign, so that no typed word is one of them. */
    gboolean is_new;          /* never indexed before, so that nobody asks the store for it */
} SearchThing;

/* Its words and standing become those of this thing. All of these need a work and are written at
 * its end, many at once; a search in between sees them. Not journalled. */
gboolean
search_index(Store *store, const SearchThing *thing, GError **error);

/* Only its standing changed. */
gboolean
search_restand(Store *store, SearchKind kind, TkId id, int64_t standing, GError **error);

gboolean
search_forget(Store *store, SearchKind kind, TkId id, GError **error);

/* Nothing is indexed any more: before all is indexed anew. That is quickest in the order in which
 * things are found. */
gboolean
search_forget_all(Store *store, GError **error);

typedef struct {
    SearchKind kind;
    TkId id;
    int64_t standing;
} SearchHit;

/* One thing that must hold of a hit: a word of it is or begins with `word`, or one of `marks` is
 * among its index words, or it is one of `ids`. All is borrowed; at least one is given. */
typedef struct {
    const char *word;         /* folded; NULL for none */
    gboolean whole;           /* not as a beginning; words of up to four letters match as one */
    const char *const *marks; /* ends with NULL; may be NULL */
    const GArray *ids;        /* of TkId; may be NULL */
} SearchTerm;

typedef enum {
    SEARCH_EXACT = 0,
    SEARCH_NEAR, /* also words with one letter wrong: missing, too many, another, or two swapped */
} SearchHow;

/* Looks at one hit; *out_enough ends the search. */
typedef gboolean (*SearchEach)(const SearchHit *hit, gpointer data, gboolean *out_enough,
                               GError **error);

/* Each thing of the kind for which all terms hold, the best standing first, then the newer. Without
 * terms: all of them. */
gboolean
search_each(Store *store, SearchKind kind, const SearchTerm *terms, unsigned count, SearchHow how,
            SearchEach each, gpointer data, GError **error);

/* Index words near `word` (folded): those that begin so but for one letter. NULL-terminated. */
char **
search_near_words(Store *store, const char *word, GError **error);

/* Things of which, for each word typed, a word begins so; where there are none and a word is long
 * enough, nearly so. `about` NULL finds all kinds, one after the other. With an @ in it, people
 * whose mail address begins so come first. GArray of SearchHit, at most `limit`; empty for what
 * holds no letter. */
GArray *
search_find(Store *store, const char *typed, const char *about, unsigned limit, GError **error);

/* People whose mail address begins as typed; at most 200. GArray of TkId. */
GArray *
search_by_address(Store *store, const char *typed, GError **error);
