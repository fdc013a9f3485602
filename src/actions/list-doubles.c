/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * list-doubles.c - the pairs that wait, both sides of each with what tells them apart.
 */
#include "actions/doubles.h"

#include "actions/find-doubles.h"
#include "actions/people-view.h"
#include "actions/views.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "domain/double-pair.h"
#include "store/queries.h"
#include "store/tables.h"

#include <string.h>

#define ROWS_USUAL 20

static gboolean
set_person(const PeopleView *view, TkId id, TkJson *side, GError **error)
{
    g_autoptr(Person) person = person_load(view->workspace->store, id, error);
    g_autoptr(Tie) tie = NULL;

    if (person == NULL || !people_view_tie(view, id, &tie, error) ||
        !people_view_addresses(view, id, side, error) ||
        !people_view_positions(view, id, side, error))
        return FALSE;
    tk_json_set_text(side, "name", person->name);
    tk_json_set_text(side, "title", person->title);
    tk_json_set_text(side, "organisation", person->organisation_name);
    tk_json_set_text(side, "place", person->place);
    tk_json_set_text(side, "country", person->country);
    tk_json_set_text(side, "source", person->source);
    tk_json_set_text(side, "tie", tie_word(tie, view->now, &view->limits));
    tk_json_set_take(side, "last", view_instant(tie != NULL ? tie->last_at : 0));
    json_object_set_new(side, "me", json_boolean(id == view->me));
    return TRUE;
}

static gboolean
append_member(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    json_array_append_new(data, json_string(db_row_text(row, "name")));
    return TRUE;
}

/* Of an organisation the people tell most. */
static gboolean
set_organisation(const PeopleView *view, TkId id, TkJson *side, GError **error)
{
    Store *store = view->workspace->store;
    const DbValue values[] = { DB_VALUE_NUMBER(id) };
    g_autoptr(Organisation) organisation = organisation_load(store, id, error);
    TkJson *members = json_array();

    tk_json_set_take(side, "members", members);
    if (organisation == NULL || !store_run(store, &SQL_DOUBLE_MEMBERS, values, G_N_ELEMENTS(values),
                                           append_member, members, error))
        return FALSE;
    tk_json_set_text(side, "name", organisation->name);
    tk_json_set_text(side, "field", organisation->field);
    tk_json_set_text(side, "place", organisation->place);
    tk_json_set_text(side, "country", organisation->country);
    return TRUE;
}

static TkJson *
side_json(const PeopleView *view, const char *about, TkId id, GError **error)
{
    g_autoptr(TkJson) side = json_object();

    tk_json_set_id(side, "id", id);
    if (g_str_equal(about, "person") ? !set_person(view, id, side, error)
                                     : !set_organisation(view, id, side, error))
        return NULL;
    return g_steal_pointer(&side);
}

static TkJson *
pair_json(const PeopleView *view, const DoublePair *pair, GError **error)
{
    g_autoptr(TkJson) one = side_json(view, pair->about, pair->one_id, error);
    g_autoptr(TkJson) other =
        one != NULL ? side_json(view, pair->about, pair->other_id, error) : NULL;
    g_autoptr(TkJson) reasons = tk_json_parse(pair->reasons, strlen(pair->reasons), NULL);
    TkJson *row;

    if (other == NULL)
        return NULL;
    row = json_object();
    tk_json_set_id(row, "id", pair->id);
    tk_json_set_text(row, "about", pair->about);
    tk_json_set_take(row, "one", g_steal_pointer(&one));
    tk_json_set_take(row, "other", g_steal_pointer(&other));
    json_object_set_new(row, "chance", json_real((double) pair->chance / DOUBLE_CHANCE_ONE));
    tk_json_set_take(row, "reasons", reasons != NULL ? g_steal_pointer(&reasons) : json_array());
    return row;
}

static gboolean
read_cursor(const char *after, int64_t *out_rank, TkId *out_id, GError **error)
{
    g_auto(GStrv) parts = after != NULL ? g_strsplit(after, ".", 3) : NULL;

    *out_rank = -1;
    *out_id = 0;
    if (after == NULL || *after == '\0')
        return TRUE;
    if (g_strv_length(parts) != 2 ||
        !g_ascii_string_to_signed(parts[0], 10, 0, G_MAXINT64, out_rank, NULL) ||
        !tk_id_from_text(parts[1], out_id))
        return tk_fail(error, TK_ERROR_INVALID, "cursor-malformed", after);
    return TRUE;
}

static char *
write_cursor(const DoublePair *pair)
{
    g_autofree char *id = tk_id_to_text(pair->id);

    return g_strdup_printf("%" G_GINT64_FORMAT ".%s", pair->rank, id);
}

TkJson *
list_doubles(const Workspace *workspace, const char *after, unsigned limit, GError **error)
{
    unsigned most = limit == 0 ? ROWS_USUAL : MIN(limit, TK_LIMIT_PAGE);
    g_autoptr(GPtrArray) pairs = double_pair_array_new();
    g_autoptr(TkJson) rows = json_array();
    g_autofree char *next = NULL;
    int64_t rank = 0, remaining = 0;
    TkId last = 0;
    PeopleView view;
    TkJson *answer;

    if (!people_view_begin(&view, workspace, error) || !read_cursor(after, &rank, &last, error) ||
        !doubles_count(workspace, &remaining, error))
        return NULL;
    const DbValue values[] = { DB_VALUE_NUMBER(rank), DB_VALUE_NUMBER(last),
                               DB_VALUE_NUMBER((int64_t) most + 1) };

    if (!store_run(workspace->store, &SQL_DOUBLE_PAIR_WAITING_PAGE, values, G_N_ELEMENTS(values),
                   double_pair_collect, pairs, error))
        return NULL;
    for (guint at = 0; at < MIN(pairs->len, most); at++) {
        TkJson *row = pair_json(&view, g_ptr_array_index(pairs, at), error);

        if (row == NULL)
            return NULL;
        json_array_append_new(rows, row);
    }
    if (pairs->len > most)
        next = write_cursor(g_ptr_array_index(pairs, most - 1));
    answer = json_object();
    tk_json_set_take(answer, "rows", g_steal_pointer(&rows));
    tk_json_set_take(answer, "next", next != NULL ? json_string(next) : json_null());
    tk_json_set_number(answer, "remaining", remaining);
    return answer;
}
