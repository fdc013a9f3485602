/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * weights.h - how much the words of a sentence speak for it being a wish for a job, a reproach, an
 * offer ...: what the rules were not told in just these words.
 *
 * A linear model: a sentence has marks (sentence-marks.h), each mark has a weight for each part
 * that a sentence can play, and the sum is the score. One set of weights serves all languages:
 * share/rules/weights, made by tools/train-words.py from tests/corpus/learn/. Why so:
 * doc/decisions/0071 and 0072.
 */
#pragma once

#include "language/sentence-marks.h"

#include <glib.h>

/* What a sentence does in a message; one may do several things. */
typedef enum {
    PART_JOB, /* asks for a job */
    PART_GUILT,
    PART_CREEPY,
    PART_SALES,
    PART_BREACH,
    PART_PANIC,
    PART_VAGUE,  /* a wish with nothing to hold on to */
    PART_ASK,    /* asks for something named */
    PART_REASON, /* why this person */
    PART_VALUE,  /* what the other gets */
    PART_WAY_OUT,
    PART_SPECIFIC, /* names what was said, what happened, what was read */
    PART_CONTEXT,  /* what it follows up */
    PART_THANKS,
    PART_PURPOSE, /* of a further meeting */
    PART_ASKS,    /* asks for anything at all */
    PART_COUNT
} Part;

extern const char *const part_names[PART_COUNT];

typedef struct SentenceWeights SentenceWeights;

/* Errors: TK_ERROR_INVALID "share-malformed" with `file` and line. */
SentenceWeights *
sentence_weights_new(const char *file, const char *text, GError **error);
void
sentence_weights_free(SentenceWeights *weights);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SentenceWeights, sentence_weights_free)

/* Scores of the sentence for every part; above 0 it has it. */
void
sentence_weigh(const SentenceWeights *weights, const MarkedText *text, guint sentence,
               double out_scores[PART_COUNT]);

/* The words that weighed most for the part, in bytes of the body. */
void
sentence_point(const SentenceWeights *weights, const MarkedText *text, guint sentence, Part part,
               gsize *out_from, gsize *out_until);
