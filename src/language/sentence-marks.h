/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * sentence-marks.h - what can be said of a sentence before anybody judges it: what its words are
 * about, which pieces they are made of, which rules fired, where in which message it stands.
 *
 * Concepts have the same names in all languages (share/rules/LANG/concepts). Pieces are four
 * letters of a word, its ends marked by < and >; the three Nordic languages share theirs, with one
 * spelling for ae and oe, as they share most of their words. A piece of a name or a figure is none,
 * so that no person and no sum is learnt. Which marks weigh how much is weights.h.
 */
#pragma once

#include "language/reading.h"
#include "language/rules.h"

#include <glib.h>

/* The message that a sentence stands in, as it has been read; all borrowed. */
typedef struct {
    const RuleBook *rules;
    const Reading *reading;
    const GArray *hits; /* of rule_book_find() */
    const char *kind;   /* "outreach" */
    int language;       /* which-language.h */
} MarkedText;

/* One thing that can be said of a sentence, and the bytes of the body it is said of. */
typedef struct {
    const char
        *name; /* "wait", "you_wait", "rule:guilt", "?" in a question, "*" in any, "n~vent" */
    gsize from, until;
    gboolean piece; /* of a word: a long sentence has many, and each says less */
} SentenceMark;

typedef void (*SentenceMarkFound)(const SentenceMark *mark, gpointer data);

/* Calls `found` for each mark of the sentence, the same name as often as it is met. At most
 * SENTENCE_WORDS_MOST words are looked at. */
#define SENTENCE_WORDS_MOST 120
void
sentence_marks(const MarkedText *text, guint sentence, SentenceMarkFound found, gpointer data);

/* What a piece counts beside another mark, by the words of the sentence. */
double
sentence_piece_share(const Sentence *sentence);
