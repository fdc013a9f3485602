/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * take-answer-test.c - what comes back moves the meeting on, whoever wrote it and whenever (M5, F3,
 * P4).
 */
#include "actions/take-answer.h"

#include "actions/ask-person.h"
#include "actions/edit-person.h"
#include "actions/list-today.h"
#include "actions/messages.h"
#include "actions/open-meeting.h"
#include "actions/people.h"
#include "actions/test-workspace.h"
#include "base/tk-error.h"
#include "store/tables.h"

typedef struct {
    TkId kari, liv, message;
} Door;

static TkId
request_over(TestDesk *desk, TkId target, TkId introducer)
{
    g_autoptr(GError) error = NULL;
    const AskWish wish = { .via = introducer };
    const OverruleWish twin = { "nearly_same", "the facts of a test" };
    g_autoptr(TkJson) asked = ask_person(desk->workspace, target, &wish, &error);

    g_assert_no_error(error);
    TkId message = test_id(asked, "message.id");
    g_autoptr(TkJson) approved = approve_message(desk->workspace, message, &twin, 1, &error);

    g_assert_no_error(error);
    g_autoptr(TkJson) sent = mark_sent(desk->workspace, message, 0, &error);

    g_assert_no_error(error);
    return message;
}

/* Liv was asked on Monday 2 March to introduce me to Kari. */
static Door
ask_liv(TestDesk *desk)
{
    g_autoptr(GError) error = NULL;
    const PersonWish liv = {
        .name = "Liv Strand", .email = "liv@strand.example", .own_word = "warm", .country = "NO"
    };
    g_autoptr(TkJson) added = add_person(desk->workspace, &liv, &error);
    Door door = { .liv = test_id(added, "id") };

    g_assert_no_error(error);
    door.kari = test_desk_person(desk, "Kari Holm", "kari@nordvarme.example", NULL);
    test_desk_value(desk, door.kari);
    door.message = request_over(desk, door.kari, door.liv);
    return door;
}

static gboolean
take(TestDesk *desk, const AnswerFound *answer)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(StoreWork) work = store_begin(desk->workspace->store, "cli", "import", "", &error);
    gboolean moved = FALSE;

    take_answer(desk->workspace, answer, &moved, &error);
    g_assert_no_error(error);
    g_assert_true(store_commit(g_steal_pointer(&work), &error));
    return moved;
}

static gboolean
write_back(TestDesk *desk, TkId message, TkId from)
{
    const AnswerFound answer = { .message = message,
                                 .answer_id = "answer@strand.example",
                                 .at = workspace_now(desk->workspace),
                                 .from = from,
                                 .subject = "",
                                 .text = "" };

    return take(desk, &answer);
}

static void
say(TestDesk *desk, TkId message, const char *outcome)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) answer = record_answer(desk->workspace, message, outcome, 0, &error);

    g_assert_no_error(error);
}

static void
expect(TestDesk *desk, TkId person, const char *stage, const char *today)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) shown = show_person(desk->workspace, person, &error);
    g_autofree char *list = test_desk_today(desk);

    g_assert_no_error(error);
    g_assert_cmpstr(test_text(json_array_get(json_object_get(shown, "meetings"), 0), "stage"), ==,
                    stage);
    g_assert_cmpstr(list, ==, today);
}

static void
test_an_introducers_words_leave_the_meeting_waiting(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    Door door = ask_liv(desk);

    test_desk_go_to(desk, "2026-03-05");
    g_assert_true(write_back(desk, door.message, door.liv));
    expect(desk, door.kari, "asked", "answer Liv Strand\n");
}

static void
test_yes_of_an_introducer_comes_up_again(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    Door door = ask_liv(desk);

    test_desk_go_to(desk, "2026-03-05"); /* a Thursday; six working days later is Friday 13 */
    say(desk, door.message, "yes");
    expect(desk, door.kari, "asked", "");
    test_desk_go_to(desk, "2026-03-12");
    expect(desk, door.kari, "asked", "");
    test_desk_go_to(desk, "2026-03-13");
    expect(desk, door.kari, "asked", "answer Liv Strand\n");
}

static void
test_an_introduction_that_was_made_is_mine_to_use(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    Door door = ask_liv(desk);

    say(desk, door.message, "yes");
    say(desk, door.message, "yes");
    expect(desk, door.kari, "valued", "ask Kari Holm\n");
}

