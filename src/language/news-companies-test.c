/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/news-item.h"

#include "language/test-share.h"

static void
test_a_sale_is_news_of_both_houses(void)
{
    const LanguageShare *share = test_share();

    test_assert_told(share, "en", "A deal\nMoor Bank buys Cobalt Bank in May.",
                     "company Moor Bank; company Cobalt Bank");
    test_assert_told(share, "sv", "En aff\xC3\xA4r\nHavsbanken k\xC3\xB6per Kustbanken i Ystad.",
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
