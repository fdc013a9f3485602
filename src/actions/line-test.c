/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * line-test.c - the main job from the first idea to the answer, on both engines.
 */
#include "actions/ask-person.h"
#include "actions/journal.h"
#include "actions/list-today.h"
#include "actions/messages.h"
#include "actions/people.h"
#include "actions/set-value.h"
#include "actions/take-answer.h"
#include "actions/test-workspace.h"
#include "base/tk-day.h"
#include "base/tk-error.h"

#include <string.h>

static TkId
kari(TestDesk *desk)
{
    return test_desk_person(desk, "Kari Holm", "kari@nordvarme.example", "Nordvarme AS");
}

static void
test_nobody_is_asked_before_both_values_stand(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autoptr(GError) again = NULL;
    TkId person = kari(desk);
    const AskWish wish = { 0 };
    const ValueWish half = {
        .purpose = "hvordan fjernvarmen endrer seg",
        .reason = "innlegget ditt om spillvarme",
        .value_for_me = "et bilde av hva som bremser",
    };

    g_assert_null(ask_person(desk->workspace, person, &wish, &error));
    test_refused(error, TK_ERROR_REFUSED, "value-missing");

    g_autoptr(TkJson) kept = set_value(desk->workspace, person, &half, NULL);

    g_assert_null(ask_person(desk->workspace, person, &wish, &again));
    test_refused(again, TK_ERROR_REFUSED, "value-missing");
    g_assert_cmpstr(tk_error_face(again).subject, ==, "value_for_them");
}

static void
test_a_rule_that_holds_back_lets_go_for_a_reason(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId person = kari(desk);
    const ValueWish half = {
        .purpose = "hvordan fjernvarmen endrer seg de neste årene",
        .reason = "innlegget ditt om spillvarme på fagdagen",
        .value_for_them = "tallene fra de tre pilotene jeg har fulgt",
    };
    const AskWish wish = { .overrule = "hun spurte meg selv" };
    g_autoptr(TkJson) kept = set_value(desk->workspace, person, &half, NULL);
    g_autoptr(TkJson) asked = ask_person(desk->workspace, person, &wish, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(test_text(asked, "message.state"), ==, "draft");
}

static void
test_a_draft_is_on_the_list_until_it_has_left(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId person = kari(desk);

    test_desk_value(desk, person);
    g_autofree char *valued = test_desk_today(desk);
    TkId message = test_desk_ask(desk, person);
    g_autofree char *drafted = test_desk_today(desk);
    g_autoptr(TkJson) approved = approve_message(desk->workspace, message, NULL, 0, &error);
    g_autofree char *ready = test_desk_today(desk);
    g_autoptr(TkJson) sent = mark_sent(desk->workspace, message, 0, &error);
    g_autofree char *gone = test_desk_today(desk);

    g_assert_no_error(error);
    g_assert_cmpstr(valued, ==, "ask Kari Holm\n");
    g_assert_cmpstr(drafted, ==, "approve Kari Holm\n");
    g_assert_cmpstr(ready, ==, "send Kari Holm\n");
    g_assert_cmpstr(gone, ==, "");
}

static void
test_asking_twice_gives_the_same_draft(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId person = kari(desk);

    test_desk_value(desk, person);
    g_assert_cmpint(test_desk_ask(desk, person), ==, test_desk_ask(desk, person));
}

static void
test_nothing_goes_out_unapproved(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) mail = NULL;
    g_autoptr(GError) sent = NULL;
    TkId person = kari(desk);

    test_desk_value(desk, person);
    TkId message = test_desk_ask(desk, person);

    g_assert_null(message_as_eml(desk->workspace, message, &mail));
    test_refused(mail, TK_ERROR_REFUSED, "not-approved");
    g_assert_null(mark_sent(desk->workspace, message, 0, &sent));
    test_refused(sent, TK_ERROR_REFUSED, "not-approved");
}

