/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * test-drafts.h - random facts for drafts out of tests/fixtures/drafts/, and an eye for broken
 * text.
 */
#pragma once

#include "language/draft.h"

#include <glib.h>

/* What people write, by name ("reason", "times" ...), in one language. */
typedef struct {
    const char *language;
    GHashTable *phrases; /* name -> GPtrArray of char * */
} TestPhrases;

TestPhrases *
test_phrases(const char *language);
void
test_phrases_free(TestPhrases *phrases);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TestPhrases, test_phrases_free)

/* Enough for a first message of any kind, eight days after an earlier one; and the draft of such
 * facts, which must come out. */
DraftFacts
test_known_facts(const char *kind, const char *language);
Draft *
test_compose(const LanguageShare *share, const DraftFacts *facts, unsigned variant);

/* What is needed for the kind is always there; all else by chance. Borrows from `phrases`. */
DraftFacts
test_random_facts(GRand *dice, const TestPhrases *phrases, const char *kind);

/* What can be seen of broken text without knowing what it says: NULL when it is whole. `text` is a
 * body as draft_compose() makes it; what stands in quotation marks is the user's own. Caller owns
 * it. */
char *
test_broken_text(const char *text, const char *language);
