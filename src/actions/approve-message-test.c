/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * approve-message-test.c - word by word, and not twice the same to two people (M1, M4, T4).
 */
#include "actions/ask-person.h"
#include "actions/journal.h"
#include "actions/messages.h"
#include "actions/set-value.h"
#include "actions/take-answer.h"
#include "actions/test-workspace.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "store/tables.h"

#include <string.h>

static TkId
draft_to(TestDesk *desk, const char *name, const char *email)
{
    TkId person = test_desk_person(desk, name, email, NULL);

    test_desk_value(desk, person);
    return test_desk_ask(desk, person);
}

static void
test_a_twin_may_go_for_a_reason(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) refusal = NULL;
    g_autoptr(GError) error = NULL;
    TkId first = draft_to(desk, "Kari Holm", "kari@x.example");
    TkId second = draft_to(desk, "Lars Moen", "lars@x.example");
    const OverruleWish twin = { "nearly_same", "same project, two houses" };
    g_autoptr(TkJson) one = approve_message(desk->workspace, first, NULL, 0, &error);

    g_assert_no_error(error);
    g_assert_null(approve_message(desk->workspace, second, NULL, 0, &refusal));
    test_refused(refusal, TK_ERROR_REFUSED, "nearly-same");
    g_assert_cmpstr(tk_error_face(refusal).subject, ==, "Kari Holm");
    g_autoptr(TkJson) two = approve_message(desk->workspace, second, &twin, 1, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(test_text(two, "state"), ==, "approved");
}

static void
test_an_overrule_needs_a_reason(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId message = draft_to(desk, "Kari Holm", "kari@x.example");
    const OverruleWish empty = { "nearly_same", "  " };

    g_assert_null(approve_message(desk->workspace, message, &empty, 1, &error));
    test_refused(error, TK_ERROR_INVALID, "overrule-without-reason");
    g_autoptr(TkJson) shown = show_message(desk->workspace, message, NULL);

    g_assert_cmpstr(test_text(shown, "state"), ==, "draft");
}

static void
test_what_was_sent_is_not_touched_any_more(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) edited = NULL;
    g_autoptr(GError) dropped = NULL;
    g_autoptr(GError) twice = NULL;
    g_autoptr(GError) approved = NULL;
    TkId person = test_desk_person(desk, "Kari Holm", "kari@x.example", NULL);
    TkId message = test_desk_send(desk, person);

    g_assert_null(edit_message(desk->workspace, message, NULL, "Noe annet", &edited));
    test_refused(edited, TK_ERROR_CONFLICT, "message-sent");
    g_assert_null(discard_message(desk->workspace, message, &dropped));
    test_refused(dropped, TK_ERROR_CONFLICT, "message-sent");
    g_assert_null(mark_sent(desk->workspace, message, 0, &twice));
    test_refused(twice, TK_ERROR_CONFLICT, "message-sent");
    g_assert_null(approve_message(desk->workspace, message, NULL, 0, &approved));
    g_assert_nonnull(approved);
}

static void
test_a_discarded_draft_stays_away(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId message = draft_to(desk, "Kari Holm", "kari@x.example");
    g_autoptr(TkJson) dropped = discard_message(desk->workspace, message, &error);
    g_autofree char *today = test_desk_today(desk);

    g_assert_no_error(error);
    g_assert_cmpstr(today, ==, "ask Kari Holm\n");
    g_assert_null(approve_message(desk->workspace, message, NULL, 0, &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_CONFLICT);
    g_clear_error(&error);
    g_autoptr(TkJson) again = discard_message(desk->workspace, message, &error);

    g_assert_no_error(error);
}

static void
test_sent_has_a_time_that_can_be(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) future = NULL;
    g_autoptr(GError) before = NULL;
    TkId message = draft_to(desk, "Kari Holm", "kari@x.example");
    int64_t now = workspace_now(desk->workspace);
    g_autoptr(TkJson) approved = approve_message(desk->workspace, message, NULL, 0, NULL);

    g_assert_null(mark_sent(desk->workspace, message, now + 60, &future));
    test_refused(future, TK_ERROR_INVALID, "sent-in-future");
    g_assert_null(mark_sent(desk->workspace, message, now - 60, &before));
    test_refused(before, TK_ERROR_INVALID, "sent-before-approved");
}

