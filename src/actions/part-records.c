/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/join-private.h"

#include "actions/own-person.h"
#include "actions/search-keeper.h"
#include "actions/tie-again.h"
#include "actions/tie-keeper.h"
#include "base/tk-error.h"
#include "store/queries.h"
#include "store/rows.h"
#include "store/search.h"
#include "store/tables.h"

#include <string.h>

/* As joining left it; or it names the one that stays, which since then may have been joined into
 * another itself. Ids are one of a kind over all tables. */
static gboolean
stands_as_left(const TkJson *now, const TkJson *left, TkId kept)
{
    return json_equal(now, left) || (json_is_integer(now) && json_integer_value(now) == kept);
}

/* Sets those columns back that still stand as joining left them. */
static gboolean
set_back(Store *store, const StoreTable *table, const JoinedRow *note, TkId kept, GError **error)
{
    g_autoptr(TkJson) row = NULL;
    g_autoptr(TkJson) before = tk_json_parse(note->before, strlen(note->before), error);
    g_autoptr(TkJson) after =
        before != NULL ? tk_json_parse(note->after, strlen(note->after), error) : NULL;
    const char *column = NULL;
    TkJson *value = NULL;
    gboolean differs = FALSE;

    if (after == NULL || !store_row_load(store, table, note->row_id, &row, error))
        return FALSE;
    if (row == NULL)
        return TRUE; /* it was removed since */
    json_object_foreach(after, column, value)
    {
        if (!stands_as_left(json_object_get(row, column), value, kept))
            continue;
        json_object_set(row, column, json_object_get(before, column));
        differs = TRUE;
    }
    return !differs || store_row_keep(store, table, row, NULL, error);
}

static gboolean
put_back(Store *store, const StoreTable *table, const JoinedRow *note, GError **error)
{
    g_autoptr(TkJson) there = NULL;
    g_autoptr(TkJson) row = tk_json_parse(note->before, strlen(note->before), error);

    if (row == NULL || !store_row_load(store, table, note->row_id, &there, error))
        return FALSE;
    return there != NULL || store_row_keep(store, table, row, NULL, error);
}

static gboolean
take_back(Store *store, const JoinedRow *note, TkId kept, GError **error)
{
    const StoreTable *table = store_table_called(note->table_name);

    if (table == NULL)
        return TRUE; /* of a table that is no more */
    if (g_str_equal(note->act, "removed"))
        return put_back(store, table, note, error);
    if (g_str_equal(note->act, "added"))
        return store_remove(store, table, note->row_id, error);
    return set_back(store, table, note, kept, error);
}

/* The record itself comes back first: all others name it. Then the last done is the first undone.
 */
static gboolean
take_back_all(const Workspace *workspace, const Joined *joined, TkId kept, GError **error)
{
    g_autoptr(GPtrArray) notes = joined_row_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(joined->id) };

    if (!store_run(workspace->store, &SQL_JOINED_ROW_OF_JOINED, values, G_N_ELEMENTS(values),
                   joined_row_collect, notes, error))
        return FALSE;
    for (guint at = notes->len; at > 0; at--)
        if (!take_back(workspace->store, g_ptr_array_index(notes, at - 1), kept, error))
            return FALSE;
    return TRUE;
}

gboolean
part_records(const Workspace *workspace, const Joined *joined, GError **error)
{
    TkId kept = joined->person_id != 0 ? joined->person_id : joined->organisation_id;
    const TkId both[] = { joined->gone_id, kept };

    return take_back_all(workspace, joined, kept, error) &&
           joined_remove(workspace->store, joined->id, error) &&
           double_pair_set(workspace, joined->about, kept, joined->gone_id, "different", NULL,
                           error) &&
           records_renew(workspace, joined->about, both, G_N_ELEMENTS(both), error);
}

