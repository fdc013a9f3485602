/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/list-today.h"

#include "actions/touches-today.h"
#include "actions/workspace-private.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "base/tk-text.h"
#include "domain/milestone.h"
#include "domain/today.h"
#include "store/queries.h"
#include "store/tables.h"

#include <string.h>

/* Where a page ended: the last row that was shown. */
typedef struct {
    int64_t rank, day;
    TkId id;
} Cursor;

static gboolean
read_cursor(const char *text, Cursor *out, GError **error)
{
    g_auto(GStrv) parts = text != NULL ? g_strsplit(text, ".", 4) : NULL;

    *out = (Cursor) { -1, -1, 0 };
    if (text == NULL || *text == '\0')
        return TRUE;
    if (g_strv_length(parts) != 3 ||
        !g_ascii_string_to_signed(parts[0], 10, 0, G_MAXINT64, &out->rank, NULL) ||
        !tk_day_from_text(parts[1], &out->day) || !tk_id_from_text(parts[2], &out->id))
        return tk_fail(error, TK_ERROR_INVALID, "cursor-malformed", text);
    return TRUE;
}

static char *
write_cursor(const Due *due)
{
    g_autofree char *day = tk_day_to_text(due->due_day);
    g_autofree char *id = tk_id_to_text(due->id);

    return g_strdup_printf("%" G_GINT64_FORMAT ".%s.%s", due->rank, day, id);
}

static TkJson *
reference(const char *kind_key, const char *kind, const char *name_key, const char *name, TkId id)
{
    TkJson *answer = id != 0 ? json_object() : json_null();

    if (id == 0)
        return answer;
    if (kind != NULL)
        tk_json_set_text(answer, kind_key, kind);
    tk_json_set_id(answer, "id", id);
    if (name != NULL)
        tk_json_set_text(answer, name_key, name);
    return answer;
}

static TkJson *
row_json(const Due *due)
{
    g_autofree char *day = tk_day_to_text(due->due_day);
    g_autoptr(TkJson) facts = tk_json_parse(due->evidence, strlen(due->evidence), NULL);
    TkJson *row = json_object();

    tk_json_set_id(row, "id", due->id);
    tk_json_set_text(row, "act", due->act);
    tk_json_set_text(row, "due", day);
    tk_json_set_take(row, "person",
                     reference(NULL, NULL, "name", due->person_name, due->person_id));
    tk_json_set_text(row, "reason", due->reason);
    tk_json_set_take(row, "facts", facts != NULL ? g_steal_pointer(&facts) : json_object());
    tk_json_set_take(row, "about", reference("kind", due->about, NULL, NULL, due->about_id));
    tk_json_set_text(row, "state", due->state);
    return row;
}

/* What passes unless it is done: a meeting is met on its day, and prepared before it. */
static TkDay
oldest_of(const TodayAct *act, TkDay until)
{
    if (g_str_equal(act->act, "meet_today"))
        return until;
    return g_str_equal(act->act, "prepare") ? until - 2 : TK_DAY_LEAST;
}

/* Rows of one act up to `limit` in all. */
static gboolean
collect_act(const Workspace *workspace, const TodayAct *act, TkDay until, const Cursor *cursor,
            unsigned limit, GPtrArray *rows, GError **error)
{
    gboolean goes_on = act->rank == cursor->rank;
    const DbValue values[] = {
        DB_VALUE_NUMBER(act->rank),
        DB_VALUE_NUMBER(until),
        DB_VALUE_NUMBER(goes_on ? cursor->day : oldest_of(act, until)),
        DB_VALUE_NUMBER(goes_on ? cursor->id : 0),
        DB_VALUE_NUMBER((int64_t) limit - rows->len),
    };

    return store_run(workspace->store, &SQL_DUE_OPEN_PAGE, values, G_N_ELEMENTS(values),
                     due_collect, rows, error);
}

static gboolean
take_done(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    *(int64_t *) data = db_row_number(row, "done");
    return TRUE;
}

static gboolean
count_done(const Workspace *workspace, int64_t *out_done, GError **error)
{
    int64_t since = tk_day_instant(workspace_today(workspace), 0, workspace_zone(workspace));
    const DbValue values[] = { DB_VALUE_NUMBER(since) };

    *out_done = 0;
    return store_run(workspace->store, &SQL_DUE_DONE_SINCE, values, G_N_ELEMENTS(values), take_done,
                     out_done, error);
}

/* Who is due for a sign of life comes with the first look of the day. While another door writes,
 * the list is shown as it stands. */
static gboolean
bring_up_to_date(const Workspace *workspace, TkDay until, const char *after, GError **error)
{
    g_autoptr(GError) failure = NULL;

    if (until != workspace_today(workspace) || (after != NULL && *after != '\0') ||
        touches_come_today(workspace, &failure) ||
        g_error_matches(failure, TK_ERROR, TK_ERROR_UNAVAILABLE))
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&failure));
    return FALSE;
}

