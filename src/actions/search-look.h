/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * search-look.h - one look through the search index: what is asked for, what its names mean, what
 * is found, and where its words stand in what is shown. Only for the files of search.
 */
#pragma once

#include "actions/people-view.h"
#include "domain/search-wish.h"
#include "language/word-stems.h"
#include "store/search.h"

typedef struct {
    PeopleView view; /* borrowed workspace */
    SearchWish *wish;
    WordStems *stems;
    SearchHow how;     /* whether a wrong letter is forgiven */
    GPtrArray *near;   /* then: the words that are near */
    GPtrArray *at;     /* for each at: the marks of its organisations, ends with NULL */
    GPtrArray *knows;  /* for each knows: GArray of TkId, whom they know */
    GArray *addressed; /* of TkId: whose mail address begins so; NULL where none was typed */
    int64_t since_at;
    gboolean begins[128]; /* ASCII letters that something typed, or near it, begins with */
} SearchLook;

/* Errors: those of search_wish_read(). */
SearchLook *
search_look_new(const Workspace *workspace, const char *typed, GError **error);
void
search_look_free(SearchLook *look);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SearchLook, search_look_free)

/* With some filters one asks how well one knows whom: the best of them come first, and each tie's
 * one line is told. */
gboolean
search_look_asks_for_ties(const SearchLook *look);

/* Forgives a wrong letter from now on. */
gboolean
search_look_forgive(SearchLook *look, GError **error);

/* Appends what is found of a kind, at most `limit`, to `hits` (of SearchHit). */
gboolean
search_look_find(const SearchLook *look, SearchKind kind, unsigned limit, GArray *hits,
                 GError **error);

/* What the index alone cannot tell of a hit: words that stand together, how well one knows somebody
 * today, and since when one has heard of them. */
gboolean
search_look_holds(const SearchLook *look, const SearchHit *hit, gboolean *out_holds,
                  GError **error);

/* People by how well I know them today, the user's own word included, which the index's order does
 * not know. */
gboolean
search_look_sort(const SearchLook *look, GArray *hits, GError **error);

/* What stands in a thing that was found: its name or first text first. */
#define SEARCH_TEXTS 4
typedef struct {
    gboolean is_there;
    TkId person; /* whom it is about */
    int64_t at;
    char *texts[SEARCH_TEXTS + 1]; /* ends with NULL */
} SearchText;

gboolean
search_text_load(Store *store, const SearchHit *hit, SearchText *out, GError **error);
void
search_text_clear(SearchText *text);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SearchText, search_text_clear)

/* Appends the hit as a row (doc/api.yaml: FoundRow); what is gone since is left out. */
gboolean
search_row_append(const SearchLook *look, const SearchHit *hit, TkJson *rows, GError **error);

/* Where the words that were typed stand in a text: {"field","from","until"}, bytes. Appends to
 * `spans`; returns whether there are any. `in_prose`: other forms of a word count, too. */
gboolean
search_spans_add(const SearchLook *look, const char *field, const char *text, gboolean in_prose,
                 TkJson *spans);

/* The part of a text around the first word that was typed, on one line. Caller frees. */
char *
search_excerpt(const SearchLook *look, const char *text);
