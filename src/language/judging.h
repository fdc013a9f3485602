/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * judging.h - one message while it is judged; for the files judge*.c only.
 */
#pragma once

#include "language/judge-codes.h"
#include "language/judge.h"
#include "language/share-private.h"

typedef struct {
    const LanguageShare *share;
    const JudgeText *given;
    const Reading *reading;
    int language; /* -1: none of ours */
    GArray *hits; /* RuleHit */
    guint count[FEATURE_COUNT];
    double parts[PART_COUNT]; /* scores of all sentences together (weights.h) */
    GArray *scores;           /* double[PART_COUNT] of each sentence that was weighed */
    gboolean mixed;           /* a part is in another language, which these rules cannot read */
    GPtrArray *findings;
} Judging;

/* The new finding is the judging's own. */
Finding *
judging_raise(Judging *judging, Code code, gsize from, gsize until);
Finding *
judging_raise_whole(Judging *judging, Code code);

/* The words that the advice names. */
void
judging_name(Finding *finding, const char *text, gsize from, gsize until);

/* Fills `scores` and `parts`. */
void
judging_weigh(Judging *judging);

/* What is a finding where it stands: by rule, and then in the other sentences by their words
 * together. */
void
judging_find(Judging *judging);
