/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * import-calendar-test.c - who met when, brought in out of a calendar: ties of what happened (P6).
 */
#include "actions/import-files.h"

#include "actions/journal.h"
#include "actions/people.h"
#include "actions/test-import.h"

#include <string.h>

/* The mails' owner is known from them; then the calendar. */
static TkJson *
import_calendar(TestDesk *desk)
{
    g_autofree char *cards = test_fixture("people.vcf");
    g_autofree char *calendar = test_fixture("calendar.ics");
    const char *const paths[] = { cards, calendar, NULL };

    return test_import(desk, paths);
}

static TkJson *
shown(TestDesk *desk, const char *words)
{
    g_autoptr(GError) error = NULL;
    TkId id = 0;
    TkJson *answer = NULL;

    g_assert_true(find_person(desk->workspace, words, &id, &error));
    answer = show_person(desk->workspace, id, &error);
    g_assert_no_error(error);
    return answer;
}

static int64_t
fact(const TkJson *answer, const char *name)
{
    return tk_json_get_number(json_object_get(json_object_get(answer, "tie"), "facts"), name, -1);
}

static void
test_a_meeting_makes_a_tie(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) report = import_calendar(desk);
    g_autoptr(TkJson) kari = shown(desk, "Kari Holm");
    g_autoptr(TkJson) siv = shown(desk, "Siv Ek");

    /* One lunch; the choir's six evenings but the one that was left out. */
    g_assert_cmpint(test_figure(report, "new", "interactions"), ==, 6);
    g_assert_cmpint(fact(kari, "meetings"), ==, 1);
    g_assert_cmpstr(test_text(kari, "tie.reason"), ==, "tie-met-once");
    g_assert_cmpint(fact(siv, "meetings"), ==, 5);
    g_assert_cmpstr(test_text(siv, "tie.reason"), ==, "tie-met");
    g_assert_cmpstr(test_text(siv, "tie.word"), !=, "none");
}

static void
test_who_declined_or_was_called_off_was_not_met(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) report = import_calendar(desk);
    g_autoptr(TkJson) ada = shown(desk, "Ada Berg");
    g_autoptr(TkJson) per = shown(desk, "Per Vik");
    const TkJson *left_out = json_object_get(report, "left_out");

    g_assert_cmpint(fact(ada, "meetings"), <=, 0);
    g_assert_cmpint(fact(per, "meetings"), <=, 0);
    g_assert_cmpuint(json_array_size(left_out), ==, 1);
    g_assert_cmpstr(test_text(json_array_get(left_out, 0), "reason"), ==, "event-without-start");
}

static void
test_a_meeting_is_in_once_however_often_it_is_brought(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    json_decref(import_calendar(desk));
    g_autofree char *before = test_people_text(desk);
    g_autoptr(TkJson) again = import_calendar(desk);
    g_autofree char *after = test_people_text(desk);

    g_assert_cmpint(test_figure(again, "new", "interactions"), ==, 0);
    g_assert_cmpint(test_figure(again, "same", "interactions"), ==, 6);
    g_assert_cmpstr(after, ==, before);
}

static void
test_meetings_brought_in_can_be_taken_back(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autofree char *cards = test_fixture("people.vcf");
    const char *const paths[] = { cards, NULL };

    json_decref(test_import(desk, paths));
    g_autofree char *before = test_people_text(desk);

    json_decref(import_calendar(desk));
    g_autoptr(TkJson) undone = undo_deed(desk->workspace, 0, NULL);
    g_autofree char *after = test_people_text(desk);

    g_assert_nonnull(undone);
    g_assert_cmpstr(after, ==, before);
}

/* What lies ahead has not happened; a week later it has. */
static void
test_a_later_import_adds_what_has_happened_since(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    json_decref(import_calendar(desk));
    test_desk_go_to(desk, "2026-03-16");
    g_autoptr(TkJson) second = import_calendar(desk);
    g_autoptr(TkJson) siv = shown(desk, "Siv Ek");

    g_assert_cmpint(test_figure(second, "new", "interactions"), ==, 2);
    g_assert_cmpint(fact(siv, "meetings"), ==, 7);
}

/* The owner is on every entry; a weekly one with the same two people says nothing of which. */
static void
test_whose_calendar_it_is_is_guessed(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GString) text = g_string_new("BEGIN:VCALENDAR\n");
    const char *const nobody[] = { "me.name=Ola Lie", NULL };

    for (unsigned i = 0; i < 6; i++)
        g_string_append_printf(text,
                               "BEGIN:VEVENT\nUID:%u\nDTSTART:2026020%uT080000Z\nRRULE:FREQ=DAILY;"
                               "COUNT=%u\nORGANIZER:mailto:ola@lie.example\n"
                               "ATTENDEE:mailto:p%u@x.example\nEND:VEVENT\n",
                               i, i + 1, i == 0 ? 20 : 2, i);
    g_string_append(text, "END:VCALENDAR\n");
    tk_settings_free(desk->settings);
    desk->settings = tk_settings_defaults(nobody);
    desk->workspace->settings = desk->settings;
    g_autofree char *path = test_file(desk, "all.ics", text->str);
    const char *const paths[] = { path, NULL };
    g_autoptr(TkJson) report = test_import(desk, paths);

    g_assert_cmpstr(test_text(report, "own_address"), ==, "ola@lie.example");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define EACH(name, run) test_store_each("/import-calendar/" name, run)
    EACH("P6/a-meeting-makes-a-tie", test_a_meeting_makes_a_tie);
    EACH("P6/who-declined-or-was-called-off-was-not-met",
         test_who_declined_or_was_called_off_was_not_met);
    EACH("a-meeting-is-in-once-however-often-it-is-brought",
         test_a_meeting_is_in_once_however_often_it_is_brought);
    EACH("meetings-brought-in-can-be-taken-back", test_meetings_brought_in_can_be_taken_back);
    EACH("a-later-import-adds-what-has-happened-since",
         test_a_later_import_adds_what_has_happened_since);
    EACH("whose-calendar-it-is-is-guessed", test_whose_calendar_it_is_is_guessed);
#undef EACH
    return g_test_run();
}
