/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * find-path.h - who can open the door to somebody (P1, P2, P5, P6).
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-id.h"

/* {"person","rows":[Path]}, best first; no rows where no path is known. */
TkJson *
find_paths(const Workspace *workspace, TkId person, GError **error);