static void
test_no_of_an_introducer_leaves_other_ways_open(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    Door door = ask_liv(desk);

    say(desk, door.message, "no");
    expect(desk, door.kari, "valued", "ask Kari Holm\n");
}

static void
test_the_person_to_be_met_writes_in_the_introducers_thread(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    Door door = ask_liv(desk);

    say(desk, door.message, "yes");
    test_desk_go_to(desk, "2026-03-05");
    g_assert_true(write_back(desk, door.message, door.kari));
    expect(desk, door.kari, "answered", "answer Kari Holm\n");
    say(desk, door.message, "yes");
    expect(desk, door.kari, "agreed", "place Kari Holm\n");
}

static void
test_whoever_opened_the_door_hears_how_it_went(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    Door door = ask_liv(desk);

    write_back(desk, door.message, door.kari);
    say(desk, door.message, "no");
    expect(desk, door.kari, "declined", "report_back Liv Strand\n");
    g_autoptr(TkJson) done = mark_done(desk->workspace, test_desk_row(desk, "report_back"), &error);

    g_assert_no_error(error);
    expect(desk, door.kari, "declined", "");
    g_autoptr(Meeting) meeting = NULL;
    g_autoptr(Message) message = message_load(desk->workspace->store, door.message, &error);
    g_autoptr(Introduction) introduction =
        introduction_load(desk->workspace->store, message->introduction_id, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(introduction->state, ==, "reported");
}

static void
test_a_silent_introducer_is_free_again_after_two_reminders(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    Door door = ask_liv(desk);

    for (unsigned number = 1; number <= 2; number++) {
        TkId reminder = 0;

        test_desk_go_to(desk, number == 1 ? "2026-03-10" : "2026-03-26");
        g_assert_true(find_message(desk->workspace, "Liv Strand", &reminder, &error));
        g_autoptr(TkJson) approved = approve_message(desk->workspace, reminder, NULL, 0, &error);

        g_assert_no_error(error);
        g_autoptr(TkJson) sent = mark_sent(desk->workspace, reminder, 0, &error);

        g_assert_no_error(error);
    }
    g_autoptr(Message) message = message_load(desk->workspace->store, door.message, &error);
    g_autoptr(Introduction) introduction =
        introduction_load(desk->workspace->store, message->introduction_id, &error);

    expect(desk, door.kari, "resting", "");
    g_assert_false(introduction_is_open(introduction));
    /* And a late yes opens it again. */
    test_desk_go_to(desk, "2026-04-20");
    say(desk, door.message, "yes");
    expect(desk, door.kari, "asked", "");
}

static void
test_later_puts_the_meeting_to_rest_until_its_day(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId person = test_desk_person(desk, "Kari Holm", "kari@nordvarme.example", NULL);
    TkId message = test_desk_send(desk, person);

    say(desk, message, "later");
    test_desk_go_to(desk, "2026-05-30");
    expect(desk, person, "resting", "");
    test_desk_go_to(desk, "2026-05-31");
    expect(desk, person, "resting", "rest_over Kari Holm\n");
}

static void
test_an_answer_shows_that_an_approved_message_went_out(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId person = test_desk_person(desk, "Kari Holm", "kari@nordvarme.example", NULL);

    test_desk_value(desk, person);
    TkId message = test_desk_ask(desk, person);
    g_autoptr(TkJson) approved = approve_message(desk->workspace, message, NULL, 0, &error);

    g_assert_no_error(error);
    test_desk_go_to(desk, "2026-03-04");
    g_assert_true(write_back(desk, message, person));
    expect(desk, person, "answered", "answer Kari Holm\n");
}

static void
test_an_answer_to_what_nobody_approved_is_none(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId person = test_desk_person(desk, "Kari Holm", "kari@nordvarme.example", NULL);

    test_desk_value(desk, person);
    TkId message = test_desk_ask(desk, person);

    g_assert_false(write_back(desk, message, person));
    expect(desk, person, "valued", "approve Kari Holm\n");
}

/* Dates that cannot be: before the request, before 1970 began, in a hundred years. */
static void
test_a_date_that_cannot_be_is_trimmed(void)
{
    const int64_t dates[] = { 0, 1, -5, INT64_C(9999999999) };

    for (size_t at = 0; at < G_N_ELEMENTS(dates); at++) {
        g_autoptr(TestDesk) desk = test_desk_in_memory(at);
        TkId person = test_desk_person(desk, "Kari Holm", "kari@nordvarme.example", NULL);
        const AnswerFound answer = { .message = test_desk_send(desk, person),
                                     .answer_id = "x@y.example",
                                     .at = dates[at],
                                     .subject = "",
                                     .text = "" };

        g_assert_true(take(desk, &answer));
        g_autoptr(Message) message = message_load(desk->workspace->store, answer.message, NULL);

        g_assert_cmpint(message->answered_at, >=, message->sent_at);
        g_assert_cmpint(message->answered_at, <=, workspace_now(desk->workspace));
        g_assert_false(take(desk, &answer));
    }
}

static void
test_an_absence_without_end_does_not_move_the_day_without_end(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId person = test_desk_person(desk, "Kari Holm", "kari@nordvarme.example", NULL);
    const AnswerFound answer = { .message = test_desk_send(desk, person),
                                 .answer_id = "x@y.example",
                                 .at = INT64_C(99999999999),
                                 .is_automatic = TRUE,
                                 .subject = "",
                                 .text = "" };

    g_assert_true(take(desk, &answer));
    test_desk_go_to(desk, "2026-03-25");
    expect(desk, person, "asked", "follow_up Kari Holm\n");
}

static void
test_an_absence_lasts_until_the_day_that_it_names(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId person = test_desk_person(desk, "Kari Holm", "kari@nordvarme.example", NULL);
    const AnswerFound answer = {
        .message = test_desk_send(desk, person),
        .answer_id = "x@y.example",
        .at = workspace_now(desk->workspace),
        .is_automatic = TRUE,
        .subject = "Fravær",
        .text = "Takk for mailen! Jeg er på reise og er tilbake mandag 23. mars.",
    };

    g_assert_true(take(desk, &answer));
    g_autoptr(Message) message = message_load(desk->workspace->store, answer.message, NULL);
    g_autofree char *last = tk_day_to_text(message->away_day);

    g_assert_cmpstr(last, ==, "2026-03-22");
    test_desk_go_to(desk, "2026-03-20");
    expect(desk, person, "asked", "");
}

static void
test_one_answer_settles_request_and_reminder(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId person = test_desk_person(desk, "Kari Holm", "kari@nordvarme.example", NULL);
    TkId request = test_desk_send(desk, person);
    TkId reminder = 0;

    test_desk_go_to(desk, "2026-03-10");
    g_assert_true(find_message(desk->workspace, "Kari Holm", &reminder, &error));
    g_autoptr(TkJson) approved = approve_message(desk->workspace, reminder, NULL, 0, &error);

    g_assert_no_error(error);
    g_autoptr(TkJson) sent = mark_sent(desk->workspace, reminder, 0, &error);

    g_assert_no_error(error);
    g_assert_true(write_back(desk, reminder, person));
    g_assert_false(write_back(desk, request, person));
    say(desk, request, "yes");
    expect(desk, person, "agreed", "place Kari Holm\n");
}

static void
test_who_wants_no_reminder_lets_it_rest(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId person = test_desk_person(desk, "Kari Holm", "kari@nordvarme.example", NULL);
    TkId reminder = 0;

    test_desk_send(desk, person);
    test_desk_go_to(desk, "2026-03-10");
    g_assert_true(find_message(desk->workspace, "Kari Holm", &reminder, &error));
    g_autoptr(TkJson) dropped = discard_message(desk->workspace, reminder, &error);

    g_assert_no_error(error);
    expect(desk, person, "resting", "");
    test_desk_go_to(desk, "2026-06-08");
    expect(desk, person, "resting", "rest_over Kari Holm\n");
}

static void
test_outcomes_that_are_none_are_refused(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) unknown = NULL;
    g_autoptr(GError) future = NULL;
    g_autoptr(GError) unsent = NULL;
    TkId person = test_desk_person(desk, "Kari Holm", "kari@nordvarme.example", NULL);

    test_desk_value(desk, person);
    TkId message = test_desk_ask(desk, person);

    g_assert_null(record_answer(desk->workspace, message, "maybe", 0, &unknown));
    test_refused(unknown, TK_ERROR_INVALID, "outcome-unknown");
    g_assert_null(record_answer(desk->workspace, message, "yes",
                                workspace_now(desk->workspace) + 60, &future));
    test_refused(future, TK_ERROR_INVALID, "sent-in-future");
    g_assert_null(record_answer(desk->workspace, message, "yes", 0, &unsent));
    test_refused(unsent, TK_ERROR_CONFLICT, "message-not-sent");
}

