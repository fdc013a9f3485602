/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/news-item.h"

#include "language/test-share.h"

/* "type person; ...": what an item tells, in the order of the text. */
static void
assert_told(const LanguageShare *share, const char *language, const char *text, const char *told)
{
    g_autoptr(GPtrArray) found = news_read(share, text, language);
    g_autoptr(GString) line = g_string_new(NULL);

    for (guint i = 0; i < found->len; i++) {
        const NewsMilestone *one = g_ptr_array_index(found, i);
        g_string_append_printf(line, "%s%s %s", i > 0 ? "; " : "", one->type,
                               *one->person != '\0' ? one->person : one->organisation);
    }
    g_assert_cmpstr(line->str, ==, told);
}

static void
test_who_is_replaced_does_not_come_and_who_speaks_does_not_go(void)
{
    const LanguageShare *share = test_share();

    assert_told(share, "nb",
                "Ny sjef\nKari Lie blir ny nettsjef i Havbanken. Hun erstatter Per Dahl.",
                "new_job Kari Lie");
    assert_told(share, "da",
                "Fyringer\nHavbanken fyrer 40 medarbejdere. Det er trist, siger direkt\xC3\xB8r "
                "Karen Lund.",
                "company Havbanken");
}

static void
test_a_headline_that_asks_and_a_look_into_the_archive_tell_nothing(void)
{
    const LanguageShare *share = test_share();

    assert_told(share, "en", "Will Ruth Peel join Moor Bank?\nNobody at the bank would comment.",
                "");
    assert_told(share, "da",
                "Fra arkivet\nDet var \xC3\xA5ret, da Karen Lund blev direkt\xC3\xB8r i Havbanken.",
                "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/news-people/who-is-replaced-does-not-come-and-who-speaks-does-not-go",
                    test_who_is_replaced_does_not_come_and_who_speaks_does_not_go);
    g_test_add_func("/news-people/a-headline-that-asks-and-a-look-into-the-archive-tell-nothing",
                    test_a_headline_that_asks_and_a_look_into_the_archive_tell_nothing);
    return g_test_run();
}
