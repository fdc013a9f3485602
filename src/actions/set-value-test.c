/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * set-value-test.c - the gate before every request, and what an introducer was told (V1, V3, V4).
 */
#include "actions/set-value.h"

#include "actions/ask-person.h"
#include "actions/edit-person.h"
#include "actions/journal.h"
#include "actions/list-today.h"
#include "actions/messages.h"
#include "actions/people.h"
#include "actions/test-workspace.h"
#include "base/tk-error.h"

static TkId
kari(TestDesk *desk)
{
    return test_desk_person(desk, "Kari Holm", "kari@nordvarme.example", "Nordvarme AS");
}

static void
set(TestDesk *desk, TkId person, const ValueWish *wish)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) answer = set_value(desk->workspace, person, wish, &error);

    g_assert_no_error(error);
}

static void
test_a_side_that_is_missing_is_asked_for(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId person = kari(desk);
    const ValueWish idea = { .purpose = "hvordan fjernvarmen endrer seg" };

    set(desk, person, &idea);
    g_autofree char *before = test_desk_today(desk);

    test_desk_value(desk, person);
    g_autofree char *after = test_desk_today(desk);

    g_assert_cmpstr(before, ==, "value Kari Holm\n");
    g_assert_cmpstr(after, ==, "ask Kari Holm\n");
}

static void
test_a_value_taken_back_closes_the_gate_again(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) sent = NULL;
    g_autoptr(GError) mail = NULL;
    TkId person = kari(desk);
    const ValueWish nothing = { .value_for_them = "" };

    test_desk_value(desk, person);
    TkId message = test_desk_ask(desk, person);
    g_autoptr(TkJson) approved = approve_message(desk->workspace, message, NULL, 0, NULL);

    set(desk, person, &nothing);
    g_assert_null(mark_sent(desk->workspace, message, 0, &sent));
    test_refused(sent, TK_ERROR_REFUSED, "value-missing");
    g_assert_null(message_as_eml(desk->workspace, message, &mail));
    test_refused(mail, TK_ERROR_REFUSED, "value-missing");
    g_autofree char *today = test_desk_today(desk);

    g_assert_cmpstr(today, ==, "send Kari Holm\nvalue Kari Holm\n");
}

static void
test_a_better_word_does_not_bring_a_second_row(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId person = kari(desk);
    const ValueWish better = { .reason = "foredraget ditt om spillvarme i Trondheim" };

    test_desk_value(desk, person);
    test_desk_ask(desk, person);
    set(desk, person, &better);
    g_autofree char *today = test_desk_today(desk);

    g_assert_cmpstr(today, ==, "approve Kari Holm\n");
}

static void
test_a_better_word_leaves_a_rest_its_day(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId person = kari(desk);
    TkId message = test_desk_send(desk, person);
    g_autoptr(TkJson) later = record_answer(desk->workspace, message, "later", 0, NULL);
    const ValueWish better = { .reason = "foredraget ditt om spillvarme i Trondheim" };

    test_desk_go_to(desk, "2026-04-01");
    set(desk, person, &better);
    test_desk_go_to(desk, "2026-05-31");
    g_autofree char *today = test_desk_today(desk);

    g_assert_cmpstr(today, ==, "rest_over Kari Holm\n");
}

/* Liv was asked, and told what it is about. */
static TkId
ask_over_liv(TestDesk *desk, TkId target)
{
    g_autoptr(GError) error = NULL;
    const PersonWish liv = { .name = "Liv Strand", .own_word = "warm", .country = "NO" };
    g_autoptr(TkJson) added = add_person(desk->workspace, &liv, &error);
    const AskWish wish = { .via = test_id(added, "id") };

    test_desk_value(desk, target);
    g_autoptr(TkJson) asked = ask_person(desk->workspace, target, &wish, &error);

    g_assert_no_error(error);
    TkId message = test_id(asked, "message.id");
    g_autoptr(TkJson) approved = approve_message(desk->workspace, message, NULL, 0, &error);

    g_assert_no_error(error);
    g_autoptr(TkJson) sent = mark_sent(desk->workspace, message, 0, &error);

    g_assert_no_error(error);
    return message;
}

static void
test_an_introducer_who_was_told_otherwise_is_named(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId person = kari(desk);
    const ValueWish other = { .purpose = "hva borettslagene spør dere om nå" };

    ask_over_liv(desk, person);
    g_autoptr(TkJson) answer = set_value(desk->workspace, person, &other, &error);
    const TkJson *told = json_array_get(json_object_get(answer, "told_otherwise"), 0);
    g_autofree char *today = test_desk_today(desk);

    g_assert_no_error(error);
    g_assert_cmpstr(test_text(told, "person.name"), ==, "Liv Strand");
    g_assert_cmpstr(today, ==, "tell_introducer Liv Strand\n");
}

static void
test_who_was_told_anew_is_not_told_again(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId person = kari(desk);
    const ValueWish other = { .purpose = "hva borettslagene spør dere om nå" };
    const ValueWish reason = { .reason = "foredraget ditt om spillvarme i Trondheim" };

    ask_over_liv(desk, person);
    set(desk, person, &other);
    g_autoptr(TkJson) done =
        mark_done(desk->workspace, test_desk_row(desk, "tell_introducer"), &error);

    g_assert_no_error(error);
    g_autoptr(TkJson) answer = set_value(desk->workspace, person, &reason, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(json_array_size(json_object_get(answer, "told_otherwise")), ==, 0);
}

static void
test_wishes_that_make_no_sense_are_refused(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId person = kari(desk);
    const struct {
        ValueWish wish;
        const char *key;
    } table[] = {
        { { .form = "banquet" }, "form-unknown" },
        { { .minutes = -1 }, "minutes-out-of-range" },
        { { .minutes = 1441 }, "minutes-out-of-range" },
    };

    for (size_t at = 0; at < G_N_ELEMENTS(table); at++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(set_value(desk->workspace, person, &table[at].wish, &error));
        test_refused(error, TK_ERROR_INVALID, table[at].key);
    }
}

static void
test_it_can_be_taken_back(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId person = kari(desk);

    test_desk_value(desk, person);
    g_autoptr(TkJson) undone = undo_deed(desk->workspace, 0, &error);
    g_autoptr(TkJson) shown = show_person(desk->workspace, person, &error);
    g_autofree char *today = test_desk_today(desk);

    g_assert_no_error(error);
    g_assert_cmpuint(json_array_size(json_object_get(shown, "meetings")), ==, 0);
    g_assert_cmpstr(today, ==, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/value/V1/a-side-that-is-missing-is-asked-for",
                    test_a_side_that_is_missing_is_asked_for);
    test_store_each("/value/V1/a-value-taken-back-closes-the-gate-again",
                    test_a_value_taken_back_closes_the_gate_again);
    test_store_each("/value/V3/a-better-word-does-not-bring-a-second-row",
                    test_a_better_word_does_not_bring_a_second_row);
    test_store_each("/value/F1/a-better-word-leaves-a-rest-its-day",
                    test_a_better_word_leaves_a_rest_its_day);
    test_store_each("/value/V4/an-introducer-who-was-told-otherwise-is-named",
                    test_an_introducer_who_was_told_otherwise_is_named);
    test_store_each("/value/V4/who-was-told-anew-is-not-told-again",
                    test_who_was_told_anew_is_not_told_again);
    test_store_each("/value/wishes-that-make-no-sense-are-refused",
                    test_wishes_that_make_no_sense_are_refused);
    test_store_each("/value/it-can-be-taken-back", test_it_can_be_taken_back);
    return g_test_run();
}
