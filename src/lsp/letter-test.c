/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "lsp/letter.h"

#include <string.h>

static void
test_lines_before_the_text_say_what_it_is(void)
{
    const char *text =
        "To: \"Kari Holm\" <kari@example.com>\nSubject: Heat pumps\r\nkind:  follow_up\n\nHi Kari,";
    g_auto(Letter) letter = { 0 };

    letter_read(text, &letter);
    g_assert_cmpstr(letter.receiver_name, ==, "Kari Holm");
    g_assert_cmpstr(letter.subject, ==, "Heat pumps");
    g_assert_cmpstr(letter.kind, ==, "follow_up");
    g_assert_true(g_str_has_prefix(text + letter.kind_from, "follow_up\n"));
    g_assert_cmpuint(letter.kind_until - letter.kind_from, ==, strlen("follow_up"));
    g_assert_cmpstr(text + letter.body, ==, "Hi Kari,");
}

static void
test_a_text_without_such_lines_is_all_body(void)
{
    static const char *const texts[] = { "", ":", "Hi Kari,\nSubject: none", "Remember: two cups",
                                         "\n\nHi" };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_auto(Letter) letter = { 0 };
        letter_read(texts[i], &letter);
        g_assert_cmpuint(letter.body, ==, 0);
        g_assert_null(letter.subject);
    }
}

static void
test_an_address_alone_names_nobody(void)
{
    g_auto(Letter) letter = { 0 };

    letter_read("Til: kari@example.com\nEmne:\n", &letter);
    g_assert_null(letter.receiver_name);
    g_assert_null(letter.subject);
}

static void
test_lines_that_say_nothing_for_us_are_passed_over(void)
{
    const char *text = "Bcc: post@example.com\nIn-Reply-To: <1@example.com>\nSubject: Pumps\n\nHi,";
    g_auto(Letter) letter = { 0 };

    letter_read(text, &letter);
    g_assert_cmpstr(letter.subject, ==, "Pumps");
    g_assert_null(letter.receiver_name);
    g_assert_cmpstr(text + letter.body, ==, "Hi,");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/letter/lines-before-the-text-say-what-it-is",
                    test_lines_before_the_text_say_what_it_is);
    g_test_add_func("/letter/a-text-without-such-lines-is-all-body",
                    test_a_text_without_such_lines_is_all_body);
    g_test_add_func("/letter/an-address-alone-names-nobody", test_an_address_alone_names_nobody);
    g_test_add_func("/letter/lines-that-say-nothing-for-us-are-passed-over",
                    test_lines_that_say_nothing_for_us_are_passed_over);
    return g_test_run();
}
