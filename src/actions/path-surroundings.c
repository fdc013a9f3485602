/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/path-surroundings.h"

#include "actions/network-keeper.h"
#include "actions/own-person.h"
#include "domain/person.h"
#include "domain/shared-time.h"
#include "store/queries.h"
#include "store/tables.h"

/* How many neighbours are looked at: of the target, and of each of those. A way over the
 * hundredth-best tie is none. */
#define NEIGHBOURS_OF_TARGET 60
#define NEIGHBOURS_OF_OTHERS 25

/* Asked for beside those that are told: strengths that were packed yesterday may change places. */
#define PROPOSALS_MORE 12

/* Rows of one place: who stands there twice or thrice is one. */
#define STAYS_MOST (3 * SHARED_TIME_MEMBERS_MOST)

gboolean
surroundings_init(Surroundings *around, const Workspace *workspace, GError **error)
{
    *around = (Surroundings) {
        .workspace = workspace,
        .ties = tie_array_new(),
        .seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
        .mine = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
        .people = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free,
                                        (GDestroyNotify) person_free),
        .persons = g_array_new(FALSE, FALSE, sizeof(PathPerson)),
        .shared = g_array_new(FALSE, FALSE, sizeof(PathShared)),
        .organisations = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free),
    };
    workspace_limits(workspace, &around->limits);
    return person_find_me(workspace, &around->me, error);
}

void
surroundings_clear(Surroundings *around)
{
    g_clear_pointer(&around->ties, g_ptr_array_unref);
    g_clear_pointer(&around->seen, g_hash_table_unref);
    g_clear_pointer(&around->mine, g_hash_table_unref);
    g_clear_pointer(&around->people, g_hash_table_unref);
    g_clear_pointer(&around->persons, g_array_unref);
    g_clear_pointer(&around->shared, g_array_unref);
    g_clear_pointer(&around->organisations, g_hash_table_unref);
}

static gboolean
add_once(GHashTable *ids, TkId id)
{
    return g_hash_table_add(ids, g_memdup2(&id, sizeof id));
}

static void
keep_new_ties(Surroundings *around, GPtrArray *found, GArray *out_neighbours, TkId of)
{
    for (guint at = 0; at < found->len; at++) {
        Tie *tie = g_ptr_array_index(found, at);
        TkId other = tie->from_person_id == of ? tie->to_person_id : tie->from_person_id;

        if (tie_is_bare(tie))
            continue;
        if (out_neighbours != NULL)
            g_array_append_val(out_neighbours, other);
        if (!add_once(around->seen, tie->id))
            continue;
        g_ptr_array_add(around->ties, tie);
        found->pdata[at] = NULL;
    }
}

/* The ties of somebody, from whichever end they are kept, the strongest first. */
static gboolean
read_ties_of(Surroundings *around, TkId person, int64_t most, GArray *out_neighbours,
             GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(person), DB_VALUE_NUMBER(most) };
    g_autoptr(GPtrArray) found = tie_array_new();
    Store *store = around->workspace->store;

    if (!store_run(store, &SQL_TIE_TO_PERSON, values, G_N_ELEMENTS(values), tie_collect, found,
                   error) ||
        !store_run(store, &SQL_TIE_FROM_PERSON, values, G_N_ELEMENTS(values), tie_collect, found,
                   error))
        return FALSE;
    keep_new_ties(around, found, out_neighbours, person);
    return TRUE;
}

static gboolean
read_pair(Surroundings *around, TkId from, TkId to, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(from), DB_VALUE_NUMBER(to) };
    g_autoptr(GPtrArray) found = tie_array_new();

    if (!store_run(around->workspace->store, &SQL_TIE_BY_PAIR, values, G_N_ELEMENTS(values),
                   tie_collect, found, error))
        return FALSE;
    keep_new_ties(around, found, NULL, from);
    return TRUE;
}

/* My own tie to somebody, if there is one. */
static gboolean
read_my_tie(Surroundings *around, TkId person, GError **error)
{
    return person == around->me || !add_once(around->mine, person) ||
           read_pair(around, around->me, person, error);
}

/* Time at the same place. */

typedef struct {
    TkId id; /* of the organisation, or of the person */
    int64_t from_day, until_day;
} Stay;

typedef struct {
    Surroundings *around;
    GArray *stays;
} StayReader;

