/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * list-today-test.c - one list in the method's order, page by page, each row done or put off.
 */
#include "actions/list-today.h"

#include "actions/due-keeper.h"
#include "actions/journal.h"
#include "actions/messages.h"
#include "actions/open-meeting.h"
#include "actions/test-workspace.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "base/tk-text.h"
#include "domain/due.h"
#include "store/tables.h"

/* One open row of each act, in an order that is not the list's, due `days` from today. */
static void
put_rows(TestDesk *desk, unsigned of_each, int64_t days)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(StoreWork) work = store_begin(desk->workspace->store, "cli", "test", "", &error);
    unsigned acts = 0;

    while (today_act_table[acts].act != NULL)
        acts++;
    for (unsigned at = 0; at < acts * of_each; at++) {
        const TodayAct *act = &today_act_table[(at * 7) % acts];
        Due *due = due_new();

        tk_text_set(&due->act, act->act);
        due->rank = act->rank;
        /* What is met today is due today and no other day. */
        due->due_day = workspace_today(desk->workspace) + days -
                       (g_str_equal(act->act, "meet_today") ? 0 : (int64_t) (at % 3));
        tk_text_set(&due->state, "open");
        due->person_id = 1;
        tk_text_set(&due->person_name, "Kari Holm");
        tk_text_set(&due->reason, "a-reason");
        tk_text_set(&due->evidence, "{}");
        tk_text_set(&due->about, "person");
        due->about_id = 1;
        g_assert_true(due_add(desk->workspace, due, &error));
    }
    g_assert_true(store_commit(g_steal_pointer(&work), &error));
}

static TkJson *
list(TestDesk *desk, const char *after, unsigned limit)
{
    g_autoptr(GError) error = NULL;
    TkJson *answer = list_today(desk->workspace, 0, after, limit, &error);

    g_assert_no_error(error);
    return answer;
}

static void
test_rows_stand_in_the_methods_order(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);

    put_rows(desk, 3, 0);
    g_autoptr(TkJson) answer = list(desk, NULL, 0);
    const TkJson *rows = json_object_get(answer, "rows");

    for (size_t at = 1; at < json_array_size(rows); at++) {
        const TkJson *one = json_array_get(rows, at - 1), *other = json_array_get(rows, at);
        int64_t rank = today_rank(test_text(one, "act"));
        int64_t next = today_rank(test_text(other, "act"));

        g_assert_cmpint(rank, <=, next);
        if (rank == next)
            g_assert_cmpstr(test_text(one, "due"), <=, test_text(other, "due"));
    }
}

static void
test_pages_make_the_whole(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);

    put_rows(desk, 4, 0);
    g_autoptr(TkJson) whole = list(desk, NULL, 0);

    for (unsigned limit = 1; limit < 30; limit += 4) {
        g_autoptr(TkJson) rows = json_array();
        g_autofree char *next = NULL;

        do {
            g_autoptr(TkJson) page = list(desk, next, limit);

            g_assert_cmpuint(json_array_size(json_object_get(page, "rows")), <=, limit);
            json_array_extend(rows, json_object_get(page, "rows"));
            g_free(next);
            next = g_strdup(json_string_value(json_object_get(page, "next")));
        } while (next != NULL);
        g_assert_true(json_equal(rows, json_object_get(whole, "rows")));
    }
}

static void
test_what_is_not_due_yet_is_not_on_it(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);

    put_rows(desk, 1, 5);
    g_autoptr(TkJson) now = list(desk, NULL, 0);
    g_autoptr(TkJson) then =
        list_today(desk->workspace, workspace_today(desk->workspace) + 5, NULL, 0, NULL);

    g_assert_cmpuint(json_array_size(json_object_get(now, "rows")), ==, 0);
    g_assert_cmpuint(json_array_size(json_object_get(then, "rows")), >, 10);
}

static void
test_done_leaves_the_list_and_is_counted_today(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) again = NULL;

    put_rows(desk, 1, 0);
    TkId row = test_desk_row(desk, "review");
    g_autoptr(TkJson) before = list(desk, NULL, 0);
    g_autoptr(TkJson) done = mark_done(desk->workspace, row, NULL);
    g_autoptr(TkJson) after = list(desk, NULL, 0);

    g_assert_cmpuint(json_array_size(json_object_get(after, "rows")) + 1, ==,
                     json_array_size(json_object_get(before, "rows")));
    g_assert_cmpint(json_integer_value(json_object_get(after, "done")), ==, 1);
    g_assert_null(mark_done(desk->workspace, row, &again));
    test_refused(again, TK_ERROR_CONFLICT, "due-not-open");
    g_autoptr(TkJson) undone = undo_deed(desk->workspace, 0, NULL);
    g_autoptr(TkJson) back = list(desk, NULL, 0);

    g_assert_true(json_equal(json_object_get(back, "rows"), json_object_get(before, "rows")));
    test_desk_go_to(desk, "2026-03-03");
    g_autoptr(TkJson) tomorrow = list(desk, NULL, 0);

    g_assert_cmpint(json_integer_value(json_object_get(tomorrow, "done")), ==, 0);
}

static void
test_later_comes_up_on_its_day(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) today = NULL;
    TkDay day = workspace_today(desk->workspace);

    put_rows(desk, 1, 0);
    TkId row = test_desk_row(desk, "review");

    g_assert_null(put_off(desk->workspace, row, day, &today));
    test_refused(today, TK_ERROR_INVALID, "later-not-later");
    g_autoptr(TkJson) later = put_off(desk->workspace, row, day + 3, NULL);

    for (TkDay ahead = 0; ahead <= 3; ahead++) {
        g_autoptr(TkJson) answer = list_today(desk->workspace, day + ahead, NULL, 0, NULL);
        const TkJson *rows = json_object_get(answer, "rows");
        const TkJson *last = json_array_get(rows, json_array_size(rows) - 1);

        g_assert_cmpint(g_str_equal(test_text(last, "act"), "review"), ==, ahead == 3);
    }
}

