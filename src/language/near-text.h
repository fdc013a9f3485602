/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * near-text.h - a text as what it tells: its telling words, figures and days, sentence by sentence.
 *
 * Each is an item with keys: its stem, the groups of words that say the same (near-book.h), the
 * value of a figure. Two texts tell the same where their items share keys; how they are put does
 * not matter any more. Cheaper than reading.h on purpose: a thousand notes are read for one letter.
 */
#pragma once

#include "language/near-book.h"

typedef struct {
    double weight; /* how much it tells, see near-book.h */
    gboolean name; /* has a capital where no sentence begins */
    gboolean figure;
    gboolean event; /* what happens, see near-book.h */
    gboolean tail;  /* its groups are those of what it ends with */
    guint sentence;
    guint first_key, keys; /* in NearText.keys, the stem's own first */
    guint stem;            /* offset in NearText.stems */
} NearItem;

typedef struct {
    gsize from, until; /* bytes of the text */
    guint first_item, items;
    gboolean clause; /* the same sentence goes on after it */
    gboolean you;    /* speaks to the reader */
} NearSentence;

typedef struct {
    GArray *items;     /* NearItem */
    GArray *keys;      /* guint64 */
    GString *stems;    /* each with its NUL; "" for a figure */
    GArray *sentences; /* NearSentence */
} NearText;

/* Reads with one stemmer of Snowball; not to be shared between threads. */
typedef struct NearReader NearReader;

NearReader *
near_reader_new(const NearBook *book);
void
near_reader_free(NearReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NearReader, near_reader_free)

/* `text` is levelled (letters_level()). With `clauses`, a sentence is cut at its commas. */
NearText *
near_text_new(NearReader *reader, const char *text, gsize length, gboolean clauses);
void
near_text_free(NearText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NearText, near_text_free)

const NearItem *
near_text_item(const NearText *text, guint index);
const NearSentence *
near_text_sentence(const NearText *text, guint index);
const guint64 *
near_text_keys(const NearText *text, const NearItem *item);
const char *
near_text_stem(const NearText *text, const NearItem *item);

guint64
near_key_of_stem(const char *stem, gsize length);
