/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * sample-mark.h - whether what the store holds is the made-up network.
 */
#pragma once

#include "actions/workspace.h"

gboolean
sample_is_in(const Workspace *workspace, gboolean *out_sample, GError **error);

/* Needs a work. */
gboolean
sample_mark_set(const Workspace *workspace, gboolean sample, GError **error);
