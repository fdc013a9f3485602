/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * test-pairs.h - labelled pairs of tests/corpus/near/ (T4, I2), and how many are seen rightly.
 */
#pragma once

#include "language/share.h"

#include <stdio.h>

typedef struct {
    guint same, found;   /* pairs that say the same, and those of them that are seen */
    guint other, alarms; /* pairs that do not, and those taken for the same */
} PairCount;

/* Counts the pairs of that language, part ("learn", "measure") and use ("T4", "I2", NULL for both).
 * Each pair that is seen wrongly is written to `wrong` where it is not NULL. FALSE where there is
 * no such file. */
gboolean
test_pairs_count(const LanguageShare *share, const char *language, const char *part,
                 const char *use, FILE *wrong, PairCount *out_count);
