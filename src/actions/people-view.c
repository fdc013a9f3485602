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