static gboolean
take_stay_of_person(const DbRow *row, gpointer data, GError **error)
{
    StayReader *reader = data;
    Stay stay = { db_row_number(row, "organisation_id"), db_row_number(row, "from_day"),
                  db_row_number(row, "until_day") };

    (void) error;
    g_array_append_val(reader->stays, stay);
    if (!g_hash_table_contains(reader->around->organisations, &stay.id))
        g_hash_table_insert(reader->around->organisations, g_memdup2(&stay.id, sizeof stay.id),
                            g_strdup(db_row_text(row, "organisation_name")));
    return TRUE;
}

static gboolean
take_stay_at_organisation(const DbRow *row, gpointer data, GError **error)
{
    Stay stay = { db_row_number(row, "person_id"), db_row_number(row, "from_day"),
                  db_row_number(row, "until_day") };

    (void) error;
    g_array_append_val((GArray *) data, stay);
    return TRUE;
}

static gboolean
read_stays(Surroundings *around, TkId person, GArray *out_stays, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(person) };
    StayReader reader = { around, out_stays };

    return store_run(around->workspace->store, &SQL_STAY_OF_PERSON, values, G_N_ELEMENTS(values),
                     take_stay_of_person, &reader, error);
}

/* Everybody of one place in the order of ids, each maybe more than once; *out_count people. */
static gboolean
read_members(Surroundings *around, TkId organisation, GArray *out_members, gsize *out_count,
             GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(organisation), DB_VALUE_NUMBER(STAYS_MOST + 1) };

    *out_count = 0;
    if (!store_run(around->workspace->store, &SQL_STAY_AT_ORGANISATION, values,
                   G_N_ELEMENTS(values), take_stay_at_organisation, out_members, error))
        return FALSE;
    for (guint at = 0; at < out_members->len; at++)
        *out_count += at == 0 || g_array_index(out_members, Stay, at).id !=
                                     g_array_index(out_members, Stay, at - 1).id;
    if (out_members->len > STAYS_MOST)
        *out_count = SHARED_TIME_MEMBERS_MOST + 1;
    return TRUE;
}

/* Those of one place who were there with `person`, or only `other` of them (0: everybody). */
static gboolean
add_shared_at(Surroundings *around, TkId person, const Stay *own, TkId other,
              GArray *out_neighbours, GError **error)
{
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(Stay));
    int64_t today = workspace_today(around->workspace);
    MonthSpan span = month_span(own->from_day, own->until_day, today);
    gsize count = 0;

    if (!read_members(around, own->id, members, &count, error))
        return FALSE;
    for (guint at = 0; at < members->len; at++) {
        const Stay *stay = &g_array_index(members, Stay, at);
        MonthSpan common =
            month_span_common(span, month_span(stay->from_day, stay->until_day, today));
        PathShared shared = {
            .one_id = person,
            .other_id = stay->id,
            .organisation = g_hash_table_lookup(around->organisations, &own->id),
            .from_year = month_year(common.from),
            .until_year = month_year(MAX(common.until - 1, common.from)),
            .strength = shared_time_strength(common, count),
        };

        if (stay->id == person || stay->id == around->me || (other != 0 && stay->id != other) ||
            shared.strength < around->limits.tie_light)
            continue;
        g_array_append_val(around->shared, shared);
        if (out_neighbours != NULL)
            g_array_append_val(out_neighbours, shared.other_id);
    }
    return TRUE;
}

static gboolean
read_shared_of(Surroundings *around, TkId person, GArray *out_neighbours, GError **error)
{
    g_autoptr(GArray) stays = g_array_new(FALSE, FALSE, sizeof(Stay));

    if (!read_stays(around, person, stays, error))
        return FALSE;
    for (guint at = 0; at < stays->len; at++)
        if (!add_shared_at(around, person, &g_array_index(stays, Stay, at), 0, out_neighbours,
                           error))
            return FALSE;
    return TRUE;
}

