/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * news-names.h - the people and organisations that a news item names, told apart by their words: a
 * given name begins a person's, "Bank" ends a firm's, a title stands before a person.
 */
#pragma once

#include "language/share-private.h"

typedef enum {
    NAME_ORGANISATION,
    NAME_MAYBE_PERSON, /* two or three capitalised words that nothing tells apart */
    NAME_PERSON,
} NameKind;

typedef struct {
    NameKind kind;
    guint sentence;
    guint first, words;     /* of the reading */
    guint role, role_words; /* the title before it: "daglig leder"; 0 words: none */
    guint full, full_words; /* where the name stands in full: "Lie" for "Kari Lie" */
    gboolean author;        /* "I": who signs the item */
    gboolean place;         /* a town, or one word after "in": little of an organisation */
} NewsName;

/* GArray of NewsName, in the order of the text; with `signed_by_somebody` the words for "I" come
 * last, as names of the author. `reading` was made with the vocabulary of
 * share->news[language]. */
GArray *
news_names_find(const LanguageShare *share, int language, const Reading *reading,
                gboolean signed_by_somebody);

/* The words as they stand in the text, a possessive 's left out. Caller frees. */
char *
news_words_text(const Reading *reading, guint first, guint words);

/* TRUE when nothing but a space stands between the word and the one after it. */
gboolean
news_words_touch(const Reading *reading, guint word);
