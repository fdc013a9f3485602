/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/news-item.h"

#include "language/test-share.h"

static void
test_post_and_house_are_read_from_what_stands_around_the_name(void)
{
    static const struct {
        const char *language, *text, *organisation, *role;
    } rows[] = {
        { "en", "Ruth Peel joins Moor Bank as head of risk.", "Moor Bank", "head of risk" },
        { "en", "Anna Reid, head of compliance at Cobalt Bank, gave notice on Monday.",
          "Cobalt Bank", "head of compliance" },
        { "nb", "Salgssjef Geir Mosvold forlater Havtørn Group.", "Havtørn Group", "salgssjef" },
        { "sv", "Platschefen Örjan Hjälm slutar på Ljusne Pappersbruk.", "Ljusne Pappersbruk",
          "platschef" },
        { "da", "Rektor Kirsten Lund går af med pension.", "", "rektor" },
        { "nb", "Solfrid Moe fikk Kystprisen i går.", "", "" },
    };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GPtrArray) found = news_read(share, rows[i].text, rows[i].language);
        const NewsMilestone *first = found->len > 0 ? g_ptr_array_index(found, 0) : NULL;
        g_assert_nonnull(first);
        g_assert_cmpstr(first->organisation, ==, rows[i].organisation);
        g_assert_cmpstr(first->role, ==, rows[i].role);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/news-facts/post-and-house-are-read-from-what-stands-around-the-name",
                    test_post_and_house_are_read_from_what_stands_around_the_name);
    return g_test_run();
}
