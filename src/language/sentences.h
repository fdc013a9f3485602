/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * sentences.h - the sentences of a mail as a reader counts them (MESSAGES.md, "Sentences").
 *
 * ICU's breaks (UAX #29), then our own abbreviations and the habits of mail: hard-wrapped lines go
 * on, a line without a stop is a sentence, a list with its lead-in is one, quoted lines are none.
 */
#pragma once

#include "language/abbreviations.h"
#include "language/habits.h"

#include <glib.h>
#include <unicode/ubrk.h>

typedef struct {
    gsize from, until; /* bytes, white space at the ends left out */
    gboolean question; /* ends in a question mark */
    gboolean exclaimed;
    guint first_word, words; /* filled by reading.h */
} Sentence;

/* GArray of Sentence in the part of a levelled body that `parts` names. `breaks` is the iterator to
 * clone. */
GArray *
sentences_find(const UBreakIterator *breaks, const Abbreviations *abbreviations, const char *text,
               const MailParts *parts);
