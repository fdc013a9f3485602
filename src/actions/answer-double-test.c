/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * answer-double-test.c - pairs are found, shown and answered with one word each.
 */
#include "actions/doubles.h"

#include "actions/journal.h"
#include "actions/people.h"
#include "actions/test-import.h"
#include "base/tk-error.h"

static TkJson *
doubles(TestDesk *desk)
{
    g_autoptr(GError) error = NULL;
    TkJson *answer = list_doubles(desk->workspace, NULL, 0, &error);

    g_assert_no_error(error);
    return answer;
}

static size_t
waiting(TestDesk *desk)
{
    g_autoptr(TkJson) answer = doubles(desk);

    g_assert_cmpint(json_integer_value(json_object_get(answer, "remaining")), ==,
                    (json_int_t) json_array_size(json_object_get(answer, "rows")));
    return json_array_size(json_object_get(answer, "rows"));
}

static TkId
first_pair(TestDesk *desk)
{
    g_autoptr(TkJson) answer = doubles(desk);

    return test_id(json_array_get(json_object_get(answer, "rows"), 0), "id");
}

static TkJson *
say(TestDesk *desk, TkId pair, const char *word)
{
    g_autoptr(GError) error = NULL;
    TkJson *answer = answer_double(desk->workspace, pair, word, &error);

    g_assert_no_error(error);
    return answer;
}

static void
add_namesakes(TestDesk *desk)
{
    test_desk_person(desk, "Ragnhild Tveito", "ragnhild@tveito.example", "Fjordkraft AS");
    test_desk_person(desk, "Ragnhild Tveito", "rt@fjord.example", "Fjordkraft");
}

static void
test_a_pair_waits_and_the_day_says_so(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);

    add_namesakes(desk);
    g_autoptr(TkJson) answer = doubles(desk);
    const TkJson *row = json_array_get(json_object_get(answer, "rows"), 0);
    g_autofree char *today = test_desk_today(desk);

    g_assert_cmpuint(json_array_size(json_object_get(answer, "rows")), ==, 1);
    g_assert_cmpstr(test_text(row, "one.name"), ==, "Ragnhild Tveito");
    g_assert_cmpstr(test_text(row, "other.organisation"), ==, "Fjordkraft");
    g_assert_cmpstr(today, ==, "doubles \n");
}

static void
test_same_joins_and_undo_asks_again(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;

    add_namesakes(desk);
    g_autoptr(TkJson) said = say(desk, first_pair(desk), "same");

    g_assert_cmpint(test_id(said, "kept.id"), !=, 0);
    g_assert_cmpuint(waiting(desk), ==, 0);
    g_assert_cmpuint(test_hits(desk, "Ragnhild"), ==, 1);
    g_autofree char *quiet = test_desk_today(desk);

    g_assert_cmpstr(quiet, ==, "");
    g_autoptr(TkJson) undone = undo_deed(desk->workspace, 0, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(waiting(desk), ==, 1);
    g_assert_cmpuint(test_hits(desk, "Ragnhild"), ==, 2);
}

static void
test_different_is_remembered(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;

    add_namesakes(desk);
    TkId pair = first_pair(desk);
    g_autoptr(TkJson) said = say(desk, pair, "different");

    g_assert_cmpuint(waiting(desk), ==, 0);
    g_autoptr(TkJson) found = find_all_doubles(desk->workspace, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(waiting(desk), ==, 0);
    g_assert_null(answer_double(desk->workspace, pair, "same", &error));
    test_refused(error, TK_ERROR_CONFLICT, "double-answered");
}

static void
test_what_was_said_of_one_holds_for_both(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;

    add_namesakes(desk);
    g_autoptr(TkJson) said = say(desk, first_pair(desk), "different");
    TkId first = 0, other = 0;

    g_assert_true(find_person(desk->workspace, "ragnhild@tveito.example", &first, &error));
    other = test_desk_person(desk, "Siri Moe", "siri@moe.example", "");
    g_autoptr(TkJson) joined = join_people(desk->workspace, other, first, &error);
    g_autoptr(TkJson) found = find_all_doubles(desk->workspace, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(waiting(desk), ==, 0);
}

static void
test_later_asks_again_behind_the_others(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);

    add_namesakes(desk);
    TkId first = first_pair(desk);

    test_desk_person(desk, "Torbjørn Aasen", "ta@aasen.example", "Elv AS");
    test_desk_person(desk, "Torbjorn Åsen", "torbjorn@elv.example", "Elv AS");
    g_assert_cmpuint(waiting(desk), ==, 2);
    while (first_pair(desk) == first) {
        g_autoptr(TkJson) put_off = say(desk, first, "later");
    }
    TkId second = first_pair(desk);
    g_autoptr(TkJson) once = say(desk, second, "later");
    g_autoptr(TkJson) twice = say(desk, second, "later");

    g_assert_cmpint(first_pair(desk), ==, first);
    g_assert_cmpuint(waiting(desk), ==, 2);
}

static void
test_another_word_is_no_answer(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;

    add_namesakes(desk);
    g_assert_null(answer_double(desk->workspace, first_pair(desk), "perhaps", &error));
    test_refused(error, TK_ERROR_INVALID, "double-answer-unknown");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/doubles/a-pair-waits-and-the-day-says-so",
                    test_a_pair_waits_and_the_day_says_so);
    test_store_each("/doubles/same-joins-and-undo-asks-again", test_same_joins_and_undo_asks_again);
    test_store_each("/doubles/different-is-remembered", test_different_is_remembered);
    test_store_each("/doubles/what-was-said-of-one-holds-for-both",
                    test_what_was_said_of_one_holds_for_both);
    test_store_each("/doubles/later-asks-again-behind-the-others",
                    test_later_asks_again_behind_the_others);
    test_store_each("/doubles/another-word-is-no-answer", test_another_word_is_no_answer);
    return g_test_run();
}
