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

/* What the item says of whom one knows; NULL where nobody is meant. Borrowed from `read`. */
static const TkJson *
known_in(TkJson **read, TestDesk *desk, const char *text)
{
    g_autoptr(GError) error = NULL;

    g_clear_pointer(read, json_decref);
    *read = read_news(desk->workspace, text, "en", &error);
    g_assert_no_error(error);
    const TkJson *milestones = json_object_get(*read, "milestones");

    return json_object_get(json_array_get(milestones, 0), "known");
}

static void
test_L2_who_is_known_is_told_with_how_sure_and_by_which_words(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) read = NULL;

    test_desk_person(desk, "Ruth Peel", "ruth@example.org", "Moor Bank");
    const TkJson *known = known_in(&read, desk, "News\nRuth Peel retires from Moor Bank in May.");

    g_assert_cmpstr(test_text(known, "confidence"), ==, "sure");
    g_assert_cmpuint(json_array_size(json_object_get(known, "words")), ==, 2);
    known = known_in(&read, desk, "News\nRuth Peel retires in May.");
    g_assert_cmpstr(test_text(known, "confidence"), ==, "likely");
}

static void
test_L2_a_mention_a_namesake_elsewhere_and_a_stranger_are_nobody_known(TestPlace *place)
{
    static const char *const items[] = {
        "News\nRuth Peel retires from Cobalt Bank in May.",
        "News\nRuth Peel leaves Cobalt Bank to join Loft Bank as head of risk.",
        "News\nAnna Reid retires from Moor Bank in May.",
        "News\nMore rain is coming, says Ruth Peel of Moor Bank.",
    };
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) read = NULL;

    test_desk_person(desk, "Ruth Peel", "ruth@example.org", "Moor Bank");
    for (gsize i = 0; i < G_N_ELEMENTS(items); i++) {
        const TkJson *known = known_in(&read, desk, items[i]);
        g_assert_true(known == NULL || json_is_null(known));
    }
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
    test_store_each("/read-news/L2/who-is-known-is-told-with-how-sure-and-by-which-words",
                    test_L2_who_is_known_is_told_with_how_sure_and_by_which_words);
    test_store_each("/read-news/L2/a-mention-a-namesake-elsewhere-and-a-stranger-are-nobody-known",
                    test_L2_a_mention_a_namesake_elsewhere_and_a_stranger_are_nobody_known);
    g_test_add_func("/read-news/a-book-is-no-item", test_a_book_is_no_item);
    return g_test_run();
}
