/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * people.h - finding people and looking at one.
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-id.h"

/* What is asked for as domain/search-wish.h says, as doc/api.yaml's Found: people, best tie first,
 * then a few organisations, and meetings, notes and messages, the newest first; at most `limit` of
 * each kind. Finds as one types; where nothing is found as it is typed, one wrong letter is
 * forgiven ("nearly"). Errors: those of search_wish_read(). */
TkJson *
search_people(const Workspace *workspace, const char *typed, unsigned limit, GError **error);

/* The people with the strongest ties first, then those to whom nothing ties me yet: same rows, with
 * "next". */
TkJson *
list_people(const Workspace *workspace, const char *after, unsigned limit, GError **error);

/* The one person that words from a command line name: an id, an address, or a name. Errors:
 * TK_ERROR_NOT_FOUND "no-such-person"; TK_ERROR_AMBIGUOUS "person-ambiguous", whose subject lists
 * them. */
gboolean
find_person(const Workspace *workspace, const char *words, TkId *out_person, GError **error);

/* One person as doc/api.yaml's Person. Errors: "no-such-person". */
TkJson *
show_person(const Workspace *workspace, TkId person, GError **error);