/* Somebody answers the old mail after the coffee was had. */
static void
test_a_late_yes_leaves_a_held_meeting_where_it_is(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId person = test_desk_person(desk, "Kari Holm", "kari@nordvarme.example", "Nordvarme AS");
    TkId message = test_desk_send(desk, person);
    g_autoptr(TkJson) yes = record_answer(desk->workspace, message, "yes", 0, &error);
    g_autoptr(Meeting) meeting = NULL;

    g_assert_no_error(error);
    g_assert_nonnull(yes);
    g_assert_true(open_meeting_find(desk->workspace, person, &meeting, &error));
    g_autoptr(StoreWork) work = store_begin(desk->workspace->store, "cli", "test", "", &error);

    g_assert_true(meeting_go_through(meeting, "held", workspace_now(desk->workspace), &error));
    g_assert_true(meeting_keep(desk->workspace, meeting, &error));
    g_assert_true(store_commit(g_steal_pointer(&work), &error));
    g_autoptr(TkJson) late = record_answer(desk->workspace, message, "no", 0, &error);
    g_autoptr(Meeting) after = NULL;

    g_assert_no_error(error);
    g_assert_nonnull(late);
    g_assert_true(open_meeting_find(desk->workspace, person, &after, &error));
    g_assert_cmpstr(after->stage, ==, "held");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/answer/P3/an-introducers-words-leave-the-meeting-waiting",
                    test_an_introducers_words_leave_the_meeting_waiting);
    test_store_each("/answer/P3/yes-of-an-introducer-comes-up-again",
                    test_yes_of_an_introducer_comes_up_again);
    test_store_each("/answer/P3/an-introduction-that-was-made-is-mine-to-use",
                    test_an_introduction_that_was_made_is_mine_to_use);
    test_store_each("/answer/P3/no-of-an-introducer-leaves-other-ways-open",
                    test_no_of_an_introducer_leaves_other_ways_open);
    test_store_each("/answer/P3/the-person-to-be-met-writes-in-the-introducers-thread",
                    test_the_person_to_be_met_writes_in_the_introducers_thread);
    test_store_each("/answer/P4/whoever-opened-the-door-hears-how-it-went",
                    test_whoever_opened_the_door_hears_how_it_went);
    test_store_each("/answer/P5/a-silent-introducer-is-free-again-after-two-reminders",
                    test_a_silent_introducer_is_free_again_after_two_reminders);
    test_store_each("/answer/F1/later-puts-the-meeting-to-rest-until-its-day",
                    test_later_puts_the_meeting_to_rest_until_its_day);
    test_store_each("/answer/F1/who-wants-no-reminder-lets-it-rest",
                    test_who_wants_no_reminder_lets_it_rest);
    test_store_each("/answer/M5/an-answer-shows-that-an-approved-message-went-out",
                    test_an_answer_shows_that_an_approved_message_went_out);
    test_store_each("/answer/M5/an-answer-to-what-nobody-approved-is-none",
                    test_an_answer_to_what_nobody_approved_is_none);
    g_test_add_func("/answer/M5/a-date-that-cannot-be-is-trimmed",
                    test_a_date_that_cannot_be_is_trimmed);
    test_store_each("/answer/F3/an-absence-without-end-does-not-move-the-day-without-end",
                    test_an_absence_without_end_does_not_move_the_day_without_end);
    test_store_each("/answer/F3/an-absence-lasts-until-the-day-that-it-names",
                    test_an_absence_lasts_until_the_day_that_it_names);
    test_store_each("/answer/M5/one-answer-settles-request-and-reminder",
                    test_one_answer_settles_request_and_reminder);
    test_store_each("/answer/outcomes-that-are-none-are-refused",
                    test_outcomes_that_are_none_are_refused);
    test_store_each("/take-answer/M5/a-late-yes-leaves-a-held-meeting-where-it-is",
                    test_a_late_yes_leaves_a_held_meeting_where_it_is);
    return g_test_run();
}
