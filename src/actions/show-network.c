/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/show-network.h"

#include "actions/find-path.h"
#include "actions/people-view.h"
#include "actions/views.h"
#include "base/tk-error.h"
#include "domain/network.h"
#include "store/queries.h"
#include "store/tables.h"

#include <math.h>

#define CIRCLE_LEAST      3   /* two colleagues are a pair, three are a circle */
#define NEIGHBOURS_MOST   100 /* of one person, from each end */
#define TIES_OF_FEW_MOST  200 /* that are looked through for each of few people */
#define STRENGTH_IN_PARTS 100

typedef struct {
    PeopleView view;
    unsigned most;
    gboolean more;             /* somebody stands behind the last one shown */
    int64_t least_standing;    /* of the ties of all who are shown */
    GHashTable *index;         /* TkId* -> place + 1 */
    GArray *ids;               /* TkId, in the order shown */
    GArray *places;            /* NetworkPlace */
    GArray *links;             /* NetworkLink */
    GHashTable *organisations; /* TkId* -> name */
    TkJson *id, *name, *title, *organisation, *tie, *strength; /* columns */
} Picture;

static void
picture_clear(Picture *picture)
{
    g_clear_pointer(&picture->index, g_hash_table_unref);
    g_clear_pointer(&picture->ids, g_array_unref);
    g_clear_pointer(&picture->places, g_array_unref);
    g_clear_pointer(&picture->links, g_array_unref);
    g_clear_pointer(&picture->organisations, g_hash_table_unref);
    g_clear_pointer(&picture->id, json_decref);
    g_clear_pointer(&picture->name, json_decref);
    g_clear_pointer(&picture->title, json_decref);
    g_clear_pointer(&picture->organisation, json_decref);
    g_clear_pointer(&picture->tie, json_decref);
    g_clear_pointer(&picture->strength, json_decref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Picture, picture_clear)

static void
picture_begin(Picture *picture)
{
    picture->index = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    picture->ids = g_array_new(FALSE, FALSE, sizeof(TkId));
    picture->places = g_array_new(FALSE, FALSE, sizeof(NetworkPlace));
    picture->links = g_array_new(FALSE, FALSE, sizeof(NetworkLink));
    picture->organisations = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    picture->id = json_array();
    picture->name = json_array();
    picture->title = json_array();
    picture->organisation = json_array();
    picture->tie = json_array();
    picture->strength = json_array();
}

/* Where somebody stands in the columns; FALSE for one who is not shown. */
static gboolean
find_place(const Picture *picture, TkId person, unsigned *out_place)
{
    guint found = GPOINTER_TO_UINT(g_hash_table_lookup(picture->index, &person));

    *out_place = found - 1;
    return found != 0;
}

static void
append_text(TkJson *column, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);

    json_array_append_new(column, json_string(valid));
}

static int
in_parts(double strength)
{
    return (int) lround(strength * STRENGTH_IN_PARTS);
}

/* A row of person_by_strongest_tie or person_with_tie. Me, whoever is shown already, and whoever is
 * too many are left out. */
static void
add_person(Picture *picture, const DbRow *row, TkId person)
{
    const PeopleView *view = &picture->view;
    unsigned place = 0;

    if (person == view->me || find_place(picture, person, &place))
        return;
    if (picture->ids->len == picture->most) {
        picture->more = TRUE;
        return;
    }
    g_autoptr(Tie) tie = tie_from_row(row);
    g_autofree char *id = tk_id_to_text(person);
    gboolean bare = tie_is_bare(tie);

    g_array_append_val(picture->ids, person);
    g_hash_table_insert(picture->index, g_memdup2(&person, sizeof person),
                        GUINT_TO_POINTER(picture->ids->len));
    append_text(picture->id, id);
    append_text(picture->name, db_row_text(row, "person_name"));
    append_text(picture->title, db_row_text(row, "person_title"));
    append_text(picture->organisation, db_row_text(row, "person_organisation"));
    append_text(picture->tie, tie_word(bare ? NULL : tie, view->now, &view->limits));
    json_array_append_new(
        picture->strength,
        json_integer(bare ? 0 : in_parts(tie_strength(tie, view->now, &view->limits))));
}

static gboolean
collect_tied(const DbRow *row, gpointer data, GError **error)
{
    Picture *picture = data;

    (void) error;
    add_person(picture, row, db_row_number(row, "to_person_id"));
    if (!picture->more)
        picture->least_standing = db_row_number(row, "standing");
    return TRUE;
}

/* One person asked for by id. */
typedef struct {
    Picture *picture;
    TkId person;
} Wanted;

static gboolean
collect_wanted(const DbRow *row, gpointer data, GError **error)
{
    const Wanted *wanted = data;

    (void) error;
    add_person(wanted->picture, row, wanted->person);
    return TRUE;
}

static gboolean
add_person_by_id(Picture *picture, TkId person, GError **error)
{
    Wanted wanted = { picture, person };
    const DbValue values[] = { DB_VALUE_NUMBER(picture->view.me), DB_VALUE_NUMBER(person) };

    return store_run(picture->view.workspace->store, &SQL_PERSON_WITH_TIE, values,
                     G_N_ELEMENTS(values), collect_wanted, &wanted, error);
}