gboolean
surroundings_add_pair(Surroundings *around, TkId one, TkId other, TkId organisation, GError **error)
{
    g_autoptr(GArray) stays = g_array_new(FALSE, FALSE, sizeof(Stay));

    /* A tie is kept from me, or from the lesser of the two. */
    gboolean from_one = one == around->me || (other != around->me && one < other);

    if (!read_pair(around, from_one ? one : other, from_one ? other : one, error))
        return FALSE;
    if (organisation == 0)
        return TRUE;
    if (!read_stays(around, one, stays, error))
        return FALSE;
    for (guint at = 0; at < stays->len; at++) {
        const Stay *stay = &g_array_index(stays, Stay, at);

        if (stay->id == organisation && !add_shared_at(around, one, stay, other, NULL, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
surroundings_add_person(Surroundings *around, TkId id, GError **error)
{
    Store *store = around->workspace->store;

    if (id == around->me || g_hash_table_contains(around->people, &id))
        return TRUE;
    Person *person = person_load(store, id, error);

    if (person == NULL)
        return FALSE;
    g_hash_table_insert(around->people, g_memdup2(&id, sizeof id), person);

    g_autoptr(GPtrArray) introductions = introduction_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(id) };

    if (!store_run(store, &SQL_INTRODUCTION_OF_INTRODUCER, values, G_N_ELEMENTS(values),
                   introduction_collect, introductions, error))
        return FALSE;
    const PathPerson entry = {
        .person_id = id,
        .name = person->name,
        .strained = person_is_strained(person),
        .load = introducer_load(introductions, id, workspace_now(around->workspace)),
    };

    g_array_append_val(around->persons, entry);
    return TRUE;
}

/* A way leads over those whom I know and those who know the target; others need no name. */
static gboolean
add_persons(Surroundings *around, TkId target, const GArray *near, GError **error)
{
    if (!surroundings_add_person(around, target, error))
        return FALSE;
    for (guint at = 0; at < near->len; at++)
        if (!surroundings_add_person(around, g_array_index(near, TkId, at), error))
            return FALSE;
    for (guint at = 0; at < around->ties->len; at++) {
        const Tie *tie = g_ptr_array_index(around->ties, at);

        if ((tie->from_person_id == around->me &&
             !surroundings_add_person(around, tie->to_person_id, error)) ||
            (tie->to_person_id == around->me &&
             !surroundings_add_person(around, tie->from_person_id, error)))
            return FALSE;
    }
    return TRUE;
}

/* Whom those near the target know, and which of them I know. */
static gboolean
read_far(Surroundings *around, TkId target, const GArray *near, GError **error)
{
    g_autoptr(GArray) far = g_array_new(FALSE, FALSE, sizeof(TkId));

    for (guint at = 0; at < near->len; at++) {
        TkId id = g_array_index(near, TkId, at);

        if (id != around->me && (!read_ties_of(around, id, NEIGHBOURS_OF_OTHERS, far, error) ||
                                 !read_shared_of(around, id, far, error)))
            return FALSE;
    }
    for (guint at = 0; at < far->len; at++) {
        TkId id = g_array_index(far, TkId, at);

        if (id != target && !read_my_tie(around, id, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
surroundings_read(Surroundings *around, TkId target, gboolean far, GError **error)
{
    g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(TkId));

    if (!read_my_tie(around, target, error) ||
        !read_ties_of(around, target, NEIGHBOURS_OF_TARGET, near, error) ||
        !read_shared_of(around, target, near, error))
        return FALSE;
    for (guint at = 0; at < near->len; at++)
        if (!read_my_tie(around, g_array_index(near, TkId, at), error))
            return FALSE;
    return (!far || read_far(around, target, near, error)) &&
           add_persons(around, target, near, error);
}

/* me - persons[0] - ..., each step and each person. */
static gboolean
add_way(Surroundings *around, const TieGraphWay *way, GError **error)
{
    TkId from = around->me;

    for (unsigned at = 0; at < way->count; at++) {
        if (!surroundings_add_pair(around, from, way->persons[at], way->organisations[at], error) ||
            !surroundings_add_person(around, way->persons[at], error))
            return FALSE;
        from = way->persons[at];
    }
    return TRUE;
}

gboolean
surroundings_find(Surroundings *around, TkId target, GError **error)
{
    TieGraphWay ways[TIE_GRAPH_WAYS_MOST];
    unsigned count = 0, most = MIN(around->limits.paths_most + PROPOSALS_MORE, G_N_ELEMENTS(ways));
    gboolean known = FALSE;

    if (!network_keeper_ways(around->workspace, target, ways, most, &count, &known, error))
        return FALSE;
    if (!known)
        return surroundings_read(around, target, TRUE, error);
    for (unsigned at = 0; at < count; at++)
        if (!add_way(around, &ways[at], error))
            return FALSE;
    return surroundings_add_person(around, target, error);
}

GPtrArray *
surroundings_rank(const Surroundings *around, TkId target, GError **error)
{
    const PathQuestion question = {
        .me_id = around->me,
        .target_id = target,
        .persons = (const PathPerson *) around->persons->data,
        .person_count = around->persons->len,
        .ties = (const Tie *const *) around->ties->pdata,
        .tie_count = around->ties->len,
        .shared = (const PathShared *) around->shared->data,
        .shared_count = around->shared->len,
        .now = workspace_now(around->workspace),
        .limits = &around->limits,
    };

    return path_rank(&question, error);
}
