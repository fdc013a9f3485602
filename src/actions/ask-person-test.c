/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * ask-person-test.c - whom one may ask, over whom, and when again.
 */
#include "actions/ask-person.h"

#include "actions/edit-person.h"
#include "actions/messages.h"
#include "actions/people.h"
#include "actions/set-value.h"
#include "actions/test-workspace.h"
#include "base/tk-error.h"
#include "store/queries.h"
#include "store/tables.h"

static TkId
kari(TestDesk *desk)
{
    TkId person = test_desk_person(desk, "Kari Holm", "kari@nordvarme.example", "Nordvarme AS");

    test_desk_value(desk, person);
    return person;
}

static TkId
friend_of_mine(TestDesk *desk, const char *name, const char *own_word, const char *terms)
{
    g_autoptr(GError) error = NULL;
    const PersonWish wish = { .name = name, .own_word = own_word, .terms = terms, .country = "NO" };
    g_autoptr(TkJson) answer = add_person(desk->workspace, &wish, &error);

    g_assert_no_error(error);
    return test_id(answer, "id");
}

static TkId
ask_over(TestDesk *desk, TkId target, TkId introducer, const char *overrule, GError **error)
{
    const AskWish wish = { .via = introducer, .overrule = overrule };
    g_autoptr(TkJson) answer = ask_person(desk->workspace, target, &wish, error);

    return answer != NULL ? test_id(answer, "message.id") : 0;
}

static TkId
another_target(TestDesk *desk, unsigned number)
{
    g_autofree char *name = g_strdup_printf("Target %c%c", 'A' + number, 'a' + number);
    TkId person = test_desk_person(desk, name, NULL, NULL);

    test_desk_value(desk, person);
    return person;
}

static void
send_it(TestDesk *desk, TkId message)
{
    g_autoptr(GError) error = NULL;
    const OverruleWish twin = { "nearly_same", "the facts of a test" };
    g_autoptr(TkJson) approved = approve_message(desk->workspace, message, &twin, 1, &error);
    g_autoptr(TkJson) sent =
        approved != NULL ? mark_sent(desk->workspace, message, 0, &error) : NULL;

    g_assert_no_error(error);
}

static void
test_a_weak_or_strained_tie_is_no_path(TestPlace *place)
{
    static const struct {
        const char *own_word, *terms, *key;
    } table[] = {
        { "cold", "good", "tie-too-weak" },
        { "", "good", "tie-too-weak" },
        { "close", "strained", "tie-strained" },
    };
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId target = kari(desk);

    for (size_t at = 0; at < G_N_ELEMENTS(table); at++) {
        g_autoptr(GError) error = NULL;
        TkId over = friend_of_mine(desk, "Liv Strand", table[at].own_word, table[at].terms);

        g_assert_cmpint(ask_over(desk, target, over, NULL, &error), ==, 0);
        test_refused(error, TK_ERROR_REFUSED, table[at].key);
    }
}

static void
test_a_request_for_an_introduction_goes_to_the_introducer(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId target = kari(desk);
    TkId over = friend_of_mine(desk, "Liv Strand", "warm", "good");
    TkId message = ask_over(desk, target, over, NULL, &error);

    g_assert_no_error(error);
    g_autoptr(TkJson) shown = show_message(desk->workspace, message, &error);
    g_autofree char *today = test_desk_today(desk);

    g_assert_cmpstr(test_text(shown, "kind"), ==, "intro_request");
    g_assert_cmpstr(test_text(shown, "person.name"), ==, "Liv Strand");
    g_assert_cmpstr(today, ==, "approve Liv Strand\n");
}

static void
test_two_open_introductions_are_enough_for_one_person(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId over = friend_of_mine(desk, "Liv Strand", "warm", "good");
    TkId first = ask_over(desk, another_target(desk, 0), over, NULL, NULL);
    TkId third = another_target(desk, 2);

    ask_over(desk, another_target(desk, 1), over, NULL, NULL);
    g_assert_cmpint(ask_over(desk, third, over, NULL, &error), ==, 0);
    test_refused(error, TK_ERROR_REFUSED, "introducer-tired");
    g_clear_error(&error);
    /* A draft that is thrown away asked nobody. */
    g_autoptr(TkJson) dropped = discard_message(desk->workspace, first, &error);

    g_assert_no_error(error);
    g_assert_cmpint(ask_over(desk, third, over, NULL, &error), !=, 0);
    g_assert_no_error(error);
}

static void
test_who_is_overruled_is_that_one_alone(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId target = another_target(desk, 9);
    TkId tired[] = { friend_of_mine(desk, "Liv Strand", "warm", "good"),
                     friend_of_mine(desk, "Per Vik", "warm", "good") };

    for (unsigned at = 0; at < 4; at++)
        g_assert_cmpint(ask_over(desk, another_target(desk, at), tired[at / 2], NULL, NULL), !=, 0);
    g_assert_cmpint(ask_over(desk, target, tired[0], "she offered it", &error), !=, 0);
    g_assert_no_error(error);
    g_assert_cmpint(ask_over(desk, target, tired[1], NULL, &error), ==, 0);
    test_refused(error, TK_ERROR_REFUSED, "introducer-tired");
}

