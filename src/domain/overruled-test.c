/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * overruled-test.c - what may stay stays for the words it was said of, and for no others (M1).
 */
#include "domain/overruled.h"

#include "base/tk-error.h"
#include "domain/method.h"

#include <string.h>

static char *
add(const char *overruled, const char *code, const char *words, const char *reason)
{
    g_autoptr(GError) error = NULL;
    char *added = overruled_add(overruled, code, words, reason, &error);

    g_assert_no_error(error);
    return added;
}

static void
test_the_same_words_are_not_asked_about_again(void)
{
    g_autofree char *kept = add("", "guilt", "Jeg har ventet  lenge", "en spøk mellom oss");

    g_assert_true(overruled_holds(kept, "guilt", "Jeg har ventet  lenge"));
    g_assert_true(overruled_holds(kept, "guilt", "jeg har\nventet lenge "));
}

static void
test_other_words_and_other_findings_are_asked_about(void)
{
    g_autofree char *kept = add("", "guilt", "jeg har ventet", "en spøk");

    g_assert_false(overruled_holds(kept, "guilt", "du svarte aldri"));
    g_assert_false(overruled_holds(kept, "guilt", "jeg har ventet lenge"));
    g_assert_false(overruled_holds(kept, "guilt", "har ventet"));
    g_assert_false(overruled_holds(kept, "guilt", ""));
    g_assert_false(overruled_holds(kept, "panic", "jeg har ventet"));
}

static void
test_a_finding_about_no_words_is_overruled_as_a_rule(void)
{
    g_autofree char *kept = add("", "no_reason", "", "she knows why");

    g_assert_cmpstr(kept, ==, "no_reason: she knows why");
    g_assert_true(overruled_holds(kept, "no_reason", ""));
    g_assert_true(overruled_holds(kept, "no_reason", "some words"));
    g_assert_true(method_is_overruled(kept, "no_reason"));
}

static void
test_a_word_wants_a_reason(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(overruled_add("", "guilt", "jeg har ventet", " \n", &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_INVALID);
    g_assert_cmpstr(tk_error_face(error).key, ==, "overrule-without-reason");
}

static void
test_taken_back_it_is_asked_about_again_and_the_rest_stays(void)
{
    g_autofree char *one = add("V1: asked me", "guilt", "jeg har ventet", "en spøk");
    g_autofree char *two = add(one, "guilt", "du svarte aldri", "det er sant");
    g_autofree char *back = overruled_without(two, "guilt", "Jeg har ventet");

    g_assert_false(overruled_holds(back, "guilt", "jeg har ventet"));
    g_assert_true(overruled_holds(back, "guilt", "du svarte aldri"));
    g_assert_true(method_is_overruled(back, "V1"));
}

static void
test_a_new_reason_takes_the_place_of_the_old(void)
{
    g_autofree char *one = add("", "guilt", "jeg har ventet", "en spøk");
    g_autofree char *two = add(one, "guilt", "jeg har ventet", "vi ler\tav det\nbegge");

    g_assert_cmpstr(two, ==, "guilt\tjeg har ventet\tvi ler av det begge");
}

static void
test_what_is_kept_has_an_end(void)
{
    g_autofree char *kept = g_strdup("V1: asked me");

    for (unsigned at = 0; at < 3 * OVERRULED_MOST; at++) {
        g_autofree char *words = g_strdup_printf("words %u of them", at);
        char *next = add(kept, "guilt", words, "because");

        g_free(kept);
        kept = next;
        g_assert_true(overruled_holds(kept, "guilt", words));
        g_assert_true(method_is_overruled(kept, "V1"));
    }
    g_auto(GStrv) lines = g_strsplit(kept, "\n", -1);

    g_assert_cmpuint(g_strv_length(lines), ==, OVERRULED_MOST + 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/overruled/M1/the-same-words-are-not-asked-about-again",
                    test_the_same_words_are_not_asked_about_again);
    g_test_add_func("/overruled/M1/other-words-and-other-findings-are-asked-about",
                    test_other_words_and_other_findings_are_asked_about);
    g_test_add_func("/overruled/M1/a-finding-about-no-words-is-overruled-as-a-rule",
                    test_a_finding_about_no_words_is_overruled_as_a_rule);
    g_test_add_func("/overruled/M1/a-word-wants-a-reason", test_a_word_wants_a_reason);
    g_test_add_func("/overruled/M1/taken-back-it-is-asked-about-again-and-the-rest-stays",
                    test_taken_back_it_is_asked_about_again_and_the_rest_stays);
    g_test_add_func("/overruled/M1/a-new-reason-takes-the-place-of-the-old",
                    test_a_new_reason_takes_the_place_of_the_old);
    g_test_add_func("/overruled/M1/what-is-kept-has-an-end", test_what_is_kept_has_an_end);
    return g_test_run();
}
