/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/touches-today.h"

#include "actions/due-keeper.h"
#include "actions/keep-in-touch.h"
#include "actions/own-person.h"
#include "actions/workspace-private.h"
#include "base/tk-day.h"
#include "base/tk-text.h"
#include "domain/due.h"
#include "store/mark-store.h"
#include "store/queries.h"
#include "store/tables.h"

#include <string.h>

#define ACT            "rhythm"
#define LOOKED_AT      40  /* of those for whom it is time, the closest first */
#define LONGEST_RHYTHM 365 /* days: who was ticked off before that may be due again */

/* What the list has of this act already. */
typedef struct {
    const Workspace *workspace;
    GPtrArray *rows; /* Due: open ones, and those that were ticked off within a year */
    unsigned standing, come_today;
    TkId me;
} Room;

static gboolean
is_open(const Due *due)
{
    return g_str_equal(due->state, "open");
}

static gboolean
tie_with(const Room *room, TkId person, GPtrArray *out_ties, GError **error)
{
    const DbValue pair[] = { DB_VALUE_NUMBER(room->me), DB_VALUE_NUMBER(person) };

    return store_run(room->workspace->store, &SQL_TIE_BY_PAIR, pair, G_N_ELEMENTS(pair),
                     tie_collect, out_ties, error);
}

/* The day of the last contact that a row was made from, 0 for none. */
static TkDay
last_day_of(const Due *due)
{
    g_autoptr(TkJson) facts = tk_json_parse(due->evidence, strlen(due->evidence), NULL);
    TkDay day = 0;

    return tk_day_from_text(tk_json_get_text(facts, "last_day", ""), &day) ? day : 0;
}

/* They have been in touch since the row came, or are on bad terms now (L6). */
static gboolean
is_past(const Room *room, const Due *due, gboolean *out_past, GError **error)
{
    g_autoptr(GPtrArray) ties = tie_array_new();
    g_autoptr(Person) person = NULL;

    *out_past = FALSE;
    if (!tie_with(room, due->person_id, ties, error))
        return FALSE;
    person = person_load(room->workspace->store, due->person_id, NULL);
    *out_past =
        person != NULL && (!g_str_equal(person->standing, "person") || person_is_strained(person));
    if (ties->len > 0) {
        const Tie *tie = g_ptr_array_index(ties, 0);

        *out_past |= tie->last_at != 0 && tk_day_of(tie->last_at, "") > last_day_of(due);
    }
    return TRUE;
}

