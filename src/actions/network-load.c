/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/network-load.h"

#include "actions/own-person.h"
#include "domain/introduction.h"
#include "domain/path.h"
#include "domain/person.h"
#include "store/queries.h"
#include "store/tables.h"

#include <string.h>

#define PAGE 20000 /* rows between two looks at whether to stop */

typedef struct {
    const Workspace *workspace;
    NetworkLoaded *into;
    MethodLimits limits;
    int64_t now;
    TkId last; /* of the page */
    gsize rows;
} Loader;

void
network_loaded_clear(NetworkLoaded *loaded)
{
    g_clear_pointer(&loaded->graph, tie_graph_free);
    g_clear_pointer(&loaded->strained, g_hash_table_unref);
    loaded->state = 0;
}

static void
mark_strained(NetworkLoaded *loaded, TkId person, gboolean strained)
{
    if (strained)
        g_hash_table_add(loaded->strained, g_memdup2(&person, sizeof person));
    else
        g_hash_table_remove(loaded->strained, &person);
}

static gboolean
take_person(const DbRow *row, gpointer data, GError **error)
{
    Loader *loader = data;
    const Person terms = { .terms = (char *) db_row_text(row, "terms") };

    (void) error;
    loader->last = db_row_number(row, "id");
    loader->rows++;
    tie_graph_collect_person(loader->into->graph, loader->last);
    if (person_is_strained(&terms))
        mark_strained(loader->into, loader->last, TRUE);
    return TRUE;
}

/* What the strength of a tie follows from. */
static TieGraphTie
tie_of_row(const DbRow *row, int64_t now, const MethodLimits *limits)
{
    const Tie tie = {
        .from_person_id = db_row_number(row, "from_person_id"),
        .to_person_id = db_row_number(row, "to_person_id"),
        .mails_out = db_row_number(row, "mails_out"),
        .mails_in = db_row_number(row, "mails_in"),
        .shared = db_row_number(row, "shared"),
        .meetings = db_row_number(row, "meetings"),
        .messages = db_row_number(row, "messages"),
        .other = db_row_number(row, "other"),
        .connected = db_row_number(row, "connected"),
        .first_at = db_row_number(row, "first_at"),
        .last_at = db_row_number(row, "last_at"),
        .last_in_at = db_row_number(row, "last_in_at"),
        .last_out_at = db_row_number(row, "last_out_at"),
        .amount = db_row_number(row, "amount"),
        .recent = db_row_real(row, "recent"),
        .lasting = db_row_real(row, "lasting"),
        .mutual = db_row_number(row, "mutual"),
        .own_word = (char *) db_row_text(row, "own_word"),
    };

    return (TieGraphTie) { tie.from_person_id, tie.to_person_id,
                           tie_is_bare(&tie) ? 0 : tie_strength(&tie, now, limits),
                           path_tie_is_likely(&tie) };
}

static gboolean
take_tie(const DbRow *row, gpointer data, GError **error)
{
    Loader *loader = data;
    const TieGraphTie tie = tie_of_row(row, loader->now, &loader->limits);

    (void) error;
    loader->last = db_row_number(row, "id");
    loader->rows++;
    tie_graph_collect(loader->into->graph, &tie);
    return TRUE;
}

static TieGraphStay
stay_of_row(const DbRow *row)
{
    return (TieGraphStay) { db_row_number(row, "person_id"), db_row_number(row, "organisation_id"),
                            db_row_number(row, "from_day"), db_row_number(row, "until_day") };
}

static gboolean
take_stay(const DbRow *row, gpointer data, GError **error)
{
    Loader *loader = data;
    const TieGraphStay stay = stay_of_row(row);

    (void) error;
    loader->last = db_row_number(row, "id");
    loader->rows++;
    tie_graph_collect_stay(loader->into->graph, &stay);
    return TRUE;
}

/* All rows of a query that goes page by page. FALSE without error: too many, or it is to stop. */
static gboolean
load_pages(Loader *loader, const DbQuery *query, DbEach each, gsize most, const gint *stops,
           GError **error)
{
    gsize before = 0;

    loader->last = 0;
    loader->rows = 0;
    do {
        const DbValue values[] = { DB_VALUE_NUMBER(loader->last), DB_VALUE_NUMBER(PAGE) };

        before = loader->rows;
        if (g_atomic_int_get(stops) || loader->rows > most ||
            !store_run(loader->workspace->store, query, values, G_N_ELEMENTS(values), each, loader,
                       error))
            return FALSE;
    } while (loader->rows - before == PAGE);
    return TRUE;
}

static gboolean
load_all(Loader *loader, const gint *stops, GError **error)
{
    TieGraph *graph = loader->into->graph;

    if (!store_network_state(loader->workspace->store, &loader->into->state, error) ||
        !load_pages(loader, &SQL_NETWORK_PERSON_PAGE, take_person, NETWORK_PEOPLE_MOST, stops,
                    error) ||
        !load_pages(loader, &SQL_NETWORK_TIE_PAGE, take_tie, NETWORK_TIES_MOST, stops, error))
        return FALSE;
    tie_graph_ties_made(graph);
    if (!load_pages(loader, &SQL_NETWORK_STAY_PAGE, take_stay, NETWORK_TIES_MOST, stops, error) ||
        !load_pages(loader, &SQL_NETWORK_STAY_NOW_PAGE, take_stay, NETWORK_TIES_MOST, stops, error))
        return FALSE;
    tie_graph_stays_made(graph);
    return TRUE;
}