static void
place_meeting(TestDesk *desk, const char *day_text)
{
    const Workspace *workspace = desk->workspace;
    g_autoptr(GError) error = NULL;
    g_autoptr(StoreWork) work = NULL;
    g_autoptr(Meeting) meeting = NULL;
    TkId person = test_desk_person(desk, "Kari Holm", "kari@x.example", NULL);
    TkId message = test_desk_send(desk, person);
    g_autoptr(TkJson) yes = record_answer(workspace, message, "yes", 0, &error);
    TkDay day = 0;

    g_assert_no_error(error);
    g_assert_true(tk_day_from_text(day_text, &day));
    work = store_begin(workspace->store, "cli", "place", "", &error);
    g_assert_true(open_meeting_find(workspace, person, &meeting, &error));
    meeting->starts_at = tk_day_instant(day, 14 * 60, "Europe/Oslo");
    g_assert_true(meeting_go(meeting, "placed", workspace_now(workspace), &error));
    g_assert_true(meeting_keep(workspace, meeting, &error));
    g_assert_true(store_commit(g_steal_pointer(&work), &error));
}

/* Nothing but days pass: the list asks for what each of them is for. */
static void
test_a_placed_meeting_comes_up_as_its_days_come(TestPlace *place)
{
    static const struct {
        const char *day, *rows;
    } days[] = {
        { "2026-03-10", "" },
        { "2026-03-13", "prepare Kari Holm\n" },
        { "2026-03-15", "prepare Kari Holm\n" },
        { "2026-03-16", "meet_today Kari Holm\n" },
        { "2026-03-17", "debrief Kari Holm\n" },
        { "2026-03-30", "debrief Kari Holm\n" },
    };
    g_autoptr(TestDesk) desk = test_desk_new(place);

    place_meeting(desk, "2026-03-16");
    for (size_t at = 0; at < G_N_ELEMENTS(days); at++) {
        test_desk_go_to(desk, days[at].day);
        g_autofree char *rows = test_desk_today(desk);

        g_test_message("%s", days[at].day);
        g_assert_cmpstr(rows, ==, days[at].rows);
    }
}

/* A6: what is ticked off is kept. */
static void
test_a_promise_that_is_done_is_kept(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId person = test_desk_person(desk, "Kari Holm", NULL, NULL);
    g_autoptr(StoreWork) work = store_begin(desk->workspace->store, "cli", "test", "", &error);
    const Note note = { .id = store_new_id(desk->workspace->store),
                        .person_id = person,
                        .kind = (char *) "promise_mine",
                        .text = (char *) "sende tallene",
                        .openness = (char *) "open",
                        .source = (char *) "hand" };

    g_assert_true(note_insert(desk->workspace->store, &note, &error));
    g_assert_true(due_add(desk->workspace,
                          due_for_promise(&note, "Kari Holm", 0, workspace_today(desk->workspace)),
                          &error));
    g_assert_true(store_commit(g_steal_pointer(&work), &error));
    g_autoptr(TkJson) done =
        mark_done(desk->workspace, test_desk_row(desk, "keep_promise"), &error);
    g_autoptr(Note) kept = note_load(desk->workspace->store, note.id, &error);

    g_assert_no_error(error);
    g_assert_cmpint(kept->done_at, ==, workspace_now(desk->workspace));
}

static void
test_a_malformed_cursor_is_an_error(TestPlace *place)
{
    static const char *const cursors[] = {
        "x",  "1.2", "1.2026-02-31.AAAAAAAAAAAAA", "-1.2026-02-01.AAAAAAAAAAAAA", "1.2026-02-01.",
        "..."
    };
    g_autoptr(TestDesk) desk = test_desk_new(place);

    for (size_t at = 0; at < G_N_ELEMENTS(cursors); at++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(list_today(desk->workspace, 0, cursors[at], 5, &error));
        test_refused(error, TK_ERROR_INVALID, "cursor-malformed");
    }
}

static void
test_an_empty_list_is_a_good_day(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) answer = list(desk, NULL, 0);

    g_assert_cmpuint(json_array_size(json_object_get(answer, "rows")), ==, 0);
    g_assert_true(json_is_null(json_object_get(answer, "next")));
    g_assert_cmpstr(test_text(answer, "day"), ==, "2026-03-02");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/today/rows-stand-in-the-methods-order", test_rows_stand_in_the_methods_order);
    test_store_each("/today/pages-make-the-whole", test_pages_make_the_whole);
    test_store_each("/today/what-is-not-due-yet-is-not-on-it",
                    test_what_is_not_due_yet_is_not_on_it);
    test_store_each("/today/done-leaves-the-list-and-is-counted-today",
                    test_done_leaves_the_list_and_is_counted_today);
    test_store_each("/today/later-comes-up-on-its-day", test_later_comes_up_on_its_day);
    test_store_each("/today/A1/a-placed-meeting-comes-up-as-its-days-come",
                    test_a_placed_meeting_comes_up_as_its_days_come);
    test_store_each("/today/A6/a-promise-that-is-done-is-kept",
                    test_a_promise_that_is_done_is_kept);
    test_store_each("/today/a-malformed-cursor-is-an-error", test_a_malformed_cursor_is_an_error);
    test_store_each("/today/an-empty-list-is-a-good-day", test_an_empty_list_is_a_good_day);
    return g_test_run();
}
