/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/people-view.h"

#include "actions/own-person.h"
#include "actions/views.h"
#include "store/queries.h"
#include "store/tables.h"

gboolean
people_view_begin(PeopleView *view, const Workspace *workspace, GError **error)
{
    view->workspace = workspace;
    view->now = workspace_now(workspace);
    workspace_limits(workspace, &view->limits);
    return person_find_me(workspace, &view->me, error);
}

gboolean
people_view_tie(const PeopleView *view, TkId person, Tie **out_tie, GError **error)
{
    g_autoptr(GPtrArray) found = tie_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(view->me), DB_VALUE_NUMBER(person) };

    *out_tie = NULL;
    if (view->me == 0)
        return TRUE;
    if (!store_run(view->workspace->store, &SQL_TIE_BY_PAIR, values, G_N_ELEMENTS(values),
                   tie_collect, found, error))
        return FALSE;
    if (found->len > 0 && !tie_is_bare(g_ptr_array_index(found, 0)))
        *out_tie = g_ptr_array_steal_index(found, 0);
    return TRUE;
}

TkJson *
people_view_row(const PeopleView *view, const Person *person, const Tie *tie)
{
    TkJson *row = json_object();

    tk_json_set_text(row, "about", "person");
    tk_json_set_id(row, "id", person->id);
    tk_json_set_text(row, "name", person->name);
    tk_json_set_text(row, "title", person->title);
    tk_json_set_text(row, "organisation", person->organisation_name);
    tk_json_set_text(row, "tie", tie_word(tie, view->now, &view->limits));
    json_object_set_new(row, "fading",
                        json_boolean(tie != NULL && tie_is_fading(tie, view->now, &view->limits)));
    tk_json_set_take(row, "last", view_instant(tie != NULL ? tie->last_at : 0));
    return row;
}

gboolean
people_view_addresses(const PeopleView *view, TkId person, TkJson *answer, GError **error)
{
    g_autoptr(GPtrArray) addresses = person_address_array_new();
    const DbValue values[] = { DB_VALUE_NUMBER(person) };

    if (!store_run(view->workspace->store, &SQL_PERSON_ADDRESS_OF_PERSON, values,
                   G_N_ELEMENTS(values), person_address_collect, addresses, error))
        return FALSE;
    TkJson *rows = json_array();

    for (guint at = 0; at < addresses->len; at++) {
        const PersonAddress *address = g_ptr_array_index(addresses, at);

        if (g_str_equal(address->kind, "uid") || g_str_equal(address->kind, "name"))
            continue;
        TkJson *row = json_object();

        tk_json_set_text(row, "kind", address->kind);
        tk_json_set_text(row, "value", address->value);
        tk_json_set_text(row, "label", address->label);
        json_array_append_new(rows, row);
    }
    tk_json_set_take(answer, "addresses", rows);
    return TRUE;
}

static gboolean
append_position(const DbRow *row, gpointer data, GError **error)
{
    TkJson *position = json_object();

    (void) error;
    tk_json_set_text(position, "kind", db_row_text(row, "kind"));
    tk_json_set_text(position, "title", db_row_text(row, "title"));
    tk_json_set_text(position, "organisation", db_row_text(row, "organisation_name"));
    tk_json_set_take(position, "from", view_day(db_row_number(row, "from_day")));
    tk_json_set_take(position, "until", view_day(db_row_number(row, "until_day")));
    tk_json_set_text(position, "source", db_row_text(row, "source"));
    json_array_append_new(data, position);
    return TRUE;
}

gboolean
people_view_positions(const PeopleView *view, TkId person, TkJson *answer, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(person) };
    TkJson *rows = json_array();

    tk_json_set_take(answer, "positions", rows);
    return store_run(view->workspace->store, &SQL_POSITION_OF_PERSON, values, G_N_ELEMENTS(values),
                     append_position, rows, error);
}
