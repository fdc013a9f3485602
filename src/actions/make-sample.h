/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * make-sample.h - a fictional, believable Nordic world to try things with.
 *
 * The same seed and day give the same world. It steps aside when the user brings something of their
 * own.
 */
#pragma once

#include "actions/workspace.h"

/* {"people","organisations","interactions","undo"}. Errors: TK_ERROR_CONFLICT "store-not-empty"
 * when real people are kept. */
TkJson *
make_sample(const Workspace *workspace, int64_t people, uint64_t seed, GError **error);

/* Removes the sample if it is there; called by the first import. */
gboolean
remove_sample(const Workspace *workspace, gboolean *out_removed, GError **error);
