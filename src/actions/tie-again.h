/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tie-again.h - makes the ties of a few people again, when what happened was moved between them.
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-id.h"

/* All ties from and to these people follow again from the interactions in the store, and from the
 * user's own words (table tie_word); those of people who are gone are taken away. Needs a work. */
gboolean
ties_again(const Workspace *workspace, const TkId *people, unsigned count, GError **error);
