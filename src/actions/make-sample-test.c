/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * make-sample-test.c - the same seed, the same world; and in it a day with rows of every kind.
 */
#include "actions/make-sample.h"

#include "actions/list-today.h"
#include "actions/messages.h"
#include "actions/session.h"
#include "actions/test-import.h"
#include "base/tk-error.h"
#include "domain/today.h"

#include <string.h>

static TkJson *
made(TestDesk *desk, int64_t people, uint64_t seed)
{
    g_autoptr(GError) error = NULL;
    TkJson *answer = make_sample(desk->workspace, people, seed, &error);

    g_assert_no_error(error);
    return answer;
}

/* Names, what happened and the day's rows, without ids. */
static char *
world_of(int64_t people, uint64_t seed, uint64_t desk_seed)
{
    g_autoptr(TestDesk) desk = test_desk_in_memory(desk_seed);
    g_autoptr(TkJson) answer = made(desk, people, seed);
    g_autofree char *figures = tk_json_text(answer);
    g_autofree char *text = test_people_text(desk);
    g_autofree char *today = test_desk_today(desk);

    return g_strjoin("\n--\n", figures, text, today, NULL);
}

static void
test_the_same_seed_gives_the_same_world(void)
{
    g_autofree char *one = world_of(80, 7, 1);
    g_autofree char *again = world_of(80, 7, 2);
    g_autofree char *other = world_of(80, 8, 1);

    g_assert_cmpstr(one, ==, again);
    g_assert_cmpstr(one, !=, other);
}

static void
test_the_day_holds_rows_of_every_kind(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) answer = made(desk, 300, 1);
    g_autofree char *today = test_desk_today(desk);

    for (const TodayAct *act = today_act_table; act->act != NULL; act++) {
        g_autofree char *row = g_strconcat(act->act, " ", NULL);

        if (g_str_equal(act->act, "debrief") || g_str_equal(act->act, "doubles"))
            continue; /* after a meeting that nobody told of; after a look for doubles */
        g_test_message("%s", act->act);
        g_assert_nonnull(strstr(today, row));
    }
}

/* Forty people at least; whatever the seed, each line of the story has its own person. */
static void
test_small_worlds_can_be_made_from_any_seed(void)
{
    for (uint64_t seed = 1; seed <= 12; seed++) {
        g_autoptr(TestDesk) desk = test_desk_in_memory(seed);
        g_autoptr(TkJson) answer = made(desk, 40 + (int64_t) seed, seed);

        g_assert_cmpint(json_integer_value(json_object_get(answer, "people")), ==,
                        40 + (int64_t) seed);
    }
}

static void
test_fewer_than_forty_are_no_world(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;

    g_assert_null(make_sample(desk->workspace, 39, 1, &error));
    test_refused(error, TK_ERROR_INVALID, "sample-size");
}

static void
test_real_people_are_not_buried_under_it(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;

    test_desk_person(desk, "Kari Holm", NULL, NULL);
    g_assert_null(make_sample(desk->workspace, 60, 1, &error));
    test_refused(error, TK_ERROR_CONFLICT, "store-not-empty");
    g_assert_cmpuint(test_hits(desk, "Kari Holm"), ==, 1);
}

static void
test_the_session_says_that_it_is_made_up(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) before = show_session(desk->workspace, NULL);
    g_autoptr(TkJson) answer = made(desk, 60, 1);
    g_autoptr(TkJson) with = show_session(desk->workspace, NULL);
    g_autoptr(TkJson) report = test_import_all(desk);
    g_autoptr(TkJson) after = show_session(desk->workspace, NULL);

    g_assert_true(json_is_false(json_object_get(before, "sample")));
    g_assert_true(json_is_true(json_object_get(with, "sample")));
    g_assert_true(json_is_false(json_object_get(after, "sample")));
    g_assert_cmpstr(test_text(with, "today"), ==, "2026-03-02");
    g_assert_cmpstr(test_text(with, "name"), ==, "Ola Lie");
}

/* Every draft of the made-up world passes the judge, as a user's would have to. */
static void
test_its_letters_hold_before_the_judge(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) answer = made(desk, 300, 1);
    g_autoptr(TkJson) messages = list_messages(desk->workspace, NULL, NULL, 0, NULL);
    const TkJson *rows = json_object_get(messages, "rows");

    g_assert_cmpuint(json_array_size(rows), >, 5);
    for (size_t at = 0; at < json_array_size(rows); at++) {
        g_autoptr(TkJson) shown =
            show_message(desk->workspace, test_id(json_array_get(rows, at), "id"), NULL);
        const TkJson *findings = json_object_get(shown, "findings");

        for (size_t place_of = 0; place_of < json_array_size(findings); place_of++)
            g_assert_cmpstr(test_text(json_array_get(findings, place_of), "severity"), !=, "error");
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sample/the-same-seed-gives-the-same-world",
                    test_the_same_seed_gives_the_same_world);
    test_store_each("/sample/the-day-holds-rows-of-every-kind",
                    test_the_day_holds_rows_of_every_kind);
    g_test_add_func("/sample/small-worlds-can-be-made-from-any-seed",
                    test_small_worlds_can_be_made_from_any_seed);
    test_store_each("/sample/fewer-than-forty-are-no-world", test_fewer_than_forty_are_no_world);
    test_store_each("/sample/real-people-are-not-buried-under-it",
                    test_real_people_are_not_buried_under_it);
    test_store_each("/sample/the-session-says-that-it-is-made-up",
                    test_the_session_says_that_it_is_made_up);
    test_store_each("/sample/its-letters-hold-before-the-judge",
                    test_its_letters_hold_before_the_judge);
    return g_test_run();
}
