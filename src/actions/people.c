/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/people.h"

#include "actions/people-view.h"
#include "actions/views.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "base/tk-text.h"
#include "store/queries.h"
#include "store/search.h"
#include "store/tables.h"

#include <string.h>

#define NAMED_MOST 5 /* namesakes that a refusal lists */

/* The person of a row that also has a tie's columns; what is borrowed lives as long as the row. */
static void
append_tied_person(const PeopleView *view, const DbRow *row, TkId person, const Tie *tie,
                   TkJson *rows)
{
    const Person shown = {
        .id = person,
        .name = (char *) db_row_text(row, "person_name"),
        .title = (char *) db_row_text(row, "person_title"),
        .organisation_name = (char *) db_row_text(row, "person_organisation"),
    };

    json_array_append_new(rows, people_view_row(view, &shown, tie));
}

/* Where a list of people goes on: behind the last one shown. */
typedef struct {
    int64_t standing;
    TkId person;
} ListCursor;

static gboolean
read_cursor(const char *after, ListCursor *out, GError **error)
{
    g_auto(GStrv) parts = after != NULL ? g_strsplit(after, ".", 3) : NULL;

    *out = (ListCursor) { G_MAXINT64, G_MAXINT64 };
    if (after == NULL || *after == '\0')
        return TRUE;
    if (g_strv_length(parts) != 2 || !tk_id_from_text(parts[1], &out->person) ||
        !g_ascii_string_to_signed(parts[0], 10, 0, G_MAXINT64, &out->standing, NULL))
        return tk_fail(error, TK_ERROR_INVALID, "cursor-malformed", after);
    return TRUE;
}

/* A page of people, best tie first: `more` where a row stands behind the last one shown. */
typedef struct {
    const PeopleView *view;
    TkJson *rows;
    unsigned most;
    gboolean more;
    int64_t standing; /* of the last one shown */
    TkId person;
} TiedPage;

static gboolean
append_tied_row(const DbRow *row, gpointer data, GError **error)
{
    TiedPage *page = data;

    (void) error;
    if (json_array_size(page->rows) == page->most) {
        page->more = TRUE;
        return TRUE;
    }
    g_autoptr(Tie) tie = tie_from_row(row);

    page->standing = tie->standing;
    page->person = tie->to_person_id;
    append_tied_person(page->view, row, tie->to_person_id, tie, page->rows);
    return TRUE;
}

/* Up to `most` rows out of the ties; one more than that sets the cursor of the next page. */
static gboolean
append_tied(const PeopleView *view, const ListCursor *cursor, unsigned most, TkJson *rows,
            char **out_next, GError **error)
{
    TiedPage page = { .view = view, .rows = rows, .most = most };
    const DbValue values[] = { DB_VALUE_NUMBER(view->me), DB_VALUE_NUMBER(cursor->standing),
                               DB_VALUE_NUMBER(cursor->person),
                               DB_VALUE_NUMBER((int64_t) most + 1) };

    if (!store_run(view->workspace->store, &SQL_PERSON_BY_STRONGEST_TIE, values,
                   G_N_ELEMENTS(values), append_tied_row, &page, error))
        return FALSE;
    if (page.more) {
        g_autofree char *id = tk_id_to_text(page.person);

        *out_next = g_strdup_printf("%" G_GINT64_FORMAT ".%s", page.standing, id);
    }
    return TRUE;
}

TkJson *
list_people(const Workspace *workspace, const char *after, unsigned limit, GError **error)
{
    unsigned most = limit == 0 || limit > TK_LIMIT_PAGE ? TK_LIMIT_PAGE : limit;
    g_auto(WorkspaceLook) look = { 0 };
    g_autoptr(TkJson) rows = json_array();
    g_autofree char *next = NULL;
    ListCursor cursor;
    PeopleView view;

    if (!workspace_look(workspace, &look, error) || !people_view_begin(&view, workspace, error) ||
        !read_cursor(after, &cursor, error) ||
        !append_tied(&view, &cursor, most, rows, &next, error))
        return NULL;
    TkJson *answer = json_object();

    tk_json_set_take(answer, "rows", g_steal_pointer(&rows));
    tk_json_set_take(answer, "next", next != NULL ? json_string(next) : json_null());
    return answer;
}

static gboolean
take_person_id(const DbRow *row, gpointer data, GError **error)
{
    TkId id = db_row_number(row, "person_id");

    (void) error;
    g_array_append_val((GArray *) data, id);
    return TRUE;
}

static gboolean
find_by_address(const Workspace *workspace, const char *kind, const char *folded, GArray *out_ids,
                GError **error)
{
    const DbValue values[] = { DB_VALUE_TEXT(kind), DB_VALUE_TEXT(folded) };

    return *folded == '\0' || store_run(workspace->store, &SQL_PERSON_ID_BY_ADDRESS, values,
                                        G_N_ELEMENTS(values), take_person_id, out_ids, error);
}

/* "Kari Holm (Nordvarme AS), Kari Holmberg (Fjordkraft)" */
static gboolean
refuse_ambiguous(const Workspace *workspace, const GArray *ids, GError **error)
{
    g_autoptr(GString) names = g_string_new(NULL);

    for (guint at = 0; at < MIN(ids->len, NAMED_MOST); at++) {
        g_autoptr(Person) person =
            person_load(workspace->store, g_array_index(ids, TkId, at), NULL);
        g_autofree char *id = tk_id_to_text(g_array_index(ids, TkId, at));

        if (person == NULL)
            continue;
        g_string_append_printf(names, "%s%s (%s%s%s)", names->len > 0 ? "; " : "", person->name,
                               person->organisation_name,
                               *person->organisation_name != '\0' ? ", " : "", id);
    }
    return tk_fail(error, TK_ERROR_AMBIGUOUS, "person-ambiguous", names->str);
}

/* The words as a search: good when it finds one person only. */
static gboolean
find_by_search(const Workspace *workspace, const char *words, GArray *out_ids, GError **error)
{
    g_autoptr(GArray) hits = search_find(workspace->store, words, "person", 2 * NAMED_MOST, error);

    if (hits == NULL)
        return FALSE;
    for (guint at = 0; at < hits->len; at++) {
        const SearchHit *hit = &g_array_index(hits, SearchHit, at);

        if (hit->kind == SEARCH_PERSON)
            g_array_append_val(out_ids, hit->id);
    }
    return TRUE;
}

gboolean
find_person(const Workspace *workspace, const char *words, TkId *out_person, GError **error)
{
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(TkId));
    g_autofree char *name = tk_text_fold(words);
    g_autofree char *email = tk_address_fold("email", words);
    TkId id = 0;

    if (tk_id_from_text(words, &id)) {
        g_autoptr(Person) person = person_load(workspace->store, id, NULL);

        if (person != NULL) {
            *out_person = id;
            return TRUE;
        }
    }
    if (!find_by_address(workspace, "name", name, ids, error) ||
        (ids->len == 0 && !find_by_address(workspace, "email", email, ids, error)) ||
        (ids->len == 0 && *name != '\0' && !find_by_search(workspace, words, ids, error)))
        return FALSE;
    if (ids->len == 0)
        return tk_fail(error, TK_ERROR_NOT_FOUND, "no-such-person", words);
    if (ids->len > 1)
        return refuse_ambiguous(workspace, ids, error);
    *out_person = g_array_index(ids, TkId, 0);
    return TRUE;
}
