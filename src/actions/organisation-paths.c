/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/organisation-paths.h"

#include "actions/path-surroundings.h"
#include "actions/people.h"
#include "actions/views.h"
#include "base/tk-error.h"
#include "base/tk-text.h"
#include "domain/organisation.h"
#include "store/queries.h"
#include "store/search.h"
#include "store/tables.h"

#define MEMBERS_MOST 2000 /* people of one place that are looked at */
#define INSIDE_MOST  20   /* shown */
#define TARGETS_MOST 40   /* looked at from the outside: a look each */

typedef struct {
    TkId person;
    gboolean present;
    const Tie *mine; /* borrowed from the surroundings; NULL: none */
    double strength;
} Member;

typedef struct {
    GArray *members; /* Member, in the order of ids, each once */
    int64_t today;
    TkId me;
} Members;

static gboolean
take_member(const DbRow *row, gpointer data, GError **error)
{
    Members *all = data;
    int64_t until = db_row_number(row, "until_day");
    Member member = { .person = db_row_number(row, "person_id"),
                      .present = until == 0 || until > all->today };
    Member *last =
        all->members->len > 0 ? &g_array_index(all->members, Member, all->members->len - 1) : NULL;

    (void) error;
    if (last != NULL && last->person == member.person)
        last->present |= member.present;
    else if (member.person != all->me)
        g_array_append_val(all->members, member);
    return TRUE;
}

static GArray *
read_members(const Workspace *workspace, TkId organisation, TkId me, GError **error)
{
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(Member));
    const DbValue values[] = { DB_VALUE_NUMBER(organisation), DB_VALUE_NUMBER(MEMBERS_MOST) };
    Members all = { members, workspace_today(workspace), me };

    if (!store_run(workspace->store, &SQL_STAY_AT_ORGANISATION, values, G_N_ELEMENTS(values),
                   take_member, &all, error))
        return NULL;
    return g_steal_pointer(&members);
}

/* My own ties with all of them. */
static gboolean
read_my_ties(Surroundings *around, GArray *members, GError **error)
{
    g_autoptr(GHashTable) mine = g_hash_table_new(g_int64_hash, g_int64_equal);

    for (guint at = 0; at < members->len; at++)
        if (!surroundings_add_pair(around, around->me, g_array_index(members, Member, at).person, 0,
                                   error))
            return FALSE;
    for (guint at = 0; at < around->ties->len; at++) {
        Tie *tie = g_ptr_array_index(around->ties, at);

        g_hash_table_insert(
            mine, tie->from_person_id == around->me ? &tie->to_person_id : &tie->from_person_id,
            tie);
    }
    for (guint at = 0; at < members->len; at++) {
        Member *member = &g_array_index(members, Member, at);

        member->mine = g_hash_table_lookup(mine, &member->person);
        member->strength =
            tie_strength(member->mine, workspace_now(around->workspace), &around->limits);
    }
    return TRUE;
}

static gint
compare_members(gconstpointer one, gconstpointer other)
{
    const Member *a = one, *b = other;

    if (a->present != b->present)
        return a->present ? -1 : 1;
    if (a->strength > b->strength || a->strength < b->strength)
        return a->strength > b->strength ? -1 : 1;
    return a->person < b->person ? -1 : a->person > b->person;
}

static TkJson *
inside_json(const Surroundings *around, const Member *member)
{
    int64_t now = workspace_now(around->workspace);
    g_autoptr(Person) person = person_load(around->workspace->store, member->person, NULL);
    TkJson *row = json_object();

    tk_json_set_take(row, "person", view_person_ref(around->workspace, member->person));
    tk_json_set_text(row, "title", person != NULL ? person->title : "");
    json_object_set_new(row, "present", json_boolean(member->present));
    tk_json_set_text(row, "word", tie_word_of(member->strength, &around->limits));
    json_object_set_new(row, "strength", json_real(member->strength));
    tk_json_set_text(row, "reason", tie_reason_key(member->mine));
    tk_json_set_take(row, "facts", tie_facts(member->mine, now, &around->limits));
    return row;
}

static TkJson *
inside_rows(const Surroundings *around, const GArray *members)
{
    TkJson *rows = json_array();

    for (guint at = 0; at < members->len && json_array_size(rows) < INSIDE_MOST; at++) {
        const Member *member = &g_array_index(members, Member, at);

        if (member->strength > 0)
            json_array_append_new(rows, inside_json(around, member));
    }
    return rows;
}

/* The ways to one of them that lead over somebody else. */
static gboolean
collect_ways(Surroundings *around, TkId target, GPtrArray *ways, GError **error)
{
    g_autoptr(GPtrArray) found = NULL;

    if (!surroundings_read(around, target, FALSE, error))
        return FALSE;
    found = surroundings_rank(around, target, error);
    for (guint at = 0; found != NULL && at < found->len; at++) {
        const Path *path = g_ptr_array_index(found, at);

        if (path->count > 1 && path->rank.way_class != WAY_FAR_WEAK) {
            g_ptr_array_add(ways, g_ptr_array_index(found, at));
            found->pdata[at] = NULL;
        }
    }
    return found != NULL;
}

static gint
compare_paths(gconstpointer one, gconstpointer other)
{
    const Path *a = *(const Path *const *) one, *b = *(const Path *const *) other;

    return way_compare(&a->rank, a->count, &b->rank, b->count);
}

