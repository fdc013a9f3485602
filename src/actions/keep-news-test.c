/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/keep-news.h"

#include "actions/milestones.h"
#include "actions/test-workspace.h"

#define ITEM                                                                                       \
    "New face\nRuth Peel leaves Moor Bank and joins Cobalt Bank as head of risk in May.\nPer "     \
    "Dahl "                                                                                        \
    "says that rates will fall."

static TkJson *
kept(TestDesk *desk, const char *text)
{
    g_autoptr(GError) error = NULL;
    TkJson *answer = keep_news(desk->workspace, text, "en", &error);

    g_assert_no_error(error);
    return answer;
}

static void
test_L2_news_of_somebody_known_are_kept_once_with_the_item_behind_them(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;

    test_desk_person(desk, "Ruth Peel", "ruth@example.org", "Moor Bank");
    test_desk_person(desk, "Per Dahl", "per@example.org", "Havbanken");
    g_autoptr(TkJson) first = kept(desk, ITEM);
    g_autoptr(TkJson) second = kept(desk, ITEM);
    g_autoptr(TkJson) list = list_milestones(desk->workspace, "", NULL, 0, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(json_array_size(json_object_get(first, "kept")), >=, 1);
    g_assert_cmpuint(json_array_size(json_object_get(second, "kept")), ==, 0);
    g_assert_cmpint(tk_json_get_number(second, "told", 0), >=, 1);
    g_assert_true(json_is_null(json_object_get(second, "undo")));
    g_assert_cmpuint(json_array_size(json_object_get(list, "rows")), ==,
                     json_array_size(json_object_get(first, "kept")));
    const TkJson *row = json_array_get(json_object_get(first, "kept"), 0);

    g_assert_cmpstr(test_text(row, "source"), ==, "news");
    g_assert_cmpstr(test_text(json_object_get(row, "person"), "name"), ==, "Ruth Peel");
}

static void
test_news_of_strangers_and_of_namesakes_that_nothing_tells_apart_are_not_kept(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);

    test_desk_person(desk, "Ruth Peel", "one@example.org", "Loft");
    test_desk_person(desk, "Ruth Peel", "two@example.org", "Ladder");
    g_autoptr(TkJson) answer = kept(desk, "News\nRuth Peel joins Cobalt Bank as head of risk.");
    g_autoptr(TkJson) other = kept(desk, "News\nAnna Reid joins Cobalt Bank as head of risk.");

    g_assert_cmpuint(json_array_size(json_object_get(answer, "kept")), ==, 0);
    g_assert_cmpuint(json_array_size(json_object_get(other, "kept")), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/keep-news/L2/news-of-somebody-known-are-kept-once-with-the-item-behind-them",
                    test_L2_news_of_somebody_known_are_kept_once_with_the_item_behind_them);
    test_store_each(
        "/keep-news/news-of-strangers-and-of-namesakes-that-nothing-tells-apart-are-not-kept",
        test_news_of_strangers_and_of_namesakes_that_nothing_tells_apart_are_not_kept);
    return g_test_run();
}
