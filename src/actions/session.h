/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * session.h - who sits at the table: what a door shows before anything else.
 */
#pragma once

#include "actions/workspace.h"

/* {"language","name","sample","version","today"} */
TkJson *
show_session(const Workspace *workspace, GError **error);