/* The rows of network_places: the kind is post or education, and a post without an end is held. */
static gboolean
collect_place(const DbRow *row, gpointer data, GError **error)
{
    Picture *picture = data;
    NetworkPlace place = { .organisation_id = db_row_number(row, "organisation_id") };

    (void) error;
    if (!find_place(picture, db_row_number(row, "person_id"), &place.person))
        return TRUE;
    place.bond = g_str_equal(db_row_text(row, "kind"), "education") ? NETWORK_LEARNED_THERE
                 : db_row_number(row, "until_day") == 0             ? NETWORK_WORKS_THERE
                                                                    : NETWORK_WORKED_THERE;
    g_array_append_val(picture->places, place);
    if (!g_hash_table_contains(picture->organisations, &place.organisation_id))
        g_hash_table_insert(picture->organisations,
                            g_memdup2(&place.organisation_id, sizeof place.organisation_id),
                            g_strdup(db_row_text(row, "organisation_name")));
    return TRUE;
}

static gboolean
collect_link(const DbRow *row, gpointer data, GError **error)
{
    Picture *picture = data;
    g_autoptr(Tie) tie = tie_from_row(row);
    NetworkLink link = { 0 };

    (void) error;
    if (picture->links->len >= NETWORK_TIES_MOST || tie_is_bare(tie) ||
        !find_place(picture, tie->from_person_id, &link.from) ||
        !find_place(picture, tie->to_person_id, &link.to))
        return TRUE;
    link.strength = tie_strength(tie, picture->view.now, &picture->view.limits);
    g_array_append_val(picture->links, link);
    return TRUE;
}

/* Whom I know best, and all between them, in three queries however many they are. */
static gboolean
look_at_all(Picture *picture, GError **error)
{
    Store *store = picture->view.workspace->store;
    const int64_t me = picture->view.me;
    const DbValue people[] = { DB_VALUE_NUMBER(me), DB_VALUE_NUMBER(G_MAXINT64),
                               DB_VALUE_NUMBER(G_MAXINT64),
                               DB_VALUE_NUMBER((int64_t) picture->most + 1) };

    if (!store_run(store, &SQL_PERSON_BY_STRONGEST_TIE, people, G_N_ELEMENTS(people), collect_tied,
                   picture, error))
        return FALSE;
    const DbValue places[] = { DB_VALUE_NUMBER(me), DB_VALUE_NUMBER(picture->least_standing) };
    const DbValue ties[] = { DB_VALUE_NUMBER(me), DB_VALUE_NUMBER(picture->least_standing),
                             DB_VALUE_NUMBER(NETWORK_TIES_MOST) };

    return store_run(store, &SQL_NETWORK_PLACES, places, G_N_ELEMENTS(places), collect_place,
                     picture, error) &&
           store_run(store, &SQL_NETWORK_TIES, ties, G_N_ELEMENTS(ties), collect_link, picture,
                     error);
}

