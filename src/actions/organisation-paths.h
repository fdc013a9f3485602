/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * organisation-paths.h - whom do I know at an organisation, and who knows somebody there (P1).
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-id.h"

/* doc/api.yaml's OrganisationPaths: {"organisation","people","inside":[{"person","title","present",
 * "word","strength","reason","facts"}],"rows":[Path]}. Inside: whom I know there, those who are
 * there still before those who were, best tie first. Rows: the best ways to people who are there
 * and whom I hardly know, one for each who could open the door; the last step is whom one would
 * meet. Errors: TK_ERROR_NOT_FOUND "no-such-row". */
TkJson *
find_organisation_paths(const Workspace *workspace, TkId organisation, GError **error);

/* The organisation that words name: an id, or a name, or what a name begins with where only one
 * does. Errors: TK_ERROR_NOT_FOUND "no-such-organisation". */
gboolean
find_organisation(const Workspace *workspace, const char *words, TkId *out_organisation,
                  GError **error);

/* Whom words mean where both a person and an organisation may be asked for; the other is 0. An
 * organisation called exactly so comes first, unless somebody bears that name too; then people,
 * then what an organisation's name begins with. Errors: those of find_person(). */
gboolean
find_person_or_organisation(const Workspace *workspace, const char *words, TkId *out_person,
                            TkId *out_organisation, GError **error);
