/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/find-path.h"

#include "actions/own-person.h"
#include "actions/views.h"
#include "actions/workspace-private.h"
#include "base/tk-error.h"
#include "domain/path.h"
#include "domain/person.h"
#include "store/queries.h"
#include "store/tables.h"

#include <string.h>

/* How many neighbours are looked at: of the target, and of each of those. A way over the
 * hundredth-best tie is none. */
#define NEIGHBOURS_OF_TARGET 60
#define NEIGHBOURS_OF_OTHERS 25

typedef struct {
    const Workspace *workspace;
    TkId me, target;
    GPtrArray *ties;    /* Tie, owned */
    GHashTable *seen;   /* pairs as text: a tie is read once */
    GHashTable *people; /* TkId* -> Person* */
    GArray *persons;    /* PathPerson */
} Search;

static void
search_clear(Search *search)
{
    g_clear_pointer(&search->ties, g_ptr_array_unref);
    g_clear_pointer(&search->seen, g_hash_table_unref);
    g_clear_pointer(&search->people, g_hash_table_unref);
    g_clear_pointer(&search->persons, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Search, search_clear)

static gboolean
keep_new_ties(Search *search, GPtrArray *found, GPtrArray *out_neighbours, TkId of)
{
    for (guint at = 0; at < found->len; at++) {
        Tie *tie = g_ptr_array_index(found, at);
        TkId other = tie->from_person_id == of ? tie->to_person_id : tie->from_person_id;
        int64_t key = tie->id;

        if (tie_is_bare(tie))
            continue;
        if (out_neighbours != NULL)
            g_ptr_array_add(out_neighbours, g_memdup2(&other, sizeof other));
        if (!g_hash_table_add(search->seen, g_memdup2(&key, sizeof key)))
            continue;
        g_ptr_array_add(search->ties, tie);
        found->pdata[at] = NULL;
    }
    return TRUE;
}

/* The ties of somebody, from whichever end they are kept, the strongest first. */
static gboolean
read_ties_of(Search *search, TkId person, int64_t most, GPtrArray *out_neighbours, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(person), DB_VALUE_NUMBER(most) };
    g_autoptr(GPtrArray) found = tie_array_new();
    Store *store = search->workspace->store;

    return store_run(store, &SQL_TIE_TO_PERSON, values, G_N_ELEMENTS(values), tie_collect, found,
                     error) &&
           store_run(store, &SQL_TIE_FROM_PERSON, values, G_N_ELEMENTS(values), tie_collect, found,
                     error) &&
           keep_new_ties(search, found, out_neighbours, person);
}

/* My own tie to somebody, if there is one. */
static gboolean
read_my_tie(Search *search, TkId person, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(search->me), DB_VALUE_NUMBER(person) };
    g_autoptr(GPtrArray) found = tie_array_new();

    return store_run(search->workspace->store, &SQL_TIE_BY_PAIR, values, G_N_ELEMENTS(values),
                     tie_collect, found, error) &&
           keep_new_ties(search, found, NULL, search->me);
}

static gboolean
add_person_of_tie(Search *search, TkId id, GError **error)
{
    if (id == search->me || g_hash_table_contains(search->people, &id))
        return TRUE;
    Person *person = person_load(search->workspace->store, id, error);

    if (person == NULL)
        return FALSE;
    g_hash_table_insert(search->people, g_memdup2(&id, sizeof id), person);

    g_autoptr(GPtrArray) introductions = introduction_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(id) };

    if (!store_run(search->workspace->store, &SQL_INTRODUCTION_OF_INTRODUCER, values,
                   G_N_ELEMENTS(values), introduction_collect, introductions, error))
        return FALSE;
    const PathPerson entry = {
        .person_id = id,
        .name = person->name,
        .strained = person_is_strained(person),
        .load = introducer_load(introductions, id, workspace_now(search->workspace)),
    };

    g_array_append_val(search->persons, entry);
    return TRUE;
}

/* From the target outwards: whom the target knows, whom those know, and which of all these I know.
 */
