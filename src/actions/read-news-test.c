/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/read-news.h"

#include "actions/test-workspace.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"

static void
test_L2_an_item_tells_who_and_what(void)
{
    g_autoptr(TestDesk) desk = test_desk_in_memory(1);
    g_autoptr(TkJson) read = read_news(
        desk->workspace, "Ny sjef\nSalgssjef Kari Holm slutter i Enova i mai.", NULL, NULL);
    const TkJson *milestones = json_object_get(read, "milestones");

    g_assert_cmpstr(test_text(read, "language"), ==, "nb");
    g_assert_cmpint(json_array_size(milestones), ==, 1);
    g_assert_cmpstr(test_text(json_array_get(milestones, 0), "type"), ==, "left");
    g_assert_cmpstr(test_text(json_array_get(milestones, 0), "person"), ==, "Kari Holm");
    g_assert_cmpstr(test_text(json_array_get(milestones, 0), "org"), ==, "Enova");
    g_assert_cmpstr(test_text(json_array_get(milestones, 0), "role"), ==, "salgssjef");
}

static void
test_a_book_is_no_item(void)
{
    g_autoptr(TestDesk) desk = test_desk_in_memory(1);
    g_autofree char *book = g_strnfill(TK_LIMIT_TEXT + 1, 'a');
    g_autoptr(GError) error = NULL;

    g_assert_null(read_news(desk->workspace, book, "en", &error));
    test_refused(error, TK_ERROR_TOO_LARGE, "text-too-large");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/read-news/L2/an-item-tells-who-and-what", test_L2_an_item_tells_who_and_what);
    g_test_add_func("/read-news/a-book-is-no-item", test_a_book_is_no_item);
    return g_test_run();
}
