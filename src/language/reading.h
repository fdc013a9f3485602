/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * reading.h - one body as it has been read: its parts, sentences and words.
 *
 * The middle of the way text -> sentences -> words -> findings. Every place is in bytes of the body
 * as it was given.
 */
#pragma once

#include "language/sentences.h"
#include "language/vocabulary.h"

#include <glib.h>

typedef struct {
    gsize from, until; /* bytes of the body */
    gsize folded;      /* offset into Reading.folded */
    gsize stem;        /* the same of its stem, which is "" without a vocabulary */
    guint number_from; /* its numbers (vocabulary.h) in Reading.numbers */
    guint number_count;
    gboolean capital; /* begins with a capital */
    gboolean shouted; /* two and more letters, all capitals */
    gboolean first;   /* first of its sentence */
} Word;

typedef struct {
    char *text; /* levelled: same length as the body */
    gsize length;
    MailParts parts;
    GArray *sentences; /* Sentence */
    GArray *words;     /* Word */
    GArray *numbers;   /* guint */
    GString *folded;   /* folded words and stems, each with its NUL */
} Reading;

/* What natures depend on; texts "" when not known. */
typedef struct {
    const char *receiver_name, *receiver_organisation, *receiver_role, *sender_name;
} ReadingFacts;

typedef struct {
    const MailHabits *habits;
    const UBreakIterator *breaks;
    const Abbreviations *abbreviations;
    const Vocabulary *vocabulary;
} ReadingTools;

/* `tools->vocabulary` may be NULL: then words have no numbers. `facts` may be NULL. */
Reading *
reading_new(const ReadingTools *tools, const char *body, const ReadingFacts *facts);
void
reading_free(Reading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reading, reading_free)

const Sentence *
reading_sentence(const Reading *reading, guint index);
const Word *
reading_word(const Reading *reading, guint index);
const char *
reading_folded(const Reading *reading, const Word *word);
const char *
reading_stem(const Reading *reading, const Word *word);

/* TRUE when the word has the number. */
gboolean
reading_word_has(const Reading *reading, const Word *word, guint number);
