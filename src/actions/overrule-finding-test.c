/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * overrule-finding-test.c - "it is fine" is remembered for these words, in every door (M1).
 */
#include "actions/ask-person.h"
#include "actions/journal.h"
#include "actions/judge-text.h"
#include "actions/messages.h"
#include "actions/test-workspace.h"
#include "base/tk-error.h"

#include <string.h>

#define GUILTY "Hei Kari,\n\nJeg har skrevet to ganger uten at du har svart meg. "

static TkId
draft_of(TestDesk *desk, const char *body)
{
    g_autoptr(GError) error = NULL;
    TkId person = test_desk_person(desk, "Kari Holm", "kari@x.example", NULL);

    test_desk_value(desk, person);
    TkId message = test_desk_ask(desk, person);
    g_autoptr(TkJson) edited = edit_message(desk->workspace, message, NULL, body, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(test_text(edited, "body"), ==, body);
    return message;
}

/* The first finding of this code that was not overruled, with its words; FALSE for none. */
static gboolean
stands(const TkJson *judged, const char *code, const char *body, char **out_words)
{
    size_t at;
    json_t *row;

    json_array_foreach(json_object_get(judged, "findings"), at, row)
    {
        if (!g_str_equal(test_text(row, "code"), code) ||
            json_is_true(json_object_get(row, "overruled")))
            continue;
        if (out_words != NULL)
            *out_words =
                g_strndup(body + tk_json_get_number(row, "from", 0),
                          tk_json_get_number(row, "until", 0) - tk_json_get_number(row, "from", 0));
        return TRUE;
    }
    return FALSE;
}

/* The journal entry of it. */
static TkId
overrule(TestDesk *desk, TkId message, const char *words, const char *reason)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) answer =
        overrule_finding(desk->workspace, message, "guilt", words, reason, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(test_text(answer, "state"), ==, "draft");
    return test_id(answer, "undo");
}

static void
test_the_same_words_are_fine_also_while_one_types(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autofree char *words = NULL;
    TkId message = draft_of(desk, GUILTY);
    g_autoptr(TkJson) before = judge_while_typed(desk->workspace, message, NULL, NULL, &error);

    g_assert_no_error(error);
    g_assert_true(stands(before, "guilt", GUILTY, &words));
    overrule(desk, message, words, "vi spøker med det");
    g_autoptr(TkJson) kept = show_message(desk->workspace, message, &error);
    g_autofree char *typed = g_strdup_printf("%sHilsen Ola", GUILTY);
    g_autoptr(TkJson) later = judge_while_typed(desk->workspace, message, NULL, typed, &error);

    g_assert_no_error(error);
    g_assert_false(stands(kept, "guilt", GUILTY, NULL));
    g_assert_false(stands(later, "guilt", typed, NULL));
}

static void
test_the_same_fault_in_other_words_is_pointed_out(TestPlace *place)
{
    static const char *const other =
        "Hei Kari,\n\nDet er skuffende at du ikke gidder å svare på mailene mine.";
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autofree char *words = NULL;
    TkId message = draft_of(desk, GUILTY);
    g_autoptr(TkJson) before = show_message(desk->workspace, message, &error);

    g_assert_true(stands(before, "guilt", GUILTY, &words));
    overrule(desk, message, words, "vi spøker med det");
    g_autoptr(TkJson) later = judge_while_typed(desk->workspace, message, NULL, other, &error);

    g_assert_no_error(error);
    g_assert_true(stands(later, "guilt", other, NULL));
}

static void
test_without_a_reason_it_is_pointed_out_again(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autofree char *words = NULL;
    TkId message = draft_of(desk, GUILTY);
    g_autoptr(TkJson) before = show_message(desk->workspace, message, NULL);

    g_assert_true(stands(before, "guilt", GUILTY, &words));
    overrule(desk, message, words, "vi spøker med det");
    overrule(desk, message, words, NULL);
    g_autoptr(TkJson) back = show_message(desk->workspace, message, NULL);

    g_assert_true(stands(back, "guilt", GUILTY, NULL));
}

static void
test_what_was_overruled_is_taken_back_with_undo(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autofree char *words = NULL;
    TkId message = draft_of(desk, GUILTY);
    g_autoptr(TkJson) before = show_message(desk->workspace, message, NULL);

    g_assert_true(stands(before, "guilt", GUILTY, &words));
    TkId entry = overrule(desk, message, words, "vi spøker med det");
    g_autoptr(TkJson) undone = undo_deed(desk->workspace, entry, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(test_text(undone, "deed"), ==, "overrule");
    g_autoptr(TkJson) shown = show_message(desk->workspace, message, NULL);

    g_assert_true(stands(shown, "guilt", GUILTY, NULL));
}

static void
test_the_approval_holds_to_what_was_said_of_the_words(TestPlace *place)
{
    static const char *const guilty =
        "Hei Kari,\n\nJeg har lest det du skrev om havvind i Nordsjøen. Jeg har skrevet to ganger "
        "uten at du har svart meg. Kan vi ta en kaffe om nettilknytning på tirsdag, så får du "
        "tallene våre? Jeg spanderer.\n\nHilsen Ola";
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) refusal = NULL;
    g_autoptr(GError) error = NULL;
    g_autofree char *words = NULL;
    TkId message = draft_of(desk, guilty);

    g_assert_null(approve_message(desk->workspace, message, NULL, 0, &refusal));
    test_refused(refusal, TK_ERROR_REFUSED, "findings-stand");
    g_assert_cmpstr(tk_error_face(refusal).subject, ==, "guilt");
    g_autoptr(TkJson) before = show_message(desk->workspace, message, NULL);

    g_assert_true(stands(before, "guilt", guilty, &words));
    overrule(desk, message, words, "vi spøker med det");
    g_autoptr(TkJson) approved = approve_message(desk->workspace, message, NULL, 0, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(test_text(approved, "state"), ==, "approved");
}

static void
test_a_code_that_is_none_is_refused(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId message = draft_of(desk, GUILTY);

    g_assert_null(
        overrule_finding(desk->workspace, message, "V1: x\nno_ask", "", "because", &error));
    test_refused(error, TK_ERROR_INVALID, "finding-unknown");
}

static void
test_what_has_left_is_not_overruled(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId person = test_desk_person(desk, "Kari Holm", "kari@x.example", NULL);
    TkId message = test_desk_send(desk, person);

    g_assert_null(overrule_finding(desk->workspace, message, "guilt", "", "because", &error));
    test_refused(error, TK_ERROR_CONFLICT, "message-sent");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/overrule-finding/M1/the-same-words-are-fine-also-while-one-types",
                    test_the_same_words_are_fine_also_while_one_types);
    test_store_each("/overrule-finding/M1/the-same-fault-in-other-words-is-pointed-out",
                    test_the_same_fault_in_other_words_is_pointed_out);
    test_store_each("/overrule-finding/M1/without-a-reason-it-is-pointed-out-again",
                    test_without_a_reason_it_is_pointed_out_again);
    test_store_each("/overrule-finding/M1/what-was-overruled-is-taken-back-with-undo",
                    test_what_was_overruled_is_taken_back_with_undo);
    test_store_each("/overrule-finding/M1/the-approval-holds-to-what-was-said-of-the-words",
                    test_the_approval_holds_to_what_was_said_of_the_words);
    test_store_each("/overrule-finding/M1/a-code-that-is-none-is-refused",
                    test_a_code_that_is_none_is_refused);
    test_store_each("/overrule-finding/M1/what-has-left-is-not-overruled",
                    test_what_has_left_is_not_overruled);
    return g_test_run();
}
