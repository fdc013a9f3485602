/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * vocabulary.h - the words that one language's rules know, as numbers.
 *
 * A word of a rule is written in one of four ways: `word` by its stem (Snowball), but a stop word
 * (which-language.h) only in just this form, `=word` always in just this form, `word*` by its
 * beginning, `*word` by its end (the Nordic languages compound). A word of
 * a text is turned once into the numbers of all that it satisfies; rules then compare numbers only.
 */
#pragma once

#include "language/which-language.h"

#include <glib.h>
#include <libstemmer.h>

typedef struct Vocabulary Vocabulary;

/* Numbers that no written word has: what a word is, not how it is spelt. */
typedef enum {
    WORD_IS_NUMBER = 1,   /* @number: has a digit */
    WORD_IS_NAME,         /* @name: a capital where no sentence begins */
    WORD_IS_RECEIVER,     /* @receiver: in the receiver's name */
    WORD_IS_SENDER,       /* @sender: in the sender's name */
    WORD_IS_ORGANISATION, /* @org: in the receiver's organisation */
    WORD_IS_ROLE,         /* @role: in the receiver's role */
    WORD_IS_DANISH_I,     /* "I" in Danish rules: the pronoun, told from "i" by its capital */
    WORD_IS_LONG,         /* @long: eight letters and more, mostly a word of the trade */
    WORD_FIRST_WRITTEN
} WordNature;

/* `snowball` is Snowball's name: "norwegian"; `cues` (borrowed) knows the stop words of `language`.
 */
Vocabulary *
vocabulary_new(const char *snowball, const LanguageCues *cues, int language);
void
vocabulary_free(Vocabulary *vocabulary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Vocabulary, vocabulary_free)

/* The number of a word as written in a rule; made when new. */
guint
vocabulary_add(Vocabulary *vocabulary, const char *written);
/* The number of a nature by its name ("number"), or 0. */
guint
vocabulary_nature(const char *name);
guint
vocabulary_size(const Vocabulary *vocabulary);

/* A stemmer of one's own: Snowball's keep state and are not shared. Free with sb_stemmer_delete().
 */
struct sb_stemmer *
vocabulary_stemmer(const Vocabulary *vocabulary);
typedef struct sb_stemmer Stemmer;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Stemmer, sb_stemmer_delete)

/* What is left of the folded word without its endings; the stemmer's own, until it is asked again.
 * Words longer than LETTERS_WORD_MOST (letters.h) have none. */
const char *
vocabulary_stem(struct sb_stemmer *stemmer, const char *folded);

/* Appends the numbers (guint) that the folded word with this stem satisfies. */
void
vocabulary_numbers(const Vocabulary *vocabulary, const char *folded, const char *stem,
                   GArray *numbers);

/* Appends the numbers of the longest stem, of `least` bytes and more, that a compound ends with:
 * "gjeld" of "spillegjeld". For words that satisfy nothing as a whole. */
void
vocabulary_tail_numbers(const Vocabulary *vocabulary, struct sb_stemmer *stemmer,
                        const char *folded, gsize least, GArray *numbers);
