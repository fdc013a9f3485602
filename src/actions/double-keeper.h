/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * double-keeper.h - under which words a record stands, who else does, and the pairs that wait for
 * the user's word. Only for actions; all need a work.
 */
#pragma once

#include "actions/workspace-private.h"
#include "domain/double-pair.h"
#include "domain/same-person.h"

/* The record stands under these words (NULL-terminated) and no others; one that `is_new` stands
 * under none yet. */
gboolean
double_words_keep(Store *store, TkId id, gboolean is_new, char *const *words, GError **error);

/* Who else stands under one of them, in order of ids (TkId). A word under which very many stand
 * tells nobody apart and is passed over. */
gboolean
double_words_meet(Store *store, TkId id, char *const *words, GArray *out_ids, GError **error);

/* The two wait to be asked about with this judgement: `pair` as it is kept, or NULL for a new one,
 * which is counted in *put. */
gboolean
double_pair_offer(const Workspace *workspace, const char *about, DoublePair *pair, TkId one,
                  TkId other, const SameJudgement *judgement, unsigned *put, GError **error);
