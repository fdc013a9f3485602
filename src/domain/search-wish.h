/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * search-wish.h - what somebody who types into the search field asks for.
 *
 *   kari holm           words, each the beginning of one
 *   "head of research"  words that stand so, one behind the other
 *   at:nordvarme        people of an organisation, and what is about them
 *   knows:"Ada Berg"    people whom she knows
 *   since:2026-03       something happened since then: a year, a month or a day
 *   tie:warm            known so well, or better
 *   in:notes            of this kind only; several may be named
 *
 * The names of filters and their words are known in the four languages (hos:, kjenner:, siden:,
 * tie:varm), with or without accents; of a value its beginning is enough.
 */
#pragma once

#include "base/tk-day.h"

#include <glib.h>

#define SEARCH_WISH_NAMES_MOST 3 /* of at: and of knows:; further ones are not looked at */

/* A name that is looked for as words. */
typedef struct {
    char *text;
    gboolean whole; /* it was quoted: its words are whole ones */
} SearchName;

typedef struct {
    GPtrArray *words;   /* folded */
    GPtrArray *phrases; /* folded, words parted by a space */
    char *address;      /* a word with an @ in it; "" for none */
    GArray *at;         /* of SearchName */
    GArray *knows;
    TkDay since;     /* 0: whenever */
    const char *tie; /* close, warm, light, cold; NULL: however */
    unsigned kinds;  /* search_wish_wants() */
} SearchWish;

/* Never fails for what is merely unfinished: a filter without a value is none. Errors, all
 * TK_ERROR_INVALID: "search-filter-unknown", "search-since-malformed", "search-tie-unknown",
 * "search-in-unknown"; the subject is what was typed. */
SearchWish *
search_wish_read(const char *typed, GError **error);
void
search_wish_free(SearchWish *wish);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SearchWish, search_wish_free)

/* Whether things of a kind are asked for: person, organisation, meeting, note, message. */
gboolean
search_wish_wants(const SearchWish *wish, const char *about);

/* Nothing is asked for. */
gboolean
search_wish_is_empty(const SearchWish *wish);
