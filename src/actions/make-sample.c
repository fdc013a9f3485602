/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/make-sample.h"

#include "actions/own-person.h"
#include "actions/sample-mark.h"
#include "actions/sample-world.h"
#include "actions/search-keeper.h"
#include "base/tk-error.h"
#include "store/mark-store.h"
#include "store/network-state.h"
#include "store/queries.h"
#include "store/tables.h"

#include <string.h>

#define PEOPLE_LEAST 40
#define PEOPLE_MOST  2000000

static void
free_words(gpointer list)
{
    g_ptr_array_unref(list);
}

static void
person_clear(gpointer data)
{
    g_free(((SamplePerson *) data)->name);
}

static void
organisation_clear(gpointer data)
{
    SampleOrganisation *organisation = data;

    g_free(organisation->name);
    g_free(organisation->host);
    g_clear_pointer(&organisation->members, g_array_unref);
}

static void
sample_clear(Sample *sample)
{
    g_clear_pointer(&sample->ties, tie_keeper_free);
    g_clear_pointer(&sample->words, g_hash_table_unref);
    g_clear_pointer(&sample->people, g_array_unref);
    g_clear_pointer(&sample->organisations, g_array_unref);
    g_clear_pointer(&sample->dice, tk_world_fixed_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sample, sample_clear)

static gboolean
take_any(const DbRow *row, gpointer data, GError **error)
{
    (void) row;
    (void) error;
    *(gboolean *) data = TRUE;
    return TRUE;
}

static gboolean
refuse_if_not_empty(const Workspace *workspace, GError **error)
{
    const DbValue values[] = { DB_VALUE_TEXT("person"), DB_VALUE_NUMBER(1) };
    gboolean any = FALSE;

    if (!store_run(workspace->store, &SQL_PERSON_COUNT, values, G_N_ELEMENTS(values), take_any,
                   &any, error))
        return FALSE;
    return !any || tk_fail(error, TK_ERROR_CONFLICT, "store-not-empty", NULL);
}

/* The user of the made-up network, as long as the settings name nobody. */
static gboolean
make_me(Sample *sample, GError **error)
{
    const char *name = tk_settings_text(sample->workspace->settings, "me.name");
    const Person me = {
        .id = store_new_id(sample->store),
        .name = (char *) (*name != '\0' ? name : "Mina Solbakken"),
        .given_name = (char *) "",
        .family_name = (char *) "",
        .language = (char *) "nb",
        .formality = (char *) "",
        .country = (char *) "NO",
        .zone = (char *) "Europe/Oslo",
        .place = (char *) "Oslo",
        .title = (char *) "",
        .organisation_name = (char *) "",
        .how_known = (char *) "",
        .interests = (char *) "",
        .terms = (char *) "good",
        .terms_reason = (char *) "",
        .standing = (char *) "me",
        .source = (char *) SAMPLE_SOURCE,
        .created_at = sample->now,
        .changed_at = sample->now,
    };

    sample->me = me.id;
    return person_insert(sample->store, &me, error) &&
           sample_add_address(sample, me.id, "email", "mina@solbakken.example", error);
}

/* Everybody is on the list, those too with whom nothing happened. */
static gboolean
touch_people(Sample *sample, GError **error)
{
    for (guint at = 0; at < sample->people->len; at++)
        if (!tie_keeper_touch(sample->ties, g_array_index(sample->people, SamplePerson, at).id,
                              error))
            return FALSE;
    return TRUE;
}

static gboolean
make_all(Sample *sample, int64_t people, TkId *out_campaign, GError **error)
{
    if (!sample_read_words(sample, error) || !make_me(sample, error) ||
        !sample_make_people(sample, people, error))
        return FALSE;
    sample->ties = tie_keeper_new(sample->workspace, sample->me);
    /* Into the index when the standing is known: to move it there costs as much as the rest. */
    return touch_people(sample, error) && sample_make_history(sample, error) &&
           tie_keeper_flush(sample->ties, error) && search_index_people(sample->workspace, error) &&
           sample_make_story(sample, out_campaign, error);
}

static gboolean
keep_mark(const Workspace *workspace, TkId campaign, GError **error)
{
    g_autofree char *letters = tk_id_to_text(campaign);

    return sample_mark_set(workspace, TRUE, error) &&
           mark_store_set(workspace->store, "sample-campaign", letters, error);
}

TkJson *
make_sample(const Workspace *workspace, int64_t people, uint64_t seed, GError **error)
{
    g_autoptr(StoreWork) work = NULL;
    TkId campaign = 0;

    if (people < PEOPLE_LEAST || people > PEOPLE_MOST)
        return tk_fail_null(error, TK_ERROR_INVALID, "sample-size", NULL);
    work = store_begin(workspace->store, workspace->door, "sample", "", error);
    if (work == NULL || !refuse_if_not_empty(workspace, error) ||
        !remove_sample(workspace, NULL, error))
        return NULL;
    store_work_forbid_undo(work); /* it steps aside as a whole (remove_sample) */
    g_auto(Sample) sample = {
        .workspace = workspace,
        .store = workspace->store,
        .dice = tk_world_fixed(0, seed),
        .words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_words),
        .people = g_array_new(FALSE, FALSE, sizeof(SamplePerson)),
        .organisations = g_array_new(FALSE, FALSE, sizeof(SampleOrganisation)),
        .now = workspace_now(workspace),
        .today = tk_day_of(workspace_now(workspace), "Europe/Oslo"),
    };

    g_array_set_clear_func(sample.people, person_clear);
    g_array_set_clear_func(sample.organisations, organisation_clear);
    if (!make_all(&sample, people, &campaign, error) || !keep_mark(workspace, campaign, error) ||
        !store_commit(g_steal_pointer(&work), error))
        return NULL;
    TkJson *answer = json_object();

    tk_json_set_number(answer, "people", sample.people->len);
    tk_json_set_number(answer, "organisations", sample.organisations->len);
    tk_json_set_number(answer, "interactions", sample.interactions);
    return answer;
}

