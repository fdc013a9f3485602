/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * search-people.c - one field for people, organisations, meetings, notes and messages.
 */
#include "actions/people.h"
#include "actions/search-look.h"
#include "base/tk-limits.h"

#define OTHERS_MOST 5 /* of each kind beside the people, where none is asked for by in: */

static gboolean
find_kinds(const SearchLook *look, unsigned limit, GArray *hits, GError **error)
{
    for (SearchKind kind = SEARCH_PERSON; kind < SEARCH_KIND_END; kind++) {
        unsigned most =
            kind == SEARCH_PERSON || look->wish->kinds != 0 ? limit : MIN(limit, OTHERS_MOST);

        if (search_wish_wants(look->wish, search_kind_name(kind)) &&
            !search_look_find(look, kind, most, hits, error))
            return FALSE;
    }
    return TRUE;
}

TkJson *
search_people(const Workspace *workspace, const char *typed, unsigned limit, GError **error)
{
    unsigned most = limit == 0 || limit > TK_LIMIT_PAGE ? TK_LIMIT_PAGE : limit;
    g_auto(WorkspaceLook) moment = { 0 };
    g_autoptr(SearchLook) look = NULL;
    g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(SearchHit));
    g_autoptr(TkJson) rows = json_array();

    if (!workspace_look(workspace, &moment, error))
        return NULL;
    look = search_look_new(workspace, typed, error);
    if (look == NULL)
        return NULL;
    if (!search_wish_is_empty(look->wish) && !find_kinds(look, most, hits, error))
        return NULL;
    if (hits->len == 0 && look->wish->words->len > 0 &&
        (!search_look_forgive(look, error) || !find_kinds(look, most, hits, error)))
        return NULL;
    for (guint at = 0; at < hits->len; at++)
        if (!search_row_append(look, &g_array_index(hits, SearchHit, at), rows, error))
            return NULL;
    TkJson *answer = json_object();

    json_object_set_new(answer, "nearly",
                        json_boolean(look->how == SEARCH_NEAR && json_array_size(rows) > 0));
    tk_json_set_take(answer, "rows", g_steal_pointer(&rows));
    json_object_set_new(answer, "next", json_null());
    return answer;
}
