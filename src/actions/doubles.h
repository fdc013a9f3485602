/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * doubles.h - who is who: records that may be one person (or one organisation) are found, put to
 * the user, joined and parted again.
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-id.h"

/* What waits for an answer, the likeliest first: doc/api.yaml's Doubles. */
TkJson *
list_doubles(const Workspace *workspace, const char *after, unsigned limit, GError **error);

/* "same" joins, "different" is remembered for ever, "later" puts the pair behind all others.
 * {"id","kept","remaining","undo"}. Errors: TK_ERROR_INVALID "double-answer-unknown",
 * TK_ERROR_CONFLICT "double-answered", "no-such-double-pair". */
TkJson *
answer_double(const Workspace *workspace, TkId pair, const char *answer, GError **error);

/* `person` stays, `other` is joined into it: {"id","undo"}. Where one is the user's own record that
 * one stays. Errors: "no-such-person", "join-with-itself". */
TkJson *
join_people(const Workspace *workspace, TkId person, TkId other, GError **error);
TkJson *
join_organisations(const Workspace *workspace, TkId organisation, TkId other, GError **error);

/* Parts what was joined into this person (or organisation) under the trace `joined`, 0: last.
 * {"id","parted":{"id","name"},"undo"}. Errors: TK_ERROR_NOT_FOUND "nothing-joined". */
TkJson *
part_person(const Workspace *workspace, TkId person, TkId joined, GError **error);
TkJson *
part_organisation(const Workspace *workspace, TkId organisation, TkId joined, GError **error);

/* Looks through everybody again: {"looked","joined","put","remaining","undo"}. */
TkJson *
find_all_doubles(const Workspace *workspace, GError **error);