static void
test_a_subject_is_one_line(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId message = draft_to(desk, "Kari Holm", "kari@x.example");
    g_autoptr(TkJson) edited =
        edit_message(desk->workspace, message, "Kaffe?\r\nBcc: all@x.example", NULL, &error);

    g_assert_no_error(error);
    g_assert_null(strchr(test_text(edited, "subject"), '\n'));
    g_assert_null(strchr(test_text(edited, "subject"), '\r'));
}

static void
test_endless_texts_are_refused(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autofree char *endless = g_strnfill(TK_LIMIT_TEXT + 1, 'a');
    TkId message = draft_to(desk, "Kari Holm", "kari@x.example");

    g_assert_null(edit_message(desk->workspace, message, NULL, endless, &error));
    test_refused(error, TK_ERROR_TOO_LARGE, "text-too-large");
}

static void
test_another_wording_takes_the_approval_away(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId message = draft_to(desk, "Kari Holm", "kari@x.example");
    g_autoptr(TkJson) approved = approve_message(desk->workspace, message, NULL, 0, &error);
    g_autoptr(TkJson) redrafted = redraft_message(desk->workspace, message, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(test_text(redrafted, "body"), !=, test_text(approved, "body"));
    g_assert_cmpstr(test_text(redrafted, "state"), ==, "draft");
}

/* Places are counted once more when a request leaves: a taken-back discard may have made one too
 * many. */
static void
test_the_eighth_request_does_not_leave(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId eighth = draft_to(desk, "Kari Holm", "kari@x.example");
    g_autoptr(TkJson) approved = approve_message(desk->workspace, eighth, NULL, 0, &error);
    g_autoptr(TkJson) dropped = discard_message(desk->workspace, eighth, &error);
    TkId undo = test_id(dropped, "undo");

    for (int at = 0; at < 7; at++) {
        g_autofree char *name = g_strdup_printf("Person %c%c", 'A' + at, 'a' + at);

        test_desk_send(desk, test_desk_person(desk, name, NULL, NULL));
    }
    g_autoptr(TkJson) undone = undo_deed(desk->workspace, undo, &error);

    g_assert_no_error(error);
    g_assert_null(mark_sent(desk->workspace, eighth, 0, &error));
    test_refused(error, TK_ERROR_REFUSED, "too-many-open");
}

static void
test_messages_are_listed_newest_first_page_by_page(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autofree char *next = NULL;
    unsigned count = 0;

    for (int at = 0; at < 5; at++) {
        g_autofree char *name = g_strdup_printf("Person %c%c", 'A' + at, 'a' + at);

        draft_to(desk, name, NULL);
    }
    do {
        g_autoptr(TkJson) page = list_messages(desk->workspace, "draft", next, 2, &error);

        g_assert_no_error(error);
        count += (unsigned) json_array_size(json_object_get(page, "rows"));
        g_free(next);
        next = g_strdup(json_string_value(json_object_get(page, "next")));
    } while (next != NULL);
    g_assert_cmpuint(count, ==, 5);
    g_assert_null(list_messages(desk->workspace, NULL, "x", 2, &error));
    test_refused(error, TK_ERROR_INVALID, "cursor-malformed");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/messages/T4/a-twin-may-go-for-a-reason", test_a_twin_may_go_for_a_reason);
    test_store_each("/messages/an-overrule-needs-a-reason", test_an_overrule_needs_a_reason);
    test_store_each("/messages/M4/what-was-sent-is-not-touched-any-more",
                    test_what_was_sent_is_not_touched_any_more);
    test_store_each("/messages/a-discarded-draft-stays-away", test_a_discarded_draft_stays_away);
    test_store_each("/messages/sent-has-a-time-that-can-be", test_sent_has_a_time_that_can_be);
    test_store_each("/messages/a-subject-is-one-line", test_a_subject_is_one_line);
    test_store_each("/messages/endless-texts-are-refused", test_endless_texts_are_refused);
    test_store_each("/messages/M4/another-wording-takes-the-approval-away",
                    test_another_wording_takes_the_approval_away);
    test_store_each("/messages/T4/the-eighth-request-does-not-leave",
                    test_the_eighth_request_does_not_leave);
    test_store_each("/messages/they-are-listed-newest-first-page-by-page",
                    test_messages_are_listed_newest_first_page_by_page);
    return g_test_run();
}
