/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/campaigns.h"

#include "actions/open-meeting.h"
#include "actions/search-keeper.h"
#include "actions/views.h"
#include "actions/workspace-private.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "base/tk-text.h"
#include "domain/campaign.h"
#include "domain/organisation.h"
#include "store/queries.h"
#include "store/tables.h"

#include <string.h>

static gboolean
find_by_folded(const Workspace *workspace, const char *folded, Campaign **out, GError **error)
{
    g_autoptr(GPtrArray) found = campaign_array_new();
    const DbValue values[] = { DB_VALUE_TEXT(folded) };

    *out = NULL;
    if (!store_run(workspace->store, &SQL_CAMPAIGN_BY_FOLDED, values, G_N_ELEMENTS(values),
                   campaign_collect, found, error))
        return FALSE;
    if (found->len > 0)
        *out = g_ptr_array_steal_index(found, 0);
    return TRUE;
}

static TkJson *
id_and_undo(TkId id, TkId entry)
{
    TkJson *answer = json_object();

    tk_json_set_id(answer, "id", id);
    tk_json_set_id(answer, "undo", entry);
    return answer;
}

TkJson *
add_campaign(const Workspace *workspace, const char *name, const char *theme, GError **error)
{
    g_autofree char *folded = tk_text_fold(name);
    g_autoptr(Campaign) campaign = NULL;
    g_autoptr(StoreWork) work = NULL;

    if (*folded == '\0')
        return tk_fail_null(error, TK_ERROR_INVALID, "campaign-without-name", NULL);
    if (strlen(name) > TK_LIMIT_FIELD || strlen(theme) > TK_LIMIT_FIELD)
        return tk_fail_null(error, TK_ERROR_TOO_LARGE, "text-too-large", NULL);
    if (!campaign_theme_stands(theme, error))
        return NULL;
    work = store_begin(workspace->store, workspace->door, "add-campaign", name, error);
    if (work == NULL || !find_by_folded(workspace, folded, &campaign, error))
        return NULL;
    if (campaign != NULL)
        return tk_fail_null(error, TK_ERROR_CONFLICT, "campaign-exists", campaign->name);
    const Campaign made = {
        .id = store_new_id(workspace->store),
        .name = (char *) name,
        .folded = folded,
        .theme = (char *) theme,
        .state = (char *) "open",
        .created_at = workspace_now(workspace),
    };

    if (!campaign_insert(workspace->store, &made, error))
        return NULL;
    TkId entry = store_work_entry(work);

    return store_commit(g_steal_pointer(&work), error) ? id_and_undo(made.id, entry) : NULL;
}

static GPtrArray *
targets_of(const Workspace *workspace, TkId campaign, GError **error)
{
    g_autoptr(GPtrArray) targets = target_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(campaign) };

    if (!store_run(workspace->store, &SQL_TARGET_OF_CAMPAIGN, values, G_N_ELEMENTS(values),
                   target_collect, targets, error))
        return NULL;
    return g_steal_pointer(&targets);
}

/* T1's coverage; "reached" counts who came at least so far. */
static TkJson *
counts_json(const GPtrArray *targets, gboolean reached)
{
    CampaignCounts counts = { 0 };
    TkJson *answer = json_object();

    for (guint at = 0; at < targets->len; at++)
        campaign_count(&counts, g_ptr_array_index(targets, at));
    for (int step = 0; step < CAMPAIGN_STEPS; step++)
        tk_json_set_number(answer, campaign_step_table[step],
                           reached ? counts.reached[step] : counts.at_step[step]);
    return answer;
}

static TkJson *
campaign_json(const Campaign *campaign, const GPtrArray *targets)
{
    TkJson *answer = json_object();

    tk_json_set_id(answer, "id", campaign->id);
    tk_json_set_text(answer, "name", campaign->name);
    tk_json_set_text(answer, "theme", campaign->theme);
    tk_json_set_text(answer, "state", campaign->state);
    tk_json_set_take(answer, "counts", counts_json(targets, FALSE));
    tk_json_set_take(answer, "reached", counts_json(targets, TRUE));
    return answer;
}

TkJson *
list_campaigns(const Workspace *workspace, GError **error)
{
    g_autoptr(GPtrArray) campaigns = campaign_array_new();
    g_autoptr(TkJson) rows = json_array();

    if (!store_run(workspace->store, &SQL_CAMPAIGN_ALL, NULL, 0, campaign_collect, campaigns,
                   error))
        return NULL;
    for (guint at = 0; at < campaigns->len; at++) {
        const Campaign *campaign = g_ptr_array_index(campaigns, at);
        g_autoptr(GPtrArray) targets = targets_of(workspace, campaign->id, error);

        if (targets == NULL)
            return NULL;
        json_array_append_new(rows, campaign_json(campaign, targets));
    }
    TkJson *answer = json_object();

    tk_json_set_take(answer, "rows", g_steal_pointer(&rows));
    return answer;
}

