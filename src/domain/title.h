/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * title.h - what a job title says: whether two titles name one post, and which stands higher.
 *
 * The words come from share/titles/words.txt, handed in as text. A title is taken as the set of its
 * words' meanings, so that neither order, language, abbreviation nor a slip of the pen makes
 * another one: "Head of Sales, Nordics" is "Nordic Sales Head". Where two titles are in different
 * languages, a small difference in rank counts for nothing ("Salgssjef", "Head of Sales").
 */
#pragma once

#include <glib.h>

typedef struct TitleWords TitleWords;

/* `name` is told in errors. Errors: TK_ERROR_INVALID "share-malformed" with file and line. */
TitleWords *
title_words_new(const char *name, const char *text, GError **error);
void
title_words_free(TitleWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TitleWords, title_words_free)

typedef enum {
    TITLE_SAME,   /* the same post, written otherwise, or one of them says nothing */
    TITLE_HIGHER, /* the second stands higher */
    TITLE_OTHER,  /* another post */
} TitleStep;

TitleStep
title_compare(const TitleWords *words, const char *was, const char *is);

/* "Open to work", "mellom jobber": a title or organisation that says there is none. "Retired",
 * "pensjonist": that there will be none. */
gboolean
title_is_seeking(const TitleWords *words, const char *text);
gboolean
title_is_retired(const TitleWords *words, const char *text);

/* One organisation under two names: legal forms, word order, language ("Universitetet i Oslo",
 * "University of Oslo"), initials, a branch of it, a known change of name, a slip of the pen. Two
 * that say nothing are the same. */
gboolean
title_same_organisation(const TitleWords *words, const char *one, const char *other);

/* How a title is named in a letter: what stands before "|", without signs at its ends; "" for one
 * that is no name (too long, or a sentence). Caller frees. */
char *
title_in_letter(const char *title);
