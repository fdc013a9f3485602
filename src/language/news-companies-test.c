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
test_a_sale_is_news_of_both_houses(void)
{
    const LanguageShare *share = test_share();

    assert_told(share, "en", "A deal\nMoor Bank buys Cobalt Bank in May.",
                "company Moor Bank; company Cobalt Bank");
    assert_told(share, "sv", "En aff\xC3\xA4r\nHavsbanken k\xC3\xB6per Kustbanken i Ystad.",
                "company Havsbanken; company Kustbanken");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/news-companies/a-sale-is-news-of-both-houses",
                    test_a_sale_is_news_of_both_houses);
    return g_test_run();
}