static gboolean
read_surroundings(Search *search, GError **error)
{
    g_autoptr(GPtrArray) near = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) far = g_ptr_array_new_with_free_func(g_free);

    if (!read_my_tie(search, search->target, error) ||
        !read_ties_of(search, search->target, NEIGHBOURS_OF_TARGET, near, error))
        return FALSE;
    for (guint at = 0; at < near->len; at++) {
        TkId id = *(const TkId *) g_ptr_array_index(near, at);

        if (id != search->me && (!read_my_tie(search, id, error) ||
                                 !read_ties_of(search, id, NEIGHBOURS_OF_OTHERS, far, error)))
            return FALSE;
    }
    for (guint at = 0; at < far->len; at++) {
        TkId id = *(const TkId *) g_ptr_array_index(far, at);

        if (id != search->me && id != search->target && !read_my_tie(search, id, error))
            return FALSE;
    }
    for (guint at = 0; at < search->ties->len; at++) {
        const Tie *tie = g_ptr_array_index(search->ties, at);

        if (!add_person_of_tie(search, tie->from_person_id, error) ||
            !add_person_of_tie(search, tie->to_person_id, error))
            return FALSE;
    }
    return add_person_of_tie(search, search->target, error);
}

static TkJson *
facts_json(const char *facts)
{
    TkJson *parsed = tk_json_parse(facts, strlen(facts), NULL);

    return parsed != NULL ? parsed : json_object();
}

static TkJson *
path_json(const Path *path)
{
    TkJson *steps = json_array();
    TkJson *answer = json_object();

    for (unsigned at = 0; at < path->count; at++) {
        const PathStep *step = &path->steps[at];
        TkJson *row = json_object();
        TkJson *person = json_object();

        tk_json_set_id(person, "id", step->person_id);
        tk_json_set_text(person, "name", step->name);
        tk_json_set_take(row, "person", person);
        json_object_set_new(row, "strength", json_real(step->strength));
        tk_json_set_text(row, "word", step->word);
        tk_json_set_text(row, "certainty", step->certainty);
        tk_json_set_text(row, "reason", step->reason);
        tk_json_set_take(row, "facts", facts_json(step->facts));
        json_array_append_new(steps, row);
    }
    tk_json_set_take(answer, "steps", steps);
    tk_json_set_number(answer, "weakest", path->weakest);
    tk_json_set_text(answer, "gate", path->gate);
    tk_json_set_text(answer, "certainty", path->certainty);
    json_object_set_new(answer, "tired", json_boolean(path->tired));
    tk_json_set_text(answer, "reason", path->reason);
    tk_json_set_take(answer, "facts", facts_json(path->facts));
    return answer;
}

TkJson *
find_paths(const Workspace *workspace, TkId person, GError **error)
{
    g_auto(Search) search = {
        .workspace = workspace,
        .target = person,
        .ties = tie_array_new(),
        .seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
        .people = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free,
                                        (GDestroyNotify) person_free),
        .persons = g_array_new(FALSE, FALSE, sizeof(PathPerson)),
    };
    MethodLimits limits;

    workspace_limits(workspace, &limits);
    if (!person_find_me(workspace, &search.me, error) || !read_surroundings(&search, error))
        return NULL;
    const PathQuestion question = {
        .me_id = search.me,
        .target_id = person,
        .persons = (const PathPerson *) search.persons->data,
        .person_count = search.persons->len,
        .ties = (const Tie *const *) search.ties->pdata,
        .tie_count = search.ties->len,
        .now = workspace_now(workspace),
        .limits = &limits,
    };
    g_autoptr(GPtrArray) paths = path_rank(&question, error);

    if (paths == NULL)
        return NULL;
    TkJson *rows = json_array();

    for (guint at = 0; at < paths->len; at++)
        json_array_append_new(rows, path_json(g_ptr_array_index(paths, at)));
    TkJson *answer = json_object();

    tk_json_set_take(answer, "person", view_person_ref(workspace, person));
    tk_json_set_take(answer, "rows", rows);
    return answer;
}
