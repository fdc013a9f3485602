/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/find-path.h"

#include "actions/path-surroundings.h"
#include "actions/views.h"

#include <string.h>

static TkJson *
facts_json(const char *facts)
{
    TkJson *parsed = tk_json_parse(facts, strlen(facts), NULL);

    return parsed != NULL ? parsed : json_object();
}

TkJson *
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
    g_auto(WorkspaceLook) look = { 0 };
    g_auto(Surroundings) around = { 0 };

    if (!workspace_look(workspace, &look, error) || !surroundings_init(&around, workspace, error) ||
        !surroundings_find(&around, person, error))
        return NULL;
    g_autoptr(GPtrArray) paths = surroundings_rank(&around, person, error);

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
