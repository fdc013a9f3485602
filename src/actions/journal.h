/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * journal.h - what was done, and taking it back.
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-id.h"

TkJson *
list_journal(const Workspace *workspace, unsigned limit, GError **error);

/* {"deed","subject","taken_back","kept","undo"}; entry 0 = the newest that can be. */
TkJson *
undo_deed(const Workspace *workspace, TkId entry, GError **error);
