/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * news-author.h - who signs a news item that tells of oneself: "... - Brendan Choi", "Hilsen Aslak
 * Fyhn". What "I" do there is theirs.
 */
#pragma once

#include <glib.h>

typedef struct {
    char *name;                /* NULL: nobody signs */
    char *role, *organisation; /* ", policy adviser, Coastlink" behind it; "" without */
} NewsAuthor;

void
news_author_clear(NewsAuthor *author);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(NewsAuthor, news_author_clear)

/* Fills `author`, which is all NULL before. Comes back with the bytes before the name and its
 * dash; the text's length where nobody signs. */
gsize
news_author_find(const char *text, NewsAuthor *author);
