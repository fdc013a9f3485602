/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * pattern.h - a line of words with alternatives, options and gaps, found in a sentence.
 *
 *     har (du|dere) [noen|noe] ..2 @jobb ?
 *
 * word        by stem; `=word` just this form; `word*` beginning; `*word` end
 * (a|b c)     one of these; each may be several words
 * [a|b]       one of these or nothing
 * @class      a word of that class (share/rules/LANG/classes) or nature (vocabulary.h)
 * _           any one word;   ..N  at most N words, whatever they are (.. alone: 3)
 * !word !@class  one word, but not that
 * ^ first, $ last: only at the sentence's beginning or end; ? last: only in a question
 *
 * Compiled to a bit automaton of at most 64 places, so a match costs no more than the pattern is
 * long, whatever the text.
 */
#pragma once

#include "language/reading.h"
#include "language/vocabulary.h"

#include <glib.h>

typedef struct Pattern Pattern;

/* `classes`: name -> GArray of guint. NULL for what cannot be understood (nothing is set). */
Pattern *
pattern_new(Vocabulary *vocabulary, GHashTable *classes, const char *written);
void
pattern_free(Pattern *pattern);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pattern, pattern_free)

/* The numbers with one of which every match begins. GArray of guint, borrowed. */
const GArray *
pattern_beginnings(const Pattern *pattern);

/* TRUE when the pattern matches from word `at` (an index into the reading) of the sentence;
 * `out_until` is the index after the longest match. */
gboolean
pattern_matches(const Pattern *pattern, const Reading *reading, const Sentence *sentence, guint at,
                guint *out_until);