gboolean
network_load(const Workspace *workspace, const gint *stops, NetworkLoaded *out_loaded,
             GError **error)
{
    g_autoptr(GError) fault = NULL;
    Loader loader = { .workspace = workspace, .into = out_loaded, .now = workspace_now(workspace) };
    TkId me = 0;
    gboolean whole = FALSE;

    *out_loaded = (NetworkLoaded) { .today = workspace_today(workspace) };
    workspace_limits(workspace, &loader.limits);
    if (!store_look_begin(workspace->store, error))
        return FALSE;
    if (person_find_me(workspace, &me, &fault)) {
        out_loaded->graph = tie_graph_new(me, out_loaded->today, &loader.limits);
        out_loaded->strained = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
        whole = load_all(&loader, stops, &fault);
    }
    store_look_end(workspace->store);
    if (!whole)
        network_loaded_clear(out_loaded);
    if (fault != NULL)
        g_propagate_error(error, g_steal_pointer(&fault));
    return fault == NULL;
}

/* Pair by pair. */

typedef struct {
    TieGraphTie tie;
    int64_t now;
    const MethodLimits *limits;
} PairReader;

static gboolean
take_pair(const DbRow *row, gpointer data, GError **error)
{
    PairReader *reader = data;

    (void) error;
    reader->tie = tie_of_row(row, reader->now, reader->limits);
    return TRUE;
}

static gboolean
load_tie(const Workspace *workspace, const StorePair *pair, NetworkLoaded *loaded, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(pair->one_id), DB_VALUE_NUMBER(pair->other_id) };
    MethodLimits limits;
    PairReader reader = { .tie = { pair->one_id, pair->other_id, 0, FALSE },
                          .now = workspace_now(workspace),
                          .limits = &limits };

    workspace_limits(workspace, &limits);
    if (!store_run(workspace->store, &SQL_TIE_BY_PAIR, values, G_N_ELEMENTS(values), take_pair,
                   &reader, error))
        return FALSE;
    tie_graph_change(loaded->graph, &reader.tie);
    return TRUE;
}

static gboolean
take_own_stay(const DbRow *row, gpointer data, GError **error)
{
    const TieGraphStay stay = { .organisation_id = db_row_number(row, "organisation_id"),
                                .from_day = db_row_number(row, "from_day"),
                                .until_day = db_row_number(row, "until_day") };

    (void) error;
    g_array_append_val((GArray *) data, stay);
    return TRUE;
}

static gboolean
load_person(const Workspace *workspace, TkId id, NetworkLoaded *loaded, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(id) };
    g_autoptr(GArray) stays = g_array_new(FALSE, FALSE, sizeof(TieGraphStay));
    g_autoptr(GPtrArray) people = person_array_new();

    if (!store_select(workspace->store, &TABLE_PERSON, id, person_collect, people, error) ||
        !store_run(workspace->store, &SQL_STAY_OF_PERSON, values, G_N_ELEMENTS(values),
                   take_own_stay, stays, error))
        return FALSE;
    mark_strained(loaded, id, people->len > 0 && person_is_strained(g_ptr_array_index(people, 0)));
    tie_graph_change_stays(loaded->graph, id, (const TieGraphStay *) (const void *) stays->data,
                           stays->len);
    return TRUE;
}

gboolean
network_load_pair(const Workspace *workspace, const StorePair *pair, NetworkLoaded *loaded,
                  GError **error)
{
    return pair->other_id != 0 ? load_tie(workspace, pair, loaded, error)
                               : load_person(workspace, pair->one_id, loaded, error);
}

/* Marks. */

static gboolean
take_introducer(const DbRow *row, gpointer data, GError **error)
{
    TkId id = db_row_number(row, "introducer_id");

    (void) error;
    g_array_append_val((GArray *) data, id);
    return TRUE;
}

static gboolean
is_tired(const Workspace *workspace, TkId person, gboolean *out_tired, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(person) };
    g_autoptr(GPtrArray) introductions = introduction_array_new();
    MethodLimits limits;

    if (!store_run(workspace->store, &SQL_INTRODUCTION_OF_INTRODUCER, values, G_N_ELEMENTS(values),
                   introduction_collect, introductions, error))
        return FALSE;
    IntroducerLoad load = introducer_load(introductions, person, workspace_now(workspace));

    workspace_limits(workspace, &limits);
    *out_tired = !introducer_may_be_asked(&load, "", &limits, NULL);
    return TRUE;
}

GArray *
network_load_marks(const Workspace *workspace, const NetworkLoaded *loaded, GError **error)
{
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(TieGraphMark));
    g_autoptr(GArray) introducers = g_array_new(FALSE, FALSE, sizeof(TkId));
    GHashTableIter iter;
    gpointer id = NULL;

    if (!store_run(workspace->store, &SQL_NETWORK_INTRODUCERS, NULL, 0, take_introducer,
                   introducers, error))
        return NULL;
    for (guint at = 0; at < introducers->len; at++) {
        TieGraphMark mark = { .person_id = g_array_index(introducers, TkId, at) };

        mark.strained = g_hash_table_contains(loaded->strained, &mark.person_id);
        if (!is_tired(workspace, mark.person_id, &mark.tired, error))
            return NULL;
        g_array_append_val(marks, mark);
    }
    g_hash_table_iter_init(&iter, loaded->strained);
    while (g_hash_table_iter_next(&iter, &id, NULL)) {
        const TieGraphMark mark = { *(TkId *) id, TRUE, FALSE };
        gboolean there = FALSE;

        for (guint at = 0; at < introducers->len && !there; at++)
            there = g_array_index(introducers, TkId, at) == mark.person_id;
        if (!there)
            g_array_append_val(marks, mark);
    }
    return g_steal_pointer(&marks);
}
