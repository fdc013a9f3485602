/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/find-doubles.h"

#include "actions/doubles.h"
#include "actions/due-keeper.h"
#include "actions/join-records.h"
#include "base/tk-text.h"
#include "domain/due.h"
#include "store/queries.h"
#include "store/tables.h"

#define PAGE 500

static gboolean
take_count(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    *(int64_t *) data = db_row_number(row, "n");
    return TRUE;
}

gboolean
doubles_count(const Workspace *workspace, int64_t *out_count, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(DOUBLES_COUNTED) };

    return store_run(workspace->store, &SQL_DOUBLE_PAIR_WAITING_COUNT, values, G_N_ELEMENTS(values),
                     take_count, out_count, error);
}

static gboolean
collect_id(const DbRow *row, gpointer data, GError **error)
{
    TkId id = db_row_number(row, "person_id");

    (void) error;
    g_array_append_val((GArray *) data, id);
    return TRUE;
}

static gboolean
put_pair(const Workspace *workspace, TkId one, TkId other, DoublesFound *found, GError **error)
{
    g_autoptr(DoublePair) pair = NULL;

    if (!double_pair_find(workspace, "person", one, other, &pair, error))
        return FALSE;
    if (pair != NULL)
        return TRUE;
    if (!double_pair_set(workspace, "person", one, other, "waiting", &pair, error))
        return FALSE;
    pair->chance = DOUBLE_CHANCE_ONE / 2;
    pair->rank = double_pair_rank(pair->chance, 0);
    g_free(pair->reasons);
    pair->reasons = g_strdup("[]");
    found->put++;
    return double_pair_put(workspace->store, pair, NULL, error);
}

static gboolean
look_at(const Workspace *workspace, TkId id, DoublesFound *found, GError **error)
{
    g_autoptr(Person) person = person_load(workspace->store, id, error);
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(TkId));

    if (person == NULL)
        return FALSE;
    g_autofree char *folded = tk_text_fold(person->name);
    const DbValue values[] = { DB_VALUE_TEXT("name"), DB_VALUE_TEXT(folded) };

    if (!store_run(workspace->store, &SQL_PERSON_ID_BY_ADDRESS, values, G_N_ELEMENTS(values),
                   collect_id, ids, error))
        return FALSE;
    for (guint at = 0; at < ids->len; at++)
        if (g_array_index(ids, TkId, at) != id &&
            !put_pair(workspace, id, g_array_index(ids, TkId, at), found, error))
            return FALSE;
    return TRUE;
}

gboolean
look_for_doubles(const Workspace *workspace, const TkId *people, unsigned count, gboolean may_join,
                 DoublesFound *out_found, GError **error)
{
    DoublesFound found = { 0 };

    (void) may_join;
    for (unsigned at = 0; at < count; at++)
        if (!look_at(workspace, people[at], &found, error))
            return FALSE;
    if (out_found != NULL)
        out_found->put += found.put;
    return doubles_due_renew(workspace, error);
}

/* The row stays where it was put off to; only its figure moves. */
static gboolean
renew_row(const Workspace *workspace, Due *open, Due *wanted, GError **error)
{
    g_free(open->evidence);
    open->evidence = g_strdup(wanted->evidence);
    return due_put(workspace->store, open, NULL, error);
}

gboolean
doubles_due_renew(const Workspace *workspace, GError **error)
{
    g_autoptr(GPtrArray) open = due_array_new();
    const DbValue values[] = { DB_VALUE_TEXT("doubles"), DB_VALUE_NUMBER(0) };
    int64_t count = 0;

    if (!doubles_count(workspace, &count, error) ||
        !store_run(workspace->store, &SQL_DUE_OF_ABOUT, values, G_N_ELEMENTS(values), due_collect,
                   open, error))
        return FALSE;
    g_autoptr(Due) wanted = due_for_doubles(count, workspace_today(workspace));

    if (open->len > 0 && wanted != NULL)
        return renew_row(workspace, g_ptr_array_index(open, 0), wanted, error);
    return due_replace(workspace, "doubles", 0, "dropped", g_steal_pointer(&wanted), error);
}

/* A page of people at a time. */
static gboolean
look_at_page(const Workspace *workspace, TkId *after, int64_t *looked, DoublesFound *found,
             GError **error)
{
    g_autoptr(GPtrArray) people = person_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(*after), DB_VALUE_NUMBER(PAGE) };

    if (!store_run(workspace->store, &SQL_PERSON_PAGE_FOR_INDEX, values, G_N_ELEMENTS(values),
                   person_collect, people, error))
        return FALSE;
    *after = 0;
    for (guint at = 0; at < people->len; at++) {
        const Person *person = g_ptr_array_index(people, at);

        if (!look_at(workspace, person->id, found, error))
            return FALSE;
        *after = people->len == PAGE ? person->id : 0;
    }
    *looked += people->len;
    return TRUE;
}

TkJson *
find_all_doubles(const Workspace *workspace, GError **error)
{
    g_autoptr(StoreWork) work =
        store_begin(workspace->store, workspace->door, "find-doubles", "", error);
    DoublesFound found = { 0 };
    int64_t looked = 0, remaining = 0;
    TkId after = 0;
    TkId entry;
    TkJson *answer;

    if (work == NULL)
        return NULL;
    do {
        if (!look_at_page(workspace, &after, &looked, &found, error))
            return NULL;
    } while (after != 0);
    if (!doubles_due_renew(workspace, error) || !doubles_count(workspace, &remaining, error))
        return NULL;
    entry = store_work_entry(work);
    if (!store_commit(g_steal_pointer(&work), error))
        return NULL;
    answer = json_object();
    tk_json_set_number(answer, "looked", looked);
    tk_json_set_number(answer, "joined", found.joined);
    tk_json_set_number(answer, "put", found.put);
    tk_json_set_number(answer, "remaining", remaining);
    tk_json_set_id(answer, "undo", entry);
    return answer;
}