static TkJson *
target_json(const Workspace *workspace, const Target *target)
{
    g_autoptr(Organisation) organisation =
        target->organisation_id != 0
            ? organisation_load(workspace->store, target->organisation_id, NULL)
            : NULL;
    TkJson *row = json_object();
    TkJson *where = json_null();

    if (organisation != NULL) {
        where = json_object();
        tk_json_set_id(where, "id", organisation->id);
        tk_json_set_text(where, "name", organisation->name);
    }
    tk_json_set_id(row, "id", target->id);
    tk_json_set_take(row, "organisation", where);
    tk_json_set_take(row, "person", view_person_ref(workspace, target->person_id));
    tk_json_set_text(row, "step", target->step);
    return row;
}

TkJson *
show_campaign(const Workspace *workspace, TkId id, GError **error)
{
    g_autoptr(Campaign) campaign = campaign_load(workspace->store, id, error);
    g_autoptr(GPtrArray) targets = campaign != NULL ? targets_of(workspace, id, error) : NULL;

    if (targets == NULL)
        return NULL;
    TkJson *rows = json_array();

    for (guint at = 0; at < targets->len; at++)
        json_array_append_new(rows, target_json(workspace, g_ptr_array_index(targets, at)));
    TkJson *answer = campaign_json(campaign, targets);

    tk_json_set_take(answer, "rows", rows);
    return answer;
}

gboolean
find_campaign(const Workspace *workspace, const char *words, TkId *out_campaign, GError **error)
{
    g_autofree char *folded = tk_text_fold(words);
    g_autoptr(Campaign) campaign = NULL;

    if (tk_id_from_text(words, out_campaign))
        campaign = campaign_load(workspace->store, *out_campaign, NULL);
    if (campaign == NULL && !find_by_folded(workspace, folded, &campaign, error))
        return FALSE;
    if (campaign == NULL)
        return tk_fail(error, TK_ERROR_NOT_FOUND, "no-such-campaign", words);
    *out_campaign = campaign->id;
    return TRUE;
}

/* A person stands on the board at the step of the meeting with them, and under their organisation.
 */
static gboolean
target_of_person(const Workspace *workspace, TkId id, Target *target, GError **error)
{
    g_autoptr(Person) person = person_load(workspace->store, id, error);
    g_autoptr(Meeting) meeting = NULL;

    if (person == NULL || !open_meeting_find(workspace, id, &meeting, error))
        return FALSE;
    target->person_id = id;
    target->organisation_id = person->organisation_id;
    tk_text_set(&target->step, campaign_step_for(meeting != NULL ? meeting->stage : "idea", FALSE));
    return TRUE;
}

static gboolean
is_there(const Workspace *workspace, const Target *target, gboolean *out_there, GError **error)
{
    g_autoptr(GPtrArray) same = target_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(target->campaign_id),
                               DB_VALUE_NUMBER(target->organisation_id),
                               DB_VALUE_NUMBER(target->person_id) };

    if (!store_run(workspace->store, &SQL_TARGET_SAME, values, G_N_ELEMENTS(values), target_collect,
                   same, error))
        return FALSE;
    *out_there = same->len > 0;
    return TRUE;
}

TkJson *
add_target(const Workspace *workspace, TkId campaign_id, const char *organisation, TkId person,
           GError **error)
{
    g_autoptr(Campaign) campaign = campaign_load(workspace->store, campaign_id, error);
    g_autoptr(Target) target = target_new();
    g_autoptr(StoreWork) work = NULL;
    gboolean there = FALSE;

    if (campaign == NULL)
        return NULL;
    if (person == 0 && (organisation == NULL || organisation_is_none(organisation)))
        return tk_fail_null(error, TK_ERROR_INVALID, "target-without-name", organisation);
    work = store_begin(workspace->store, workspace->door, "add-target", campaign->name, error);
    if (work == NULL)
        return NULL;
    target->id = store_new_id(workspace->store);
    target->campaign_id = campaign->id;
    target->created_at = workspace_now(workspace);
    tk_text_set(&target->step, "found");
    if (person != 0
            ? !target_of_person(workspace, person, target, error)
            : !organisation_ensure(workspace, organisation, &target->organisation_id, NULL, error))
        return NULL;
    if (!is_there(workspace, target, &there, error))
        return NULL;
    if (there)
        return tk_fail_null(error, TK_ERROR_CONFLICT, "target-exists", campaign->name);
    if (!target_insert(workspace->store, target, error))
        return NULL;
    TkId entry = store_work_entry(work);

    return store_commit(g_steal_pointer(&work), error) ? id_and_undo(target->id, entry) : NULL;
}