static gboolean
collect_pair(const DbRow *row, gpointer data, GError **error)
{
    DoublePair **pair = data;

    (void) error;
    double_pair_free(*pair);
    *pair = double_pair_from_row(row);
    return TRUE;
}

gboolean
double_pair_find(const Workspace *workspace, const char *about, TkId one, TkId other,
                 DoublePair **out_pair, GError **error)
{
    const DbValue values[] = { DB_VALUE_TEXT(about), DB_VALUE_NUMBER(MIN(one, other)),
                               DB_VALUE_NUMBER(MAX(one, other)) };

    *out_pair = NULL;
    return store_run(workspace->store, &SQL_DOUBLE_PAIR_OF, values, G_N_ELEMENTS(values),
                     collect_pair, out_pair, error);
}

gboolean
double_pair_set(const Workspace *workspace, const char *about, TkId one, TkId other,
                const char *state, DoublePair **out_pair, GError **error)
{
    g_autoptr(DoublePair) pair = NULL;

    if (!double_pair_find(workspace, about, one, other, &pair, error))
        return FALSE;
    if (pair == NULL) {
        pair = double_pair_new();
        pair->id = store_new_id(workspace->store);
        g_free(pair->about);
        pair->about = g_strdup(about);
        pair->one_id = MIN(one, other);
        pair->other_id = MAX(one, other);
        pair->created_at = workspace_now(workspace);
    }
    g_free(pair->state);
    pair->state = g_strdup(state);
    pair->answered_at = workspace_now(workspace);
    if (!double_pair_put(workspace->store, pair, NULL, error))
        return FALSE;
    if (out_pair != NULL)
        *out_pair = g_steal_pointer(&pair);
    return TRUE;
}

static gboolean
index_again(const Workspace *workspace, const char *about, TkId id, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(id) };
    g_autoptr(TkJson) row = NULL;

    if (!store_row_load(workspace->store, join_table(about), id, &row, error))
        return FALSE;
    if (row == NULL)
        return search_forget(workspace->store, search_kind_of(about), id, error) &&
               store_run(workspace->store, &SQL_DOUBLE_WORDS_FORGET, values, G_N_ELEMENTS(values),
                         NULL, NULL, error);
    if (g_str_equal(about, "person")) {
        g_autoptr(Person) person = person_load(workspace->store, id, error);

        return person != NULL && person_index(workspace, person, -1, error) &&
               person_index_things(workspace, id, error);
    }
    g_autoptr(Organisation) organisation = organisation_load(workspace->store, id, error);

    return organisation != NULL && organisation_index(workspace, organisation, error);
}

/* Those of an organisation are found by its name. */
static gboolean
index_members(const Workspace *workspace, TkId organisation, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(organisation) };
    g_autoptr(GPtrArray) people = person_array_new();

    if (!store_run(workspace->store, &SQL_PERSON_OF_ORGANISATION, values, G_N_ELEMENTS(values),
                   person_collect, people, error))
        return FALSE;
    for (guint at = 0; at < people->len; at++)
        if (!person_index(workspace, g_ptr_array_index(people, at), -1, error))
            return FALSE;
    return TRUE;
}

gboolean
records_renew(const Workspace *workspace, const char *about, const TkId *ids, unsigned count,
              GError **error)
{
    gboolean of_people = g_str_equal(about, "person");
    gboolean of_me = FALSE;
    TkId me = 0;

    if (of_people && !person_find_me(workspace, &me, error))
        return FALSE;
    for (unsigned at = 0; at < count; at++)
        of_me |= me != 0 && ids[at] == me;
    /* With what happened to the user's own record every tie of theirs may be another. */
    if (of_me)
        return ties_rebuild(workspace, error);
    if (of_people && !ties_again(workspace, ids, count, error))
        return FALSE;
    for (unsigned at = 0; at < count; at++)
        if (!index_again(workspace, about, ids[at], error) ||
            (!of_people && !index_members(workspace, ids[at], error)))
            return FALSE;
    return TRUE;
}
