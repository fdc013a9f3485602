/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/news-item.h"

#include "language/test-share.h"

static void
test_a_name_behind_a_dash_or_a_closing_signs_and_no_other_name_does(void)
{
    static const struct {
        const char *text, *name, *role, *organisation;
        gsize length;
    } rows[] = {
        { "I start. - Ruth Peel", "Ruth Peel", "", "", 8 },
        { "I start. /Ruth Ann Peel", "Ruth Ann Peel", "", "", 8 },
        { "Out now. - Ruth Peel, policy adviser, Moor Bank", "Ruth Peel", "policy adviser",
          "Moor Bank", 8 },
        { "I start. Best regards Ruth Peel", "Ruth Peel", "", "", 21 },
        { "Moor Bank names Ruth Peel", NULL, NULL, NULL, 25 },
        { "", NULL, NULL, NULL, 0 },
        { "-", NULL, NULL, NULL, 1 },
        { " - , , ", NULL, NULL, NULL, 7 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(NewsAuthor) author = { 0 };
        g_assert_cmpuint(news_author_find(rows[i].text, &author), ==, rows[i].length);
        g_assert_cmpstr(author.name, ==, rows[i].name);
        g_assert_cmpstr(author.role, ==, rows[i].role);
        g_assert_cmpstr(author.organisation, ==, rows[i].organisation);
    }
}

static void
test_who_signs_is_who_says_I(void)
{
    const LanguageShare *share = test_share();

    test_assert_told(share, "en",
                     "News\nToday I start as head of risk at Moor Bank. \xE2\x80\x93 Ruth Peel",
                     "new_job Ruth Peel");
    test_assert_told(share, "nb",
                     "Takk\nI g\xC3\xA5r hadde jeg min siste dag hos Havbanken. Hilsen Kari Lie",
                     "left Kari Lie");
    test_assert_told(share, "sv",
                     "Nytt\nJag b\xC3\xB6rjar som redakt\xC3\xB6r p\xC3\xA5 Radio Syd. /Karin Lund",
                     "new_job Karin Lund");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/news-author/a-name-behind-a-dash-or-a-closing-signs-and-no-other-name-does",
                    test_a_name_behind_a_dash_or_a_closing_signs_and_no_other_name_does);
    g_test_add_func("/news-author/who-signs-is-who-says-I", test_who_signs_is_who_says_I);
    return g_test_run();
}
