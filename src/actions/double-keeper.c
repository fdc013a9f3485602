/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/double-keeper.h"

#include "actions/join-records.h"
#include "store/tables.h"

gboolean
double_pair_offer(const Workspace *workspace, const char *about, DoublePair *pair, TkId one,
                  TkId other, const SameJudgement *judgement, unsigned *put, GError **error)
{
    g_autofree char *reasons = tk_json_text(judgement->reasons);
    g_autoptr(DoublePair) made = NULL;
    unsigned put_off = pair != NULL ? double_pair_times_put_off(pair->rank) : 0;

    if (pair == NULL) {
        if (!double_pair_set(workspace, about, one, other, "waiting", &made, error))
            return FALSE;
        pair = made;
        (*put)++;
    }
    pair->chance = (int64_t) (judgement->chance * DOUBLE_CHANCE_ONE);
    pair->rank = double_pair_rank(pair->chance, put_off);
    g_free(pair->reasons);
    pair->reasons = g_steal_pointer(&reasons);
    return double_pair_put(workspace->store, pair, NULL, error);
}