static void
test_a_discarded_draft_gives_its_place_back(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId last = 0;
    TkId eighth = kari(desk);

    for (unsigned at = 0; at < 7; at++)
        last = test_desk_ask(desk, another_target(desk, at));
    g_assert_cmpint(ask_over(desk, eighth, 0, NULL, &error), ==, 0);
    test_refused(error, TK_ERROR_REFUSED, "too-many-open");
    g_autoptr(TkJson) dropped = discard_message(desk->workspace, last, NULL);

    g_assert_cmpint(ask_over(desk, eighth, 0, NULL, NULL), !=, 0);
}

static void
test_who_was_asked_is_not_asked_again(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) directly = NULL;
    g_autoptr(GError) over_friend = NULL;
    TkId person = test_desk_person(desk, "Kari Holm", "kari@nordvarme.example", NULL);
    TkId over = friend_of_mine(desk, "Liv Strand", "warm", "good");

    test_desk_send(desk, person);
    g_assert_cmpint(ask_over(desk, person, 0, NULL, &directly), ==, 0);
    test_refused(directly, TK_ERROR_CONFLICT, "asked-already");
    g_assert_cmpint(ask_over(desk, person, over, NULL, &over_friend), ==, 0);
    test_refused(over_friend, TK_ERROR_CONFLICT, "asked-already");
}

static void
test_whoever_is_asked_first_holds_the_meeting(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId target = kari(desk);
    TkId over = friend_of_mine(desk, "Liv Strand", "warm", "good");
    TkId directly = ask_over(desk, target, 0, NULL, NULL);
    TkId asked = ask_over(desk, target, over, NULL, NULL);

    send_it(desk, asked);
    g_autoptr(TkJson) other = show_message(desk->workspace, directly, NULL);
    g_autofree char *today = test_desk_today(desk);

    g_assert_cmpstr(test_text(other, "state"), ==, "discarded");
    g_assert_cmpstr(today, ==, "");
}

static void
test_who_rests_is_left_in_peace(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId person = test_desk_person(desk, "Kari Holm", "kari@nordvarme.example", NULL);
    TkId message = test_desk_send(desk, person);
    g_autoptr(TkJson) later = record_answer(desk->workspace, message, "later", 0, &error);

    g_assert_no_error(error);
    test_desk_go_to(desk, "2026-05-30");
    g_assert_cmpint(ask_over(desk, person, 0, NULL, &error), ==, 0);
    test_refused(error, TK_ERROR_REFUSED, "follow-up-too-early");
    g_assert_cmpstr(tk_error_face(error).subject, ==, "2026-05-31");
    g_clear_error(&error);
    test_desk_go_to(desk, "2026-05-31");
    g_assert_cmpint(ask_over(desk, person, 0, NULL, &error), !=, 0);
    g_assert_no_error(error);
    g_autofree char *today = test_desk_today(desk);

    g_assert_cmpstr(today, ==, "approve Kari Holm\n");
}

static void
test_who_has_agreed_is_not_asked(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId person = test_desk_person(desk, "Kari Holm", "kari@nordvarme.example", NULL);
    TkId message = test_desk_send(desk, person);
    g_autoptr(TkJson) yes = record_answer(desk->workspace, message, "yes", 0, NULL);

    g_assert_cmpint(ask_over(desk, person, 0, NULL, &error), ==, 0);
    test_refused(error, TK_ERROR_CONFLICT, "stage-cannot-follow");
}

static void
test_what_cannot_be_asked_is_said(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId person = kari(desk);
    const struct {
        AskWish wish;
        const char *key;
    } table[] = {
        { { .language = "xx" }, "language-unknown" },
        { { .formality = "rude" }, "formality-unknown" },
        { { .via = person }, "path-to-oneself" },
    };

    for (size_t at = 0; at < G_N_ELEMENTS(table); at++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(ask_person(desk->workspace, person, &table[at].wish, &error));
        test_refused(error, TK_ERROR_INVALID, table[at].key);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/ask/P2/a-weak-or-strained-tie-is-no-path",
                    test_a_weak_or_strained_tie_is_no_path);
    test_store_each("/ask/P3/a-request-for-an-introduction-goes-to-the-introducer",
                    test_a_request_for_an_introduction_goes_to_the_introducer);
    test_store_each("/ask/P5/two-open-introductions-are-enough-for-one-person",
                    test_two_open_introductions_are_enough_for_one_person);
    test_store_each("/ask/P5/who-is-overruled-is-that-one-alone",
                    test_who_is_overruled_is_that_one_alone);
    test_store_each("/ask/T4/a-discarded-draft-gives-its-place-back",
                    test_a_discarded_draft_gives_its_place_back);
    test_store_each("/ask/who-was-asked-is-not-asked-again", test_who_was_asked_is_not_asked_again);
    test_store_each("/ask/whoever-is-asked-first-holds-the-meeting",
                    test_whoever_is_asked_first_holds_the_meeting);
    test_store_each("/ask/F1/who-rests-is-left-in-peace", test_who_rests_is_left_in_peace);
    test_store_each("/ask/who-has-agreed-is-not-asked", test_who_has_agreed_is_not_asked);
    test_store_each("/ask/what-cannot-be-asked-is-said", test_what_cannot_be_asked_is_said);
    return g_test_run();
}