gboolean
remove_sample(const Workspace *workspace, gboolean *out_removed, GError **error)
{
    static const DbQuery *const steps[] = {
        &SQL_SAMPLE_FORGET_INTERACTIONS,  &SQL_SAMPLE_FORGET_PEOPLE, &SQL_SAMPLE_FORGET_MESSAGES,
        &SQL_SAMPLE_FORGET_INTRODUCTIONS, &SQL_SAMPLE_FORGET_NOTES,  &SQL_SAMPLE_FORGET_DUES,
        &SQL_SAMPLE_FORGET_TARGETS,       &SQL_SAMPLE_FORGET_TIES,   &SQL_SAMPLE_FORGET_JOINED,
        &SQL_SAMPLE_FORGET_DOUBLE_KEYS,
    };
    g_autofree char *campaign_text = NULL;
    gboolean sample = FALSE;
    TkId campaign = 0;

    if (!sample_is_in(workspace, &sample, error))
        return FALSE;
    if (out_removed != NULL)
        *out_removed = sample;
    if (!sample)
        return TRUE;
    store_network_touch_all(workspace->store);
    for (size_t at = 0; at < G_N_ELEMENTS(steps); at++)
        if (!store_run(workspace->store, steps[at], NULL, 0, NULL, NULL, error))
            return FALSE;
    campaign_text = mark_store_get(workspace->store, "sample-campaign", error);
    if (campaign_text == NULL)
        return FALSE;
    tk_id_from_text(campaign_text, &campaign);
    const DbValue values[] = { DB_VALUE_NUMBER(campaign) };

    return store_run(workspace->store, &SQL_SAMPLE_FORGET_CAMPAIGN, values, 1, NULL, NULL, error) &&
           store_run(workspace->store, &SQL_SAMPLE_FORGET_ORGANISATIONS, NULL, 0, NULL, NULL,
                     error) &&
           store_run(workspace->store, &SQL_SAMPLE_CLOSE_JOURNAL, NULL, 0, NULL, NULL, error) &&
           sample_mark_set(workspace, FALSE, error) && search_rebuild(workspace, error);
}
