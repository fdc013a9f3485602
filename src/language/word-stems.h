/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * word-stems.h - what is left of a word without its endings, whatever of our languages it is in.
 *
 * Snowball's stemmers (M. F. Porter, "Snowball: a language for stemming algorithms", 2001) for
 * Norwegian, Danish, Swedish and English. A note does not say its language and may mix two: each
 * word has the stems of all four, which are mostly one or two different ones.
 */
#pragma once

#include <glib.h>

#define WORD_STEM_LETTERS 3 /* shorter words have no endings to lose */

typedef struct WordStems WordStems;

WordStems *
word_stems_new(void);
void
word_stems_free(WordStems *stems);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WordStems, word_stems_free)

/* The different stems of a text's words, folded by tk_text_fold(); at most `most`. GPtrArray of
 * char*. */
GPtrArray *
word_stems_of(WordStems *stems, const char *text, unsigned most);
