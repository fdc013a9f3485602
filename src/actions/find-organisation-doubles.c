/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/double-keeper.h"
#include "actions/double-words.h"
#include "actions/find-doubles.h"
#include "actions/join-records.h"
#include "domain/organisation.h"
#include "domain/same-organisation.h"
#include "domain/same-work.h"
#include "store/queries.h"
#include "store/tables.h"

#define PAGE    500
#define COUNTED 65536

typedef struct {
    const Workspace *workspace;
    Store *store;
    int64_t organisations; /* how many there are, counted to COUNTED */
    double put;            /* the chance from which the user is asked */
    DoublesFound *found;
} Finder;

static gboolean
take_count(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    *(int64_t *) data = db_row_number(row, "n");
    return TRUE;
}

static gboolean
finder_begin(Finder *finder, const Workspace *workspace, DoublesFound *found, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(COUNTED) };
    MethodLimits limits;

    workspace_limits(workspace, &limits);
    finder->workspace = workspace;
    finder->store = workspace->store;
    finder->put = limits.same_put;
    finder->found = found;
    return store_run(finder->store, &SQL_DOUBLE_ORGANISATIONS_COUNTED, values, G_N_ELEMENTS(values),
                     take_count, &finder->organisations, error);
}

/* An organisation with what it borrows from. */
typedef struct {
    Organisation *organisation;
    GPtrArray *labels; /* char *, NULL at the end */
    SameOrganisation same;
} Known;

static void
known_clear(Known *known)
{
    g_clear_pointer(&known->organisation, organisation_free);
    g_clear_pointer(&known->labels, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Known, known_clear)

static gboolean
take_label(const DbRow *row, gpointer data, GError **error)
{
    GPtrArray *labels = data;
    g_autofree char *label = same_work_label(db_row_text(row, "folded"));

    (void) error;
    if (label != NULL && !g_ptr_array_find_with_equal_func(labels, label, g_str_equal, NULL))
        g_ptr_array_add(labels, g_steal_pointer(&label));
    return TRUE;
}

static void
begin_known(Known *known, Organisation *organisation_take)
{
    known->organisation = organisation_take;
    known->labels = g_ptr_array_new_null_terminated(4, g_free, TRUE);
    known->same = (SameOrganisation) { organisation_take->name, organisation_take->place,
                                       organisation_take->country, NULL };
}

/* Asked for only where there is another to be held against. */
static gboolean
load_labels(const Finder *finder, Known *known, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(known->organisation->id) };

    if (known->same.labels != NULL)
        return TRUE;
    if (!store_run(finder->store, &SQL_DOUBLE_EMAILS_OF_ORGANISATION, values, G_N_ELEMENTS(values),
                   take_label, known->labels, error))
        return FALSE;
    known->same.labels = (const char *const *) known->labels->pdata;
    return TRUE;
}

static gboolean
load_known(const Finder *finder, TkId id, Known *known, gboolean *out_found, GError **error)
{
    g_autoptr(GPtrArray) found = organisation_array_new();

    if (!store_select(finder->store, &TABLE_ORGANISATION, id, organisation_collect, found, error))
        return FALSE;
    *out_found = found->len > 0;
    if (*out_found)
        begin_known(known, g_ptr_array_steal_index(found, 0));
    return TRUE;
}

