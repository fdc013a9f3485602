/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tie-again.h - makes the ties of a few people again, when what happened was moved between them.
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-id.h"

/* All ties from and to these people follow again from the interactions in the store; those of
 * people who are gone are taken away. The user's own words stay; that of a person who is gone goes
 * to `heir` (0: to nobody) where there is none yet. Needs a work. */
gboolean
ties_again(const Workspace *workspace, const TkId *people, unsigned count, TkId heir,
           GError **error);
