/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/milestone-room.h"

#include "actions/due-keeper.h"
#include "actions/own-person.h"
#include "actions/workspace-private.h"
#include "base/tk-text.h"
#include "domain/tie.h"
#include "store/queries.h"
#include "store/tables.h"

static gboolean
weigh(const Workspace *workspace, TkId me, const Milestone *milestone, MilestoneWeight *out_weight,
      GError **error)
{
    g_autoptr(GPtrArray) ties = tie_array_new();
    const DbValue pair[] = { DB_VALUE_NUMBER(me), DB_VALUE_NUMBER(milestone->person_id) };
    const Tie *tie = NULL;
    MethodLimits limits;

    if (!store_run(workspace->store, &SQL_TIE_BY_PAIR, pair, G_N_ELEMENTS(pair), tie_collect, ties,
                   error))
        return FALSE;
    if (ties->len > 0)
        tie = g_ptr_array_index(ties, 0);
    workspace_limits(workspace, &limits);
    *out_weight = milestone_weight(milestone_type_of(milestone->type),
                                   tie_word(tie, workspace_now(workspace), &limits),
                                   tie != NULL ? tie->standing : 0);
    return TRUE;
}

/* The one among `rows` that matters least; of two that matter the same, the later. */
static gboolean
find_least(const Workspace *workspace, TkId me, const GPtrArray *rows, guint *out_at,
           MilestoneWeight *out_weight, GError **error)
{
    for (guint at = 0; at < rows->len; at++) {
        MilestoneWeight weight = { 0 };

        if (!weigh(workspace, me, g_ptr_array_index(rows, at), &weight, error))
            return FALSE;
        if (at == 0 || milestone_weight_compare(&weight, out_weight) <= 0) {
            *out_at = at;
            *out_weight = weight;
        }
    }
    return TRUE;
}

static gboolean
give_way(const Workspace *workspace, Milestone *milestone, GError **error)
{
    tk_text_set(&milestone->state, "offered");
    return milestone_put(workspace->store, milestone, NULL, error) &&
           due_replace(workspace, "milestone", milestone->id, "dropped", NULL, error);
}

gboolean
milestone_find_room(const Workspace *workspace, Milestone *milestone, GError **error)
{
    g_autoptr(GPtrArray) rows = milestone_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(workspace_today(workspace)),
                               DB_VALUE_NUMBER(milestone->id) };
    MilestoneWeight weight = { 0 }, least = { 0 };
    MethodLimits limits;
    guint place = 0;
    TkId me = 0;

    workspace_limits(workspace, &limits);
    if (!store_run(workspace->store, &SQL_MILESTONE_ON_TODAY, values, G_N_ELEMENTS(values),
                   milestone_collect, rows, error))
        return FALSE;
    tk_text_set(&milestone->state, "open");
    if (rows->len < limits.news_most)
        return TRUE;
    if (!person_find_me(workspace, &me, error) ||
        !weigh(workspace, me, milestone, &weight, error) ||
        !find_least(workspace, me, rows, &place, &least, error))
        return FALSE;
    if (milestone_weight_compare(&weight, &least) > 0)
        return give_way(workspace, g_ptr_array_index(rows, place), error);
    tk_text_set(&milestone->state, "offered");
    return TRUE;
}