static gboolean
look_at_pair(const Finder *finder, Known *one, TkId other_id, GError **error)
{
    g_autoptr(DoublePair) pair = NULL;
    g_auto(Known) other = { 0 };
    g_auto(SameJudgement) judgement = { 0 };
    gboolean is_there = FALSE;
    int64_t shared = 0;
    TkId one_id = one->organisation->id;
    const DbValue values[] = { DB_VALUE_NUMBER(one_id), DB_VALUE_NUMBER(other_id) };

    if (!double_pair_find(finder->workspace, "organisation", one_id, other_id, &pair, error) ||
        !load_known(finder, other_id, &other, &is_there, error))
        return FALSE;
    if (!is_there || (pair != NULL && !g_str_equal(pair->state, "waiting")))
        return TRUE;
    if (!load_labels(finder, one, error) || !load_labels(finder, &other, error) ||
        !store_run(finder->store, &SQL_DOUBLE_SHARED_PEOPLE, values, G_N_ELEMENTS(values),
                   take_count, &shared, error))
        return FALSE;
    same_organisation_judge(&one->same, &other.same, finder->organisations, shared, &judgement);
    if (judgement.chance >= finder->put)
        return double_pair_offer(finder->workspace, "organisation", pair, one_id, other_id,
                                 &judgement, &finder->found->put, error);
    return pair == NULL || double_pair_remove(finder->store, pair->id, error);
}

/* One beside those who stand under its words. */
static gboolean
look_at(const Finder *finder, Known *known, const GArray *others, GError **error)
{
    for (guint at = 0; at < others->len; at++)
        if (!look_at_pair(finder, known, g_array_index(others, TkId, at), error))
            return FALSE;
    return TRUE;
}

/* All of a page or a piece. */
static gboolean
look_at_group(const Finder *finder, GArray *group, GError **error)
{
    g_autoptr(DoubleWords) words = double_words_new(finder->store);

    for (guint at = 0; at < group->len; at++) {
        const Known *known = &g_array_index(group, Known, at);
        g_auto(GStrv) list = same_organisation_words(&known->same);

        double_words_add(words, known->organisation->id, FALSE, list);
    }
    if (!double_words_write(words, error))
        return FALSE;
    for (guint at = 0; at < group->len; at++) {
        Known *known = &g_array_index(group, Known, at);

        if (!look_at(finder, known, double_words_others(words, known->organisation->id), error))
            return FALSE;
    }
    return TRUE;
}

static void
clear_known(gpointer known)
{
    known_clear(known);
}

static GArray *
group_new(void)
{
    GArray *group = g_array_new(FALSE, FALSE, sizeof(Known));

    g_array_set_clear_func(group, clear_known);
    return group;
}

gboolean
look_for_organisation_doubles(const Workspace *workspace, const TkId *organisations, unsigned count,
                              DoublesFound *out_found, GError **error)
{
    g_autoptr(GArray) group = group_new();
    Finder finder = { 0 };

    if (count == 0)
        return TRUE;
    if (!finder_begin(&finder, workspace, out_found, error))
        return FALSE;
    for (unsigned at = 0; at < count; at++) {
        Known known = { 0 };
        gboolean is_there = FALSE;

        if (!load_known(&finder, organisations[at], &known, &is_there, error))
            return FALSE;
        if (is_there)
            g_array_append_val(group, known);
    }
    return look_at_group(&finder, group, error);
}

/* *after is the last one seen, and 0 after the last page. */
static gboolean
look_at_page(const Finder *finder, TkId *after, GError **error)
{
    g_autoptr(GArray) group = group_new();
    g_autoptr(GPtrArray) page = organisation_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(*after), DB_VALUE_NUMBER(PAGE) };

    if (!store_run(finder->store, &SQL_ORGANISATION_PAGE_FOR_INDEX, values, G_N_ELEMENTS(values),
                   organisation_collect, page, error))
        return FALSE;
    *after = 0;
    if (page->len == PAGE)
        *after = ((const Organisation *) g_ptr_array_index(page, PAGE - 1))->id;
    while (page->len > 0) {
        Known known = { 0 };

        begin_known(&known, g_ptr_array_steal_index(page, 0));
        g_array_append_val(group, known);
    }
    return look_at_group(finder, group, error);
}

gboolean
look_for_all_organisation_doubles(const Workspace *workspace, DoublesFound *out_found,
                                  GError **error)
{
    Finder finder = { 0 };
    TkId after = 0;

    if (!finder_begin(&finder, workspace, out_found, error))
        return FALSE;
    do {
        if (!look_at_page(&finder, &after, error))
            return FALSE;
    } while (after != 0);
    return TRUE;
}
