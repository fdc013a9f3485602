/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * keep-safe.h - copies that were compared, putting them back, and a look at the store's health.
 */
#pragma once

#include "actions/workspace.h"

/* {"file","tables","rows","bytes"} */
TkJson *
backup_store(const Workspace *workspace, const char *file, GError **error);
TkJson *
restore_store(const Workspace *workspace, const char *file, GError **error);
/* {"findings":[{"key","subject","fine"}],"fine":true}. Where all else is sound, a search index that
 * is not in step with what is kept is made anew ("search-made-anew"); with `search_anew` in any
 * case. */
TkJson *
examine_store(const Workspace *workspace, gboolean search_anew, GError **error);