TkJson *
list_today(const Workspace *workspace, TkDay day, const char *after, unsigned limit, GError **error)
{
    TkDay until = day != 0 ? day : workspace_today(workspace);
    unsigned most = limit == 0 || limit > TK_LIMIT_PAGE ? TK_LIMIT_PAGE : limit;
    g_autoptr(GPtrArray) rows = due_array_new();
    g_autofree char *day_text = tk_day_to_text(until);
    g_autofree char *next = NULL;
    g_auto(WorkspaceLook) look = { 0 };
    int64_t done = 0;
    Cursor cursor;

    if (!read_cursor(after, &cursor, error) || !bring_up_to_date(workspace, until, after, error) ||
        !workspace_look(workspace, &look, error) || !count_done(workspace, &done, error))
        return NULL;
    /* One row more than asked for tells whether there is a next page. */
    for (const TodayAct *act = today_act_table; act->act != NULL && rows->len <= most; act++)
        if (act->rank >= cursor.rank &&
            !collect_act(workspace, act, until, &cursor, most + 1, rows, error))
            return NULL;

    TkJson *list = json_array();

    for (guint at = 0; at < MIN(rows->len, most); at++)
        json_array_append_new(list, row_json(g_ptr_array_index(rows, at)));
    if (rows->len > most)
        next = write_cursor(g_ptr_array_index(rows, most - 1));
    TkJson *answer = json_object();

    tk_json_set_text(answer, "day", day_text);
    tk_json_set_take(answer, "rows", list);
    tk_json_set_take(answer, "next", next != NULL ? json_string(next) : json_null());
    tk_json_set_number(answer, "done", done);
    return answer;
}

static Due *
load_open(const Workspace *workspace, TkId id, GError **error)
{
    g_autoptr(Due) due = due_load(workspace->store, id, error);

    if (due == NULL)
        return NULL;
    if (!g_str_equal(due->state, "open"))
        return tk_fail_null(error, TK_ERROR_CONFLICT, "due-not-open", due->person_name);
    return g_steal_pointer(&due);
}

/* P4: they have heard how it went. V4: they have heard what it is about now, and this is the
 * promise from here on. */
static gboolean
settle_introduction(const Workspace *workspace, const Due *due, GError **error)
{
    g_autoptr(Introduction) introduction =
        introduction_load(workspace->store, due->about_id, error);
    g_autoptr(Meeting) meeting = NULL;

    if (introduction == NULL)
        return FALSE;
    if (g_str_equal(due->act, "report_back")) {
        if (!introduction_go(introduction, "reported", workspace_now(workspace), error))
            return FALSE;
    } else if (introduction->meeting_id != 0) {
        meeting = meeting_load(workspace->store, introduction->meeting_id, error);
        if (meeting == NULL)
            return FALSE;
        tk_text_set(&introduction->purpose_told, meeting->purpose);
    }
    return introduction_put(workspace->store, introduction, NULL, error);
}

/* A6: a promise is kept, and good news were answered. */
static gboolean
settle_note(const Workspace *workspace, const Due *due, GError **error)
{
    g_autoptr(Note) note = note_load(workspace->store, due->about_id, error);

    if (note == NULL)
        return FALSE;
    note->done_at = workspace_now(workspace);
    return note_put(workspace->store, note, NULL, error);
}

/* L2: they have heard from me. */
static gboolean
settle_milestone(const Workspace *workspace, const Due *due, GError **error)
{
    g_autoptr(Milestone) milestone = milestone_load(workspace->store, due->about_id, error);

    if (milestone == NULL)
        return FALSE;
    tk_text_set(&milestone->state, "done");
    milestone->ended_at = workspace_now(workspace);
    return milestone_put(workspace->store, milestone, NULL, error);
}

/* What "done" says of the thing behind the row. Rows about meetings and messages end with the acts
 * that they ask for; ticked off by hand they only leave the list. */
static gboolean
settle(const Workspace *workspace, const Due *due, GError **error)
{
    if (!g_str_equal(due->state, "done"))
        return TRUE;
    if (g_str_equal(due->about, "introduction"))
        return settle_introduction(workspace, due, error);
    if (g_str_equal(due->about, "milestone"))
        return settle_milestone(workspace, due, error);
    return !g_str_equal(due->about, "note") || settle_note(workspace, due, error);
}

static TkJson *
keep_due(const Workspace *workspace, const char *deed, Due *due, GError **error)
{
    g_autoptr(StoreWork) work =
        store_begin(workspace->store, workspace->door, deed, due->person_name, error);

    if (work == NULL || !due_put(workspace->store, due, NULL, error) ||
        !settle(workspace, due, error))
        return NULL;
    TkId entry = store_work_entry(work);

    if (!store_commit(g_steal_pointer(&work), error))
        return NULL;
    TkJson *answer = json_object();

    tk_json_set_id(answer, "undo", entry);
    return answer;
}

TkJson *
mark_done(const Workspace *workspace, TkId id, GError **error)
{
    g_autoptr(Due) due = load_open(workspace, id, error);

    if (due == NULL)
        return NULL;
    tk_text_set(&due->state, "done");
    due->ended_at = workspace_now(workspace);
    return keep_due(workspace, "done", due, error);
}

TkJson *
put_off(const Workspace *workspace, TkId id, TkDay until, GError **error)
{
    g_autoptr(Due) due = load_open(workspace, id, error);

    if (due == NULL)
        return NULL;
    if (until <= workspace_today(workspace)) {
        g_autofree char *text = tk_day_to_text(until);

        return tk_fail_null(error, TK_ERROR_INVALID, "later-not-later", text);
    }
    due->due_day = until;
    return keep_due(workspace, "later", due, error);
}
