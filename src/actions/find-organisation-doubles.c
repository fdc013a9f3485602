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

#define PAGE       500
#define COUNTED    65536
#define KNOWN_MOST 5000 /* organisations at hand at once */

/* An organisation with what it borrows from. */
typedef struct {
    Organisation *organisation;
    GPtrArray *labels; /* char *, NULL at the end */
    SameOrganisation same;
} Known;

static void
free_known(gpointer data)
{
    Known *known = data;

    organisation_free(known->organisation);
    g_ptr_array_unref(known->labels);
    g_free(known);
}

typedef struct {
    const Workspace *workspace;
    Store *store;
    int64_t organisations; /* how many there are, counted to COUNTED */
    double put;            /* the chance from which the user is asked */
    gboolean are_new;      /* those looked at: nothing was ever said of them */
    GHashTable *known;     /* TkId* -> Known, those at hand */
    DoublesFound *found;
} Finder;

static gboolean
take_count(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    *(int64_t *) data = db_row_number(row, "n");
    return TRUE;
}

static void
finder_clear(Finder *finder)
{
    g_clear_pointer(&finder->known, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Finder, finder_clear)

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
    finder->known = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, free_known);
    return store_run(finder->store, &SQL_DOUBLE_ORGANISATIONS_COUNTED, values, G_N_ELEMENTS(values),
                     take_count, &finder->organisations, error);
}

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

/* At hand from now on. */
static Known *
keep_known(Finder *finder, Organisation *organisation_take)
{
    Known *known = g_new0(Known, 1);
    TkId id = organisation_take->id;

    known->organisation = organisation_take;
    known->labels = g_ptr_array_new_null_terminated(4, g_free, TRUE);
    known->same = (SameOrganisation) { organisation_take->name, organisation_take->place,
                                       organisation_take->country, NULL };
    g_hash_table_replace(finder->known, g_memdup2(&id, sizeof id), known);
    return known;
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

/* NULL without error for one that is gone. */
static gboolean
find_known(Finder *finder, TkId id, Known **out_known, GError **error)
{
    g_autoptr(GPtrArray) found = organisation_array_new();

    *out_known = g_hash_table_lookup(finder->known, &id);
    if (*out_known != NULL)
        return TRUE;
    if (!store_select(finder->store, &TABLE_ORGANISATION, id, organisation_collect, found, error))
        return FALSE;
    if (found->len > 0)
        *out_known = keep_known(finder, g_ptr_array_steal_index(found, 0));
    return TRUE;
}

static gboolean
judge(Finder *finder, Known *one, Known *other, SameJudgement *out, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(one->organisation->id),
                               DB_VALUE_NUMBER(other->organisation->id) };
    int64_t shared = 0;

    if (!load_labels(finder, one, error) || !load_labels(finder, other, error) ||
        !store_run(finder->store, &SQL_DOUBLE_SHARED_PEOPLE, values, G_N_ELEMENTS(values),
                   take_count, &shared, error))
        return FALSE;
    same_organisation_judge(&one->same, &other->same, finder->organisations, shared, out);
    return TRUE;
}

static gboolean
look_at_pair(Finder *finder, Known *one, TkId other_id, GError **error)
{
    g_autoptr(DoublePair) pair = NULL;
    g_auto(SameJudgement) judgement = { 0 };
    TkId one_id = one->organisation->id;
    Known *other = NULL;
    gboolean may_be;

    if (!find_known(finder, other_id, &other, error))
        return FALSE;
    if (other == NULL)
        return TRUE;
    may_be = same_organisation_most(&one->same, &other->same, finder->organisations) >= finder->put;
    if (finder->are_new && !may_be)
        return TRUE;
    if (!double_pair_find(finder->workspace, "organisation", one_id, other_id, &pair, error))
        return FALSE;
    if (pair != NULL && !g_str_equal(pair->state, "waiting"))
        return TRUE;
    if (may_be && !judge(finder, one, other, &judgement, error))
        return FALSE;
    if (may_be && judgement.chance >= finder->put)
        return double_pair_offer(finder->workspace, "organisation", pair, one_id, other_id,
                                 &judgement, &finder->found->put, error);
    return pair == NULL || double_pair_remove(finder->store, pair->id, error);
}

/* One beside those who stand under its words. */
static gboolean
look_at(Finder *finder, Known *known, const GArray *others, GError **error)
{
    for (guint at = 0; at < others->len; at++)
        if (!look_at_pair(finder, known, g_array_index(others, TkId, at), error))
            return FALSE;
    return TRUE;
}

/* All of a page or a piece (Organisation), which is emptied. */
static gboolean
look_at_group(Finder *finder, GPtrArray *group, GError **error)
{
    g_autoptr(DoubleWords) words = double_words_new(finder->store);
    g_autoptr(GPtrArray) all = g_ptr_array_new();

    while (group->len > 0) {
        Known *known = keep_known(finder, g_ptr_array_steal_index(group, 0));
        g_auto(GStrv) list = same_organisation_words(&known->same);

        double_words_add(words, known->organisation->id, finder->are_new, list, list);
        g_ptr_array_add(all, known);
    }
    if (!double_words_write(words, error))
        return FALSE;
    for (guint at = 0; at < all->len; at++) {
        Known *known = g_ptr_array_index(all, at);

        if (!look_at(finder, known, double_words_others(words, known->organisation->id), error))
            return FALSE;
    }
    return TRUE;
}

gboolean
look_for_organisation_doubles(const Workspace *workspace, const TkId *organisations, unsigned count,
                              DoublesFound *out_found, GError **error)
{
    g_autoptr(GPtrArray) group = organisation_array_new();
    g_auto(Finder) finder = { 0 };

    if (count == 0)
        return TRUE;
    if (!finder_begin(&finder, workspace, out_found, error))
        return FALSE;
    finder.are_new = TRUE;
    for (unsigned at = 0; at < count; at++)
        if (!store_select(workspace->store, &TABLE_ORGANISATION, organisations[at],
                          organisation_collect, group, error))
            return FALSE;
    return look_at_group(&finder, group, error);
}

/* *after is the last one seen, and 0 after the last page. */
static gboolean
look_at_page(Finder *finder, TkId *after, GError **error)
{
    g_autoptr(GPtrArray) page = organisation_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(*after), DB_VALUE_NUMBER(PAGE) };

    if (!store_run(finder->store, &SQL_ORGANISATION_PAGE_FOR_INDEX, values, G_N_ELEMENTS(values),
                   organisation_collect, page, error))
        return FALSE;
    if (g_hash_table_size(finder->known) > KNOWN_MOST)
        g_hash_table_remove_all(finder->known);
    *after = 0;
    if (page->len == PAGE)
        *after = ((const Organisation *) g_ptr_array_index(page, PAGE - 1))->id;
    return look_at_group(finder, page, error);
}

gboolean
look_for_all_organisation_doubles(const Workspace *workspace, DoublesFound *out_found,
                                  GError **error)
{
    g_auto(Finder) finder = { 0 };
    TkId after = 0;

    if (!finder_begin(&finder, workspace, out_found, error))
        return FALSE;
    do {
        if (!look_at_page(&finder, &after, error))
            return FALSE;
    } while (after != 0);
    return TRUE;
}