static void
test_an_edit_takes_the_approval_away(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId person = kari(desk);

    test_desk_value(desk, person);
    TkId message = test_desk_ask(desk, person);
    g_autoptr(TkJson) approved = approve_message(desk->workspace, message, NULL, 0, &error);

    g_assert_no_error(error);
    g_autofree char *body = g_strconcat(test_text(approved, "body"), "\n", NULL);
    g_autoptr(TkJson) edited = edit_message(desk->workspace, message, NULL, body, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(test_text(edited, "state"), ==, "draft");
    g_assert_null(message_as_mailto(desk->workspace, message, &error));
    test_refused(error, TK_ERROR_REFUSED, "not-approved");
}

static void
test_errors_hold_an_approval_back_until_overruled(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autoptr(GError) none = NULL;
    TkId person = kari(desk);
    const OverruleWish overrule = { "placeholder", "vi skriver slik til hverandre" };

    test_desk_value(desk, person);
    TkId message = test_desk_ask(desk, person);
    g_autoptr(TkJson) before = show_message(desk->workspace, message, &none);
    g_autofree char *body = g_strconcat("Hei Kari,\n\n[firma] er fint. ",
                                        strstr(test_text(before, "body"), "\n\n") + 2, NULL);
    g_autoptr(TkJson) edited = edit_message(desk->workspace, message, NULL, body, &none);

    g_assert_null(approve_message(desk->workspace, message, NULL, 0, &error));
    test_refused(error, TK_ERROR_REFUSED, "findings-stand");
    g_autoptr(TkJson) approved = approve_message(desk->workspace, message, &overrule, 1, &none);

    g_assert_no_error(none);
    g_assert_cmpstr(test_text(approved, "state"), ==, "approved");
}

static void
test_the_first_follow_up_waits_six_working_days_in_the_same_thread(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId person = kari(desk);
    TkId request = test_desk_send(desk, person); /* Monday 2 March */
    g_autoptr(TkJson) first = show_message(desk->workspace, request, &error);

    test_desk_go_to(desk, "2026-03-09");
    g_autofree char *before = test_desk_today(desk);

    test_desk_go_to(desk, "2026-03-10");
    g_autofree char *due = test_desk_today(desk);
    TkId message = 0;

    g_assert_cmpstr(before, ==, "");
    g_assert_cmpstr(due, ==, "follow_up Kari Holm\n");
    g_assert_true(find_message(desk->workspace, "Kari Holm", &message, &error));
    g_autoptr(TkJson) follow_up = show_message(desk->workspace, message, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(test_text(follow_up, "kind"), ==, "follow_up");
    g_assert_cmpstr(test_text(follow_up, "in_reply_to"), ==, test_text(first, "message_id"));
    g_assert_cmpstr(test_text(follow_up, "thread"), ==, test_text(first, "thread"));
}

static TkId
approve_next(TestDesk *desk)
{
    g_autoptr(GError) error = NULL;
    TkId message = 0;

    g_assert_true(find_message(desk->workspace, "Kari Holm", &message, &error));
    g_autoptr(TkJson) approved = approve_message(desk->workspace, message, NULL, 0, &error);

    g_assert_no_error(error);
    g_autoptr(TkJson) sent = mark_sent(desk->workspace, message, 0, &error);

    g_assert_no_error(error);
    return message;
}

static void
test_a_follow_up_before_its_day_is_refused(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId message = 0;

    test_desk_send(desk, kari(desk));
    test_desk_go_to(desk, "2026-03-09");
    g_assert_true(find_message(desk->workspace, "Kari Holm", &message, NULL));
    g_assert_null(approve_message(desk->workspace, message, NULL, 0, &error));
    test_refused(error, TK_ERROR_REFUSED, "message-too-early");
}

static void
test_after_two_follow_ups_it_rests_for_ninety_days(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId person = kari(desk);

    test_desk_send(desk, person);
    test_desk_go_to(desk, "2026-03-10");
    approve_next(desk);
    test_desk_go_to(desk, "2026-03-25"); /* eleven working days later */
    g_autofree char *too_early = test_desk_today(desk);

    test_desk_go_to(desk, "2026-03-26");
    approve_next(desk);
    g_autoptr(TkJson) shown = show_person(desk->workspace, person, &error);
    const TkJson *meeting = json_array_get(json_object_get(shown, "meetings"), 0);

    g_assert_cmpstr(too_early, ==, "");
    g_assert_cmpstr(test_text(meeting, "stage"), ==, "resting");
    test_desk_go_to(desk, "2026-06-23");
    g_autofree char *resting = test_desk_today(desk);

    test_desk_go_to(desk, "2026-06-24");
    g_autofree char *over = test_desk_today(desk);

    g_assert_cmpstr(resting, ==, "");
    g_assert_cmpstr(over, ==, "rest_over Kari Holm\n");
}

static void
take(TestDesk *desk, TkId message, const char *answer_id, gboolean automatic)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(StoreWork) work = store_begin(desk->workspace->store, "cli", "test", "", &error);
    const AnswerFound answer = {
        .message = message,
        .answer_id = answer_id,
        .at = workspace_now(desk->workspace),
        .is_automatic = automatic,
        .subject = "",
        .text = "",
    };
    gboolean moved = FALSE;

    g_assert_true(take_answer(desk->workspace, &answer, &moved, &error));
    g_assert_true(moved);
    g_assert_true(store_commit(g_steal_pointer(&work), &error));
    g_assert_no_error(error);
}

static void
test_an_answer_ends_the_follow_ups_and_is_mine_to_answer(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId person = kari(desk);
    TkId message = test_desk_send(desk, person);

    test_desk_go_to(desk, "2026-03-05");
    take(desk, message, "answer@nordvarme.example", FALSE);
    g_autofree char *now = test_desk_today(desk);

    test_desk_go_to(desk, "2026-04-20");
    g_autofree char *later = test_desk_today(desk);

    g_assert_cmpstr(now, ==, "answer Kari Holm\n");
    g_assert_cmpstr(later, ==, "answer Kari Holm\n");
}

static void
test_yes_moves_the_meeting_to_agreed(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId message = test_desk_send(desk, kari(desk));
    g_autoptr(TkJson) answer = record_answer(desk->workspace, message, "yes", 0, &error);
    g_autofree char *today = test_desk_today(desk);

    g_assert_no_error(error);
    g_assert_cmpstr(today, ==, "place Kari Holm\n");
}

static void
test_an_absence_moves_the_follow_up(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId message = test_desk_send(desk, kari(desk)); /* Monday 2 March */

    test_desk_go_to(desk, "2026-03-03");
    take(desk, message, "away@nordvarme.example", TRUE);
    test_desk_go_to(desk, "2026-03-10"); /* where it would have been due */
    g_autofree char *then = test_desk_today(desk);

    test_desk_go_to(desk, "2026-03-20");
    g_autofree char *moved = test_desk_today(desk);

    g_assert_cmpstr(then, ==, "");
    g_assert_cmpstr(moved, ==, "follow_up Kari Holm\n");
}

static void
test_eight_open_requests_are_one_too_many(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    const AskWish wish = { 0 };

    for (int at = 0; at < 7; at++) {
        g_autofree char *name = g_strdup_printf("Person %c%c", 'A' + at, 'a' + at);

        test_desk_send(desk, test_desk_person(desk, name, NULL, NULL));
    }
    TkId eighth = kari(desk);

    test_desk_value(desk, eighth);
    g_assert_null(ask_person(desk->workspace, eighth, &wish, &error));
    test_refused(error, TK_ERROR_REFUSED, "too-many-open");
}

static void
test_nearly_the_same_words_are_pointed_out(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId other = test_desk_person(desk, "Lars Moen", "lars@tinde.example", "Tinde Data AS");

    test_desk_send(desk, kari(desk));
    test_desk_value(desk, other);
    TkId message = test_desk_ask(desk, other);

    g_assert_null(approve_message(desk->workspace, message, NULL, 0, &error));
    test_refused(error, TK_ERROR_REFUSED, "nearly-same");
    g_assert_cmpstr(tk_error_face(error).subject, ==, "Kari Holm");
}

static void
test_every_step_of_the_line_can_be_undone(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId person = kari(desk);

    test_desk_value(desk, person);
    TkId message = test_desk_ask(desk, person);
    g_autofree char *drafted = test_desk_today(desk);
    g_autoptr(TkJson) approved = approve_message(desk->workspace, message, NULL, 0, &error);
    g_autoptr(TkJson) undone = undo_deed(desk->workspace, 0, &error);
    g_autofree char *again = test_desk_today(desk);

    g_assert_no_error(error);
    g_assert_cmpstr(test_text(undone, "deed"), ==, "approve");
    g_assert_cmpstr(again, ==, drafted);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/line/V1/nobody-is-asked-before-both-values-stand",
                    test_nobody_is_asked_before_both_values_stand);
    test_store_each("/line/a-rule-that-holds-back-lets-go-for-a-reason",
                    test_a_rule_that_holds_back_lets_go_for_a_reason);
    test_store_each("/line/a-draft-is-on-the-list-until-it-has-left",
                    test_a_draft_is_on_the_list_until_it_has_left);
    test_store_each("/line/asking-twice-gives-the-same-draft",
                    test_asking_twice_gives_the_same_draft);
    test_store_each("/line/M4/nothing-goes-out-unapproved", test_nothing_goes_out_unapproved);
    test_store_each("/line/M4/an-edit-takes-the-approval-away",
                    test_an_edit_takes_the_approval_away);
    test_store_each("/line/M1/errors-hold-an-approval-back-until-overruled",
                    test_errors_hold_an_approval_back_until_overruled);
    test_store_each("/line/F1/the-first-follow-up-waits-six-working-days-in-the-same-thread",
                    test_the_first_follow_up_waits_six_working_days_in_the_same_thread);
    test_store_each("/line/F1/a-follow-up-before-its-day-is-refused",
                    test_a_follow_up_before_its_day_is_refused);
    test_store_each("/line/F1/after-two-follow-ups-it-rests-for-ninety-days",
                    test_after_two_follow_ups_it_rests_for_ninety_days);
    test_store_each("/line/M5/an-answer-ends-the-follow-ups-and-is-mine-to-answer",
                    test_an_answer_ends_the_follow_ups_and_is_mine_to_answer);
    test_store_each("/line/M5/yes-moves-the-meeting-to-agreed",
                    test_yes_moves_the_meeting_to_agreed);
    test_store_each("/line/F3/an-absence-moves-the-follow-up", test_an_absence_moves_the_follow_up);
    test_store_each("/line/T4/eight-open-requests-are-one-too-many",
                    test_eight_open_requests_are_one_too_many);
    test_store_each("/line/T4/nearly-the-same-words-are-pointed-out",
                    test_nearly_the_same_words_are_pointed_out);
    test_store_each("/line/every-step-can-be-undone", test_every_step_of_the_line_can_be_undone);
    return g_test_run();
}