/* Places of the few who are shown, and the ties between them. */
static gboolean
look_at_few(Picture *picture, GError **error)
{
    Store *store = picture->view.workspace->store;

    for (guint at = 0; at < picture->ids->len; at++) {
        TkId person = g_array_index(picture->ids, TkId, at);
        const DbValue place[] = { DB_VALUE_NUMBER(person) };
        const DbValue ties[] = { DB_VALUE_NUMBER(person), DB_VALUE_NUMBER(TIES_OF_FEW_MOST) };

        if (!store_run(store, &SQL_NETWORK_PLACE_OF_PERSON, place, G_N_ELEMENTS(place),
                       collect_place, picture, error) ||
            !store_run(store, &SQL_TIE_FROM_PERSON, ties, G_N_ELEMENTS(ties), collect_link, picture,
                       error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
look_around(Picture *picture, TkId person, GError **error)
{
    Store *store = picture->view.workspace->store;
    const DbValue values[] = { DB_VALUE_NUMBER(person), DB_VALUE_NUMBER(NEIGHBOURS_MOST) };
    g_autoptr(GPtrArray) ties = tie_array_new();

    if (!add_person_by_id(picture, person, error))
        return FALSE;
    if (picture->ids->len == 0) {
        g_autofree char *id = tk_id_to_text(person);

        return tk_fail(error, TK_ERROR_NOT_FOUND, "no-such-person", id);
    }
    if (!store_run(store, &SQL_TIE_TO_PERSON, values, G_N_ELEMENTS(values), tie_collect, ties,
                   error) ||
        !store_run(store, &SQL_TIE_FROM_PERSON, values, G_N_ELEMENTS(values), tie_collect, ties,
                   error))
        return FALSE;
    for (guint at = 0; at < ties->len; at++) {
        const Tie *tie = g_ptr_array_index(ties, at);
        TkId other = tie->from_person_id == person ? tie->to_person_id : tie->from_person_id;

        if (!tie_is_bare(tie) && !add_person_by_id(picture, other, error))
            return FALSE;
    }
    return look_at_few(picture, error);
}

/* The best ways as GET /people/{id}/paths has them, and everybody who stands on them. */
static TkJson *
look_at_ways(Picture *picture, TkId target, GError **error)
{
    g_autoptr(TkJson) paths = find_paths(picture->view.workspace, target, error);
    const TkJson *ways = json_object_get(paths, "rows");

    if (paths == NULL || !add_person_by_id(picture, target, error))
        return NULL;
    for (size_t at = 0; at < json_array_size(ways); at++) {
        const TkJson *steps = json_object_get(json_array_get(ways, at), "steps");

        for (size_t step = 0; step < json_array_size(steps); step++) {
            const TkJson *person = json_object_get(json_array_get(steps, step), "person");
            TkId id = 0;

            if (tk_id_from_text(tk_json_get_text(person, "id", ""), &id) &&
                !add_person_by_id(picture, id, error))
                return NULL;
        }
    }
    if (!look_at_few(picture, error))
        return NULL;
    return json_incref((TkJson *) ways);
}

/* The circles by the order of their best known member, and to each person the place of theirs or
 * -1. */
static void
set_circles(const Picture *picture, unsigned least, TkJson *people, TkJson *answer)
{
    const NetworkQuestion question = {
        .person_count = picture->ids->len,
        .places = (const NetworkPlace *) picture->places->data,
        .place_count = picture->places->len,
        .links = (const NetworkLink *) picture->links->data,
        .link_count = picture->links->len,
        .least = least,
    };
    g_autofree TkId *circles = network_circles(&question);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_int64_hash, g_int64_equal);
    TkJson *of_person = json_array(), *rows = json_array();

    for (unsigned at = 0; at < question.person_count; at++) {
        guint found = GPOINTER_TO_UINT(g_hash_table_lookup(seen, &circles[at]));

        if (circles[at] != 0 && found == 0) {
            TkJson *row = json_object();

            tk_json_set_id(row, "id", circles[at]);
            tk_json_set_text(row, "name",
                             g_hash_table_lookup(picture->organisations, &circles[at]));
            json_array_append_new(rows, row);
            found = (guint) json_array_size(rows);
            g_hash_table_insert(seen, &circles[at], GUINT_TO_POINTER(found));
        }
        json_array_append_new(of_person, json_integer((int) found - 1));
    }
    tk_json_set_take(people, "circle", of_person);
    tk_json_set_take(answer, "circles", rows);
}

static TkJson *
ties_json(const Picture *picture)
{
    TkJson *answer = json_object();
    TkJson *from = json_array(), *to = json_array(), *strength = json_array();

    for (guint at = 0; at < picture->links->len; at++) {
        const NetworkLink *link = &g_array_index(picture->links, NetworkLink, at);

        json_array_append_new(from, json_integer(link->from));
        json_array_append_new(to, json_integer(link->to));
        json_array_append_new(strength, json_integer(in_parts(link->strength)));
    }
    tk_json_set_take(answer, "from", from);
    tk_json_set_take(answer, "to", to);
    tk_json_set_take(answer, "strength", strength);
    return answer;
}

TkJson *
show_network(const Workspace *workspace, const NetworkWish *wish, GError **error)
{
    g_auto(Picture) picture = {
        .most = wish->limit == 0 ? NETWORK_PEOPLE_USUAL : MIN(wish->limit, NETWORK_PEOPLE_MOST),
    };
    g_autoptr(TkJson) ways = json_array();

    if (wish->person != 0 && wish->path != 0)
        return tk_fail_null(error, TK_ERROR_INVALID, "parameter-malformed", "path");
    picture_begin(&picture);
    if (!people_view_begin(&picture.view, workspace, error))
        return NULL;
    if (wish->path != 0) {
        g_clear_pointer(&ways, json_decref);
        ways = look_at_ways(&picture, wish->path, error);
    }
    if (ways == NULL || (wish->person != 0 && !look_around(&picture, wish->person, error)) ||
        (wish->person == 0 && wish->path == 0 && !look_at_all(&picture, error)))
        return NULL;
    TkJson *answer = json_object();
    TkJson *people = json_object();

    tk_json_set_take(people, "id", json_incref(picture.id));
    tk_json_set_take(people, "name", json_incref(picture.name));
    tk_json_set_take(people, "title", json_incref(picture.title));
    tk_json_set_take(people, "organisation", json_incref(picture.organisation));
    tk_json_set_take(people, "tie", json_incref(picture.tie));
    tk_json_set_take(people, "strength", json_incref(picture.strength));
    set_circles(&picture, wish->path != 0 ? 1 : CIRCLE_LEAST, people, answer);
    tk_json_set_take(answer, "me", view_person_ref(workspace, picture.view.me));
    tk_json_set_take(answer, "people", people);
    tk_json_set_take(answer, "ties", ties_json(&picture));
    tk_json_set_take(answer, "ways", g_steal_pointer(&ways));
    json_object_set_new(answer, "more", json_boolean(picture.more));
    return answer;
}
