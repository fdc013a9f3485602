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
/* {"findings":[{"key","subject","fine"}],"fine":true} */
TkJson *
examine_store(const Workspace *workspace, GError **error);