/* The best way of each who could open the door. */
static TkJson *
best_rows(GPtrArray *ways, unsigned most)
{
    g_autoptr(GHashTable) firsts = g_hash_table_new(g_int64_hash, g_int64_equal);
    TkJson *rows = json_array();

    g_ptr_array_sort(ways, compare_paths);
    for (guint at = 0; at < ways->len && json_array_size(rows) < most; at++) {
        Path *path = g_ptr_array_index(ways, at);

        if (g_hash_table_add(firsts, &path->steps[0].person_id))
            json_array_append_new(rows, path_json(path));
    }
    return rows;
}

static TkJson *
outside_rows(Surroundings *around, const GArray *members, GError **error)
{
    g_autoptr(GPtrArray) ways = g_ptr_array_new_with_free_func((GDestroyNotify) path_free);
    unsigned looked = 0;

    for (guint at = 0; at < members->len && looked < TARGETS_MOST; at++) {
        const Member *member = &g_array_index(members, Member, at);

        if (!member->present || member->strength >= around->limits.tie_light)
            continue;
        looked++;
        if (!collect_ways(around, member->person, ways, error))
            return NULL;
    }
    return best_rows(ways, around->limits.paths_most);
}

TkJson *
find_organisation_paths(const Workspace *workspace, TkId id, GError **error)
{
    g_autoptr(Organisation) organisation = organisation_load(workspace->store, id, error);
    g_auto(Surroundings) around = { 0 };
    g_autoptr(GArray) members = NULL;

    if (organisation == NULL || !surroundings_init(&around, workspace, error))
        return NULL;
    members = read_members(workspace, id, around.me, error);
    if (members == NULL || !read_my_ties(&around, members, error))
        return NULL;
    g_array_sort(members, compare_members);
    g_autoptr(TkJson) inside = inside_rows(&around, members);
    TkJson *rows = outside_rows(&around, members, error);

    if (rows == NULL)
        return NULL;
    TkJson *answer = json_object();
    TkJson *reference = json_object();
    int64_t present = 0;

    for (guint at = 0; at < members->len; at++)
        present += g_array_index(members, Member, at).present;
    tk_json_set_id(reference, "id", id);
    tk_json_set_text(reference, "name", organisation->name);
    tk_json_set_take(answer, "organisation", reference);
    tk_json_set_number(answer, "people", present);
    tk_json_set_take(answer, "inside", g_steal_pointer(&inside));
    tk_json_set_take(answer, "rows", rows);
    return answer;
}

static gboolean
take_id(const DbRow *row, gpointer data, GError **error)
{
    TkId *out = data;

    (void) error;
    if (*out == 0)
        *out = db_row_number(row, "id");
    return TRUE;
}

/* An id, or the whole name; 0 where there is none. */
static gboolean
find_called(const Workspace *workspace, const char *words, TkId *out_organisation, GError **error)
{
    g_autofree char *folded = organisation_fold(words);
    const DbValue values[] = { DB_VALUE_TEXT(folded) };
    TkId id = 0;

    *out_organisation = 0;
    if (tk_id_from_text(words, &id)) {
        g_autoptr(Organisation) organisation = organisation_load(workspace->store, id, NULL);

        if (organisation != NULL) {
            *out_organisation = id;
            return TRUE;
        }
    }
    return *folded == '\0' || store_run(workspace->store, &SQL_ORGANISATION_ID_BY_FOLDED, values,
                                        G_N_ELEMENTS(values), take_id, out_organisation, error);
}

gboolean
find_organisation(const Workspace *workspace, const char *words, TkId *out_organisation,
                  GError **error)
{
    TkId id = 0;

    if (!find_called(workspace, words, &id, error))
        return FALSE;
    if (id == 0) {
        g_autoptr(GArray) hits = search_find(workspace->store, words, "organisation", 2, error);

        if (hits == NULL)
            return FALSE;
        if (hits->len == 1)
            id = g_array_index(hits, SearchHit, 0).id;
    }
    if (id == 0)
        return tk_fail(error, TK_ERROR_NOT_FOUND, "no-such-organisation", words);
    *out_organisation = id;
    return TRUE;
}

static gboolean
take_bearer(const DbRow *row, gpointer data, GError **error)
{
    (void) row;
    (void) error;
    *(gboolean *) data = TRUE;
    return TRUE;
}

static gboolean
is_a_persons_name(const Workspace *workspace, const char *words, gboolean *out_is, GError **error)
{
    g_autofree char *name = tk_text_fold(words);
    const DbValue values[] = { DB_VALUE_TEXT("name"), DB_VALUE_TEXT(name) };

    *out_is = FALSE;
    return store_run(workspace->store, &SQL_PERSON_ID_BY_ADDRESS, values, G_N_ELEMENTS(values),
                     take_bearer, out_is, error);
}

gboolean
find_person_or_organisation(const Workspace *workspace, const char *words, TkId *out_person,
                            TkId *out_organisation, GError **error)
{
    g_autoptr(GError) nobody = NULL;
    gboolean name = FALSE;

    *out_person = 0;
    if (!find_called(workspace, words, out_organisation, error) ||
        !is_a_persons_name(workspace, words, &name, error))
        return FALSE;
    if (*out_organisation != 0 && !name)
        return TRUE;
    *out_organisation = 0;
    if (find_person(workspace, words, out_person, &nobody))
        return TRUE;
    if (g_error_matches(nobody, TK_ERROR, TK_ERROR_NOT_FOUND) &&
        find_organisation(workspace, words, out_organisation, NULL))
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&nobody));
    return FALSE;
}
