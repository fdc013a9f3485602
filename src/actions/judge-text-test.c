/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * judge-text-test.c - any text is judged, kept or not (M1); how it is judged is the language
 * room's.
 */
#include "actions/judge-text.h"

#include "actions/test-workspace.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"

static gboolean
has_finding(const TkJson *judged, const char *code)
{
    const TkJson *findings = json_object_get(judged, "findings");

    for (size_t at = 0; at < json_array_size(findings); at++)
        if (g_str_equal(test_text(json_array_get(findings, at), "code"), code))
            return TRUE;
    return FALSE;
}

static void
test_the_language_is_recognised(void)
{
    static const struct {
        const char *body, *language;
    } table[] = {
        { "Hei Kari, jeg leste innlegget ditt om spillvarme og ville gjerne høre mer om det.",
          "nb" },
        { "Hello Kari, I read what you wrote about waste heat and would like to hear more.", "en" },
        { "Hej Kari, jag läste ditt inlägg om spillvärme och skulle gärna höra mer om det.", "sv" },
    };
    g_autoptr(TestDesk) desk = test_desk_in_memory(1);

    for (size_t at = 0; at < G_N_ELEMENTS(table); at++) {
        const JudgeWish wish = { .body = table[at].body };
        g_autoptr(TkJson) judged = judge_text(desk->workspace, &wish, NULL);

        g_assert_cmpstr(test_text(judged, "language"), ==, table[at].language);
        g_assert_cmpint(json_integer_value(json_object_get(judged, "sentences")), ==, 1);
    }
}

static void
test_a_blank_that_was_left_is_found(void)
{
    g_autoptr(TestDesk) desk = test_desk_in_memory(1);
    const JudgeWish wish = { .body = "Hei [navn], jeg vil gjerne høre om [tema].",
                             .language = "nb" };
    g_autoptr(TkJson) judged = judge_text(desk->workspace, &wish, NULL);

    g_assert_true(has_finding(judged, "placeholder"));
}

static void
test_what_cannot_be_judged_is_refused(void)
{
    g_autoptr(TestDesk) desk = test_desk_in_memory(1);
    g_autoptr(GError) kind = NULL;
    g_autoptr(GError) size = NULL;
    g_autofree char *endless = g_strnfill(TK_LIMIT_TEXT + 1, 'a');
    const JudgeWish poem = { .kind = "poem", .body = "Hei" };
    const JudgeWish book = { .body = endless };

    g_assert_null(judge_text(desk->workspace, &poem, &kind));
    test_refused(kind, TK_ERROR_INVALID, "kind-unknown");
    g_assert_null(judge_text(desk->workspace, &book, &size));
    test_refused(size, TK_ERROR_TOO_LARGE, "text-too-large");
}

static void
test_nothing_at_all_is_judged_too(void)
{
    g_autoptr(TestDesk) desk = test_desk_in_memory(1);
    g_autoptr(GError) error = NULL;
    const JudgeWish wish = { 0 };
    g_autoptr(TkJson) judged = judge_text(desk->workspace, &wish, &error);

    g_assert_no_error(error);
    g_assert_cmpint(json_integer_value(json_object_get(judged, "sentences")), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/judge-text/the-language-is-recognised", test_the_language_is_recognised);
    g_test_add_func("/judge-text/a-blank-that-was-left-is-found",
                    test_a_blank_that_was_left_is_found);
    g_test_add_func("/judge-text/what-cannot-be-judged-is-refused",
                    test_what_cannot_be_judged_is_refused);
    g_test_add_func("/judge-text/nothing-at-all-is-judged-too", test_nothing_at_all_is_judged_too);
    return g_test_run();
}
