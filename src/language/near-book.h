/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * near-book.h - which words of one language say the same, and how much each tells.
 *
 * Read from share/near/LANG.words (by hand) and LANG.common (by tools/common-words.py). A line is a
 * group of words that say the same, written as in vocabulary.h; `legge_ned` is two words with at
 * most three others between them. A group that begins with "! " is an event: what happens to
 * somebody, or to what was named. Lines that begin with @ tell something else:
 *
 *     @weight 30: takk møte       how much a word tells, in hundredths; 100 where nothing stands
 *     @number 20: tjue tyve       a figure in words
 *     @month 5: mai               a month
 *     @joins: og                  stands between the figures of one
 *     @you: du deg                names the reader
 */
#pragma once

#include "language/which-language.h"

#include <glib.h>
#include <libstemmer.h>

typedef struct NearBook NearBook;

/* What a word may mean besides itself. */
typedef struct {
    double weight; /* 0..1 */
    double number; /* 0: none */
    guint month;   /* 0: none */
    gboolean joins, you, stop;
    gboolean tail; /* only what the word ends with is known */
} NearMeaning;

NearBook *
near_book_new(const char *snowball, const LanguageCues *cues, int language);
void
near_book_free(NearBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NearBook, near_book_free)

/* Errors: TK_ERROR_INVALID "share-malformed" with file and line. */
gboolean
near_book_add(NearBook *book, const char *file, const char *text, GError **error);

struct sb_stemmer *
near_book_stemmer(const NearBook *book);

/* Appends the vocabulary's numbers of the folded word, and tells what they mean. */
NearMeaning
near_book_look(const NearBook *book, struct sb_stemmer *stemmer, const char *folded,
               GArray *numbers);

/* A figure in one or several words joined to one ("tjuefem", "femogfirs", "thirty-five" without its
 * hyphen): its pieces are appended to `pieces` (double). FALSE where it is none. */
gboolean
near_book_figure(const NearBook *book, const char *folded, GArray *pieces);

/* Appends the groups (guint, from 1) of a number, or of two words that stand near each other. */
void
near_book_groups(const NearBook *book, guint number, GArray *groups);
gboolean
near_book_begins_phrase(const NearBook *book, guint number);
void
near_book_phrase_groups(const NearBook *book, guint first, guint second, GArray *groups);

/* Is it what happens? */
gboolean
near_book_is_event(const NearBook *book, guint group);
