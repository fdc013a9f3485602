/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * campaigns.h - the list of organisations in a field and whom to meet there (T1, T2).
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-id.h"

/* {"id","undo"}. Errors: "campaign-without-name", "theme-missing" (T2), "campaign-exists".
 */
TkJson *
add_campaign(const Workspace *workspace, const char *name, const char *theme, GError **error);
TkJson *
list_campaigns(const Workspace *workspace, GError **error);
TkJson *
show_campaign(const Workspace *workspace, TkId campaign, GError **error);
/* By id or name. Errors: "no-such-campaign". */
gboolean
find_campaign(const Workspace *workspace, const char *words, TkId *out_campaign, GError **error);
/* Either an organisation's name (made if new) or a person. {"id","undo"} */
TkJson *
add_target(const Workspace *workspace, TkId campaign, const char *organisation, TkId person,
           GError **error);