static gboolean
drop_what_is_past(Room *room, GError **error)
{
    for (guint at = 0; at < room->rows->len; at++) {
        Due *due = g_ptr_array_index(room->rows, at);
        gboolean past = FALSE;

        if (!is_open(due))
            continue;
        if (!is_past(room, due, &past, error))
            return FALSE;
        if (!past)
            continue;
        tk_text_set(&due->state, "dropped");
        due->ended_at = workspace_now(room->workspace);
        if (!due_put(room->workspace->store, due, NULL, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
load_room(Room *room, GError **error)
{
    const Workspace *workspace = room->workspace;
    TkDay today = workspace_today(workspace);
    const char *zone = workspace_zone(workspace);
    const DbValue values[] = {
        DB_VALUE_NUMBER(today_rank(ACT)),
        DB_VALUE_NUMBER(tk_day_instant(today - LONGEST_RHYTHM, 0, zone)),
    };

    if (!person_find_me(workspace, &room->me, error) ||
        !store_run(workspace->store, &SQL_DUE_OF_ACT_SINCE, values, G_N_ELEMENTS(values),
                   due_collect, room->rows, error) ||
        !drop_what_is_past(room, error))
        return FALSE;
    for (guint at = 0; at < room->rows->len; at++) {
        const Due *due = g_ptr_array_index(room->rows, at);

        if (g_str_equal(due->state, "dropped"))
            continue;
        room->standing += is_open(due) && due->due_day <= today ? 1 : 0;
        room->come_today += due->created_at >= tk_day_instant(today, 0, zone) ? 1 : 0;
    }
    return TRUE;
}

/* TRUE where a row of theirs stands, waits until later, or was ticked off within their rhythm. */
static gboolean
was_said(const Room *room, TkId person, int64_t days)
{
    int64_t since =
        tk_day_instant(workspace_today(room->workspace) - days, 0, workspace_zone(room->workspace));

    for (guint at = 0; at < room->rows->len; at++) {
        const Due *due = g_ptr_array_index(room->rows, at);

        if (due->person_id == person && !g_str_equal(due->state, "dropped") &&
            (is_open(due) || due->ended_at >= since))
            return TRUE;
    }
    return FALSE;
}

static gboolean
add_row(const Room *room, TkId id, GError **error)
{
    g_autoptr(Person) person = person_load(room->workspace->store, id, error);
    g_autoptr(GPtrArray) ties = tie_array_new();

    if (person == NULL || !tie_with(room, id, ties, error))
        return FALSE;
    /* From today: how long it has been stands in the sentence, and nobody is late. */
    return due_add(room->workspace,
                   due_for_rhythm(person, ties->len > 0 ? g_ptr_array_index(ties, 0) : NULL,
                                  workspace_today(room->workspace)),
                   error);
}

/* Whom a draft is written to, or who has news, stands on the list with that. */
static gboolean
stands_otherwise(const TkJson *row)
{
    return !json_is_null(json_object_get(row, "message")) ||
           !json_is_null(json_object_get(row, "milestone"));
}

static gboolean
fill_room(Room *room, unsigned most, GError **error)
{
    g_autoptr(TkJson) list = NULL;
    unsigned held = MAX(room->standing, room->come_today);
    unsigned left = most > held ? most - held : 0;

    if (left == 0)
        return TRUE;
    list = list_touches(room->workspace, LOOKED_AT, error);
    if (list == NULL)
        return FALSE;
    const TkJson *rows = json_object_get(list, "rows");

    for (size_t at = 0; at < json_array_size(rows) && left > 0; at++) {
        const TkJson *row = json_array_get(rows, at);
        TkId person = 0;

        if (stands_otherwise(row) ||
            !tk_id_from_text(tk_json_get_text(json_object_get(row, "person"), "id", ""), &person) ||
            was_said(room, person, tk_json_get_number(row, "days", 0)))
            continue;
        if (!add_row(room, person, error))
            return FALSE;
        left--;
    }
    return TRUE;
}

/* FALSE in `out_wanted` where the list was brought up to date today. */
static gboolean
is_wanted(const Workspace *workspace, const char *today, gboolean *out_wanted, GError **error)
{
    g_autofree char *last = mark_store_get(workspace->store, STORE_MARK_TOUCHES, error);

    *out_wanted = g_strcmp0(last, today) != 0;
    return last != NULL;
}

gboolean
touches_come_today(const Workspace *workspace, GError **error)
{
    g_autofree char *today = tk_day_to_text(workspace_today(workspace));
    g_autoptr(StoreWork) work = NULL;
    g_autoptr(GPtrArray) rows = due_array_new();
    Room room = { .workspace = workspace, .rows = rows };
    gboolean wanted = FALSE;
    MethodLimits limits;

    if (!is_wanted(workspace, today, &wanted, error))
        return FALSE;
    if (!wanted)
        return TRUE;
    work = store_begin(workspace->store, "job", "plan-touches", "", error);
    /* Asked again: another door may have done it meanwhile. */
    if (work == NULL || !is_wanted(workspace, today, &wanted, error))
        return FALSE;
    if (!wanted)
        return TRUE;
    workspace_limits(workspace, &limits);
    store_work_forbid_undo(work);
    return load_room(&room, error) && fill_room(&room, limits.touches_most, error) &&
           mark_store_set(workspace->store, STORE_MARK_TOUCHES, today, error) &&
           store_commit(g_steal_pointer(&work), error);
}

gboolean
touches_look_again(const Workspace *workspace, GError **error)
{
    return mark_store_set(workspace->store, STORE_MARK_TOUCHES, "", error);
}
