/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * draft-told.h - the facts that the user tells for one draft, as JSON: {"said": "...", "points":
 * ["...", "..."], "day": "2026-02-04", "minutes": 20}. Names as in DraftFacts, but for "day", which
 * is its earlier_day; a list may be an array or a text.
 */
#pragma once

#include "base/tk-json.h"
#include "language/draft.h"

/* Texts that the facts point to: free with g_ptr_array_unref() when the draft is made. */
GPtrArray *
draft_told_new(void);

/* Lays what is told over what is known: a text that is neither becomes "". What is no fact is
 * passed over. */
void
draft_told_lay(const TkJson *told, DraftFacts *facts, GPtrArray *texts);

/* Errors: TK_ERROR_INVALID "fact-unknown" (subject: the name, then all there are), "not-a-day",
 * "field-type" (subject: the name). NULL is accepted. */
gboolean
draft_told_check(const TkJson *told, GError **error);

/* {name: value} of "name=value" for each; the same check. */
TkJson *
draft_told_of_pairs(const char *const *pairs, GError **error);
