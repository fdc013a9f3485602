/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * double-keeper.h - the pairs that wait for the user's word. Only for actions; needs a work.
 */
#pragma once

#include "actions/workspace-private.h"
#include "domain/double-pair.h"
#include "domain/same-person.h"

/* The two wait to be asked about with this judgement: `pair` as it is kept, or NULL for a new one,
 * which is counted in *put. */
gboolean
double_pair_offer(const Workspace *workspace, const char *about, DoublePair *pair, TkId one,
                  TkId other, const SameJudgement *judgement, unsigned *put, GError **error);
