/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * milestones.h - what changed in working lives: the list, the words that are written on it, and
 * what came of it (L2, R3).
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-id.h"

/* {"rows":[Milestone with person],"next"}, the newest first; state offered, open, done, dropped,
 * NULL or "" = all; "waiting" = offered and open. */
TkJson *
list_milestones(const Workspace *workspace, const char *state, const char *after, unsigned limit,
                GError **error);

/* The milestone that words name: an id, or the newest one of the person they name for which nothing
 * has been done. Errors: "no-such-milestone", and those of find_person(). */
gboolean
find_milestone(const Workspace *workspace, const char *words, TkId *out_milestone, GError **error);

/* {"message":Message,"undo"}: the draft behind it, made from facts in the person's language (or in
 * `language`, `formality`; NULL = as usual). A draft that is open already is answered again.
 * Errors: TK_ERROR_CONFLICT "milestone-ended"; TK_ERROR_INVALID "draft-needs". */
TkJson *
draft_milestone(const Workspace *workspace, TkId milestone, const char *language,
                const char *formality, GError **error);

/* "done": they have heard from me; "dropped": they shall not. A draft that has not left goes. The
 * milestone with "undo". Errors: TK_ERROR_CONFLICT "milestone-ended". */
TkJson *
end_milestone(const Workspace *workspace, TkId milestone, const char *state, GError **error);
