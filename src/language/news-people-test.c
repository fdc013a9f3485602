/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/news-item.h"

#include "language/test-share.h"

static void
test_who_is_replaced_does_not_come_and_who_speaks_does_not_go(void)
{
    const LanguageShare *share = test_share();

    test_assert_told(share, "nb",
                     "Ny sjef\nKari Lie blir ny nettsjef i Havbanken. Hun erstatter Per Dahl.",
                     "new_job Kari Lie");
    test_assert_told(
        share, "da",
        "Fyringer\nHavbanken fyrer 40 medarbejdere. Det er trist, siger direkt\xC3\xB8r "
        "Karen Lund.",
        "company Havbanken");
}

static void
test_a_headline_that_asks_and_a_look_into_the_archive_tell_nothing(void)
{
    const LanguageShare *share = test_share();

    test_assert_told(share, "en",
                     "Will Ruth Peel join Moor Bank?\nNobody at the bank would comment.", "");
    test_assert_told(
        share, "da",
        "Fra arkivet\nDet var \xC3\xA5ret, da Karen Lund blev direkt\xC3\xB8r i Havbanken.", "");
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
